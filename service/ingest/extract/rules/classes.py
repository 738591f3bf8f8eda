"""What kind of thing something is: "X is a Y", "Xs are Ys", "X is one of the Ys", "X, a Y", "a Y called X"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import Thing, fold, is_common, is_named
from service.ingest.extract.rules.beside import is_beside
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.naming import called
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import types_of
from service.ingest.extract.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_PART_OF = types_of("PART_OF")
_INDEFINITE = ("a", "an", "another")
_DEGREES = ("enough", "such", "literally")
"""What makes "a Y" a figure of speech: "X is a big enough market", "X is literally a side project"."""
_VIEWS = frozenset(
    "language structure project share deal problem matter option choice example part piece thing topic area world".split()
)
"""Ends of names for how one sees a thing rather than of which kind it is: "X is a data structure", "a scripting language"."""


def from_class(
    said: Said, sentence: Sentence, verb: "Token", noun: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """What "is" says with a noun behind it."""
    if any(t.lower_ in _DEGREES for t in (*noun.subtree, *verb.children)):
        return
    for target in (t for n in _sorts(noun) for t in said.things_at(n, conjuncts=False) if not _goes_on(t)):
        for source in who:
            own = source.token.head.i == verb.i or (verb.dep_ == "relcl" and noun.tag_ != "NNS")
            if target.token.tag_ == "NNS" and target.token.i == noun.i and not _are_several(source, verb):
                continue  # "the other outputs were Ys" says which they were
            if (
                own
                and source.token.pos_ != "PRON"
                and not _is_some(source)
                and _may_be_kind(source.thing, target.thing)
            ):
                yield from state(sentence, source, _PART_OF, target, "is a", (verb.i,))


def from_kind(said: Said, sentence: Sentence, noun: "Token") -> Iterator[Statement]:
    """What a noun says without "is": "X, a Y", "a Y called X"."""
    if not any(c.dep_ == "det" and c.lower_ in _INDEFINITE for c in noun.children):
        return
    for target in (
        t for t in said.things_at(noun, conjuncts=False) if t.token.i == noun.i and not _goes_on(t)
    ):
        sources = [(end, "called") for end in called(said, noun) if end.token.dep_ != "appos"]
        if noun.dep_ == "appos" and is_beside(noun.head, noun):
            sources += [(end, "a") for end in said.things_at(noun.head, conjuncts=False)]
        for source, label in sources:
            if _may_be_kind(source.thing, target.thing):
                yield from state(sentence, source, _PART_OF, target, label, (noun.i,))


def _sorts(noun: "Token") -> list["Token"]:
    """The nouns that name a kind: one with "a", several with nothing before them, those in "one of the Ys"."""
    before = [c for c in noun.children if c.dep_ in ("det", "poss", "nummod")]
    of = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "for")]
    if noun.lower_ == "one":
        return [o for c in of for o in c.children if o.tag_ == "NNS"]
    several = noun.tag_ == "NNS" and not before
    one = any(c.lower_ in _INDEFINITE for c in before)
    return [noun] if (several or one) and not of else []


def _is_some(end: End) -> bool:
    """ "A Golang library that is just a query builder": one of many, whatever the parser has as its noun."""
    return any(c.dep_ == "det" and c.lower_ in _INDEFINITE for c in end.token.children)


def _may_be_kind(one: Thing, sort: Thing) -> bool:
    """Whether one can be a kind of the other: a thing by name, or a term that is known or of several words, of a term; that
    something is a programming language or a web app is said by the way."""
    told = is_named(one) or one.known or " " in one.name
    apart = fold(one.name) not in fold(sort.name)
    view = sort.name.rpartition(" ")[2].lower() in _VIEWS
    return (
        told
        and apart
        and not view
        and one.kind not in ("PERSON", "COMPANY", "EVENT")
        and sort.kind == "CONCEPT"
        and not is_common(sort)
    )


def _are_several(end: End, verb: "Token") -> bool:
    bare = not any(c.dep_ in ("det", "poss") for c in end.token.children)
    return verb.tag_ == "VBP" and end.token.tag_ in ("NNS", "NNPS") and bare


def _goes_on(end: End) -> bool:
    """ "An open source Python library": the parser took the first noun for the last."""
    behind = end.token.i + 1
    return behind < len(end.token.doc) and end.token.doc[behind].pos_ in ("NOUN", "PROPN")
