"""Decides whether a title is for a whole company or a part of it: "the head of design at Y", "chairman of the board
at Y"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from videograph_extractor.statement.ends import End
from videograph_extractor.statement.grammar import objects
from videograph_extractor.statement.places import Said

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEPUTIES = frozenset(("assistant", "deputy", "associate", "vice"))
_OF_ALL = frozenset(
    "managing executive general current former founding new first longtime long time interim acting old original previous "
    "overall late great fearless de facto thought project".split()
)
"""What stands before "director", "head" and "lead" where all of a company is meant."""


def is_of_part(role: "Token", at: "Token", target: End) -> bool:
    """Whether a head has only a part of a company: "director of research at Y", "creative director for Y", "assistant
    director of Y"; who chairs the board has all of it."""
    if {c.lower_ for c in role.children} & _DEPUTIES:
        return True
    if any(of.lower_ == "of" and any(c.lower_ == "board" for c in of.children) for of in role.children):
        return False
    above = at.head
    within = above.i > role.i and above.pos_ == "NOUN" and above.dep_ == "pobj"  # "the head of design of Y"
    part = [c for c in role.children if c.i < role.i and c.dep_ in ("amod", "compound", "nmod")]
    described = any(c.lower_ not in _OF_ALL and c.i != target.token.i for c in part)
    firm = target.thing.kind == "COMPANY"
    return at.lower_ == "at" or (firm and (at.lower_ == "for" or within or described))


def behind_part(said: Said, of: "Token") -> Iterator[End]:
    """The company behind what somebody has there: "head of design for Y", "chairman of the board at Y"."""
    for part in (c for c in of.children if c.dep_ == "pobj" and of.lower_ in ("of", "for", "on")):
        for at in (c for each in (part, *part.conjuncts) for c in each.children if c.dep_ == "prep"):
            if at.lower_ in ("at", "for", "of", "with"):
                yield from (end for end in objects(said, at) if end.thing.kind == "COMPANY")
