"""Statements from verbs in the passive: "Y was proposed by X", "Y is based on X", "X was put in charge of Y"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from videograph_extractor.statement.ends import End
from videograph_extractor.statement.grammar import lemma_of, objects
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement, state, state_each
from videograph_extractor.text.patterns import LEADS, read_patterns
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTIVE_ONLY = ("join", "leave", "teach", "receive")


def from_passive(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """ "Y was proposed by X", "Y is based on X", "X was put in charge of Y"."""
    table = read_patterns()
    lemma = lemma_of(verb)
    for child in verb.children:
        key, label = f"{lemma} {child.lower_}", f"{verb.lower_} {child.lower_}"
        if child.dep_ == "agent" and lemma in table.verbs and lemma not in _ACTIVE_ONLY:
            types = LEADS if lemma == "run" else table.verbs[lemma]
            for source in objects(said, child):
                for target in who:  # "X was bought by Y" is told of Y: "bought"
                    yield from state(sentence, source, types, target, verb.lower_, (verb.i,))
        if any(c.dep_ == "prt" and c.lower_ == "in" for c in verb.children):
            continue  # "built-in on Linux" is not built on it
        if child.dep_ in ("prep", "agent") and (types := table.passive.get(key)):
            for target in objects(said, child):
                yield from state_each(sentence, who, types, target, label, verb)
        if child.dep_ in ("prep", "agent") and (types := table.reversed_passive.get(key)):
            for source in objects(said, child):
                for target in who:
                    yield from state(sentence, source, types, target, label, (verb.i,))
        if lemma == "put" and child.lower_ == "in":
            for charge in (c for c in child.children if c.lower_ == "charge"):
                for of in (c for c in charge.children if c.dep_ == "prep"):
                    for target in objects(said, of):
                        yield from state_each(sentence, who, LEADS, target, "in charge of", verb)
