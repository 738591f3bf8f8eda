"""Orders the hits of several indexes. Pure functions.

Hits with all words come before hits with some, and hits with more words before hits with fewer. Among equals, the
scope counts (a name is more significant than a word in passing), then the relevance, and a little the importance of
an entity or topic. Scores of Lucene's BM25 are comparable only within one index and one query, so each is converted
to a share of the best of its scope.
"""

import math
from collections.abc import Callable, Iterable
from typing import NamedTuple

SCOPES = ("ENTITY", "TOPIC", "VIDEO", "CHAPTER", "SUMMARY", "TRANSCRIPT")
"""All scopes, the most significant first."""
_WEIGHTS = {"ENTITY": 1.0, "TOPIC": 0.85, "VIDEO": 0.75, "CHAPTER": 0.6, "SUMMARY": 0.5, "TRANSCRIPT": 0.4}

# Weight of a hit on exactly the searched name, before all others, by (scope, exact).
_EXACT = {("ENTITY", 2): 3.0, ("ENTITY", 1): 2.0, ("TOPIC", 1): 1.4}
_SOME = 0.15
"""Upper limit for hits that lack a word, because the lowest of the others has 0.4 · 0.5."""
_IMPORTANCE = 0.2
_MOST = 1 + _IMPORTANCE
"""The greatest weight of a hit that does not match the exact name."""
_MANY = math.log1p(1_000_000)
"""Count above which more makes no difference."""


class CandidateHit(NamedTuple):
    """A row of `search/find_candidates`: `exact` is 2 for a main name, 1 for another, 0 for words in it."""

    scope: str
    id: str
    score: float
    importance: int
    name: str | None
    exact: int
    texts: list[str | None] | None


class RankedHit(NamedTuple):
    """A ranked hit. For a summary's paragraph, `id` is that of the video. `name` is the alias of an entity that was
    found."""

    score: float
    """Above 0; higher is better. Comparable within one search."""
    id: str
    scope: str
    name: str | None
    has_all_words: bool

    @property
    def place(self) -> tuple[float, str]:
        """Sorts best first."""
        return -self.score, self.id


def rank(found: Iterable[CandidateHit]) -> list[RankedHit]:
    """Ranks hits with all words: best first, each hit once."""
    return _rank(
        found,
        lambda row, weight: _EXACT.get((row.scope, row.exact), weight) * _important(row),
        all_words=True,
    )


def rank_some(
    found: Iterable[CandidateHit], count: Callable[[CandidateHit], int], words: int
) -> list[RankedHit]:
    """Ranks hits that lack a word: those with more words first, each hit once, all after those of `rank`.

    Args:
        count: how many of the words a hit has, at most `words`.
    """
    step = _SOME / (words + 1)
    return _rank(
        found, lambda row, weight: step * (count(row) + weight * _important(row) / _MOST), all_words=False
    )


def _rank(
    found: Iterable[CandidateHit], scored: Callable[[CandidateHit, float], float], *, all_words: bool
) -> list[RankedHit]:
    """
    Args:
        scored: what a hit scores, by its weight: that of its scope, or down to half of it for what fits less well.
        all_words: whether the hits have all words.
    """
    rows = list(found)
    best: dict[str, float] = {}
    for row in rows:
        best[row.scope] = max(row.score, best.get(row.scope, 0.0))
    ranked: dict[tuple[str, str], RankedHit] = {}
    for row in rows:
        share = row.score / best[row.scope] if best[row.scope] else 1.0
        score = scored(row, _WEIGHTS[row.scope] * (1 + share) / 2)
        hit = RankedHit(round(score, 9), row.id, row.scope, row.name, all_words)
        old = ranked.get((row.scope, row.id))
        # Of two equally good names of an entity, always the same one.
        if old is None or (hit.score, old.name or "") > (old.score, hit.name or ""):
            ranked[row.scope, row.id] = hit
    # A page ends at a score and an id, so two hits must not have both in common.
    places: dict[tuple[float, str], RankedHit] = {}
    for hit in ranked.values():
        place = hit.place
        other = places.get(place)
        if other is None or SCOPES.index(hit.scope) < SCOPES.index(other.scope):
            places[place] = hit
    return [places[place] for place in sorted(places)]


def _important(row: CandidateHit) -> float:
    count = row.importance
    return 1 + _IMPORTANCE * min(1.0, math.log1p(count) / _MANY) if count > 0 else 1.0
