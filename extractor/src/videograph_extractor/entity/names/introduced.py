"""Finds lower-case names that a talk with capitals introduces as names: "a group called telecomics", "a library
called co2.js", "a framework, which is called volatility". The noun before them gives their kind."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.domain.document import Kind, SegmentInfo
from service.extractors.common.word_tables import read_known_names, read_words
from videograph_extractor.entity.things import Thing, table_spelling
from videograph_extractor.text.language import rarity
from videograph_extractor.text.speech import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SORTS: dict[Kind, str] = {
    "COMPANY": "company startup start-up firm club organization organisation nonprofit non-profit charity agency consultancy group "
    "collective studio bank bootcamp",
    "PRODUCT": "framework library tool app application service website site book podcast newsletter game plugin package product "
    "platform project program software language database editor browser wallet documentary movie film extension module",
    "EVENT": "conference meetup hackathon summit festival",
}
_KINDS: dict[str, Kind] = {sort: kind for kind, sorts in _SORTS.items() for sort in sorts.split()}
_ARTICLES = frozenset("a an another this the my our one new great cool".split())
_BETWEEN = frozenset([",", "which", "that", "is", "was", "'s", "’s", "it"])
"""Between the noun and "called": "a club, which is called"."""
_ENDS = frozenset(". , ; ! ? - – — ( ) and which that who where so but or".split())
"""What stands behind a name that is one word, or two."""
_ARTICLED = r"(?<!\b[Aa] )(?<!\b[Aa]n )(?<!\bthe )(?<!\bThe )(?<!\bthis )(?<!\bthat )(?<!\bmy )(?<!\bour )(?<!\bhis )(?<!\bher )(?<!\bits )(?<!\bof )"
"""Before a word, where no article makes it a noun."""
_RARE = 1.0
"""How rare a word is that English does not have."""
_SHORTEST = 3


def find_introduced(passages: Sequence[Passage], segments: Sequence[SegmentInfo]) -> list[Thing]:
    """What is so introduced, once each; of an everyday word only the places count where no article makes it a noun."""
    found: dict[str, Thing] = {}
    for passage in passages:
        for text, kind in _read(passage.doc):
            if text in found:
                continue
            thing = found[text] = Thing(table_spelling(text, kind), kind, {text}, certainty=0.9)
            if rarity(text) < _RARE:
                thing.places[text] = _bare_places(text, segments)
    return list(found.values())


def _read(doc: "Doc") -> Iterator[tuple[str, Kind]]:
    for token in doc:
        named = token.lower_ in ("called", "named") or (
            token.lower_ == "as" and doc[token.i - 1].lower_ == "known"
        )
        if not named or token.i + 1 >= len(doc):
            continue
        sort = _sort_before(doc, token.i - (token.lower_ == "as"))
        name = _name_at(doc, token.i + 1)
        if sort is not None and name is not None:
            yield name, _KINDS[sort.lemma_.lower()]


def _sort_before(doc: "Doc", place: int) -> "Token | None":
    """The one noun of its kind before "called", with an article somewhere before it."""
    i = place - 1
    while i > 0 and place - i < 4 and doc[i].lower_ in _BETWEEN:
        i -= 1
    sort = doc[i]
    if sort.pos_ != "NOUN" or sort.tag_ != "NN" or sort.lemma_.lower() not in _KINDS:
        return None
    before = (doc[j].lower_ for j in range(max(0, i - 4), i))
    return sort if not _ARTICLES.isdisjoint(before) else None


def _name_at(doc: "Doc", i: int) -> str | None:
    """The name from a place on: a word with what is written on to it, or two nouns that end there."""
    first = doc[i]
    if first.lower_ == "the" and i + 1 < len(doc):
        return None
    end = i + 1
    while end < len(doc) and not doc[end - 1].whitespace_ and re.fullmatch(r"[\w.-]+", doc[end].text):
        end += 1
    text = doc[i:end].text.rstrip(".-")
    if end < len(doc) and _is_noun(first) and _is_noun(doc[end]) and _ends(doc, end + 1):
        return f"{text} {doc[end].text}" if _may_name(text) else None
    if end < len(doc) and doc[end - 1].text == "." and doc[end].is_lower:
        return None  # "fly. io"
    told = _ends(doc, end) or text != doc[i:end].text or rarity(text) == _RARE
    return text if told and _may_name(text) else None


def _is_noun(token: "Token") -> bool:
    return token.is_lower and token.is_alpha and token.tag_ in ("NN", "NNP")


def _ends(doc: "Doc", i: int) -> bool:
    return i >= len(doc) or doc[i].lower_ in _ENDS


def _may_name(text: str) -> bool:
    table = read_known_names()
    plain = text in read_words().not_names or text in read_words().empty_nouns or text in table.terms
    small = text == text.lower() and any(char.isalpha() for char in text)
    # "a company called [unintelligible]"
    return small and not plain and text[0].isalnum() and len(text) >= _SHORTEST and "'" not in text


def _bare_places(text: str, segments: Sequence[SegmentInfo]) -> set[tuple[int, int]]:
    pattern = re.compile(rf"{_ARTICLED}(?<![\w-]){re.escape(text)}(?![\w-])")
    return {(i, m.start()) for i, segment in enumerate(segments) for m in pattern.finditer(segment.text)}
