"""Measures the order of co-mentions: `python -m extractor.benchmarks.gold_standard.co_mentions` (half a minute).

Which pairs of entities in one sentence does a reader connect? Prints, for each order and for the excerpts of the gold
standard in both forms (without `fresh`): the share of connected pairs in the first third of their talk's pairs, the
position (as a share of the pairs) by which four of five have come, and how often a connected pair comes before one that is
not. For the order by likelihood, the chances of kinds are those of the other excerpts. Then the chances by kind of all excerpts, which
`extractor/src/videograph_extractor/co_mentions.py` has.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, combinations, product
from math import ceil
from multiprocessing import get_context

from extractor.benchmarks.gold_standard.judge import HELD_BACK, as_captions
from service.extractors.common.co_mentions import by_association
from service.extractors.gold_standard import (
    as_transcript,
    has_words,
    plain,
    read_annotation,
    read_excerpt,
    read_split,
)
from videograph_extractor.co_mentions import Kinds, by_likelihood, kinds_of, read_breaths
from videograph_extractor.entity.things import said_forms
from videograph_extractor.offline import add_stated
from videograph_extractor.reading import read_talk
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.sureness import keep_sure

_PROCESSES = 2
_PRIOR = 5
"""As many pairs of the mean chance are added to those of each two kinds."""


@dataclass(frozen=True)
class Pair:
    """Two entities that are in one sentence. `rest`: the weight by likelihood without the chance of their kinds."""

    excerpt: str
    talk: str
    kinds: Kinds
    association: float
    rest: float
    connected: bool


def read_pairs(excerpt: str, captions: bool) -> list[Pair]:
    reading = read_talk(as_transcript(read_excerpt(excerpt), as_captions if captions else str))
    things = reading.things + add_stated(reading.things, keep_sure(reading.stated))
    said = Said(reading.passages, reading.sentences, things)
    gold = read_annotation("final", excerpt)
    forms = [{plain(thing.name), *map(plain, said_forms(thing))} for thing in things]
    names = [
        next(
            (one.name for one in gold.entities if plain(one.name) in found or plain(thing.name) in one.forms),
            "",
        )
        for thing, found in zip(things, forms, strict=True)
    ]
    connected = {frozenset((one.source, one.target)) for one in gold.connections}
    breaths = list(read_breaths(said, things))
    associated = by_association(breaths, [thing.salience for thing in things])
    likely = by_likelihood(things, dict.fromkeys({kinds_of(*pair) for pair in combinations(things, 2)}, 1.0))
    places = defaultdict(list)
    for breath in breaths:
        for pair in combinations(breath.named, 2):
            places[pair].append(breath)
    return [
        Pair(
            excerpt,
            f"{excerpt} {captions}",
            kinds_of(things[a], things[b]),
            associated(a, b, found),
            likely(a, b, found),
            frozenset((names[a], names[b])) in connected,
        )
        for (a, b), found in places.items()
    ]


def chances(pairs: Iterable[Pair]) -> Mapping[Kinds, float]:
    """The share of connected pairs, by kinds."""
    connected: dict[Kinds, list[bool]] = defaultdict(list)
    for pair in pairs:
        connected[pair.kinds].append(pair.connected)
    mean = sum(map(sum, connected.values())) / sum(map(len, connected.values()))
    return {kinds: (sum(each) + _PRIOR * mean) / (len(each) + _PRIOR) for kinds, each in connected.items()}


def by_kinds(pairs: Sequence[Pair]) -> Callable[[Pair], float]:
    """The weight by likelihood; the chances of kinds are those of the other excerpts."""
    known = {
        excerpt: chances(pair for pair in pairs if pair.excerpt != excerpt)
        for excerpt in {pair.excerpt for pair in pairs}
    }
    return lambda pair: known[pair.excerpt].get(pair.kinds, 0.0) * pair.rest


def measure(pairs: Sequence[Pair], weight: Callable[[Pair], float]) -> tuple[float, float, float]:
    """The share of connected pairs in the first third of their talk, the position by which four of five have come, and
    how often a connected pair comes before another one."""
    talks: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        talks[pair.talk].append(pair)
    places: list[float] = []
    before: list[float] = []
    for each in talks.values():
        ranked = sorted(each, key=weight, reverse=True)
        places += [(i + 1) / len(ranked) for i, pair in enumerate(ranked) if pair.connected]
        good, other = (
            [weight(pair) for pair in each if pair.connected is is_connected]
            for is_connected in (True, False)
        )
        before += [(one > two) + (one == two) / 2 for one, two in product(good, other)]
    third = sum(place <= 1 / 3 for place in places) / len(places)
    return third, sorted(places)[ceil(0.8 * len(places)) - 1], sum(before) / len(before)


def main() -> None:
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    excerpts = [
        one for half, listed in read_split().items() if half != HELD_BACK for one in listed if has_words(one)
    ]
    with ProcessPoolExecutor(_PROCESSES, get_context("spawn")) as pool:
        jobs = list(product(excerpts, (False, True)))
        pairs = list(chain.from_iterable(pool.map(read_pairs, *zip(*jobs, strict=True))))
    print(
        f"{len(pairs)} pairs of {len(excerpts)} excerpts, {sum(pair.connected for pair in pairs)} connected\n"
    )
    print("| Order | In the first third | Four of five by | Before one that is not |\n|---|---|---|---|")
    for name, weight in (("association", lambda pair: pair.association), ("likelihood", by_kinds(pairs))):
        print(f"| {name} | {' | '.join(f'{figure:.2f}' for figure in measure(pairs, weight))} |")
    numbers = Counter(pair.kinds for pair in pairs)
    print()
    for kinds, chance in sorted(chances(pairs).items(), key=lambda one: -one[1]):
        print(f"{', '.join(kinds)}: {chance:.2f} of {numbers[kinds]}")


if __name__ == "__main__":
    main()
