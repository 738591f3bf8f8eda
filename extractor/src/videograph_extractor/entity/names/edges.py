"""Decides where a name begins and ends: which words at its edges belong to it."""

import re
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_known_names, read_words
from videograph_extractor.entity.names.shapes import is_behind_title, is_title
from videograph_extractor.text.language import rarity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_INSIDE = frozenset("of the for in to van von der den de da di du la le del dos y bin al 't".split())
"""Lower-case words that may stand inside a name."""
_OPENERS = frozenset([".", "?", "!", ":", "…", "...", "“", '"', "-", "—", "♪", "]", ")"])
_JOINING = frozenset("To For With About Of By Like".split())
_LAST = frozenset("Me You Us It Them All".split())
"""Small words that a title may end with, the last but one and the last: "To Me"."""
_AREAS = re.compile(
    r"\b(?:Office|Department|Ministry|Institute|School|Committee|Council|Cent(?:er|re)|Bureau|Academy|Faculty|Secretary|College) (?:of|for|on) "
    r"[A-Z]\w+(?: [A-Z]\w+| \w+,)*,?$"
)
"""A body and its first area: "Office of Science", before "and Technology Policy"."""
_UNITS = frozenset("second minute hour day week month year decade percent dollar people".split())
"""What a number before it counts."""
_PLAIN = 0.6
"""How rare a word may be that is no name by itself."""


def trim(doc: "Doc", start: int, end: int) -> tuple[int, int]:
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
            and not joins_areas(doc, start, i)
        ):
            # "Llama models", "Google employees": the name ends here
            return start, trim(doc, start, i)[1]
    return start, end


def joins_areas(doc: "Doc", start: int, i: int) -> bool:
    """ "Office of Science and Technology Policy", but not "Department of Defense and NASA"."""
    if doc[i].lower_ != "and" or i + 1 >= len(doc) or doc[i + 1].text in read_known_names().kinds:
        return False
    return doc[i + 1].text[:1].isupper() and _AREAS.search(doc[start:i].text) is not None


def _is_first_name(first: "Token", following: "Token") -> bool:
    """ "Will Larson", where "will" is no verb."""
    person = first.tag_ == "NNP" and first.ent_type_ == following.ent_type_ == "PERSON"
    return person and first.text in read_words().first_names and following.text[:1].isupper()


def _belongs_to_name(doc: "Doc", start: int, end: int) -> bool:
    """ "European Central Bank", "First World War", "Fourth Crusade": the first word alone says nothing, what follows is a
    plain word with a capital. "German Bitcoin" is Bitcoin."""
    first = doc[start]
    if begins_name(first) or (start + 1 < end and _is_first_name(first, doc[start + 1])):
        return True
    if start + 1 >= end or not first.text[:1].isupper() or first.lower_ not in read_words().may_begin_name:
        return False
    if opens_sentence(first) and first.lower_ in ("first", "second", "third", "next", "last"):
        return False
    following = doc[start + 1]
    table = read_known_names()
    known = following.text in table.kinds or following.text in table.ambiguous
    return following.text[:1].isupper() and not known and rarity(following.text) < _PLAIN


def begins_name(token: "Token") -> bool:
    """The first word of "Three Fiber" and "Web Speech API": a number or "web" has a capital there for no other reason."""
    if not token.text[:1].isupper() or token.i + 1 >= len(token.doc) or opens_sentence(token):
        return False
    following = token.nbor()
    number = token.like_num and token.is_alpha and following.text not in read_known_names().kinds
    return (number or token.text == "Web") and following.text[:1].isupper() and following.is_alpha


def with_tail(doc: "Doc", end: int) -> int:
    """Where a name ends with the small words of a title that have capitals: "Talk Python To Me"."""
    first, second = doc[end : end + 1], doc[end + 1 : end + 2]
    large = first.text in _JOINING and second.text in _LAST and doc[end - 1].whitespace_
    return end + 2 if large else end


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


def opens_sentence(token: "Token") -> bool:
    """Whether the word would be written with a capital anyway."""
    if token.is_sent_start or token.i == 0:
        return True
    return token.nbor(-1).text in _OPENERS
