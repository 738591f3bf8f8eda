"""Decides whether a statement is about the past: "I worked at X", "we used to use X", "the former CEO of X".

What happened once and stays so ("founded X", "joined X") is not over, nor what a firm built its work with; of a person
that is.
"""

import re
from typing import TYPE_CHECKING

from service.domain.model import read_model
from videograph_extractor.statement.ends import End
from videograph_extractor.text.factuality import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_SINCE = frozenset(
    "join hire become adopt switch move migrate settle introduce embed fall end discover name call rename merge sell buy acquire release".split()
)
"""Verbs of the past that tell what is so since then."""
_MADE = frozenset(
    "build write make create develop implement design code program rewrite port base derive fork extend generate train".split()
)
"""Verbs of the past that tell what a work is made with, and that a person has done it once."""
_BEGUN = frozenset(("start", "begin"))
"""What a firm began it mostly does still; somebody who tells of it tells of old days."""
_LASTED = frozenset(
    "be work use need want like love have know run host support maintain depend rely own belong sponsor start".split()
)
"""What is told of by no type of its own and was so for a while; other verbs of the past tell what happened."""
_PLACED = ("be", "work", "come", "spend", "go", "start")
"""Verbs whose preposition says where somebody is: "was at X", but not "talked with Ann from X"."""
_FORMER = frozenset("former formerly previously previous ex onetime".split())
_ONCE = re.compile(
    r"\b(?:before|previously|formerly|in the past|in the old days|back in|back then|years ago|once)\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:still|at the moment|nowadays|these days|to this day|to date|currently)\b", re.IGNORECASE
)
_LASTING = re.compile(
    r"\b(?:since|always|ever|for (?:\w+ ){0,3}(?:years?|months?|decades?|ages|while|long))\b", re.IGNORECASE
)
"""With what "has worked at X" says that it goes on."""
_HAS, _HAD = frozenset("have has 've ’ve 's ’s".split()), frozenset("was were had did".split())
_HELPING = ("aux", "auxpass")
_NEAR = 10
"""Words before and behind a verb."""
_RISING = ("attr", "acomp", "prep", "conj", "xcomp", "pcomp", "agent", "oprd", "pobj")
_WHEN = ("while", "when", "whilst")
_STAYS = ("job", "time", "role", "position", "stint", "gig", "career")
_TITLE = 3
"""Words before a role among which it is called former."""


def is_past(source: End, word: "Token", type_: str) -> bool:
    """Whether a statement of a type tells of a time that is over; `word` is the verb that connects the two, or the noun."""
    if not read_model().connections[type_].lasts:
        return False
    before = word.doc[max(word.sent.start, word.i - _TITLE) : word.i]
    if word.pos_ in ("NOUN", "PROPN") and any(t.lower_ in _FORMER for t in before):
        return True
    verb = _telling(word)
    if verb is None or (_STILL.search(_near(verb)) and not _is_then(verb)):
        return False
    lemmas = {verb.lemma_.lower(), word.lemma_.lower()}
    if lemmas & _SINCE:
        return False
    if verb.lower_ == "used" and verb.i != word.i:
        return True  # "used to be written in Y"
    person = source.thing.kind == "PERSON"
    if verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ in _HAS for c in verb.children):
        done = person and (lemmas & _MADE or (type_ == "WORKS_AT" and not _LASTING.search(_near(verb))))
        return bool(done) or _ONCE.search(_near(verb)) is not None
    if verb.tag_ != "VBD" and not any(c.dep_ in _HELPING and c.lower_ in _HAD for c in verb.children):
        return False
    if not person and lemmas & (_MADE | _BEGUN):
        return False
    return type_ != "RELATED_TO" or verb.tag_ != "VBD" or bool(lemmas & _LASTED)


def _is_then(verb: "Token") -> bool:
    """ "While I was still at X": what goes on in it is over, and so is what "still" says of it."""
    tells = any(child.lower_ in _WHEN and child.i < verb.i for child in verb.children)
    return verb.dep_ == "advcl" and tells


def _near(verb: "Token") -> str:
    """The words around a verb, without those of another clause beside it: "I worked at X, currently I'm at Y"."""
    first, last = max(verb.sent.start, verb.i - _NEAR), min(verb.sent.end, verb.i + 2 * _NEAR)
    beside = (t.head for t in verb.sent if t.dep_ in SUBJECTS and t.head.i != verb.i)
    for other in (head for head in beside if head.dep_ in ("conj", "ccomp", "ROOT")):
        if other.i > verb.i:
            last = min([last, other.i, *(c.i for c in other.children if c.i > verb.i)])
        else:
            first = max([first, *(c.i for c in other.children if c.i < verb.i)])
    return verb.doc[first:last].text


def _telling(word: "Token") -> "Token | None":
    """The verb that gives what `word` says its time: of "a CTO" in "she was a CTO", of "work" in "used to work", of "doing" in
    "spent a night doing it"."""
    token = word
    while token.pos_ not in ("VERB", "AUX") or not _has_time(token):
        rises = token.dep_ in _RISING or (token.dep_ == "advcl" and token.tag_ == "VBG")
        rises = rises or (token.dep_ == "nsubj" and token.lemma_ in _STAYS)  # "my job at X bounced around"
        if token.dep_ == "pobj" and token.lemma_ in _STAYS and token.head.lower_ == "during":
            token = token.head.head  # "during my time at X we built it"
            continue
        # "doing a lot with my brother": not of the brother
        if not rises or (token.dep_ == "pobj" and token.head.lower_ != "as"):
            return None
        if token.dep_ == "prep" and token.i == word.i and token.head.lemma_ not in _PLACED:
            return None
        token = token.head
    return token


def _has_time(verb: "Token") -> bool:
    """Whether a verb gives its time itself: it is finite, or has a subject or an auxiliary other than "to" of its own."""
    finite = verb.tag_ in ("VBD", "VBZ", "VBP", "MD")
    return finite or any(
        c.dep_ in SUBJECTS or (c.dep_ in _HELPING and c.lower_ != "to") for c in verb.children
    )
