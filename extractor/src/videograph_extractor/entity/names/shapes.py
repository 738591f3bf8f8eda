"""Recognizes names by their form: persons after a title, rulers by number or epithet, and laws, effects and the like
named after somebody."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_known_names, read_words
from videograph_extractor.entity.people.people import has_first_name, is_family_name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TITLES = frozenset(
    "president vice senator congressman congresswoman representative governor mayor chancellor minister prime secretary "
    "ambassador justice chief judge general admiral colonel captain sergeant lieutenant professor prof doctor dr mr mrs ms "
    "miss sir dame cardinal bishop archbishop reverend father sultan coach chef director detective officer agent".split()
)
_OFFICES = frozenset(
    "chair chairman chairwoman madam speaker auditor attorney deputy general leader member cabinet first shadow home foreign press "
    "executive permanent officer commissioner counsel clerk presiding managing".split()
)
_ORDINALS = "First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|Thirteenth|Fourteenth|Fifteenth|Sixteenth"
_RULER = re.compile(
    rf"\b[A-Z]\w{{2,}} the (?:{_ORDINALS}|Great|Terrible|Magnificent|Conqueror|Confessor|Bold|Wise|Pious|Elder|Younger)\b"
    r"|\b[A-Z]\w{2,} (?:II|III|IV|VI|VII|VIII|IX|XI|XII|XIII|XIV|XV|XVI)\b"
)
_LAWS = frozenset(
    "curve coefficient reaction effect law laws theorem theory equation equations paradox hypothesis conjecture equilibrium "
    "syndrome disease constant inequality fallacy dilemma distribution lemma principle rule experiment doctrine scale".split()
)
"""What follows a name of one who found it."""


def find_shapes(doc: "Doc") -> Iterator[tuple[int, int, str | None]]:
    """Token ranges, and what each speaks for."""
    for match in _RULER.finditer(doc.text):
        span = doc.char_span(match.start(), match.end())
        if span is not None and span[0].text not in read_known_names().kinds and _is_large(span[0]):
            yield span.start, span.end, "PERSON"
    for token in doc:
        if is_title(token) and token.i + 1 < len(doc):
            yield from _behind_title(doc, token)
        elif token.lower_ in _LAWS and token.i and token.is_lower:
            yield from _before_law(doc, token)


def is_title(token: "Token") -> bool:
    return token.lower_.rstrip(".") in _TITLES and token.text[0].isupper()


def is_role(name: str) -> bool:
    """ "Prime Minister", "Mr. Chair", "Auditor General": who holds it is not named."""
    words = name.lower().replace(".", ". ").split()
    return len(words) > 1 and all(word.rstrip(".") in _TITLES | _OFFICES for word in words)


def is_behind_title(doc: "Doc", start: int) -> bool:
    """Whether a person's name, or a further title, stands there."""
    if is_title(doc[start]):
        return start + 1 < len(doc) and is_behind_title(doc, start + 1)
    return any(True for _ in _behind_title(doc, doc[start - 1]))


def is_ruler(name: str) -> bool:
    return _RULER.fullmatch(name) is not None


def _behind_title(doc: "Doc", title: "Token") -> Iterator[tuple[int, int, str | None]]:
    """ "Justice Elena Kagan" and "President Obama", but not "Justice Department"."""
    start = end = title.i + 1
    if doc[start].text == "." and start + 1 < len(doc):
        start = end = start + 1
    while end < len(doc) and end - start < 3 and _is_large(doc[end]):
        end += 1
    if start == end or is_title(doc[start]):
        return
    last = doc[end - 1]
    known = last.lower_ in read_words().endings or last.lower_ in read_words().not_family
    if not known and (has_first_name(doc[start].text) or is_family_name(last.text)):
        yield start, end, "PERSON"


def _before_law(doc: "Doc", law: "Token") -> Iterator[tuple[int, int, str | None]]:
    """ "Phillips curve", "Maillard reaction", "Moore's law": the whole is a term, and nobody is named."""
    start = law.i - 1
    if doc[start].text in ("'s", "’s", "'", "’") and start:
        start -= 1
    if not _is_large(doc[start]) or doc[start].text in _things():
        return
    if start and doc[start - 1].text == "-" and start > 1 and _is_large(doc[start - 2]):
        start -= 2
    yield start, law.i + 1, "CONCEPT"


@cache
def _things() -> frozenset[str]:
    """Names of what is made or run: "the Google effect" may be anything."""
    table = read_known_names()
    return frozenset(name for name, kind in table.kinds.items() if kind in ("PRODUCT", "COMPANY", "EVENT"))


def _is_large(token: "Token") -> bool:
    text = token.text
    return (
        text[0].isupper()
        and len(text) > 2
        and token.pos_ == "PROPN"
        and token.lower_ not in read_words().not_names
    )
