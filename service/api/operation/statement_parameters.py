"""The part of a request that a plan does not have: its arguments at the plan's sites, and its parameters."""

from enum import Enum
from typing import Any

from graphql import GraphQLError

from service.api.operation.arguments.argument_values import Argument, label_of
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan.operation_plan import OperationPlan, RootPlan
from service.api.operation.planning.sites import read_site
from service.api.operation.pre_queries.registry import NOTHING_FOUND
from service.errors import InvalidInput
from service.graph.compose.cursor_literals import inlined


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
    found = {name: _value(reads[one.site].values, one.name) for name, one in named}
    if root.statement.values and not written:
        found["values"] = root.statement.values
    return inlined(root.statement.written if written else root.statement.text, found, places)


def _value(values: dict[str, Any], name: str) -> Any:
    return values[name] if name in values else NOTHING_FOUND[name]


def structure_of(value: Argument) -> object:
    """Returns the part of the variables that determines a plan: which are given, booleans, enum values, the labels of ids."""
    if isinstance(value, dict):
        return tuple((key, structure_of(one)) for key, one in value.items())
    if isinstance(value, list):
        found = [structure_of(one) for one in value]
        return (
            "list",
            tuple(found) if any(isinstance(one, (tuple, Enum)) for one in found) else frozenset(found),
        )
    if value is None or isinstance(value, (bool, Enum)):
        return value
    return label_of(value) if isinstance(value, str) else "value"
