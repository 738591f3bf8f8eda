"""What the grammar of a sentence says: who does what, and whether it is told as a fact."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.places import End, Said
from service.ingest.extract.speech import Sentence
from service.ingest.extract.statements import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
_LIFTING = ("conj", "xcomp", "advcl", "ccomp", "acl", "relcl", "pcomp")
_ASPECTS = ("start", "begin", "continue", "keep", "end", "spend")
_PARTS = frozenset(
    "format design syntax code codebase backend frontend core engine compiler website site interface architecture "
    "runtime kernel parser implementation".split()
)
"""What a thing consists of: what these are made with, the thing is made with."""
_CONDITIONS = ("if", "unless", "whether")
_SUPPOSING = ("let's say", "let’s say", "imagine ", "suppose ", "hypothetical", "what if", "as if", "pretend")


def is_supposed(sentence: Sentence) -> bool:
    """Whether a whole sentence asks or plays through."""
    text = sentence.text.lower()
    return text.rstrip("\"'”’)").endswith("?") or any(words in text for words in _SUPPOSING)


def is_stated(verb: "Token") -> bool:
    """Whether a verb is told as a fact: not denied, asked, wished, supposed or merely possible."""
    blocking = read_patterns().blocking
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "neg" or word in blocking["negations"]:
            return False
        if child.dep_ == "aux" and ((word in blocking["modals"] and child.tag_ == "MD") or word == "to"):
            return False
        if child.dep_ in SUBJECTS and (
            word in ("nobody", "none")
            or any(c.dep_ == "det" and c.lower_ in ("no", "any") for c in child.children)
        ):
            return False
    if verb.tag_ == "VB" and verb.dep_ != "conj":
        return False
    token = verb
    while token.dep_ in _LIFTING and token.head is not token:
        if _has_condition(token):
            return False
        head = token.head
        if token.dep_ in ("xcomp", "ccomp") and head.lemma_.lower() in blocking["verbs"]:
            return False
        if token.dep_ in ("conj", "ccomp", "xcomp") and head.pos_ in ("VERB", "AUX"):
            if any(c.dep_ == "neg" for c in head.children):
                return False
            if token.dep_ == "conj" and any(c.dep_ == "aux" and c.tag_ == "MD" for c in head.children):
                return False
        token = head
    return not _has_condition(token)


def _has_condition(token: "Token") -> bool:
    return any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in token.children)


def is_liking(token: "Token") -> bool:
    """ "I really like Y", which the tagger often takes for the preposition."""
    return token.lower_ == "like" and token.pos_ == "ADP" and any(c.dep_ in SUBJECTS for c in token.children)


def is_passive(verb: "Token") -> bool:
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN"
    )


def subjects(said: Said, verb: "Token") -> Iterator[End]:
    """Who or what the verb is said of: its subject, that of the verb it is joined to, or what it describes."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if not own:
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            own = [c for c in verb.head.children if c.dep_ in SUBJECTS]
        elif verb.dep_ == "acl" and verb.tag_ == "VBN":
            yield from said.things_at(verb.head, conjuncts=False)
            return
        elif verb.dep_ in ("xcomp", "advcl") and verb.tag_ == "VBG" and verb.head.lemma_.lower() in _ASPECTS:
            own = [c for c in verb.head.children if c.dep_ in SUBJECTS]  # "I started contributing to Y"
    for subject in own:
        if subject.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
            yield from _antecedent(said, verb.head)
        elif subject.lemma_.lower() in _PARTS:
            # "Y's design is based on Z"
            for owner in (c for c in subject.children if c.dep_ == "poss"):
                yield from said.things_at(owner, conjuncts=False)
        else:
            yield from said.things_at(subject)


def _antecedent(said: Said, noun: "Token") -> Iterator[End]:
    """What a relative clause is about: also what the noun before it explains, as in "X, the engine that …" and
    "X is an engine that …"."""
    if noun.dep_ == "appos":
        yield from said.things_at(noun.head, conjuncts=False)
    elif noun.dep_ == "attr":
        for subject in (c for c in noun.head.children if c.dep_ in SUBJECTS):
            yield from said.things_at(subject)
    else:
        yield from said.things_at(noun, conjuncts=False)


def objects(said: Said, preposition: "Token") -> Iterator[End]:
    for child in preposition.children:
        if child.dep_ == "pobj" and child.lower_ == "top":
            # "on top of X"
            for of in (c for c in child.children if c.lower_ == "of"):
                yield from objects(said, of)
        elif child.dep_ == "pobj":
            yield from said.things_at(child)


def called(said: Said, noun: "Token") -> Iterator[End]:
    """What a plain noun is the word for: "a tool called Ginkgo", "the framework Ginkgo"."""
    for child in noun.children:
        if child.dep_ == "acl" and child.lemma_.lower() in ("call", "name", "title"):
            for name in child.children:
                if name.dep_ in ("oprd", "dobj", "attr", "appos"):
                    yield from said.things_at(name, conjuncts=False)
        elif child.dep_ == "appos":
            yield from said.things_at(child, conjuncts=False)
