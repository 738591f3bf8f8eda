"""Finds names in parsed text: known names, spaCy's names (trimmed, split at "and"), titles in quotes, forms, and runs
of capitalized words."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_known_names, read_words
from videograph_extractor.entity.names.edges import begins_name, joins_areas, opens_sentence, trim, with_tail
from videograph_extractor.entity.names.shapes import find_shapes
from videograph_extractor.entity.people.people import is_plausible_person
from videograph_extractor.text.forms import Forms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LABELS = {
    "PERSON": "PERSON",
    "ORG": "COMPANY",
    "PRODUCT": "PRODUCT",
    "WORK_OF_ART": "PRODUCT",
    "EVENT": "EVENT",
    "LAW": "CONCEPT",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "NORP": "PLACE",
}
"""spaCy's label → the kind that it speaks for. Numbers, dates and amounts are no names."""
_JOINTS = frozenset("-–/.'’+#&:_")
_TITLED = re.compile(
    r"\b(?:called|titled|entitled|named|book|post|article|talk|paper|episode),? [\"“]([A-Z][^\"“”]{2,60}?)[.,!?]?[\"”]"
)
_SMALL_WORDS = r"of|the|and|in|to|for|a|an|on|with|from|by|is|as|at|or|your|how"
_CALLED = re.compile(
    r"\b(?:book|post|article|paper|essay|thesis|report|talk|keynote|documentary|movie|film|novel|memoir|newsletter|course|series|song|album)s?,? "
    rf"(?:called|titled|entitled|named),? ((?:The |A |An )?[A-Z][\w’'-]*(?: (?:(?:{_SMALL_WORDS}) )*[A-Z0-9][\w’'-]*)*)"
)
"""The title of a work without quotes: every word of weight has a capital."""
_IN_TITLES = ("The",)
"""Words that have a capital inside a title, all of whose words have one."""


def find_spans(doc: "Doc") -> Iterator[tuple[int, int, str | None]]:
    """Token ranges: known names first, then spaCy's (trimmed, split at "and"), then capitalised runs."""
    known = read_known_names().kinds
    for first, last, form in _known_forms().finditer(doc.text):
        span = doc.char_span(first, last)
        if span is not None:
            yield span.start, span.end, f"KNOWN_{known[form]}"
    for entity in doc.ents:
        if (label := LABELS.get(entity.label_)) is None:
            continue
        for start, end in _split(doc, entity.start, entity.end):
            start, end = trim(doc, start, end)
            if start < end:
                yield from _apart(doc, start, with_tail(doc, end), label)
    for match in _TITLED.finditer(doc.text):
        span = doc.char_span(match.start(1), match.end(1))
        if span is not None and sum(t.text[:1].isupper() for t in span if t.is_alpha) * 2 > len(span):
            yield span.start, span.end, "PRODUCT"
    for match in _CALLED.finditer(doc.text):
        span = doc.char_span(match.start(1), match.end(1))
        if span is not None:
            yield span.start, span.end, "PRODUCT"
    yield from find_shapes(doc)
    for start, end in _runs(doc):
        start, end = trim(doc, start, end)
        if start < end:
            yield from _apart(doc, start, with_tail(doc, end), None)


def _apart(doc: "Doc", start: int, end: int, label: str | None) -> Iterator[tuple[int, int, str | None]]:
    """A name; what somebody made is one of its own behind the maker's, and so is who is named behind what everybody knows,
    where stops are missing: "John Carmack Doom", "who made Python Guido thanks"."""
    table, at = read_known_names(), start + 2
    thing, second = table.kinds.get(doc[start].text), doc[min(start + 1, end - 1)].text
    if thing in ("PRODUCT", "COMPANY") and second in read_words().first_names and second not in table.kinds:
        yield start, start + 1, None
        yield start + 1, end, label
        return
    first = doc[start].text in read_words().first_names
    if first and at < end and all(token.is_alpha for token in doc[start:end]):
        kind = table.kinds.get(doc[at].text) or table.ambiguous.get(doc[at].text)
        if kind == "PRODUCT" and is_plausible_person(doc[start:at].text):
            yield start, at, label
            yield from ((i, i + 1, None) for i in range(at, end))
            return
    yield start, end, label


@cache
def _known_forms() -> Forms:
    return Forms(read_known_names().kinds)


def _split(doc: "Doc", start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for i in range(start, end):
        if i + 1 < end and joins_areas(doc, first, i):
            continue
        if doc[i].lower_ in ("and", "or", ",", ";", ":", "—", "(", ")", "...", "…") or _parts(doc, i):
            yield first, i
            first = i + 1
    yield first, end


def _parts(doc: "Doc", i: int) -> bool:
    """A dash between spaces, and a stroke between two names that are known: "Facebook/Meta"."""
    if not 0 < i < len(doc) - 1:
        return False
    if doc[i].text in ("-", "–"):
        return bool(doc[i - 1].whitespace_) and bool(doc[i].whitespace_)
    table = read_known_names()
    beside = (doc[i - 1].text, doc[i + 1].text)
    return doc[i].text == "/" and all(word in table.kinds or word in table.ambiguous for word in beside)


def _runs(doc: "Doc") -> Iterator[tuple[int, int]]:
    """Consecutive capitalised words that the tagger holds for names, also over hyphens inside a word."""
    start: int | None = None
    for i, token in enumerate(doc):
        if _is_capitalised(token):
            start = i if start is None else start
            continue
        glued = (
            start is not None
            and token.text in _JOINTS
            and not _parts(doc, i)
            and not doc[i - 1].whitespace_
            and not token.whitespace_
        )
        version = (
            start is not None and any(c.isdigit() for c in token.text) and token.pos_ in ("NUM", "PROPN")
        )
        within = start is not None and token.text in _IN_TITLES and _goes_on(doc, i)
        if not glued and not version and not within and start is not None:
            yield start, i
            start = None
    if start is not None:
        yield start, len(doc)


def _goes_on(doc: "Doc", i: int) -> bool:
    """Whether a name goes on behind a small word that has a capital: "Rent The Runway"."""
    return not opens_sentence(doc[i]) and i + 1 < len(doc) and _is_capitalised(doc[i + 1])


def _is_capitalised(token: "Token") -> bool:
    text = token.text
    if begins_name(token):
        return True
    if not any(map(str.isupper, text)) or token.lower_ in read_words().not_names:
        return False
    return (
        token.pos_ == "PROPN"
        or has_inner_capital(text)
        or (token.pos_ in ("NOUN", "ADJ") and not opens_sentence(token))
    )


def has_inner_capital(text: str) -> bool:
    return any(c.isupper() for c in text[1:]) or (any(c.isdigit() for c in text) and text[:1].isupper())
