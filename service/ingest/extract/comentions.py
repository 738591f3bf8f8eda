"""What is said in one breath: pairs of entities in one sentence, the telling ones.

Every pair in every sentence would be a hairball: a talk with 60 entities has several hundred. Kept are at most
two pairs for each entity, as many lines as a map of them can show and still be read, with at most three quotes
each; pairs that meet more often than their own frequency makes likely, and pairs of salient ones, go first.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2

PAIRS_PER_ENTITY = 2
QUOTES = 3
_LONGEST = 45
"""Words in a sentence from which on it is no longer one breath."""
_MOST = 6
"""Entities in a sentence from which on it is a list."""


@dataclass(frozen=True)
class Breath:
    """A sentence: its text, the entities named in it by their number, each once and in order, and how often anything is named."""

    text: str
    named: tuple[int, ...]
    mentions: int


@dataclass(frozen=True)
class Pair:
    """Two entities by their number, the smaller first, and the numbers of sentences that name both, in order."""

    first: int
    second: int
    breaths: tuple[int, ...]


def find_pairs(
    breaths: Sequence[Breath],
    names: Sequence[str],
    saliences: Sequence[float],
    connected: Collection[frozenset[int]],
) -> list[Pair]:
    """The most telling pairs, best first. `names`, `saliences`: of the entities; `connected`: pairs that need no more."""
    meetings: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    alone: Counter[int] = Counter()
    for number, breath in enumerate(breaths):
        alone.update(breath.named)
        if len(breath.named) <= _MOST and len(breath.text.split()) <= _LONGEST:
            for pair in combinations(breath.named, 2):
                meetings[pair].append(number)
    scored: list[tuple[float, int, int]] = []
    for (a, b), places in meetings.items():
        if frozenset((a, b)) in connected or names[a] == names[b]:
            continue  # a product and its maker of the same name are told apart, not said together
        lift = log2(1 + len(places) * len(breaths) / (alone[a] * alone[b]))
        salience = (saliences[a] * saliences[b]) ** 0.5
        scored.append((len(places) ** 0.5 * lift * (0.15 + salience), a, b))
    scored.sort(key=lambda s: (-s[0], s[1], s[2]))
    pairs: list[Pair] = []
    for _, a, b in scored[: PAIRS_PER_ENTITY * len(names)]:
        # the sentences that name least besides say most about the two
        best = sorted(meetings[a, b], key=lambda i: (breaths[i].mentions, len(breaths[i].text), i))
        pairs.append(Pair(a, b, tuple(sorted(best[:QUOTES]))))
    return pairs
