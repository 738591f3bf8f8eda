"""Finds names in talks in lower case without punctuation, such as automatic captions.

Capitals are what shows most names. Where the words have none, names come from what is written about the video
(title, description, chapters), from the table of known names, and from full names of persons in either.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache

from service.domain.document import SegmentInfo, Transcript
from service.extractors.common.word_tables import (
    read_casing,
    read_hand_made,
    read_known_names,
    read_words,
)
from videograph_extractor.entity.names.proper_names import find_names
from videograph_extractor.entity.people.people import Person
from videograph_extractor.entity.things import Thing
from videograph_extractor.text.forms import Forms
from videograph_extractor.text.language import rarity
from videograph_extractor.text.speech import Passage
from videograph_extractor.text.tables import read_plain_words

_ARTICLE = re.compile(r"\b(?:an?|the|this|that|each|every) $")
_CAPITALS = 0.004
"""Share of capitals below which letters say nothing of names; in written text it is about 0.03."""
_BEGINS = re.compile(r"(?:^|[.?!…]\W+)\W*[^\W\d_]", re.MULTILINE)
"""Letters with which cues and sentences begin."""
_FIRST = re.compile(r"\W*[A-Z](?=[a-z]|['’](?:re|ve|ll)|\s)(?<!I)")
"""The first letter of a cue, but for "I" and letters that are short for something."""
_ALWAYS, _SMALL_NAMES = 0.95, 3
"""Share of its places with a capital from which on a word is nothing but a name; how many such words in small letters show that
a text has no capitals for names."""
_MOSTLY = 0.8
"""Share of its places with a capital from which on a word is a name also without one."""
_NEARLY_ALWAYS = 0.9
"""The same for a name that is a word of everyday language, too."""


def is_caseless(segments: Sequence[SegmentInfo]) -> bool:
    """Whether letters say nothing of names: there are hardly any capitals, or only where cues and sentences begin, while names
    that are always written large are small."""
    # "I" and its kin are the only capitals that some captions have
    text = re.sub(r"\bI\b", "", "\n".join(segment.text for segment in segments))
    letters, capitals = _count(text)
    if letters == 0 or capitals < _CAPITALS * letters or capitals > 0.9 * letters:
        return letters > 0
    inside = _BEGINS.sub("", text)
    return _count(inside)[1] < _CAPITALS * letters and _has_small_names(inside)


def _count(text: str) -> tuple[int, int]:
    """Letters, and capitals among them."""
    return sum(map(str.isalpha, text)), sum(map(str.isupper, text))


def _has_small_names(text: str) -> bool:
    large = small = 0
    for word in re.findall(r"[^\W\d_]{3,}", text):
        if read_casing().get(word.lower(), ("", 0.0))[1] >= _ALWAYS:
            large, small = large + (not word.islower()), small + word.islower()
    return small >= _SMALL_NAMES and small > 4 * large


def with_small_beginnings(transcript: Transcript) -> Transcript:
    """A transcript without capitals but where cues begin with those small, too, so that it is read as captions are; any other
    as it is."""
    if not is_caseless(transcript.segments):
        return transcript
    segments: list[SegmentInfo] = []
    for segment in transcript.segments:
        opens = not segments or segments[-1].text.rstrip().endswith((".", "?", "!"))
        word = _FIRST.match(segment.text)
        if word is not None and not (opens and segment.text.rstrip().endswith((".", "?", "!"))):
            small = segment.text[: word.end()].lower() + segment.text[word.end() :]
            segment = segment.model_copy(update={"text": small})
        segments.append(segment)
    return transcript.model_copy(update={"segments": tuple(segments)})


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
    forms = [(start, form) for start, _, form in _known_forms().finditer(text)]
    # "an electron has a charge": a thing, wherever else it is said
    things = {
        form for start, form in forms if _ARTICLE.search(text, max(0, start - 8), start)
    } & read_words().everyday_names
    for _, form in forms:
        if form in things:
            continue
        spelling = _known_spellings()[form]
        table = read_known_names()
        kind = table.kinds.get(spelling) or table.ambiguous[spelling]
        if form not in taken:
            found.setdefault(form, Thing(spelling, kind, loose={form}, spelt=True, known=True))
    return _join_families([thing for thing in found.values() if thing.kind is not None], people)


def _join_families(things: list[Thing], people: Sequence[Person]) -> list[Thing]:
    """A known family name said alone is the one known person's of that name who is named in full."""
    full: dict[str, list[Thing]] = {}
    for thing in things:
        if thing.kind == "PERSON" and " " in thing.name:
            full.setdefault(thing.name.split()[-1].lower(), []).append(thing)
    families = {person.name.split()[-1].lower() for person in people if person.is_full}
    kept: list[Thing] = []
    for thing in things:
        alone = thing.kind == "PERSON" and " " not in thing.name
        owners = full.get(thing.name.lower(), []) if alone else []
        if len(owners) == 1:
            owners[0].short |= thing.loose
        elif not (alone and thing.name.lower() in families):
            kept.append(thing)
    return kept


def find_known_terms(segments: Sequence[SegmentInfo]) -> list[Thing]:
    """Terms of the field of more than one word, also where they are said only once."""
    text = " ".join(segment.text.lower() for segment in segments)
    weak, count = read_known_names().weak_terms, Counter[str]()
    found: dict[str, Thing] = {}
    for start, end, term in _term_forms().finditer(text):
        thing = found.setdefault(term, Thing(term, "CONCEPT", known=True))
        thing.loose.add(text[start:end])
        count[term] += 1
    return [
        thing
        for term, thing in found.items()
        if (count[term] > 1 or term not in weak) and not _is_of_anything(term, found)
    ]


def _is_of_anything(term: str, found: Collection[str]) -> bool:
    """ "open source project" where "open source" is said: the noun behind a term is anything's."""
    head, _, noun = term.rpartition(" ")
    return head in found and noun in read_words().empty_nouns and term in read_words().common_terms


@cache
def _term_forms() -> Forms:
    table = read_known_names()
    names = {
        name.lower() for name, kind in table.kinds.items() if kind != "CONCEPT"
    } - read_words().everyday_names
    listed = {term for term in (*table.terms, *table.weak_terms) if " " in term or "-" in term}
    # "at a level where" is no A level
    terms = (t for t in listed if t.lower() not in names and not t.lower().startswith(("a ", "an ", "the ")))
    return Forms(terms, plural=True)


@cache
def _known_spellings() -> dict[str, str]:
    """Lower case → spelling, of the known names that are no everyday words."""
    table, everyday = read_known_names(), read_words().everyday_names | read_words().not_names
    famous = {name for name, kind in read_hand_made().ambiguous.items() if kind == "PERSON"}
    spellings: dict[str, str] = {}
    for name in reversed([*table.kinds, *table.ambiguous]):
        small = name.lower()
        if " " in name:
            plain = small in everyday or (small.startswith("the ") and len(small.split()) == 2)
        elif (written := read_casing().get(small)) is not None:
            plain = written[1] < (_NEARLY_ALWAYS if name in table.ambiguous else _MOSTLY)
        else:
            word = rarity(small) < 1.0 and (name in table.ambiguous or small in read_plain_words())
            word = word or (
                name.isupper() and rarity(small) < 1.0
            )  # "LISA" and "ACL" are written so for a reason
            doubtful = name in table.ambiguous and name not in famous
            plain = small in everyday or word or doubtful
        if not plain and (len(name) > 2 or name in ("AI", "ML")):
            spellings[small] = name
    return spellings


@cache
def _known_forms() -> Forms:
    return Forms(_known_spellings())
