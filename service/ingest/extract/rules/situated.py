"""Where things go and what they are made on, whoever does it: "we put X into Y", "they turn X into Y", "a Y-based X".

"The X in Y", "the X of Y" and "X for Y" say that two things are near, and seldom what is between them: a reader who knew none of
these rules took one of nine for a connection.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.rules.deeds import is_language
from service.ingest.extract.rules.thinglike import state_general, things_below, things_named, things_who
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement
from service.ingest.extract.text.patterns import Types, read_patterns, types_of
from service.ingest.extract.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATED, _PART_OF, _BASED_ON = types_of("RELATED_TO"), types_of("PART_OF"), types_of("BASED_ON")
_WAYS = frozenset("to into in inside onto on from with out as".split())


def from_moving(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "You put X into Y", "adding X to Y", "they turn X into Y", "replace X with Y"."""
    lemma = verb.lemma_.lower()
    if _is_manner(verb):
        return
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    for child in (c for place in (verb, *objects) for c in place.children if objects):
        if child.dep_ not in ("prep", "dative") or child.i < verb.i or child.lower_ not in _WAYS:
            continue
        if child.lower_ == "as" and any(c.lower_ == "same" for o in objects for c in o.children):
            continue  # "uses the same schema as Y"
        moved = [end for c in objects for end in things_named(said, c)]
        label = f"{verb.lower_} {child.lower_}"
        types = _moving(lemma, child.lower_)
        targets = [end for end in things_below(said, child) if types != _PART_OF or not is_language(end)]
        yield from state_general(sentence, moved, types, targets, label, verb)  # "an interpreter built in Go"


def _is_manner(verb: "Token") -> bool:
    """ "A way of making X from Y", "in terms of comparing X with Y": named, and not told of anybody."""
    return verb.dep_ == "pcomp" and verb.head.head.pos_ in ("NOUN", "PROPN", "ADJ")


def _moving(lemma: str, preposition: str) -> Types:
    words = read_patterns().told
    for type_ in ("PART_OF", "COMPETES_WITH", "RELATED_TO"):
        if f"{lemma}-{preposition}" in words[type_]:
            return types_of(type_)
    return ()


def from_base(said: Said, sentence: Sentence, word: "Token") -> Iterator[Statement]:
    """ "A Y-based X", "the Y based X"."""
    before = word.i - (2 if word.i > 1 and word.nbor(-1).text == "-" else 1)
    if word.lower_ != "based" or word.dep_ not in ("amod", "acl") or before < sentence.span.start:
        return
    bases = things_who(said.ending_at(word.doc[before]))
    yield from state_general(sentence, things_named(said, word.head, False), _BASED_ON, bases, "based", word)
