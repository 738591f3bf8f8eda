"""What is said in one breath: pairs of entities in one sentence, the telling ones.

Every pair in every sentence would be a hairball: a talk with 60 entities has several hundred. Kept are at most
two pairs for each entity, as many lines as a map of them can show and still be read, with at most three quotes
each; pairs that meet more often than their own frequency makes likely, and pairs of salient ones, go first.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations
from math import log2

from service.ingest.extract.entity.things import Thing
from service.ingest.extract.statement.addressed import is_addressed
from service.ingest.extract.statement.places import Said

PAIRS_PER_ENTITY = 2
QUOTES = 3
_LONGEST = 45
"""Words in a sentence from which on it is no longer one breath."""


@dataclass(frozen=True)
class Pair:
    """Two entities, the one first named in the talk first, and the sentences that name both."""

    first: Thing
    second: Thing
    sentences: tuple[int, ...]


def find_pairs(said: Said, things: list[Thing], connected: Collection[frozenset[int]]) -> list[Pair]:
    """The most telling pairs, best first. `connected`: pairs (by id of the things) that need no more."""
    meetings: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    alone: defaultdict[int, int] = defaultdict(int)
    place = {id(thing): i for i, thing in enumerate(things)}
    for sentence, spans in zip(said.sentences, said.in_sentence, strict=True):
        here = sorted(
            {
                place[id(thing)]
                for start, end, thing in spans
                if not (thing.labels and is_addressed(sentence, start, end))
            }
        )
        for i in here:
            alone[i] += 1
        if len(sentence.text.split()) <= _LONGEST and len(here) <= 6:
            for a, b in combinations(here, 2):
                meetings[a, b].append(sentence.index)
    total = max(1, len(said.sentences))
    scored: list[tuple[float, int, int]] = []
    for (a, b), places in meetings.items():
        if frozenset((id(things[a]), id(things[b]))) in connected or things[a].name == things[b].name:
            continue  # a product and its maker of the same name are told apart, not said together
        lift = log2(1 + len(places) * total / (alone[a] * alone[b]))
        salience = (things[a].salience * things[b].salience) ** 0.5
        scored.append((len(places) ** 0.5 * lift * (0.15 + salience), a, b))
    scored.sort(key=lambda s: (-s[0], s[1], s[2]))
    pairs: list[Pair] = []
    for _, a, b in scored[: PAIRS_PER_ENTITY * len(things)]:
        # the sentences that name least besides say most about the two
        best = sorted(
            meetings[a, b], key=lambda i: (len(said.in_sentence[i]), len(said.sentences[i].text), i)
        )
        pairs.append(Pair(things[a], things[b], tuple(sorted(best[:QUOTES]))))
    return pairs
