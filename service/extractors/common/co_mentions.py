"""Co-mentions: the most significant pairs of entities in one sentence.

All pairs of all sentences would be too many: a talk with 60 entities has several hundred. At most two pairs are kept
for each entity, as many lines as a readable map can show, with at most three quotes each. Which come first, a weight
says: `by_association`, or an extractor's own. `find_joins` adds the few that connect the map.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2

PAIRS_PER_ENTITY = 2
QUOTES = 3
PASSAGE = 60
"""Words of the longest passage for a pair that joins two parts: as many as a language model may quote."""
_LONGEST = 45
"""Greatest number of words in a sentence with co-mentions."""
_MOST = 6
"""Number of entities from which on a sentence is a list."""
_Meetings = defaultdict[tuple[int, int], list[int]]


@dataclass(frozen=True)
class Breath:
    """A sentence: its text, the entities named in it by their number, each once and in order, and how often anything is named."""

    text: str
    named: tuple[int, ...]
    mentions: int


@dataclass(frozen=True)
class CoMention:
    """Two entities by their number, the smaller first, and the numbers of sentences that name both, in order."""

    first: int
    second: int
    breaths: tuple[int, ...]


type Weight = Callable[[int, int, Sequence[Breath]], float]
"""Of two entities and the sentences that name both: the heaviest pair is the first."""


def by_association(breaths: Sequence[Breath], saliences: Sequence[float]) -> Weight:
    """First come pairs that occur together more often than expected by chance, and pairs of salient entities."""
    alone = Counter(one for breath in breaths for one in breath.named)

    def weigh(a: int, b: int, places: Sequence[Breath]) -> float:
        lift = log2(1 + len(places) * len(breaths) / (alone[a] * alone[b]))
        return len(places) ** 0.5 * lift * (0.15 + (saliences[a] * saliences[b]) ** 0.5)

    return weigh


def find_pairs(
    breaths: Sequence[Breath],
    names: Sequence[str],
    weight: Weight,
    connected: Collection[frozenset[int]],
) -> list[CoMention]:
    """Returns the heaviest pairs, the heaviest first. `names`: of the entities; `connected`: pairs that are connected
    already."""
    meetings = _meetings(breaths, _LONGEST, _MOST)
    scored = _scored(meetings, breaths, names, weight, connected)
    pairs: list[CoMention] = []
    for _, a, b in scored[: PAIRS_PER_ENTITY * len(names)]:
        pairs.append(CoMention(a, b, tuple(sorted(_telling(meetings[a, b], breaths)[:QUOTES]))))
    return pairs


def find_joins(
    passages: Sequence[Breath],
    names: Sequence[str],
    weight: Weight,
    connected: Collection[frozenset[int]],
) -> list[CoMention]:
    """Returns the heaviest pairs that join parts not joined by `connected`, best first, each with its best
    passage.

    Their number is minimal: one less than the number of joinable parts. Lists count here.
    """
    part = list(range(len(names)))  # of each entity, the number of the part to which it belongs

    def join(a: int, b: int) -> bool:
        gone, kept = part[b], part[a]
        part[:] = [kept if one == gone else one for one in part]
        return gone != kept

    for pair in connected:
        join(*pair)
    meetings = _meetings(passages, PASSAGE, len(names))
    scored = _scored(meetings, passages, names, weight, connected)
    return [CoMention(a, b, (_telling(meetings[a, b], passages)[0],)) for _, a, b in scored if join(a, b)]


def _meetings(breaths: Sequence[Breath], longest: int, most: int) -> _Meetings:
    """Maps each pair of entities to the numbers of the sentences that name both, within the limits of words and
    entities."""
    meetings: _Meetings = defaultdict(list)
    for number, breath in enumerate(breaths):
        if len(breath.named) <= most and len(breath.text.split()) <= longest:
            for pair in combinations(breath.named, 2):
                meetings[pair].append(number)
    return meetings


def _scored(
    meetings: _Meetings,
    breaths: Sequence[Breath],
    names: Sequence[str],
    weight: Weight,
    connected: Collection[frozenset[int]],
) -> list[tuple[float, int, int]]:
    """Returns the weight of each pair, and the pair; the heaviest first."""
    scored: list[tuple[float, int, int]] = []
    for (a, b), places in meetings.items():
        if frozenset((a, b)) in connected or names[a] == names[b]:
            continue  # a product and its maker of the same name are distinguished, not mentioned together
        scored.append((weight(a, b, [breaths[i] for i in places]), a, b))
    return sorted(scored, key=lambda s: (-s[0], s[1], s[2]))


def _telling(places: Sequence[int], breaths: Sequence[Breath]) -> list[int]:
    """The breaths of these numbers; those that name least besides say most about the two."""
    return sorted(places, key=lambda i: (breaths[i].mentions, len(breaths[i].text), i))
