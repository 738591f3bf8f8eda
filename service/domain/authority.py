"""The authority of a document: whose names, kinds, descriptions and addresses of entities come first.

Settings, documents and the graph use the same words. docs/graph-model.md explains them.
"""

from typing import Literal, get_args

Authority = Literal["PERSON", "LANGUAGE_MODEL", "OFFLINE"]
AUTHORITIES: tuple[Authority, ...] = get_args(Authority)
"""The highest first."""


def strength(authority: str | None) -> int:
    """Returns a number that is greater for a higher authority; 0 if there is none."""
    return len(AUTHORITIES) - AUTHORITIES.index(authority) if authority in AUTHORITIES else 0
