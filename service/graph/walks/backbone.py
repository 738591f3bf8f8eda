"""Selects the co-mentions of a map that are its backbone: few enough to draw, and enough to connect it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from service.domain.model import CO_MENTION

PER_ENTITY = 2
"""Number of strongest co-mentions that are kept for each entity."""


class MapLink(NamedTuple):
    """A relationship of the map, by its element id; its ends by Neo4j's internal ids."""

    element: str
    source: int
    target: int
    type: str


def choose_backbone(lines: Iterable[MapLink], ranks: Mapping[str, int]) -> set[str]:
    """Returns the `element` of all stated relationships and of the co-mentions that are kept.

    A co-mention is kept if it is one of the two strongest of either end, or if it joins two parts of the map that
    nothing stronger joins.

    Args:
        ranks: of the co-mentions by `element`, the strongest first: the better of their places at both ends, from 0.
    """
    parts = _Parts()
    kept: set[str] = set()
    co_mentions: dict[str, MapLink] = {}
    for line in lines:
        if line.type == CO_MENTION and ranks.get(line.element, PER_ENTITY) >= PER_ENTITY:
            co_mentions[line.element] = line
        else:
            kept.add(line.element)
            parts.join(line.source, line.target)
    for element in ranks:
        line = co_mentions.get(element)
        if line is not None and parts.join(line.source, line.target):
            kept.add(element)
    return kept


class _Parts:
    """Records which entities are connected so far (union-find)."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def _root(self, one: int) -> int:
        while (above := self._above.get(one, one)) != one:
            self._above[one] = one = self._above.get(above, above)
        return one

    def join(self, one: int, other: int) -> bool:
        """Connects two entities. Returns False if they were connected already."""
        a, b = self._root(one), self._root(other)
        self._above[a] = b
        return a != b
