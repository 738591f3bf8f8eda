"""Reads the arguments of a field at one request."""

from enum import Enum

from graphql.execution.values import VariableValues, get_argument_values

from service.api.operation.arguments.argument_values import Argument
from service.api.operation.arguments.field_arguments import FieldArguments, read_arguments
from service.api.operation.plan.operation_plan import Site
from service.api.operation.pre_queries.registry import READINGS
from service.graph.compose.field_query import FieldQuery


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
