"""Finds names and terms that other words narrow to something else: "the Borg scheduler" is not the scheduler in
general, "a Tesla" is not the company, "my network stack" belongs to the speaker."""

import re
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_known_names, read_words
from videograph_extractor.entity.things import is_common, is_named
from videograph_extractor.statement.ends import SORTS, End

if TYPE_CHECKING:
    from spacy.tokens import Token

_MINE = ("my", "our", "his", "her")
_ONE_OF_MANY = ("a", "an", "another", "one", "whole", "every", "each")
_POINTING = ("these", "those")
_ANY = ("a", "an", "another", "some", "any", "every", "no")
_PEOPLE = frozenset("team community conference meetup folk people guy".split())
"""Words for those around a thing: with one of them behind it, a name is not the thing."""
_BODIES = frozenset(
    "practitioner agency organization organisation enterprise business company corporation government institution "
    "professional expert vendor individual".split()
)
"""Words for people and bodies of any sort: several of them are nobody in particular."""
_NOUNS = ("NOUN", "PROPN")
_LONGEST = 6
"""Tokens that a name has at most where its head is not its last word."""
_KEYS = re.compile(
    r"(?:ctrl|control|cmd|command|alt|option|shift|meta)\+\S.*|(?:ctrl|cmd|alt)[ -]\S", re.IGNORECASE
)


def is_narrowed(end: End) -> bool:
    """Whether an end is something of its own that a name or noun before it, or whose it is, tells from what is meant by
    the term alone, or only some words of a longer name, or anybody ("AI practitioners"), or keys to press."""
    if _KEYS.fullmatch(end.thing.name):
        return True
    if end.first is None:
        return False
    if end.token.tag_ in ("NNS", "NNPS") and end.token.lemma_.lower() in _BODIES and end.first == end.token.i:
        return True
    if is_named(end.thing):
        return _is_cut(end) or _is_cut_in_front(end) or _is_half(end) or _is_written_in(end)
    owned = any(_is_owner(c) for c in end.token.children if c.dep_ == "poss" and c.i < end.first)
    return owned or _has_noun_before(end.token, end.first)


def _is_written_in(end: End) -> bool:
    """ "The Python was backed by Mongo": what is written in it, for languages have no article."""
    doc, behind = end.token.doc, end.token.i + 1
    before = end.token.i - 1  # but "the best AppleScript that I've written"
    article = end.first == end.token.i > 0 and doc[before].lower_ == "the" and doc[before].dep_ == "det"
    alone = behind >= len(doc) or doc[behind].pos_ not in ("NOUN", "PROPN")
    return article and alone and end.thing.name in read_words().languages


def is_pointed_out(end: End) -> bool:
    """ "These microservices are written in Go": some, just spoken of by their names."""
    if end.first is None or end.thing.kind == "COMPANY":
        return False
    many = end.token.tag_ in ("NNS", "NNPS") or is_common(end.thing)
    return many and any(c.lower_ in _POINTING for c in end.token.children if c.dep_ == "det")


def is_one_of_many(end: End) -> bool:
    """ "They shipped a VHS", "I built a whole LiveCD": a thing of a sort, and not what has the name."""
    if end.first is None:
        return False
    return any(
        c.lower_ in _ONE_OF_MANY
        for c in end.token.children
        if c.i <= end.first and c.dep_ in ("det", "nummod")
    )


def is_the_one(end: End) -> bool:
    """ "The UI", "that API": of something named elsewhere."""
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in end.token.children)


def is_ones_own(end: End) -> bool:
    """ "People's Bitcoin", "your Bitcoin": what somebody has of it."""
    owners = [c for c in end.token.children if c.dep_ == "poss"]
    return is_named(end.thing) and any(
        c.pos_ == "NOUN" or (c.pos_ == "PRON" and c.lower_ != "its") for c in owners
    )


def _is_cut(end: End) -> bool:
    """ "Karen" in "Karen the Editor", "Bottle" in "99 Bottles of OOP"."""
    i, doc = end.token.i, end.token.doc
    if end.thing.kind not in ("PRODUCT", "CONCEPT") or i + 2 >= end.token.sent.end:
        return False
    joining = doc[i + 1].lower_
    goes_on = joining in ("of", "the") and doc[i + 2].pos_ == "PROPN" and doc[i + 2].text[0].isupper()
    return goes_on and doc[i].text[0].isupper() and f" {joining} " not in f"{end.thing.name.lower()} "


def _is_cut_in_front(end: End) -> bool:
    """ "Vim" in "the book Practical Vim", "Data Office" in "the Chief Data Office": a capital stands before it that belongs to
    nothing known."""
    if end.first is None or end.first <= end.token.sent.start + 1 or end.thing.kind == "PERSON":
        return False
    before = end.token.doc[end.first - 1]
    large = before.pos_ in ("PROPN", "ADJ") and before.text[0].isupper()
    return large and _describes(before, end.first, end.token) and before.text not in read_known_names().kinds


def _is_half(end: End) -> bool:
    """ "Android" in "official Android and iOS clients": the noun behind the second name belongs to both."""
    described = any(c.dep_ in ("det", "amod") and c.i < end.token.i for c in end.token.children)
    joined = (c for c in end.token.children if c.dep_ == "conj" and c.pos_ == "NOUN")
    return described and any(
        c.i - end.token.i == 3 and end.token.nbor(1).dep_ == "cc" and end.token.nbor(2).dep_ == "compound"
        for c in joined
    )


def is_before_sort(end: End) -> bool:
    """ "A CNI plugin" is not CNI."""
    i, doc = end.token.i, end.token.doc
    one = i > 0 and doc[i - 1].lower_ in _ANY
    return one and i + 1 < len(doc) and doc[i + 1].lower_ in SORTS


def is_before_things(end: End) -> bool:
    """ "My Ruby on Rails apps": several, or what is one's own, of which the name says only the sort."""
    if end.first is None:
        return False
    doc, behind = end.token.doc, _behind_name(end)
    if behind >= end.token.sent.end or doc[behind].pos_ != "NOUN":
        return False
    noun = doc[behind]
    if noun.dep_ == "npadvmod" or doc[behind - 1].head.i != noun.i:
        return False  # "we started X years ago"
    own = any(c.lower_ in _MINE for token in (end.token, noun) for c in token.children if c.dep_ == "poss")
    return noun.tag_ == "NNS" or (own and noun.lemma_.lower() in SORTS)


def _behind_name(end: End) -> int:
    """The token behind a name's last, which is not always its head: "Ruby" is that of "Ruby on Rails"."""
    doc, first = end.token.doc, end.first if end.first is not None else end.token.i
    forms = {end.thing.name, *end.thing.forms}
    stop = min(first + _LONGEST, end.token.sent.end)
    return next((i for i in range(stop, end.token.i, -1) if doc[first:i].text in forms), end.token.i + 1)


def _is_version(end: End, number: "Token") -> bool:
    """ "We switched to Angular 2"."""
    return end.thing.kind == "PRODUCT" and end.thing.known and len(number.text) == 1


def is_before_number(end: End) -> bool:
    """ "PEP 3100" is one of the PEPs; "Build 2024" is of a year."""
    doc, behind = end.token.doc, end.token.i + 1
    if (
        behind >= len(doc)
        or not doc[behind].is_digit
        or _is_version(end, doc[behind])
        or doc[behind].text[:2] in ("19", "20")
    ):
        return False
    if doc[behind].text in end.thing.name:
        return False  # "BIP 9" is its name
    return doc[behind].head.i in (end.token.i, end.token.head.i)


def is_before_people(end: End) -> bool:
    behind = end.token.i + 1
    return behind < len(end.token.doc) and end.token.doc[behind].lemma_.lower() in _PEOPLE


def _is_owner(owner: "Token") -> bool:
    return owner.lower_ in _MINE or owner.pos_ in _NOUNS


def _has_noun_before(head: "Token", first: int) -> bool:
    """Whether a noun stands right before a term and describes it, but for one that is joined to it: "storage and query
    engine"."""
    if first == head.sent.start:
        return False
    before = head.doc[first - 1]
    return before.pos_ in _NOUNS and _describes(before, first, head)


def _describes(before: "Token", first: int, head: "Token") -> bool:
    """Whether the word before a name or term, from `first` to `head`, hangs on one of its words."""
    return before.dep_ in ("compound", "nmod", "amod") and first <= before.head.i <= head.i
