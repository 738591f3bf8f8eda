"""The co-mentions of a talk, and which of them come first: those that are most likely connected.

Nothing is stated by it. `python -m extractor.benchmarks.gold_standard.co_mentions` measures the order and the table.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from service.domain.document import Kind
from service.extractors.common.co_mentions import Breath, CoMention, Weight, find_pairs
from videograph_extractor.entity.things import Thing
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.reference.addressees import is_addressed

type Kinds = tuple[Kind, Kind]
"""Of a pair, in the order of the alphabet."""

CHANCES: Mapping[Kinds, float] = {
    ("COMPANY", "PERSON"): 0.36,
    ("COMPANY", "PRODUCT"): 0.32,
    ("PERSON", "PRODUCT"): 0.31,
    ("PRODUCT", "PRODUCT"): 0.20,
    ("COMPANY", "CONCEPT"): 0.13,
    ("CONCEPT", "PERSON"): 0.11,
    ("CONCEPT", "PRODUCT"): 0.08,
    ("COMPANY", "COMPANY"): 0.05,
    ("PERSON", "PERSON"): 0.02,
    ("CONCEPT", "CONCEPT"): 0.01,
}
"""Share of the pairs of two kinds in one sentence that a reader connects. Most concepts are found by their words
alone, so that few pairs of two are."""
_OTHER_CHANCE = 0.07
"""With an event: there are too few in the gold standard to tell."""


def find_co_mentions(
    said: Said, things: Sequence[Thing], connected: Collection[frozenset[int]]
) -> list[CoMention]:
    """Returns pairs of numbers of `things`, the most likely first, with the numbers of their sentences. `connected`:
    pairs of which something is stated."""
    return find_pairs(
        list(read_breaths(said, things)), [thing.name for thing in things], by_likelihood(things), connected
    )


def read_breaths(said: Said, things: Sequence[Thing]) -> Iterator[Breath]:
    """Returns the sentences with who and what is named in them; who is only spoken to is not."""
    place = {id(thing): i for i, thing in enumerate(things)}
    for sentence, spans in zip(said.sentences, said.in_sentence, strict=True):
        named = {
            place[id(thing)]
            for start, end, thing in spans
            if not (thing.labels and is_addressed(sentence, start, end))
        }
        yield Breath(sentence.text, tuple(sorted(named)), len(spans))


def kinds_of(one: Thing, other: Thing) -> Kinds:
    first, second = sorted((one.kind or "CONCEPT", other.kind or "CONCEPT"))
    return first, second


def by_likelihood(things: Sequence[Thing], chances: Mapping[Kinds, float] = CHANCES) -> Weight:
    """First come pairs of kinds that are often connected, of salient entities, in sentences that name few others."""

    def weigh(a: int, b: int, places: Sequence[Breath]) -> float:
        chance = chances.get(kinds_of(things[a], things[b]), _OTHER_CHANCE)
        salience = 0.15 + (things[a].salience * things[b].salience) ** 0.5
        return chance * salience * sum(1 / len(one.named) for one in places)

    return weigh
