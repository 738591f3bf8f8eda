"""Checks nouns in apposition to a name: whether they are negated, and whether they belong to it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_SAYING = ("VERB", "AUX", "SCONJ")


def is_denied(noun: "Token") -> bool:
    return any(c.dep_ == "neg" or c.lower_ in ("no", "not", "any") for c in noun.children)


def is_beside(name: "Token", noun: "Token") -> bool:
    """Whether nothing is said between the two: "Jerod, what Matz said (the creator of …)" is not about Jerod."""
    first, last = sorted((name.i, noun.i))
    between = name.doc[first + 1 : last]
    return not any(t.pos_ in _SAYING or t.pos_ == "PRON" for t in between)


def one_of(noun: "Token") -> Iterator["Token"]:
    """The role in "one of the maintainers"."""
    for of in (c for c in noun.children if noun.lower_ == "one" and c.lower_ == "of"):
        yield from (c for c in of.children if c.dep_ == "pobj")
