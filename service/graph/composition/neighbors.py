"""Nodes whose values a statement reads in the row of the object that leads to them: an end of a relationship, and the node at the
other end of a link.

Each row of its own costs Neo4j an aggregation and the driver a list.
"""

import re
from dataclasses import dataclass

from service.graph.composition.fragment import Fragment

_END = re.compile(r"WITH ((?:start|end)Node\(this\)) AS \w+")
_LINK = re.compile(r"MATCH \(this\)((?:<-|-)\[:\w+\](?:->|-))\(\w+(:\w+)?\)")


@dataclass(frozen=True)
class Neighbor:
    """`clause`: binds the node, over `this`; to null if there is none. `always`: there is one."""

    clause: str
    always: bool


def neighbor_of(fragment: Fragment, variable: str) -> Neighbor | None:
    """Returns how a field's node is bound to this variable; None if more than one link leads to it."""
    end = _END.fullmatch(fragment.body)
    if end is not None:
        return Neighbor(f"WITH *, {end[1]} AS {variable}", always=True)
    link = _LINK.fullmatch(fragment.body)
    if link is None:
        return None
    # In a subquery, because a join could lose the order of the rows.
    match = f"OPTIONAL MATCH (this){link[1]}({variable}{link[2] or ''})"
    return Neighbor(f"CALL (this) {{\n{match}\nRETURN {variable} LIMIT 1\n}}", always=False)
