"""Checks the values in a document by graphql-core's rule, with the name of the argument in its errors.

For values in variables, graphql-core names the variable itself.
"""

from typing import Any

from graphql import (
    ArgumentNode,
    GraphQLError,
    GraphQLInputType,
    ValueNode,
    ValuesOfCorrectTypeRule,
    specified_rules,
    validate_input_literal,  # pyright: ignore[reportUnknownVariableType]
)
from graphql.language.visitor import SKIP, VisitorAction


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
