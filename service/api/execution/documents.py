"""GraphQL documents: parsed, limited in size and validated."""

from dataclasses import dataclass, field
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLInputType,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    ValueNode,
    ValuesOfCorrectTypeRule,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
    validate_input_literal,  # pyright: ignore[reportUnknownVariableType]
)
from graphql.language.visitor import SKIP, VisitorAction
from graphql.validation.validate import ValidationAbortedError

from service.access.scopes import Needed
from service.api.operation.limits.document_limits import DocumentTooLarge, check_shape, limit_error
from service.settings.limits import Limits

_MANY_TOKENS = "tokens. Parsing aborted."
"""End of graphql-core's message if a document has too many tokens."""
_ABORTED = "Validation aborted."
"""graphql-core's message if validation takes too many steps."""
_TOO_LONG = "The document takes too long to validate: ask for each field once, or use fewer fragments."


class OperationRefused(Exception):
    """The request is answered only with errors."""

    def __init__(self, errors: list[GraphQLError], code: str) -> None:
        super().__init__(code)
        self.errors = errors
        self.code = code


class ValuesOfNamedArguments(ValuesOfCorrectTypeRule):
    """`where.publishedOn.gte`: what is wrong with the value there."""

    _argument: str | None = None

    def enter_argument(self, node: ArgumentNode, *_: Any) -> None:
        self._argument = node.name.value

    def leave_argument(self, *_: Any) -> None:
        self._argument = None

    def is_valid_value_node(
        self,
        node: ValueNode,
        input_type: GraphQLInputType | None,  # pyright: ignore[reportUnknownParameterType]
    ) -> VisitorAction:
        def report(error: GraphQLError, path: list[str | int]) -> None:
            if self._argument is not None:  # else it is the default of a variable
                place = ".".join(map(str, [self._argument, *path]))
                error = GraphQLError(f"`{place}`: {error.message}", error.nodes)
            self.report_error(error)

        if input_type:
            validate_input_literal(node, input_type, report)
        return SKIP


RULES = [ValuesOfNamedArguments if one is ValuesOfCorrectTypeRule else one for one in specified_rules]
"""All rules of validation."""


@dataclass(frozen=True)
class Operation:
    """An operation of a document. `needs`: the scopes of its root fields; `is_steady`: see `RootFields`."""

    node: OperationDefinitionNode
    needs: tuple[tuple[str, Needed], ...]
    is_steady: bool

    @property
    def needs_graph(self) -> bool:
        """Whether the answer needs Neo4j: all that the graph has needs a scope, and the schema and who asks need none."""
        return bool(self.needs)

    @property
    def is_about_schema(self) -> bool:
        """Whether the answer is always the same."""
        return self.is_steady and not self.needs_graph


@dataclass(frozen=True)
class Document:
    """A validated document, with what is known of its operations so far, by name."""

    text: str
    node: DocumentNode
    fragments: dict[str, FragmentDefinitionNode]
    operations: dict[str | None, Operation] = field(default_factory=dict[str | None, Operation])

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """Returns the operation of this name, or the only one.

        Raises: OperationRefused: there is none.
        """
        operation = get_operation_ast(self.node, name)
        if operation is None:
            message = (
                "Name one of the document's operations."
                if name is None
                else f"There is no operation {name!r:.60}."
            )
            raise OperationRefused([GraphQLError(message)], "BAD_USER_INPUT")
        return operation

    def mutates(self, name: str | None) -> bool:
        """Returns whether the operation of this name, or the only one, is a mutation."""
        operation = get_operation_ast(self.node, name)
        return operation is not None and operation.operation is OperationType.MUTATION


type Reading = Document | OperationRefused
"""A document, or why it is refused."""


def read_document(schema: GraphQLSchema, query: str, limits: Limits) -> Reading:
    """Returns a valid document, or why it is refused: it has a syntax error, is not valid, or is too large."""
    if len(query) > limits.document:  # the parser takes a microsecond for each, wherever it is
        what = f"The document has {len(query)} characters"
        advice = "Put long texts into variables, or ask in several queries."
        error = limit_error(what, "document", len(query), limits, advice)
        return OperationRefused([error], "QUERY_TOO_COMPLEX")
    try:
        node = parse(query, max_tokens=limits.tokens)
    except GraphQLSyntaxError as error:
        if _MANY_TOKENS in error.message:
            what = "The document has too many tokens"
            error = limit_error(what, "tokens", None, limits, "Ask in several queries.")
        return OperationRefused([error], "GRAPHQL_PARSE_FAILED")
    try:
        check_shape(node, limits)
    except DocumentTooLarge as large:
        return OperationRefused([_without_nodes(large.error)], "QUERY_TOO_COMPLEX")
    errors = validate(schema, node, RULES, max_errors=20)
    if any(isinstance(one, ValidationAbortedError) and one.message == _ABORTED for one in errors):
        return OperationRefused([GraphQLError(_TOO_LONG)], "QUERY_TOO_COMPLEX")
    if errors:
        return OperationRefused([_without_nodes(one) for one in errors], "GRAPHQL_VALIDATION_FAILED")
    fragments = {one.name.value: one for one in node.definitions if isinstance(one, FragmentDefinitionNode)}
    return Document(query, node, fragments)


def _without_nodes(error: GraphQLError) -> GraphQLError:
    """Returns an error that is kept without the whole document: its nodes hold all tokens, in a cycle."""
    return GraphQLError(
        error.message, source=error.source, positions=error.positions, extensions=error.extensions
    )
