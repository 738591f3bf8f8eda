"""graphql-core executes an operation over the data of the lenient reader: the way of all errors, and of introspection.

It takes over where the strict reader must not answer: a null in a non-null place, an argument that cannot be used, a root field that failed.
"""

from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLUnionType,
    execute_sync,  # pyright: ignore[reportUnknownVariableType]
)

from service.api.operation.plan import OperationPlan
from service.api.response.answers import Answers
from service.api.response.reader import TYPE, read_leniently


def prepare(schema: GraphQLSchema) -> None:
    """Gives the schema the resolver that serves every field, and the one that tells types."""
    for named in schema.type_map.values():
        if isinstance(named, (GraphQLInterfaceType, GraphQLUnionType)):
            named.resolve_type = _type_of
        elif isinstance(named, GraphQLObjectType) and not named.name.startswith("__"):
            named.is_type_of = None
            for definition in named.fields.values():
                definition.resolve = _resolve


def execute_over_data(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation_name: str | None,
    variables: dict[str, Any] | None,
    plan: OperationPlan,
    answers: Answers,
) -> ExecutionResult:
    """Returns the response of graphql-core."""
    return execute_sync(
        schema,
        document,
        root_value={root.entry.key: read_leniently(root, answers[root.entry.key]) for root in plan.roots},
        variable_values=variables,
        operation_name=operation_name,
    )


def _resolve(source: dict[str | int, Any], info: GraphQLResolveInfo[Any], /, **_: Any) -> Any:
    return source[info.path.key]


def _type_of(found: dict[str, Any], _info: Any, _abstract: Any) -> str:
    return found[TYPE]
