"""What a question takes for granted of whoever it is put to: "How did you start Y?", "When you founded Y, what was it like?",
"What made you join Y?", "How was your time at Y?". Only deeds that are done once: who is asked why, has done it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.rules.attributes import STAYS, from_stay
from service.ingest.extract.rules.copulas import from_copula
from service.ingest.extract.rules.verbs import from_verb
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.grammar import subjects
from service.ingest.extract.statement.history import HISTORY, LEADING
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement
from service.ingest.extract.text.speech import Sentence
from service.ingest.extract.text.stated import is_stated

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASKING = frozenset(("why", "how", "when"))
_COUNTS = frozenset(("many", "much", "often", "likely", "close", "far"))
"""Words behind a "how" that asks for a number or a degree, and takes nothing for granted."""
_SINCE = frozenset(("when", "after", "before", "since", "while"))
_NODS = (", correct?", "is that right?", "is that correct?")
"""What ends a statement that only seeks a nod: "you spoke at Y, correct?"."""
_PAST = ("VBD", "VBN", "VBG")


def from_presupposed(said: Said, sentence: Sentence) -> Iterator[Statement]:
    """All that a question takes for granted of a "you"."""
    for noun in sentence.span:
        if any(c.lower_ == "your" for c in noun.children) and noun.lemma_.lower() in STAYS:
            yield from from_stay(said, sentence, noun)
    for verb in sentence.span:
        if verb.pos_ not in ("VERB", "AUX") or any(c.dep_ == "neg" for c in verb.children):
            continue
        who = [end for end in _who(said, sentence, verb) if end.spoken_to]
        if not who:
            continue
        pattern = from_copula if verb.lemma_ == "be" else from_verb
        yield from (s for s in pattern(said, sentence, verb, who) if s.type in HISTORY)


def _who(said: Said, sentence: Sentence, verb: "Token") -> Iterator[End]:
    """Who has done what a verb says, if that is taken for granted."""
    head = verb.head
    if head.lemma_.lower() in LEADING and verb.dep_ in ("xcomp", "ccomp") and _is_past(head):
        for person in (c for c in (*head.children, *verb.children) if c.lower_ == "you"):
            yield from said.things_at(person, conjuncts=False)
        return
    above = verb
    while above.dep_ in ("xcomp", "conj") and above.head.pos_ in ("VERB", "AUX") and not _is_asked(above):
        above = above.head
    told = sentence.text.lower().endswith(_NODS) and is_stated(verb)
    if told or (_is_past(above) and (_is_asked(above) or _is_since(above))):
        yield from subjects(said, verb)


def _is_past(verb: "Token") -> bool:
    helped = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helped & {"would", "could", "can", "will", "should", "do", "does", "'ll", "might", "may"}:
        return False
    return (
        verb.tag_ == "VBD"
        or "did" in helped
        or (verb.tag_ in _PAST and bool(helped & {"have", "'ve", "’ve"}))
    )


def _is_asked(verb: "Token") -> bool:
    """ "Why did you …", "how long have you …", "I wonder how you …", "what did you do at Y"."""
    for child in verb.children:
        if child.dep_ == "dobj" and child.lower_ == "what" and child.i < verb.i:
            return True
        if child.dep_ == "advmod" and child.i < verb.i:
            words = {token.lower_ for token in child.subtree}
            if words & _ASKING and not words & _COUNTS:
                return True
    return False


def _is_since(verb: "Token") -> bool:
    """ "When you founded Y, …", "before you joined Y"."""
    begins = {c.lower_ for c in verb.children if c.dep_ in ("advmod", "mark") and c.i < verb.i}
    return verb.dep_ == "advcl" and verb.tag_ == "VBD" and bool(begins & _SINCE)
