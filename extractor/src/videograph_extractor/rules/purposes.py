"""Finds purposes: "use X to do Y", "X is used for Y"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from videograph_extractor.rules.thinglike import (
    state_general,
    things_below,
    things_doing,
    things_named,
)
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement
from videograph_extractor.text.factuality import SUBJECTS
from videograph_extractor.text.patterns import types_of
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATED, _USES = types_of("RELATED_TO"), types_of("USES")
_USING = frozenset("use utilize leverage employ apply combine".split())
_ANYBODY = ("you", "we", "they", "people", "one", "i", "users", "there")


def from_purpose(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "You can use X to do Y", "X is used for Y": what a verb says that is told as a fact or as what one can do."""
    if verb.lemma_.lower() not in _USING:
        return
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


def _is_anybodys(verb: "Token") -> bool:
    return any(c.dep_ in (*SUBJECTS, "expl") and c.lower_ in _ANYBODY for c in verb.children)


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
