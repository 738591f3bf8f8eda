"""What serves what, whoever does it: "use X to do Y", "X is a way to do Y", "with X you can do Y", "you need X for Y",
"build Y with X"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.rules.thinglike import (
    state_general,
    things_below,
    things_doing,
    things_named,
    things_who,
)
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.grammar import is_passive, objects
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement
from service.ingest.extract.text.patterns import read_patterns, types_of
from service.ingest.extract.text.speech import Sentence
from service.ingest.extract.text.stated import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATED, _USES, _PART_OF = types_of("RELATED_TO"), types_of("USES"), types_of("PART_OF")
_BASED_ON, _INFLUENCED = types_of("BASED_ON"), types_of("INFLUENCED")
_ANYBODY = ("you", "we", "they", "people", "one", "i", "users", "there")
_MEANS = ("with", "using", "through", "via")


def from_purpose(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """What a verb says that is told as a fact or as what one can do."""
    lemma = verb.lemma_.lower()
    words = read_patterns().purposes
    if lemma in words["using"]:
        yield from _used(said, sentence, verb)
    if lemma in words["meant"] and is_passive(verb):
        yield from _meant(said, sentence, verb)
    if lemma in words["needing"] and _is_anybodys(verb):
        yield from _needed(said, sentence, verb)
    if lemma in words["making"] and _is_told_in_general(verb):
        yield from _made(said, sentence, verb)
    if lemma in ("be", "have", "get"):
        yield from _inside(said, sentence, verb)
    if lemma == "be":
        yield from _way(said, sentence, verb)
    elif _is_anybodys(verb) and verb.pos_ == "VERB":
        yield from _by_means(said, sentence, verb)


def _is_anybodys(verb: "Token") -> bool:
    return any(c.dep_ in (*SUBJECTS, "expl") and c.lower_ in _ANYBODY for c in verb.children)


def _is_told_in_general(verb: "Token") -> bool:
    """ "You can build Y with X", "Y is built with X": how it is made; "I was writing Y with X" is of one time."""
    can = any(c.dep_ == "aux" and c.lower_ == "can" for c in verb.children)
    return can or any(c.dep_ == "nsubjpass" for c in verb.children)


def _done_to(said: Said, verb: "Token") -> list[End]:
    return [end for c in verb.children if c.dep_ == "dobj" for end in things_named(said, c)]


def _aims(said: Said, verb: "Token") -> Iterator[tuple[str, End]]:
    """What something is done for: "to do Y", "for Y", "for doing Y"."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ in ("xcomp", "advcl", "acl", "relcl") and any(
            c.dep_ == "aux" and c.lower_ == "to" for c in child.children
        ):
            yield from ((f"to {child.lower_}", end) for end in _reached(said, child))
        elif child.dep_ == "prep" and child.lower_ == "for":
            yield from (("for", end) for end in things_below(said, child))
            for use in (c for c in child.children if c.dep_ == "pobj" and c.lower_ == "use"):
                places = (c for c in use.children if c.dep_ == "prep" and c.lower_ in ("with", "in"))
                yield from (("for use " + c.lower_, end) for c in places for end in things_below(said, c))
            for deed in (c for c in child.children if c.dep_ == "pcomp"):
                yield from ((f"for {deed.lower_}", end) for end in _reached(said, deed))


def _reached(said: Said, verb: "Token") -> list[End]:
    """What a verb in an aim is done to, itself or through a preposition."""
    if any(c.dep_ == "neg" for c in verb.children):
        return []
    found = _done_to(said, verb)
    if not found:
        found = [
            end
            for c in verb.children
            if c.dep_ == "prep" and c.lower_ in ("to", "with", "in", "into", "on")
            for end in things_below(said, c)
        ]
    return found


def _used(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "You can use X to do Y", "X is used for Y"."""
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    tools = list(things_doing(said, verb)) if passive else _done_to(said, verb)
    inner = [c for c in verb.children if c.dep_ == "dobj"]
    for label, aim in [*_aims(said, verb), *(a for c in inner for a in _aims(said, c))]:
        yield from state_general(sentence, tools, _RELATED, [aim], f"used {label}", verb)

    if not passive and _is_anybodys(verb):
        for place in (
            c for each in (verb, *inner) for c in each.children if c.dep_ == "prep" and c.i > verb.i
        ):
            if place.lower_ in ("in", "inside", "within"):
                wholes = things_below(said, place)
                yield from state_general(sentence, wholes, _USES, tools, f"{verb.lower_} in", verb)


def _meant(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "X is designed to prevent Y", "X was introduced for Y"."""
    things = list(things_doing(said, verb))
    for label, aim in _aims(said, verb):
        yield from state_general(sentence, things, _RELATED, [aim], f"{verb.lower_} {label}", verb)


def _needed(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "You need X to do Y", "you need X for Y"."""
    inner = [c for c in verb.children if c.dep_ == "dobj"]
    for _, aim in [*_aims(said, verb), *(a for c in inner for a in _aims(said, c))]:
        yield from state_general(sentence, [aim], _USES, _done_to(said, verb), verb.lower_, verb)


def _made(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "You can build Y with X", "do Y using X", "build Y on top of X"."""
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    works = list(things_doing(said, verb)) if passive else _done_to(said, verb)
    places = [verb, *(c for c in verb.children if c.dep_ == "dobj")]
    for child in (c for place in places for c in place.children if c.i > verb.i):
        if child.dep_ == "prep" and child.lower_ in _MEANS:
            yield from state_general(
                sentence, works, _USES, things_below(said, child), f"{verb.lower_} {child.lower_}", verb
            )
        elif child.dep_ in ("advcl", "acl", "xcomp") and child.lower_ == "using":
            yield from state_general(
                sentence, works, _USES, _done_to(said, child), f"{verb.lower_} using", verb
            )
        elif child.dep_ == "prep" and child.lower_ == "on" and any(c.lower_ == "top" for c in child.children):
            yield from state_general(
                sentence, works, _BASED_ON, things_who(objects(said, child)), f"{verb.lower_} on top of", verb
            )


def _inside(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "In X you have Y", "there is a Y in X"."""
    if not _is_anybodys(verb) or verb.tag_ not in ("VBZ", "VBP"):
        return
    parts = [
        end
        for c in verb.children
        if c.dep_ in ("dobj", "attr") and c.i > verb.i
        for end in things_named(said, c)
    ]
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "inside") and child.i < verb.i:
            yield from state_general(sentence, parts, _PART_OF, things_below(said, child), child.lower_, verb)


def _way(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "X is a way to do Y", "X is a protocol for Y", "the goal of X is to do Y"."""
    words = read_patterns().purposes
    for noun in (c for c in verb.children if c.dep_ == "attr"):
        if noun.lemma_.lower() in words["ways"]:
            who = list(things_doing(said, verb))
            for label, aim in (*_aims(said, noun), *_by_of(said, noun)):
                yield from state_general(sentence, who, _RELATED, [aim], f"{noun.lower_} {label}", verb)
    for noun in (c for c in verb.children if c.dep_ == "nsubj" and c.lemma_.lower() in words["goals"]):
        of = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "behind", "with")]
        sources = [end for c in of for end in things_below(said, c)]
        for aim in (c for c in verb.children if c.dep_ in ("xcomp", "attr", "ccomp")):
            targets = _reached(said, aim) if aim.pos_ in ("VERB", "AUX") else things_named(said, aim)
            yield from state_general(
                sentence, sources, _RELATED, targets, f"{noun.lower_} is {aim.lower_}", verb
            )


def _by_of(said: Said, noun: "Token") -> Iterator[tuple[str, End]]:
    """ "a way of doing Y"."""
    for of in (c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"):
        for deed in (c for c in of.children if c.dep_ == "pcomp"):
            yield from ((f"of {deed.lower_}", end) for end in _reached(said, deed))


def _by_means(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "With X, you can do Y", where it is told in general and not of what was once done."""
    if verb.tag_ not in ("VB", "VBP") or any(c.lower_ in ("i", "will", "'ll", "’ll") for c in verb.children):
        return  # "with X, I will post it"
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("with", "through", "via") and child.i < verb.i:
            label = f"{child.lower_} … {verb.lower_}"
            gained = verb.lemma_.lower() in read_patterns().purposes["making"]
            types = _INFLUENCED if gained else _RELATED
            yield from state_general(
                sentence, things_below(said, child), types, _done_to(said, verb), label, verb
            )
