"""Selects the entity of a sentence that a pronoun means, by their grammatical positions."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from videograph_extractor.entity.things import Thing, is_named
from videograph_extractor.text.factuality import SUBJECTS
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int, Thing]
"""An entity with its first token and the one behind its last."""

_CHIEF = ("nsubj", "nsubjpass", "attr", "dobj", "oprd", "appos", "ROOT", "conj")
"""Where what a sentence is about stands in it."""
_TELLING = ("ROOT", "ccomp", "parataxis", "conj")
_FINITE = ("VBD", "VBP", "VBZ")
_SPEAKING = ("i", "we", "you", "this", "that", "it", "there")


def root_of(sentence: Sentence, span: Span) -> "Token":
    return sentence.passage.doc[span[0] : span[1]].root


def alone(sentence: Sentence, spans: Sequence[Span]) -> Span | None:
    """The one thing named, where it stands as what the sentence is about."""
    one = len({id(s[2]) for s in spans}) == 1
    return next((s for s in spans if one and root_of(sentence, s).dep_ in _CHIEF), None)


def about(sentence: Sentence, spans: Sequence[Span], pronoun: "Token") -> Span | None:
    """Of several: the subject of the whole sentence, for a pronoun that is a subject too ("X is like Y. It's …")."""
    if pronoun.dep_ not in SUBJECTS:
        return None
    found = [s for s in spans if _is_subject(root_of(sentence, s))]
    return found[0] if len(found) == 1 and is_named(found[0][2]) else None


def goes_on(sentence: Sentence, spans: Sequence[Span], pronoun: "Token") -> Span | None:
    """Of several in the pronoun's own sentence: the subject of what its clause goes on: "X is written in Y, and it is …"."""
    verb = pronoun.head
    if pronoun.dep_ not in SUBJECTS or verb.dep_ != "conj":
        return None
    found = [
        s for s in spans if _is_subject(root_of(sentence, s)) and root_of(sentence, s).head.i == verb.head.i
    ]
    return found[0] if len(found) == 1 and is_named(found[0][2]) else None


def first_of(pronoun: "Token") -> "Token":
    """The first "it" of the sentence, which those behind it go on about: "it uses X, and it runs on Y"."""
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    # "when it comes to X, it's …": the first stands for nothing
    its = (t for t in before if t.lower_ == "it" and t.dep_ in SUBJECTS and t.head.lemma_ != "come")
    return next(its, pronoun)


def has_noun_before(pronoun: "Token") -> bool:
    """Whether something without a name may be meant: "this device, it's …"; times, places and who does it are not."""
    before = (t for t in pronoun.doc[pronoun.sent.start : pronoun.i] if t.pos_ in ("NOUN", "PROPN"))
    return any(t.dep_ != "npadvmod" and t.head.lower_ != "at" and not does(t, pronoun) for t in before)


def is_at(sentence: Sentence, span: Span, pronoun: "Token") -> bool:
    """ "At Y we …", "I work at Y, and we …"; not where somebody else does something at Y: "she built X at Y, but we …"."""
    at = sentence.passage.doc[span[0] - 1]
    if span[0] == sentence.span.start or at.lower_ != "at":
        return False
    verb = at.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    return all(c.i == pronoun.i or c.lower_ in ("i", "we") for c in subjects)


def is_topic(root: "Token", pronoun: "Token", earlier: bool) -> bool:
    """Whether a sentence tells of a thing, and does not name it by the way: it does something, or one of those who speak
    does something to it. In a pronoun's own sentence, whatever is not said to give a reason or an end."""
    if not earlier:
        if any(c.dep_ == "mark" and c.lower_ == "if" for c in root.head.children):
            return False  # "if you pick X, it …"
        return pronoun.dep_ != "dobj" or root.head.dep_ in _TELLING or root.dep_ not in ("dobj", "pobj")
    while root.dep_ in ("attr", "oprd", "appos", "acl") and root.head.pos_ == "NOUN":
        root = root.head  # "a tool called X"
    verb = root.head
    if root.dep_ in SUBJECTS:
        told = verb.tag_ in _FINITE or any(c.dep_ in ("aux", "auxpass") for c in verb.children)
        return verb.dep_ in _TELLING and told
    subject = next((c.lower_ for c in verb.children if c.dep_ in SUBJECTS), "i")
    return root.dep_ in ("dobj", "attr", "ROOT") and verb.dep_ in ("ROOT", "ccomp") and subject in _SPEAKING


def _is_subject(root: "Token") -> bool:
    return root.dep_ in SUBJECTS and root.head.dep_ == "ROOT" and not root.conjuncts


def does(root: "Token", pronoun: "Token") -> bool:
    """ "Netflix uses it": who does it is not what it is done to."""
    return pronoun.dep_ == "dobj" and root.dep_ in SUBJECTS and root.head.i == pronoun.head.i


def has(sentence: Sentence, family: Collection[str]) -> bool:
    return any(token.lower_ in family for token in sentence.span)
