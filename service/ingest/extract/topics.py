"""Topics: the themes of a talk in title case, spelt alike in all talks, each with the segments about it."""

import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from service.graph.text import normalise_name
from service.ingest.document import TopicInfo
from service.ingest.extract.language import DATA
from service.ingest.extract.phrases import Term
from service.ingest.extract.things import Thing, small

_FEWEST, _MOST = 8, 15
_NEAR = 3
"""Two mentions at most so many segments apart: what lies between is about the same."""
_SMALL = frozenset("of the and or for in on to with from by at as vs via".split())


@cache
def _canonical() -> dict[str, str]:
    """Normal form → the name used for it in all talks."""
    table: dict[str, str] = tomllib.loads((DATA / "topics.toml").read_text(encoding="utf-8"))
    names = {normalise_name(name): name for name in table}
    for name, others in table.items():
        for other in others.split(";"):
            names[normalise_name(other)] = name
    return names


def find_topics(things: Sequence[Thing], terms: dict[str, Term], minutes: float) -> list[TopicInfo]:
    """Topics, most telling first. `things` are ranked; persons are no topics."""
    wanted = max(_FEWEST, min(_MOST, round(6 + minutes / 5)))
    topics: dict[str, set[int]] = {}
    for thing in sorted(things, key=lambda t: (-_fitness(t), t.name)):
        if thing.kind == "PERSON" or not thing.mentions:
            continue
        name = topic_name(thing, terms)
        topics.setdefault(name, set()).update(m.segment for m in thing.mentions)
    return [
        TopicInfo(name=name, segments=tuple(_fill(segments)))
        for name, segments in list(topics.items())[:wanted]
    ]


def _fitness(thing: Thing) -> float:
    """Salience, with ideas before makers and phrases before single words."""
    weight = {"CONCEPT": 1.0, "PRODUCT": 0.7, "EVENT": 0.5, "COMPANY": 0.4}.get(str(thing.kind), 0.0)
    if thing.loose and " " not in thing.name:
        weight *= 0.65
    if any(normalise_name(form) in _canonical() for form in (thing.name, *sorted(thing.loose))):
        weight *= 1.3
    return thing.salience * weight


def topic_name(thing: Thing, terms: dict[str, Term]) -> str:
    """The canonical name where there is one; else the singular in title case, as an encyclopaedia has it."""
    for form in (thing.name, *sorted(thing.exact | thing.loose)):
        if (name := _canonical().get(normalise_name(form))) is not None:
            return name
    name = thing.name
    if name.lower() in thing.loose and not thing.spelt:
        key = next((term.key for term in terms.values() if name.lower() in map(str.lower, term.forms)), name)
        spelt = {text: n for text, n in thing.said.items() if text.lower() == key}
        name = small(max(sorted(spelt), key=lambda text: spelt[text])) if spelt else key
    return title_case(name)


def title_case(words: str) -> str:
    """Capitals on all but small words; a word with capitals of its own stays as it is."""
    return " ".join(
        part
        if any(c.isupper() for c in part) or (i and part in _SMALL)
        else "-".join(p[:1].upper() + p[1:] for p in part.split("-"))
        for i, part in enumerate(words.split())
    )


def _fill(segments: set[int]) -> list[int]:
    ordered = sorted(segments)
    filled = set(ordered)
    for before, behind in pairwise(ordered):
        if behind - before <= _NEAR:
            filled.update(range(before, behind))
    return sorted(filled)
