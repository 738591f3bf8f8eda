"""The features of an entity: spelling, frequency, context, tables. `salience.py` weighs them
(data/entity_sureness.toml)."""

import re
from collections.abc import Iterator, Sequence

from service.domain.document import SegmentInfo
from service.extractors.common.word_tables import read_known_names, read_words
from videograph_extractor.entity.things import Thing, is_common
from videograph_extractor.text.language import rarity
from videograph_extractor.text.tables import read_background

_STEPS = {
    "said": (2, 3, 5, 9, 17),
    "rate": (2, 5, 10, 20, 40),
    "special": (0.4, 0.6, 0.8, 0.95),
    "certain": (0.1, 0.4, 0.6, 0.8, 1),
    "rare": (0.05, 0.15, 0.4, 0.8, 1),
    "small": (0.01, 0.3, 0.7, 1),
    "key": (2, 5, 10, 20, 50),
}
"""From which numbers on a trait's next step begins."""
_LOOKED_AT = 8
"""Mentions whose surroundings are looked at."""
_BEFORE = re.compile(r"([\w'’]+|[^\w\s])\s*$")
_BEHIND = re.compile(r"\s*([\w'’]+|[^\w\s])")


def read_thing_traits(thing: Thing, segments: Sequence[SegmentInfo], words: int) -> tuple[str, ...]:
    """All traits, in no special order; `words` is how many the talk has."""
    sort = ("known " if thing.known else "") + ("name" if thing.is_name else "term")
    return (
        *_of_sort(thing, sort),
        *_of_spelling(thing, sort),
        *_of_use(thing, sort, words),
        *_of_surroundings(thing, segments, sort),
    )


def _of_sort(thing: Thing, sort: str) -> Iterator[str]:
    kind = thing.kind
    yield sort
    yield f"kind {kind}"
    yield f"{sort} {kind}"
    yield f"certain {_step('certain', thing.certainty)} {kind}"
    yield f"special {_step('special', thing.specificity)}"
    if thing.local:
        yield "local"
    if is_common(thing):
        yield "common"
    if not read_known_names().ambiguous.keys().isdisjoint(thing.exact):
        yield f"ambiguous {kind}"
    if thing.name.removesuffix("s") in read_words().common_initials:
        yield "common letters"


def _of_spelling(thing: Thing, sort: str) -> Iterator[str]:
    name, kind = thing.name, thing.kind
    words = name.split()
    yield f"words {min(len(words), 4)}"
    yield f"{sort} words {min(len(words), 3)}"
    yield f"{sort} words {min(len(words), 3)} {kind}"
    rarities = [rarity(word) for word in words]
    yield f"rarest {_step('rare', max(rarities))} {sort}"
    yield f"plainest {_step('rare', min(rarities))} {sort}"
    if name.isupper():
        yield f"capitals {kind}"
    elif any(char.isupper() for word in words for char in word[1:]):
        yield f"inner capital {kind}"
    if any(char.isdigit() for char in name):
        yield f"digits {kind}"
    if "-" in name:
        yield f"hyphen {sort}"


def _of_use(thing: Thing, sort: str, words: int) -> Iterator[str]:
    said = len(thing.mentions)
    yield f"said {_step('said', said)}"
    yield f"{sort} said {_step('said', said)}"
    yield f"rate {_step('rate', said / words * 1e4)}"
    small = sum(n for text, n in thing.said.items() if text.islower())
    yield f"small {_step('small', small / max(1, said))} {sort}"
    usual = sum(read_background().get(form, 0.0) for form in {form.lower() for form in thing.forms})
    if usual:
        yield f"key {_step('key', said / (usual * words))} {sort}"


def _of_surroundings(thing: Thing, segments: Sequence[SegmentInfo], sort: str) -> Iterator[str]:
    found: set[str] = set()
    for mention in thing.mentions[:_LOOKED_AT]:
        text = segments[mention.segment].text
        found.add(f"{sort} after {_kind_of_word(_BEFORE.search(text[: mention.start]))}")
        found.add(f"{sort} before {_kind_of_word(_BEHIND.match(text, mention.end))}")
    yield from sorted(found)


def _kind_of_word(match: "re.Match[str] | None") -> str:
    """The word itself where it is a common one or a sign, otherwise how it is written."""
    if match is None:
        return "nothing"
    word = match.group(1)
    if word[:1].isupper() and word != "I":
        return "capital"
    if rarity(word) < 0.005 or not word[:1].isalnum():
        return word
    return "word"


def _step(name: str, number: float) -> int:
    return sum(number >= step for step in _STEPS[name])
