"""Talks in lower case without punctuation, as automatic captions are: what can still be told to be a name.

Capitals are what shows most names. Where the words have none, names come from what is written about the video
(title, description, chapters), from the table of known names, and from full names of persons in either.
"""

import re
from collections.abc import Sequence
from functools import cache

from service.ingest.document import SegmentInfo, Transcript
from service.ingest.extract.forms import Forms
from service.ingest.extract.language import rarity
from service.ingest.extract.names import find_names
from service.ingest.extract.people import Person
from service.ingest.extract.speech import Passage
from service.ingest.extract.tables import read_known_names, read_words
from service.ingest.extract.things import Thing

_CAPITALS = 0.004
"""Share of capitals below which letters say nothing of names; in written text it is about 0.03."""


def is_caseless(segments: Sequence[SegmentInfo]) -> bool:
    # "I" and its kin are the only capitals that some captions have
    text = re.sub(r"\bI\b", "", "\n".join(segment.text for segment in segments))
    letters = sum(map(str.isalpha, text))
    capitals = sum(map(str.isupper, text))
    return letters > 0 and (capitals < _CAPITALS * letters or capitals > 0.9 * letters)


def find_caseless(
    transcript: Transcript, written: Sequence[Passage], people: Sequence[Person]
) -> list[Thing]:
    """Things whose names are known from elsewhere, to be looked for in any case. Persons get small forms.

    `written` are the passages of title, description and chapters.
    """
    for person in people:
        person.short.update(form.lower() for form in (person.name, *sorted(person.short)))
    taken = {form for person in people for form in (person.name.lower(), *person.short)}
    found: dict[str, Thing] = {}
    for name in find_names(written).values():
        small = name.text.lower()
        if small not in taken and (" " in small or rarity(small) == 1.0):
            found[small] = Thing(
                name.text, name.known, loose={small}, spelt=True, known=name.known is not None
            )
    text = " ".join(segment.text.lower() for segment in transcript.segments)
    for _, _, form in _known_forms().finditer(text):
        spelling = _known_spellings()[form]
        kind = read_known_names().kinds[spelling]
        if form not in taken:
            found.setdefault(form, Thing(spelling, kind, loose={form}, spelt=True, known=True))
    return [thing for thing in found.values() if thing.kind is not None]


def find_known_terms(segments: Sequence[SegmentInfo]) -> list[Thing]:
    """Terms of the field of more than one word, also where they are said only once."""
    text = " ".join(segment.text.lower() for segment in segments)
    found: dict[str, Thing] = {}
    for start, end, term in _term_forms().finditer(text):
        thing = found.setdefault(term, Thing(term, "CONCEPT", known=True))
        thing.loose.add(text[start:end])
    return list(found.values())


@cache
def _term_forms() -> Forms:
    return Forms((t for t in read_known_names().terms if " " in t or "-" in t), plural=True)


@cache
def _known_spellings() -> dict[str, str]:
    """Lower case → spelling, of the known names that are no everyday words."""
    table, everyday = read_known_names(), read_words().everyday_names
    return {
        name.lower(): name
        for name in reversed(table.kinds)
        if name not in table.ambiguous
        and (len(name) > 2 or name in ("AI", "ML"))
        and name.lower() not in everyday
    }


@cache
def _known_forms() -> Forms:
    return Forms(_known_spellings())
