"""The work of an operation that the objects of its answer do not show: a statement for each root field, searches, walks.

The numbers are measured: with them, one unit of cost takes about the same processor time for every root field
(`python -m benchmarks costs`).

The size of statements is what Neo4j must plan, independent of the values. It takes 0.1 to 0.3 ms of processor time for each character of
a new statement (measured in docs/benchmarks.md). So their length is limited, and counts in the cost.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, NamedTuple

from graphql import GraphQLError

from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.limits.limit_error import limit_error
from service.api.operation.plan.operation_plan import ROOT_SITE, OperationPlan, RootPlan
from service.errors import InvalidInput
from service.graph.compose.field_query import Branch, ConditionGroup, FieldQuery
from service.graph.search.similar import WORDS, read_typed
from service.graph.search.words import clean
from service.settings.limits import Limits

_STATEMENT = 40
"""One statement: sending it, running it, reading what it found."""
_OF_THE_SERVICE = {"viewer": 25, "schemaDefinitions": 35, "schemaSearch": 80}
"""Root fields whose statement reads nothing of the graph, with all their work."""
_SEARCH = 170
_WORD = 40
"""Looking for one word in all scopes."""
_CORRECTION = 450
"""Looking for words like one that no talk has."""
_FACET = 100
_FIXED = {
    "changes": 70,  # how far the log of changes goes
    "channel": 20,
    "entity": 20,
    "quote": 500,  # segments with its words, their neighbors, and comparing them
    "relationships": 40,
    "stats": 20,
    "suggest": 250,
    "suggestions": 250,
    "verifyQuote": 500,
}
"""What root fields do besides, whatever their arguments."""
_HOP = 25
"""One hop of a path, in both directions."""
_START = 10
"""One hop from one entity of a map."""
_MAP = 280
"""The places of the entities of a map."""


class Work(NamedTuple):
    """`corrections`: the part of it that is for words that may have to be corrected; it is not used if all words are found."""

    total: int = 0
    corrections: int = 0


def work_of(plan: OperationPlan, reads: Sequence[dict[int, FieldArguments]]) -> Work:
    """Returns the work of the root fields of a plan with these arguments."""
    parts = [_of_root(root, read) for root, read in zip(plan.roots, reads, strict=True)]
    return Work(sum(part.total for part in parts), sum(part.corrections for part in parts))


def _of_root(root: RootPlan, reads: dict[int, FieldArguments]) -> Work:
    if root.statement is None or root.faults or ROOT_SITE not in reads:
        return Work()
    if root.entry.name in _OF_THE_SERVICE:
        return Work(_OF_THE_SERVICE[root.entry.name])
    by_arguments = _BY_ARGUMENTS.get(root.entry.name)
    own = (
        Work(_FIXED.get(root.entry.name, 0))
        if by_arguments is None
        else by_arguments(reads[ROOT_SITE].values)
    )
    facets = _FACET * sum(len(wanted) for wanted in root.facets.values())
    return Work(_STATEMENT + facets + own.total, own.corrections)


def _search(values: dict[str, Any]) -> Work:
    try:
        words = read_typed(clean(values["query"], ("query",)))
    except InvalidInput:  # too long: nothing is searched
        return Work()
    corrections = _CORRECTION * min(WORDS, sum(word.most > 0 for word in words))
    return Work(_SEARCH + _WORD * len(words) + corrections, corrections)


def _paths(values: dict[str, Any]) -> Work:
    return Work(_HOP * values["maxHops"])


def _graph(values: dict[str, Any]) -> Work:
    starts = len(values.get("where.around") or ())
    return Work(_MAP + values["maxNodes"] + _START * starts * values.get("where.hops", 1))


_BY_ARGUMENTS: dict[str, Callable[[dict[str, Any]], Work]] = {
    "graph": _graph,
    "paths": _paths,
    "search": _search,
}
"""What other root fields do besides."""


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
