"""The plain executor: graphql-core with one resolver a field over the published schema, one query a read.

It shares nothing with the engine but the schema's text, the strings of cursors and the search form of text: what
it answers is what the engine has to answer.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLSyntaxError,
    StringValueNode,
    ValueNode,
    build_schema,
    execute_sync,
    parse,
    validate,
)

from plain import FIELDS
from plain.graph import KINDS, Graph, leaf
from service.api.schema.build import sdl
from service.errors import VideographError


class PlainExecutor:
    """Answers GraphQL requests; of an error it says where it is and its code."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.schema = build_schema(sdl())
        for named in self.schema.type_map.values():
            if isinstance(named, GraphQLObjectType) and not named.name.startswith("__"):
                for name, definition in named.fields.items():
                    definition.resolve = self._resolver(named.name, name)
        _parses(self.schema.type_map["Date"], _day)
        _parses(self.schema.type_map["URL"], _address)

    def execute(self, query: str, variables: dict[str, Any] | None, operation: str | None) -> dict[str, Any]:
        try:
            document = parse(query)
        except GraphQLSyntaxError:
            return {"errors": [(None, "GRAPHQL_PARSE_FAILED")]}
        if invalid := validate(self.schema, document, max_errors=20):
            return {"errors": [(None, "GRAPHQL_VALIDATION_FAILED") for _ in invalid]}
        result = execute_sync(
            self.schema, document, root_value={}, variable_values=variables, operation_name=operation
        )
        errors = [(error.path, _code(error)) for error in result.errors or []]
        if result.data is None and all(path is None for path, _ in errors):
            return {"errors": errors}
        return ({"errors": errors} if errors else {}) | {"data": result.data}

    def _resolver(self, parent: str, name: str) -> Callable[..., Any]:
        function = FIELDS.get((parent, name))
        if function is None and parent in KINDS:
            function = FIELDS.get(("Entity", name))

        def resolve(this: dict[str, Any], _: GraphQLResolveInfo, **arguments: Any) -> Any:
            return leaf(this.get(name)) if function is None else function(self.graph, this, arguments)

        return resolve


def _code(error: GraphQLError) -> str:
    if isinstance(error.original_error, VideographError):
        return error.original_error.code
    # What graphql-core itself refuses: a variable's value, or an argument's.
    return "BAD_USER_INPUT" if isinstance(error.original_error, GraphQLError | None) else "INTERNAL"


def _parses(scalar: Any, parse_value: Callable[[Any], Any]) -> None:
    assert isinstance(scalar, GraphQLScalarType)

    def parse_literal(node: ValueNode, variables: dict[str, Any] | None = None) -> Any:
        return parse_value(node.value if isinstance(node, StringValueNode) else None)

    scalar.coerce_input_value = parse_value
    scalar.parse_literal = parse_literal


def _day(value: Any) -> date:
    try:
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise GraphQLError("no date")


def _address(value: Any) -> str:
    if isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value:
        return value
    raise GraphQLError("no address")
