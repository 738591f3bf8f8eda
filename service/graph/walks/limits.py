"""Limits of a walk, and their use in a statement.

Values are parameters. What must be text comes from closed lists: relationship types from the dictionary, numbers of
hops from 1 to 6, and lines of the .cypher file, which are left out if their limit is not given.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from service.domain.model import read_model
from service.errors import InvalidInput
from service.graph.statements import statement

MOST_HOPS = 6
_OPTIONAL = frozenset(
    "named numbered wanted ends kinds stated saidFrom saidBefore minEvidence past "
    "onlyKinds videosAny videosAll videosNone topicsAny topicsAll topicsNone".split()
)
"""Parameters whose lines are kept in a statement only if they are given."""


@dataclass(frozen=True)
class WalkLimits:
    """Limits of a walk.

    Args:
        types: of relationships, at least one, in the dictionary's order.
        kinds: of the entities on the way ("PERSON", …), empty for any; the ends of a path are exempt.
        said_from, said_before: keep relationships whose first to last evidence overlaps the range; one without a
            date overlaps none.
        min_evidence: quotes that a relationship must have.
        past: only relationships that are told of a time that is over, or (false) only others.
    """

    types: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    said_from: date | None = None
    said_before: date | None = None
    min_evidence: int | None = None
    past: bool | None = None

    def __post_init__(self) -> None:
        known = tuple(read_model().connections)
        if not self.types or self.types != tuple(name for name in known if name in self.types):
            raise InvalidInput(
                "A walk needs one or more types of relationship, each once, of: " + ", ".join(known) + "."
            )

    @property
    def parameters(self) -> dict[str, Any]:
        """Returns all limits as parameters of a statement; Neo4j ignores those without a line."""
        given = {
            "kinds": list(self.kinds) or None,
            "saidFrom": self.said_from,
            "saidBefore": self.said_before,
            "minEvidence": self.min_evidence,
            "past": self.past,
        }
        return {name: value for name, value in given.items() if value is not None}


def limited(name: str, limits: WalkLimits, hops: int, conditions: Collection[str] = ()) -> str:
    """The Cypher of `cypher/statements/walk/<name>.cypher` with these types, limits and `conditions`, and up to `hops` hops."""
    given = limits.parameters.keys() | set(conditions)
    return _limited(name, limits.types, frozenset(_OPTIONAL - given), hops)


@cache
def _limited(name: str, types: tuple[str, ...], absent: frozenset[str], hops: int) -> str:
    text = statement(f"walk/{name}")
    lines = [line for line in text.splitlines() if absent.isdisjoint(re.findall(r"\$(\w+)", line))]
    every = "|".join(read_model().connections)
    return "\n".join(lines).replace(every, "|".join(types)).replace(f"..{MOST_HOPS}]", f"..{hops}]")
