"""The sites of one root field: the places where arguments are read, once while planning and again at each request."""

from enum import Enum

from graphql import FieldNode, GraphQLError, GraphQLField
from graphql.execution.values import VariableValues, get_argument_values

from service.api.operation.arguments.argument_values import Argument
from service.api.operation.arguments.cursors import Cursors
from service.api.operation.arguments.field_arguments import FieldArguments, read_arguments
from service.api.operation.collect import Collector
from service.api.operation.plan.operation_plan import Site
from service.api.operation.planning.catalog import Catalog
from service.api.operation.pre_queries.registry import READINGS
from service.api.schema.graphql_types import named_type
from service.errors import InvalidInput
from service.graph.compose.field_query import FieldQuery
from service.graph.compose.fragment import Fragment


def read_site(number: int, site: Site, variables: VariableValues) -> FieldArguments:
    """Reads the arguments of a field at this request.

    Raises: InvalidInput, GraphQLError: an invalid value.
    """
    arguments = get_argument_values(site.definition, site.node, variables)
    if site.coordinate.startswith("Mutation."):
        return FieldArguments(FieldQuery(number), {"input": plain_values(arguments.get("input", arguments))})
    if site.coordinate == "Query.node":
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
    reading = READINGS.get(site.fragment.pre_query or "")
    return read if reading is None else reading(read)


def plain_values(value: Argument) -> Argument:
    """Returns a coerced argument with the names of enum values, as actions take them."""
    if isinstance(value, dict):
        return {key: plain_values(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain_values(one) for one in value]
    return value.value if isinstance(value, Enum) else value


class Sites:
    """Reads the arguments of fields, and keeps what a `RootPlan` needs of them, under the same names."""

    def __init__(
        self, catalog: Catalog, collector: Collector, variables: VariableValues, cursors: Cursors
    ) -> None:
        self._catalog = catalog
        self._collector = collector
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
        # Cursors belong to the file's field: the five kinds share those of Entity.
        owner = "Entity" if fragment.file.parent.name == "Entity" else parent
        site = self.sites[number] = Site(
            definition,
            node,
            fragment,
            f"{owner}.{node.name.value}",
            self._catalog.largest(definition),
            self._catalog.is_connection(named_type(definition)),
            self._cursors,
        )
        try:
            read = read_site(number, site, self._variables)
        except (InvalidInput, GraphQLError) as fault:
            self.faults.append(fault)
            return fault
        self.asked[number] = read.asked
        if not self._collector.uses_variables(node):
            self.fixed[number] = read
        return read
