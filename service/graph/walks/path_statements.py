"""The statements of a search for paths: neighbors of entities, and ids."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Any

from service.graph.driver.database import Database
from service.graph.statement_runner import execute
from service.graph.walks.frontier import Beside, EntityNumber, RelationshipNumber
from service.graph.walks.limits import WalkLimits, limited

HUB = 1000
"""An entity with more relationships than this is read only if that is cheaper than all other ways."""
PASSED = 5000
"""The same as `HUB` if little of them is returned: only neighbors of something else."""
FEW = 20
"""The neighbors of an end with at most this number of relationships are read together with the end."""

_PADDING = range(-128, 0)
"""No ids. Neo4j compares with each element of a list of fewer than 128, and looks up in a longer one."""
_EXACT = 1_000_000
"""Weights are compared to six digits, as integers, so that their sums do not depend on the order."""


@dataclass(frozen=True)
class PathReader:
    """The common parameters of all statements of one search. `ends`: ids that are exempt from the limits."""

    database: Database
    limits: WalkLimits
    ends: list[str]

    async def begin(self) -> tuple[dict[str, EntityNumber], list[Beside], list[Beside]]:
        """Reads both ends by their ids, without ids that are not in the graph, and their neighbors up to two steps
        away. The last list is of hubs: their relationships with the entities that are neighbors in the first."""
        given = {"named": {"ids": self.ends}, "few": FEW, "passed": PASSED}
        ends, found, passed = await self._read("expand_ends", given, HUB)
        return dict(ends), _beside(found, HUB), _beside(passed, HUB)

    async def beside(
        self, entities: Set[EntityNumber], most: int, wanted: Set[EntityNumber] | None = None
    ) -> list[Beside]:
        """Reads the neighbors of these, or those that are wanted; for entities with more relationships than `most`,
        only the number."""
        given: dict[str, Any] = {"numbered": {"entities": sorted(entities)}}
        if wanted is not None:
            given["wanted"] = {"entities": [*sorted(wanted), *_PADDING]}
        [rows] = await self._read("expand", given, most)
        found = _beside(rows, most)
        gone = entities - {one.entity for one in found}  # deleted meanwhile
        return found + [Beside(entity) for entity in gone]

    async def _read(self, name: str, given: dict[str, Any], most: int) -> list[Any]:
        if self.limits.kinds:
            given["ends"] = self.ends
        text = limited(name, self.limits, 1, given)
        parameters = {**given, **self.limits.parameters, "most": most}
        [row] = await self.database.read(text, parameters, name="Query.paths")
        return row

    async def ids(
        self, entities: Iterable[EntityNumber], steps: Iterable[RelationshipNumber]
    ) -> tuple[dict[EntityNumber, str], dict[RelationshipNumber, str]]:
        """Reads the ids of entities and relationships. Objects deleted meanwhile are left out."""
        seen = {"entities": sorted(entities), "steps": sorted(steps)}
        [[ids, names]] = await execute(self.database, "walk/read_ids", {"seen": seen}, label="Query.paths")
        return dict(ids), dict(names)


def _beside(rows: list[Any], most: int) -> list[Beside]:
    return [
        Beside(entity, degree)
        if degree > most
        else Beside(entity, 0, others, steps, [round(weight * _EXACT) for weight in weights])
        for entity, degree, others, steps, weights in rows
    ]
