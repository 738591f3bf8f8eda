"""One order over the hits of several indexes. Pure.

Hits with all words stand before hits with some, and of these whoever has more of the words before who has fewer, whatever
they are. Among equals the scope counts (a name tells more than a passing word), then how well it fits, and a little how
important an entity or topic is. Scores of Lucene's BM25 are comparable only inside one index and one question, so each is
taken as a share of the best of its scope.
"""

import math
from collections.abc import Callable, Iterable
from typing import NamedTuple

SCOPES = ("ENTITY", "TOPIC", "VIDEO", "CHAPTER", "SUMMARY", "TRANSCRIPT")
"""All scopes, the one that tells most first."""
_WEIGHTS = {"ENTITY": 1.0, "TOPIC": 0.85, "VIDEO": 0.75, "CHAPTER": 0.6, "SUMMARY": 0.5, "TRANSCRIPT": 0.4}

# A hit of exactly the name asked for, before all others: (scope, exact) → what it weighs.
_EXACT = {("ENTITY", 2): 3.0, ("ENTITY", 1): 2.0, ("TOPIC", 1): 1.4}
_SOME = 0.15
"""What hits that lack a word stay below, since the least of the others has 0.4 · 0.5."""
_IMPORTANCE = 0.2
_MOST = 1 + _IMPORTANCE
"""The best that a hit weighs which is not of that very name."""
_MANY = math.log1p(1_000_000)
"""Of a count from which on more makes no difference."""


class Found(NamedTuple):
    """A row of `search/find_candidates`: `exact` is 2 for a main name, 1 for another, 0 for words in it."""

    scope: str
    id: str
    score: float
    importance: int
    name: str | None
    exact: int
    texts: list[str | None] | None


class Ranked(NamedTuple):
    """A hit in its place. Of a summary's paragraph, `id` is that of the video; `name` is the alias of an entity that was
    found."""

    score: float
    """Higher is better, above 0; comparable inside one question."""
    id: str
    scope: str
    name: str | None

    @property
    def place(self) -> tuple[float, str]:
        """Sorts best first."""
        return -self.score, self.id


def rank(found: Iterable[Found]) -> list[Ranked]:
    """Hits that have all words: best first, each hit once."""
    return _rank(found, lambda row, weight: _EXACT.get((row.scope, row.exact), weight) * _important(row))


def rank_some(found: Iterable[Found], count: Callable[[Found], int], words: int) -> list[Ranked]:
    """Hits that lack a word: those with more words first, each hit once; all of them behind those of `rank`.

    Args:
        count: how many of the words a hit has, at most `words`.
    """
    step = _SOME / (words + 1)
    return _rank(found, lambda row, weight: step * (count(row) + weight * _important(row) / _MOST))


def _rank(found: Iterable[Found], scored: Callable[[Found, float], float]) -> list[Ranked]:
    """
    Args:
        scored: what a hit scores, by its weight: that of its scope, or down to half of it for what fits less well.
    """
    rows = list(found)
    best: dict[str, float] = {}
    for row in rows:
        best[row.scope] = max(row.score, best.get(row.scope, 0.0))
    ranked: dict[tuple[str, str], Ranked] = {}
    for row in rows:
        share = row.score / best[row.scope] if best[row.scope] else 1.0
        score = scored(row, _WEIGHTS[row.scope] * (1 + share) / 2)
        hit = Ranked(round(score, 9), row.id, row.scope, row.name)
        old = ranked.get((row.scope, row.id))
        # Of two names of an entity that say as much, always the same one.
        if old is None or (hit.score, old.name or "") > (old.score, hit.name or ""):
            ranked[row.scope, row.id] = hit
    # A page ends at a score and an id: two hits must not have both in common.
    places: dict[tuple[float, str], Ranked] = {}
    for hit in ranked.values():
        place = hit.place
        other = places.get(place)
        if other is None or SCOPES.index(hit.scope) < SCOPES.index(other.scope):
            places[place] = hit
    return [places[place] for place in sorted(places)]


def _important(row: Found) -> float:
    count = row.importance
    return 1 + _IMPORTANCE * min(1.0, math.log1p(count) / _MANY) if count > 0 else 1.0
