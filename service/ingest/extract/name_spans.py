"""Where names stand in parsed words: names known beforehand, what spaCy calls a name (trimmed, split at "and"), titles
in quotes, shapes, and runs of capitalised words."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from service.ingest.extract.forms import Forms
from service.ingest.extract.language import rarity
from service.ingest.extract.shapes import find_shapes, is_behind_title, is_title
from service.ingest.extract.tables import read_known_names, read_words

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
_INSIDE = frozenset("of the for in to van von der den de da di du la le del dos y bin al 't".split())
"""Lower-case words that may stand inside a name."""
_JOINTS = frozenset("-–/.'’+#&:_")
_OPENERS = frozenset([".", "?", "!", ":", "…", "...", "“", '"', "-", "—", "♪", "]", ")"])
_TITLED = re.compile(
    r"\b(?:called|titled|entitled|named|book|post|article|talk|paper|episode),? [\"“]([A-Z][^\"“”]{2,60}?)[.,!?]?[\"”]"
)
_SMALL_WORDS = r"of|the|and|in|to|for|a|an|on|with|from|by|is|as|at|or|your|how"
_CALLED = re.compile(
    r"\b(?:book|post|article|paper|essay|thesis|report|talk|keynote|documentary|movie|film|novel|memoir|newsletter|course|series|song|album)s?,? "
    rf"(?:called|titled|entitled|named),? ((?:The |A |An )?[A-Z][\w’'-]*(?: (?:(?:{_SMALL_WORDS}) )*[A-Z0-9][\w’'-]*)*)"
)
"""The title of a work without quotes: every word of weight has a capital."""
_JOINING = frozenset("To For With About Of By Like".split())
_LAST = frozenset("Me You Us It Them All".split())
_IN_TITLES = ("The",)
"""The last words of a title, all of which have a capital."""
_AREAS = re.compile(
    r"\b(?:Office|Department|Ministry|Institute|School|Committee|Council|Cent(?:er|re)|Bureau|Academy|Faculty|Secretary|College) (?:of|for|on) "
    r"[A-Z]\w+(?: [A-Z]\w+| \w+,)*,?$"
)
"""A body and its first area: "Office of Science", before "and Technology Policy"."""
_UNITS = frozenset("second minute hour day week month year decade percent dollar people".split())
"""What a number before it counts."""
_PLAIN = 0.6
"""How rare a word may be that is no name by itself."""


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
            start, end = _trim(doc, start, end)
            if start < end:
                yield start, _with_tail(doc, end), label
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
        start, end = _trim(doc, start, end)
        if start < end:
            yield start, _with_tail(doc, end), None


@cache
def _known_forms() -> Forms:
    return Forms(read_known_names().kinds)


def _with_tail(doc: "Doc", end: int) -> int:
    """Where a name ends with the small words of a title that have capitals: "Talk Python To Me"."""
    first, second = doc[end : end + 1], doc[end + 1 : end + 2]
    large = first.text in _JOINING and second.text in _LAST and doc[end - 1].whitespace_
    return end + 2 if large else end


def _split(doc: "Doc", start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for i in range(start, end):
        if i + 1 < end and _joins_areas(doc, first, i):
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


def _trim(doc: "Doc", start: int, end: int) -> tuple[int, int]:
    """Drop from both ends what is no part of a name; nothing is left of what has no capital at all."""
    words = read_words()
    while start < end and not (
        _may_stand_at_edge(doc[start], words.not_names) or _belongs_to_name(doc, start, end)
    ):
        start += 1
    while start < end and not _may_stand_at_edge(doc[end - 1], words.not_names):
        end -= 1
    while start + 1 < end and is_title(doc[start]) and is_behind_title(doc, start + 1):
        start += 1  # "Chief Justice John Roberts", but not "Justice Department"
    if end - start > 1 and doc[end - 1].like_num and end < len(doc) and doc[end].lemma_.lower() in _UNITS:
        end -= 1  # "I joined Acme Labs 18 months ago"
    letters = end - start > 1 and doc[end - 1].text.rstrip("s") in words.common_initials
    if letters and doc[start : end - 1].text in read_known_names().kinds:
        end -= 1  # "Ubuntu VM", "GitHub APIs": one of many things that have to do with it
    for i in range(start, end):
        token = doc[i]
        if (
            token.is_lower
            and token.lower_ not in _INSIDE
            and token.is_alpha
            and not _joins_areas(doc, start, i)
        ):
            # "Llama models", "Google employees": the name ends here
            return start, _trim(doc, start, i)[1]
    return start, end


def _joins_areas(doc: "Doc", start: int, i: int) -> bool:
    """ "Office of Science and Technology Policy", but not "Department of Defense and NASA"."""
    if doc[i].lower_ != "and" or i + 1 >= len(doc) or doc[i + 1].text in read_known_names().kinds:
        return False
    return doc[i + 1].text[:1].isupper() and _AREAS.search(doc[start:i].text) is not None


def _belongs_to_name(doc: "Doc", start: int, end: int) -> bool:
    """ "European Central Bank", "First World War", "Fourth Crusade": the first word alone says nothing, what follows is a
    plain word with a capital. "German Bitcoin" is Bitcoin."""
    first = doc[start]
    if _begins_name(first):
        return True
    if start + 1 >= end or not first.text[:1].isupper() or first.lower_ not in read_words().may_begin_name:
        return False
    if opens_sentence(first) and first.lower_ in ("first", "second", "third", "next", "last"):
        return False
    following = doc[start + 1]
    table = read_known_names()
    known = following.text in table.kinds or following.text in table.ambiguous
    return following.text[:1].isupper() and not known and rarity(following.text) < _PLAIN


def _begins_name(token: "Token") -> bool:
    """The first word of "Three Fiber" and "Web Speech API": a number or "web" has a capital there for no other reason."""
    if not token.text[:1].isupper() or token.i + 1 >= len(token.doc) or opens_sentence(token):
        return False
    following = token.nbor()
    number = token.like_num and token.is_alpha and following.text not in read_known_names().kinds
    return (number or token.text == "Web") and following.text[:1].isupper() and following.is_alpha


def _may_stand_at_edge(token: "Token", not_names: frozenset[str]) -> bool:
    text = token.text
    if token.lower_ in not_names or not any(c.isalnum() for c in text):
        return False
    if token.is_sent_start and token.pos_ in (
        "ADV",
        "SCONJ",
        "ADP",
        "DET",
        "PRON",
        "AUX",
        "VERB",
        "INTJ",
        "CCONJ",
    ):
        return False
    return any(c.isupper() for c in text) or (any(c.isdigit() for c in text) and not token.is_sent_start)


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
    if _begins_name(token):
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


def opens_sentence(token: "Token") -> bool:
    """Whether the word would be written with a capital anyway."""
    if token.is_sent_start or token.i == 0:
        return True
    return token.nbor(-1).text in _OPENERS
