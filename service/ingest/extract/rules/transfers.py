"""Who sold and gave what to whom: "she sold X to Y", "Google donated X to the Y Foundation"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import is_named
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.grammar import is_passive, named_at, objects
from service.ingest.extract.statement.naming import relative_objects
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import types_of
from service.ingest.extract.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACQUIRED = types_of("COMPANY>ACQUIRED:COMPANY,PRODUCT")
_PART_OF = types_of("PRODUCT>PART_OF:COMPANY")
_PAST = ("VBD", "VBN")
_TO = ("prep", "dative")
_SUMS = frozenset("million billion money".split())


def from_transfer(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """What changes hands by one verb."""
    lemma = verb.lemma_.lower()
    if lemma == "sell" and verb.tag_ in _PAST:
        yield from _from_sale(said, sentence, verb, who)
    elif lemma == "donate" and verb.tag_ in _PAST:
        yield from _from_gift(said, sentence, verb)


def _from_sale(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """ "X sold Y to Z", "Y, which he sold to Z", "Y sold to Z", "Y was sold to Z"; a company that sells a product to another has
    a customer in it, unless that is for so many millions."""
    direct = [c for c in verb.children if c.dep_ == "dobj"]
    sold = list(_handed(said, verb))
    itself = not sold and all(c.lower_ in ("which", "that") for c in direct)
    if itself or is_passive(verb):
        sold = [end for end in who if is_passive(verb) or end.token.pos_ != "PRON"]
    by_person = not itself and any(end.thing.kind == "PERSON" and end.token.lower_ != "we" for end in who)
    for_money = any(token.lower_ in _SUMS for token in verb.subtree)
    for preposition in (c for c in verb.children if c.dep_ in _TO and c.lower_ == "to"):
        for buyer in objects(said, preposition):
            for end in sold:
                whole = end.thing.kind == "COMPANY" or by_person or for_money or is_passive(verb)
                if whole and is_named(end.thing) and is_named(buyer.thing):
                    yield from state(sentence, buyer, _ACQUIRED, end, f"{verb.lower_} to", (verb.i,))


def _from_gift(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "Google donated X to the Y Foundation"."""
    for preposition in (c for c in verb.children if c.dep_ in _TO and c.lower_ == "to"):
        for body in objects(said, preposition):
            for end in _handed(said, verb):
                yield from state(sentence, end, _PART_OF, body, f"{verb.lower_} to", (verb.i,))


def _handed(said: Said, verb: "Token") -> Iterator[End]:
    """What a verb says is sold or given."""
    for noun in (c for c in verb.children if c.dep_ == "dobj"):
        yield from named_at(said, noun)
    yield from relative_objects(said, verb)
