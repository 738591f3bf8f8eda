"""The size of an operation's statements: the amount that Neo4j must plan, independent of the values.

Neo4j takes 0.1 to 0.3 ms of processor time for each character of a new statement (measured in docs/benchmarks.md). So
their length is limited, and counts in the cost.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from graphql import GraphQLError

from service.api.operation.limits.limit_error import limit_error
from service.api.operation.plan.operation_plan import OperationPlan
from service.graph.compose.field_query import Branch, ConditionGroup, FieldQuery
from service.settings.limits import Limits

CHARACTERS_OF_AN_OBJECT = 10
"""Number of characters that cost as much as one object of the answer."""


@dataclass(frozen=True)
class StatementSize:
    """`characters`: of all different statements of an operation, the same one of several root fields once; `conditions`: keys of
    filters (`eq`, `gte`, `any`) and plain conditions (`kind`) in all of its arguments."""

    characters: int = 0
    conditions: int = 0

    @property
    def cost(self) -> int:
        return ceil(self.characters / CHARACTERS_OF_AN_OBJECT)


def size_of(plan: OperationPlan) -> StatementSize:
    texts = {root.statement.text for root in plan.roots if root.statement is not None}
    return StatementSize(
        sum(len(text) for text in texts),
        sum(_conditions(asked) for root in plan.roots for asked in root.asked.values()),
    )


def size_error(size: StatementSize, limits: Limits) -> GraphQLError | None:
    """Returns the error about a limit that the size exceeds, if any."""
    if size.conditions > limits.conditions:
        what = f"The operation has {size.conditions} conditions"
        advice = "Use fewer, or ask in several queries."
        return limit_error(what, "conditions", size.conditions, limits, advice)
    if size.characters > limits.statement:
        what = f"The operation is planned into {size.characters} characters of Cypher"
        advice = "Ask for fewer lists and conditions, or in several queries."
        return limit_error(what, "statement", size.characters, limits, advice)
    return None


def _conditions(asked: FieldQuery | Branch) -> int:
    return sum(max(1, len(keys)) for keys in asked.conditions.values()) + _below(asked.groups)


def _below(groups: Iterable[ConditionGroup]) -> int:
    return sum(_conditions(branch) for group in groups for branch in group.branches)
