"""Where things are, go and are held, whoever does it: "put X into Y", "turn X into Y", "the X in Y", "the X of Y"."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.ends import End
from service.ingest.extract.patterns import Types, read_patterns, types_of
from service.ingest.extract.places import Said
from service.ingest.extract.speech import Sentence
from service.ingest.extract.stated import is_stated
from service.ingest.extract.statements import Statement, state
from service.ingest.extract.thinglike import things_below, things_named, things_who

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATED, _PART_OF, _BASED_ON = types_of("RELATED_TO"), types_of("PART_OF"), types_of("BASED_ON")
_WAYS = frozenset("to into in inside onto on from with out as".split())
_HOLDING = frozenset("in inside of within".split())
_NOUN_WAYS = _HOLDING | {"for"}
_ABSTRACT = ("ity", "ness", "ance", "ence", "ency", "acy", "tion", "sion")
"""How nouns end for what is done with a thing, or what it is like: no parts of it."""
_SURE = 0.6


def from_moving(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "You put X into Y", "adding X to Y", "they turn X into Y", "replace X with Y"."""
    lemma = verb.lemma_.lower()
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    for child in (c for place in (verb, *objects) for c in place.children if objects):
        if child.dep_ not in ("prep", "dative") or child.i < verb.i or child.lower_ not in _WAYS:
            continue
        if child.lower_ == "as" and any(c.lower_ == "same" for o in objects for c in o.children):
            continue  # "uses the same schema as Y"
        moved = [end for c in objects for end in things_named(said, c)]
        label = f"{verb.lower_} {child.lower_}"
        yield from _each(
            sentence, moved, _moving(lemma, child.lower_), things_below(said, child), label, verb
        )


def _moving(lemma: str, preposition: str) -> Types:
    words = read_patterns().told
    for type_ in ("PART_OF", "BASED_ON", "COMPETES_WITH", "RELATED_TO"):
        if f"{lemma}-{preposition}" in words[type_]:
            return types_of(type_)
    return ()


def from_place(said: Said, sentence: Sentence, preposition: "Token") -> Iterator[Statement]:
    """ "The X in Y", "the X of Y", "X for Y", where what is said of it is a fact."""
    noun, word = preposition.head, preposition.lower_
    if preposition.dep_ != "prep" or word not in _NOUN_WAYS or noun.pos_ not in ("NOUN", "PROPN"):
        return
    the = any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in noun.children)
    several = noun.tag_ == "NNS" and not any(c.dep_ in ("det", "nummod", "poss") for c in noun.children)
    if not (the or (several and word != "of")) or not _is_among_facts(noun):
        return
    if word == "of" and noun.lemma_.lower().endswith(_ABSTRACT):
        return
    abstract = several or noun.lemma_.lower().endswith(
        _ABSTRACT
    )  # "pull requests in Bitcoin Core" are no parts
    types = _PART_OF if word in _HOLDING and not abstract else _RELATED
    # "X and the rules of Y" says nothing of X
    parts = things_who(said.things_at(noun, conjuncts=False))
    wholes = things_below(said, preposition, conjuncts=False)
    yield from _each(sentence, parts, types, wholes, word, preposition)


def from_base(said: Said, sentence: Sentence, word: "Token") -> Iterator[Statement]:
    """ "A Y-based X", "the Y based X"."""
    before = word.i - (2 if word.i > 1 and word.nbor(-1).text == "-" else 1)
    if word.lower_ != "based" or word.dep_ not in ("amod", "acl") or before < sentence.span.start:
        return
    bases = things_who(said.ending_at(word.doc[before]))
    yield from _each(sentence, things_named(said, word.head, False), _BASED_ON, bases, "based", word)


def _is_among_facts(noun: "Token") -> bool:
    """Whether the verb that a noun stands under is told as a fact."""
    token = noun
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            wished = token.lemma_.lower() in read_patterns().blocking["verbs"]
            return not wished and is_stated(token, able=True)
    return False


def _each(
    sentence: Sentence,
    sources: Iterable[End],
    types: Types,
    targets: Iterable[End],
    label: str,
    word: "Token",
) -> Iterator[Statement]:
    rest = list(targets)
    for source in sources:
        for target in rest:
            yield from state(sentence, source, types, target, label, (word.i,), _SURE, general=True)
