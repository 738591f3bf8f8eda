"""The sites of one root field: the places where arguments are read, once while planning and again at each request; and the parameters that are
made of them."""

from enum import Enum
from typing import Any

from graphql import FieldNode, GraphQLError, GraphQLField
from graphql.execution.values import VariableValues, get_argument_values

from service.api.operation.arguments.argument_values import Argument, check_id, label_of
from service.api.operation.arguments.cursors import Cursors
from service.api.operation.arguments.field_arguments import FieldArguments, read_arguments
from service.api.operation.collect import has_variable
from service.api.operation.plan import OperationPlan, RootPlan, Site
from service.api.operation.planning.catalog import Catalog
from service.api.schema.graphql_types import named_type
from service.errors import InvalidInput
from service.graph.compose.cursor_literals import inlined
from service.graph.compose.field_query import FieldQuery, Parameter
from service.graph.compose.fragment import Fragment
from service.graph.compose.graph_model import GraphModel


def read_site(number: int, site: Site, variables: VariableValues) -> FieldArguments:
    """Reads the arguments of a field at this request.

    Raises: InvalidInput, GraphQLError: an invalid value.
    """
    arguments = get_argument_values(site.definition, site.node, variables)
    if site.coordinate.startswith("Mutation."):
        return FieldArguments(FieldQuery(number), {"input": plain_values(arguments.get("input", arguments))})
    if site.coordinate == "Query.node":
        check_id(site.fragment.model, "id", arguments["id"], None)
        arguments = {"ids": [arguments["id"]]}
    read = read_arguments(
        number,
        site.fragment,
        arguments,
        coordinate=site.coordinate,
        largest=site.largest,
        paged=site.paged,
        cursors=site.cursors,
    )
    pre_query = site.pre_query
    return read if pre_query is None or pre_query.read is None else pre_query.read(read)


def plain_values(value: Argument) -> Argument:
    """Returns a coerced argument with the names of enum values, as actions take them."""
    if isinstance(value, dict):
        return {key: plain_values(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain_values(one) for one in value]
    return value.value if isinstance(value, Enum) else value


class Sites:
    """Reads the arguments of fields, and keeps what a `RootPlan` needs of them, under the same names."""

    def __init__(self, catalog: Catalog, variables: VariableValues, cursors: Cursors) -> None:
        self._catalog = catalog
        self._variables = variables
        self._cursors = cursors
        self.sites: dict[int, Site] = {}
        self.fixed: dict[int, FieldArguments] = {}
        self.asked: dict[int, FieldQuery] = {}
        self.faults: list[InvalidInput | GraphQLError] = []

    def read(
        self, parent: str, definition: GraphQLField, node: FieldNode, fragment: Fragment
    ) -> FieldArguments | InvalidInput | GraphQLError:
        """Returns the arguments of a field of the type `parent`. An error in them is returned, so that it can be reported in the field's place."""
        number = len(self.sites)
        # Cursors belong to the field of the file: types of one interface share them.
        owner, _ = self._catalog.place(parent, node.name.value) or (parent, "")
        site = self.sites[number] = Site(
            definition,
            node,
            fragment,
            f"{owner}.{node.name.value}",
            self._catalog.largest(definition),
            self._catalog.is_connection(named_type(definition)),
            self._cursors,
            self._catalog.pre_query(fragment),
        )
        try:
            read = read_site(number, site, self._variables)
        except (InvalidInput, GraphQLError) as fault:
            self.faults.append(fault)
            return fault
        self.asked[number] = read.asked
        if not any(has_variable(argument.value) for argument in node.arguments or ()):
            self.fixed[number] = read
        return read


def read_all(plan: OperationPlan, values: Any) -> list[dict[int, FieldArguments]] | None:
    """Returns the arguments of all root fields; None if their structure is not the plan's, or if one is not valid."""
    found: list[dict[int, FieldArguments]] = []
    for root in plan.roots:
        reads = read_root(root, values)
        if reads is None:
            return None
        found.append(reads)
    return found


def read_root(root: RootPlan, values: Any) -> dict[int, FieldArguments] | None:
    reads = dict(root.fixed)
    for number, site in root.sites.items():
        if number in reads:
            continue
        try:
            reads[number] = read_site(number, site, values)
        except (InvalidInput, GraphQLError):
            if number in root.asked:
                return None
            continue
        if reads[number].asked != root.asked.get(number):
            return None
    return reads


def statement_of(
    root: RootPlan, reads: dict[int, FieldArguments], *, written: bool = False
) -> tuple[str, dict[str, Any]]:
    """Returns a root field's statement and its parameters. Values of cursors are in the text where Neo4j needs that.

    Args:
        written: whether the names of the selected values are in the text too, and not a parameter.
    """
    assert root.statement is not None
    named, places = root.statement.named
    found = {name: _value(root, reads, one) for name, one in named}
    if root.statement.values and not written:
        found["values"] = root.statement.values
    return inlined(root.statement.written if written else root.statement.text, found, places)


def _value(root: RootPlan, reads: dict[int, FieldArguments], parameter: Parameter) -> Any:
    values = reads[parameter.site].values
    if parameter.name in values:
        return values[parameter.name]
    pre_query = root.sites[parameter.site].pre_query
    return (
        {} if pre_query is None else pre_query.nothing[parameter.name]
    )  # without one: no result of a mutation yet


def structure_of(model: GraphModel, value: Argument) -> object:
    """Returns the part of the variables that determines a plan: which are given, booleans, enum values, the labels of ids."""
    if isinstance(value, dict):
        return tuple((key, structure_of(model, one)) for key, one in value.items())
    if isinstance(value, list):
        found = [structure_of(model, one) for one in value]
        return (
            "list",
            tuple(found) if any(isinstance(one, (tuple, Enum)) for one in found) else frozenset(found),
        )
    if value is None or isinstance(value, (bool, Enum)):
        return value
    return label_of(model, value) if isinstance(value, str) else "value"
