"""Finds relations between persons: "my co-host, Ann Lee", "Ann Lee, my boss"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from videograph_extractor.rules.apposition import is_denied
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement, state
from videograph_extractor.text.patterns import read_patterns, types_of
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_KNOWS = types_of("PERSON>RELATED_TO:PERSON")
_GREETED = ("here", "joined", "welcome")
"""Words that greet a guest: "we're here with our friend X"."""


def from_kin(said: Said, sentence: Sentence, noun: "Token") -> Iterator[Statement]:
    """ "My co-host, X", "X, my boss": who one person is to another."""
    lemma = noun.lemma_.lower()
    mine = [c for c in noun.children if c.dep_ == "poss" and c.lower_ in ("my", "our", "your")]
    if lemma not in read_patterns().kin or not mine or noun.tag_ != "NN" or is_denied(noun):
        return
    if lemma == "friend" and any(token.lower_ in _GREETED for token in sentence.span):
        return
    voice = said.who_at(mine[0])
    beside = [c for c in noun.children if c.dep_ == "appos"]
    beside += [noun.head] if noun.dep_ in ("appos", "compound", "nmod") else []
    if noun.dep_ == "attr" and _is_being(noun.head):
        beside += [c for c in noun.head.children if c.dep_ == "nsubj"]
    if voice is None:
        return
    for other in (end for name in beside for end in said.things_at(name, conjuncts=False)):
        if other.thing.kind == "PERSON" and other.token.pos_ != "PRON":
            yield from state(sentence, voice, _KNOWS, other, noun.lower_, (noun.i,))


def from_kin_before(said: Said, sentence: Sentence, mine: "Token", person: End) -> Iterator[Statement]:
    """ "My co-host Ann", which the tagger has as adjectives of Ann."""
    doc, first = mine.doc, person.token.i - len(person.thing.name.split()) + 1
    between = doc[mine.i + 1 : max(first, mine.i + 1)].text.lower().split()
    voice = said.who_at(mine)
    if "friend" in between and any(token.lower_ in _GREETED for token in sentence.span):
        return
    if between and between[-1] in read_patterns().kin and voice is not None:
        yield from state(sentence, voice, _KNOWS, person, between[-1], (mine.i,))


def _is_being(verb: "Token") -> bool:
    return verb.lemma_ == "be" and not any(c.dep_ == "neg" for c in verb.children)
