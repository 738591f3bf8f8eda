"""Whether what is so for a while is told of a time that is over: "I worked at X", "we used to use X", "the former CEO of X".

What happened once and stays so ("founded X", "joined X", "built it with X") is not over.
"""

import re
from typing import TYPE_CHECKING

from service.graph.model import read_model
from service.ingest.extract.statement.ends import End
from service.ingest.extract.text.stated import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_SINCE = frozenset(
    "join hire start begin become adopt switch move migrate change choose pick decide settle introduce add integrate embed get go "
    "fall find discover meet learn take install deploy name call rename merge sell buy acquire release announce".split()
)
"""Verbs of the past that tell what is so since then."""
_MADE = frozenset(
    "build write make create develop implement design code program rewrite port base derive fork extend generate train".split()
)
"""Verbs of the past that tell what a work is made with, and a person once did."""
_LASTED = frozenset(
    "be work use need want like love have know run host support maintain depend rely own belong sponsor".split()
)
"""What is told of by no type of its own and was so for a while; other verbs of the past tell what happened."""
_FORMER = frozenset("former formerly previously previous ex onetime".split())
_ONCE = re.compile(
    r"\b(?:before|previously|formerly|in the past|in the old days|back in|back then|years ago|once)\b",
    re.IGNORECASE,
)
_HAD = ("was", "were", "had", "did")
_NEAR = 10
"""Words before and behind a verb."""


def is_past(source: End, word: "Token", type_: str) -> bool:
    """Whether a statement of a type tells of a time that is over; `word` is the verb that connects the two, or the noun."""
    if not read_model().connections[type_].lasts:
        return False
    if word.pos_ in ("NOUN", "PROPN") and any(
        t.lower_ in _FORMER for t in word.doc[max(word.sent.start, word.i - 3) : word.i]
    ):
        return True
    verb = _telling(word)
    if verb is None:
        return False
    own = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    lemmas = {verb.lemma_.lower(), word.lemma_.lower()}
    if own & {"have", "has", "'ve", "’ve", "'s", "’s"} and verb.tag_ == "VBN":
        return (
            _ONCE.search(verb.doc[max(verb.sent.start, verb.i - _NEAR) : verb.sent.end][: 2 * _NEAR].text)
            is not None
        )
    if verb.tag_ != "VBD" and not own & set(_HAD):
        return False
    if lemmas & _SINCE or (source.thing.kind != "PERSON" and lemmas & _MADE):
        return False
    return type_ != "RELATED_TO" or verb.tag_ != "VBD" or bool(lemmas & _LASTED)


def _telling(word: "Token") -> "Token | None":
    """The verb that gives what `word` says its time: of "a CTO" in "she was a CTO", of "work" in "used to work"."""
    token = word
    while token.dep_ in ("attr", "acomp", "prep", "conj", "xcomp", "pcomp", "pobj", "agent", "oprd"):
        if token.pos_ in ("VERB", "AUX") and (token.tag_ in ("VBD", "VBZ", "VBP") or _has_own(token)):
            return token
        token = token.head
        if token.dep_ in ("appos", "nsubj", "dobj") and token.pos_ not in ("VERB", "AUX"):
            return None
    return token if token.pos_ in ("VERB", "AUX") else None


def _has_own(verb: "Token") -> bool:
    """Whether a verb has words of its own that give its time: a subject, or an auxiliary other than "to"."""
    return any(
        c.dep_ in SUBJECTS or (c.dep_ in ("aux", "auxpass") and c.lower_ != "to") for c in verb.children
    )
