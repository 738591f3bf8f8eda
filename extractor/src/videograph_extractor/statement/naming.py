"""Finds what a plain noun refers to: "a tool called X", "my second book, which was X", "X is a tool that Google
built"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.things import is_named
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.places import Said
from videograph_extractor.text.factuality import SUBJECTS, is_stated

if TYPE_CHECKING:
    from spacy.tokens import Token

CALLING = ("call", "name", "title", "entitle")
_NAMES = ("oprd", "dobj", "attr", "appos")
_BEING = ("be", "become")
_WHICH = ("which", "that")
_HEADS = ("NOUN", "PROPN")
_SOME = ("one", "something")
"""Words that stand for a thing in "X is one that Google built"."""


def called(said: Said, noun: "Token") -> Iterator[End]:
    """What a plain noun is the word for: "a tool called Ginkgo", "the framework Ginkgo", "a club, which is called Ginkgo"."""
    for child in noun.children:
        if child.dep_ == "acl" and child.lemma_.lower() in CALLING:
            yield from _names(said, child)
        elif child.dep_ == "appos":
            yield from said.things_at(child, conjuncts=False)
        elif child.dep_ == "relcl" and child.lemma_.lower() in CALLING:
            yield from (end for end in _names(said, child) if is_stated(child))  # "an app we called Ginkgo"
        elif child.dep_ == "relcl" and child.lemma_ in _BEING and is_stated(child) and _has_which(child):
            yield from _being(said, child)


def _has_which(verb: "Token") -> bool:
    return any(c.dep_ == "nsubj" and c.lower_ in _WHICH for c in verb.children)


def _names(said: Said, verb: "Token") -> Iterator[End]:
    for name in verb.children:
        if name.dep_ in _NAMES and not (name.dep_ == "dobj" and name.lower_ in _WHICH):
            yield from said.things_at(name, conjuncts=False)


def _being(said: Said, verb: "Token") -> Iterator[End]:
    """The name in "my second book, which was Ginkgo"; "a tool that's Go" is written in it."""
    for name in verb.children:
        bare = not any(c.dep_ in ("det", "amod", "poss") for c in name.children)
        if name.dep_ == "attr" and name.pos_ == "PROPN" and bare:
            for end in said.things_at(name, conjuncts=False):
                if is_named(end.thing) and end.thing.name not in read_words().languages:
                    yield end


def relative_objects(said: Said, verb: "Token") -> Iterator[End]:
    """What a relative clause's verb is done to: "X, which Y bought", "a tool I wrote called X", "X is a tool that Y built"."""
    head = verb.head
    if verb.dep_ != "relcl" or (head.pos_ not in _HEADS and head.lower_ not in _SOME):
        return
    if any(c.lower_ in ("where", "when") for c in verb.children):
        return  # "at Y, where I started on the build team"
    direct = [c for c in verb.children if c.dep_ == "dobj"]
    if all(c.lower_ in _WHICH for c in direct):
        found = list(said.things_at(head, conjuncts=False))
        if any(is_named(end.thing) for end in found):
            yield from found
        else:  # "X is a build tool that Y built" is about X
            yield from [*called(said, head)] or [*_told_of(said, head)] or found


def _told_of(said: Said, noun: "Token") -> Iterator[End]:
    """The name that a noun is told of: "X is a tool that …", "X is one of the tools that …", "the tool that … is called X"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "one":
        noun = noun.head.head
    verb = noun.head
    if (
        verb.pos_ not in ("AUX", "VERB")
        or not is_stated(verb)
        or any(c.lower_ == "no" for c in noun.children)
    ):
        return
    if noun.dep_ == "attr" and verb.lemma_ == "be":
        for subject in (c for c in verb.children if c.dep_ in SUBJECTS):
            yield from (end for end in said.things_at(subject) if _is_thing(end))
    elif noun.dep_ in SUBJECTS and verb.lemma_ == "be":
        yield from _being(said, verb)
    elif noun.dep_ in SUBJECTS and verb.lemma_.lower() in CALLING:
        yield from _names(said, verb)


def _is_thing(end: End) -> bool:
    return end.thing.kind != "PERSON" and is_named(end.thing)
