"""Finds names in text without capitals by other signs: the tagger's "proper noun", words unknown to a language model,
first names with a family name, unpronounceable letters, organizations of a known form."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_casing, read_known_names, read_words
from videograph_extractor.entity.kinds.cues import vote_on_context
from videograph_extractor.entity.kinds.vote import decide_kind
from videograph_extractor.entity.names.proper_names import Name
from videograph_extractor.entity.names.spans import LABELS
from videograph_extractor.entity.people.people import may_be_first_name
from videograph_extractor.entity.things import Thing
from videograph_extractor.text.language import rarity
from videograph_extractor.text.speech import Passage
from videograph_extractor.text.tables import read_person_names, read_places, read_plain_names

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RARE = 0.3
_COMMON = 0.1
_BARE_NOUNS = 3
_WRITTEN_LARGE = 0.8
"""Share of its places with a capital from which on a word is a name."""
_MOSTLY = 0.6
_BODIES = frozenset("foundation university labs institute corporation inc".split())
_BODY_OF = re.compile(
    r"\b(university|department|office|ministry|institute) of "
    r"((?:hong|new|north|south|west|east|san|los|british|southern|northern) [a-z]{3,}|[a-z]{4,})\b"
)
_UNSPEAKABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,6}")
_INFLECTED = re.compile(r"(?:ing|ed|ly|ness|tion|s)$")


@dataclass
class LowerNames:
    """`full` and `short`: names of persons, with capitals; `things`: all others."""

    full: list[str] = field(default_factory=list[str])
    short: list[str] = field(default_factory=list[str])
    things: list[Thing] = field(default_factory=list[Thing])


def find_lower_names(passages: Sequence[Passage], written: str = "") -> LowerNames:
    """`written` is what stands about the video: a word of it may be a name though it is said only once."""
    shown = frozenset(re.findall(r"\w+", written.lower()))
    found: dict[str, Name] = {}
    context: defaultdict[str, Counter[str]] = defaultdict(Counter)
    everywhere = Counter(t.lower_ for p in passages for t in p.doc)
    result = LowerNames()
    for passage in passages:
        doc = passage.doc
        for start, end in _runs(doc):
            words = doc[start:end].text.split()
            text = " ".join(words)
            if len(words) == 3 and words[0] in _first_names() and not _is_only_family(doc[end - 1]):
                end, words = end - 1, words[:2]  # "phil hawksworth super big thanks"
                text = " ".join(words)
            if _is_person(doc, start, end):
                result.full.append(" ".join(word.capitalize() for word in words))
                continue
            if len(words) == 1 and text.capitalize() not in read_words().everyday_first_names:
                result.short.append(text.capitalize())  # kept only if it fits a person
            if len(words) == 1 and (text in _first_names() or text in read_words().lone):
                continue
            name = found.setdefault(text, Name(_spelling(text)))
            name.count += 1
            name.clear += 1
            if (label := LABELS.get(doc[start].ent_type_)) is not None and label != "PERSON":
                name.votes[label] += 1
            around = doc.text
            votes = vote_on_context(around[: doc[start].idx], around[doc[start:end].end_char :])
            context[text].update({kind: round(2 * weight) for kind, weight in votes.items()})
        for match in _BODY_OF.finditer(doc.text):
            found.setdefault(match.group(), Name(_spelling(match.group()), count=1, clear=1))
    for text, name in found.items():
        if " " not in text and not _is_name(text, name.count, everywhere[text]):
            continue
        shows = context[text].total() or _is_known(text) or _is_body(text) or text in shown
        if name.count == 1 and not shows:
            continue  # said once, and nothing around it says what it is
        kind = decide_kind(name, 0, {kind: n / 2 for kind, n in context[text].items()})
        if kind is not None and kind != "PERSON":
            result.things.append(Thing(name.text, kind, {name.text}, {text}, spelt=True))
    result.things += _bare_nouns(passages, everywhere)
    return result


@cache
def _first_names() -> frozenset[str]:
    return frozenset(name.lower() for name in read_words().first_names)


def _runs(doc: "Doc") -> Iterator[tuple[int, int]]:
    """Consecutive words that look like names; a first name takes a rare noun behind it for its family."""
    i = 0
    while i < len(doc):
        if not _looks_proper(doc[i]) and not _begins_person(doc, i):
            i += 1
            continue
        start = i
        i += 1
        while i < len(doc) and (_goes_on(doc, start, i) or _is_family(doc, start, i)):
            i += 1
        yield start, i


def _begins_person(doc: "Doc", i: int) -> bool:
    """A first name before a word that is nothing but somebody's name: "michael edwards"."""
    first = doc[i].lower_
    known = first in _first_names() and first.capitalize() not in read_words().everyday_first_names
    return i + 1 < len(doc) and known and _is_only_family(doc[i + 1])


def _is_only_family(token: "Token") -> bool:
    word = token.lower_
    name = word.capitalize()
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or name in read_places():
        return False
    table = read_known_names()
    kind = table.kinds.get(name) or table.ambiguous.get(name) or "PERSON"
    if len(word) < 3 or word in read_words().not_names or word in _first_names() or kind != "PERSON":
        return False
    return may_be_first_name(name) or (name in read_person_names() and name not in read_plain_names())


def _is_body(text: str) -> bool:
    return _BODY_OF.fullmatch(text) is not None or not _BODIES.isdisjoint(text.split())


def _looks_proper(token: "Token") -> bool:
    text = token.lower_
    if not text.isalpha() or len(text) < 2 or text in read_words().not_names:
        return False
    if read_casing().get(text, ("", 0.0))[1] >= _WRITTEN_LARGE and text not in read_words().everyday_names:
        return True
    return token.tag_ in ("NNP", "NNPS") or (token.is_oov and not _INFLECTED.search(text))


def _goes_on(doc: "Doc", start: int, i: int) -> bool:
    """Whether a word belongs to the name before it, and is not a name of its own."""
    word = doc[i].lower_
    if word in _BODIES:
        return True
    if not _looks_proper(doc[i]) or _is_known(word) or _is_known(doc[i - 1].lower_):
        return False
    return word not in _first_names() and (rarity(word) > _COMMON or doc[start].lower_ in _first_names())


def _is_known(word: str) -> bool:
    table = read_known_names()
    forms = (word, word.capitalize(), word.upper())
    return any(form in table.kinds or form in table.ambiguous for form in forms)


def _is_person(doc: "Doc", start: int, end: int) -> bool:
    """Two or three words: a first name in front, or what the model holds for a person and nobody knows."""
    words = [token.lower_ for token in doc[start:end]]
    if not 2 <= len(set(words)) <= 3 or not _BODIES.isdisjoint(words) or rarity(words[-1]) == 0.0:
        return False
    first, last = words[0].capitalize(), words[-1].capitalize()
    if words[0] in _first_names() or (may_be_first_name(first) and last in read_person_names()):
        return True
    return all(rarity(w) > _RARE and not _is_known(w) for w in words) and doc[start].ent_type_ == "PERSON"


def _is_family(doc: "Doc", start: int, i: int) -> bool:
    token = doc[i]
    if i == start + 1 and doc[start].lower_ in _first_names() and _is_only_family(token):
        return True
    return (
        i == start + 1
        and doc[start].lower_ in _first_names()
        and token.is_alpha
        and token.pos_ in ("NOUN", "ADJ", "PROPN", "VERB")
        and not _INFLECTED.search(token.lower_)
        and rarity(token.lower_) > _RARE
    )


def _is_name(text: str, proper: int, all_: int) -> bool:
    """Whether a single word is a name: rare, or rarely used as anything else."""
    table = read_known_names()
    spelling = text.capitalize()
    if spelling in table.ambiguous or spelling in table.kinds:
        return proper * 2 >= all_
    return rarity(text) == 1.0 or (rarity(text) > _RARE and proper * 2 > all_)


def _spelling(text: str) -> str:
    if text in (casing := read_casing()):
        return casing[text][0]
    words = (word if word == "of" else casing.get(word, (word.capitalize(),))[0] for word in text.split())
    return text.upper() if _UNSPEAKABLE.fullmatch(text) else " ".join(words)


def _bare_nouns(passages: Sequence[Passage], everywhere: Counter[str]) -> list[Thing]:
    """Everyday words that a product is called by, said again and again without an article: "in electron"."""
    table = read_known_names()
    bare: Counter[str] = Counter()
    for passage in passages:
        for token in passage.doc:
            if token.tag_ in ("NN", "NNP") and not any(
                c.dep_ in ("det", "poss", "nummod", "amod") for c in token.children
            ):
                bare[token.lower_] += 1
    things: list[Thing] = []
    for text in sorted(bare):
        kind = table.kinds.get(text.capitalize()) or table.ambiguous.get(text.capitalize())
        if kind == "PRODUCT" and bare[text] >= _BARE_NOUNS and bare[text] > _MOSTLY * everywhere[text]:
            things.append(Thing(text.capitalize(), kind, loose={text}, spelt=True, known=True))
    return things
