"""The statements of a search for paths: what stands beside entities, and what the entities and relationships found are."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Any

from service.graph.driver.database import Database
from service.graph.statement_runner import execute
from service.graph.walks.frontier import Beside, Entity, Step
from service.graph.walks.limits import WalkLimits, limited

HUB = 1000
"""An entity with more relationships than this is read only where that costs less than all other ways."""
FEW = 20
"""What stands beside an end with no more relationships than this is read together with the end."""

_EXACT = 1_000_000
"""Weights are compared to six digits, as whole numbers: their sums do not depend on the order."""


@dataclass(frozen=True)
class Described:
    """A relationship. `element`: Neo4j's own id of it, good for reading it at once; `source`: id of where it starts."""

    element: str
    id: str
    source: str


@dataclass(frozen=True)
class Reading:
    """What all statements of one question have in common. `ends`: ids, which the limits do not hold for."""

    database: Database
    limits: WalkLimits
    ends: list[str]

    async def begin(self) -> tuple[dict[str, Entity], list[Beside]]:
        """Both ends by their ids, without one that is not in the graph, and what stands beside them and their neighbours."""
        ends, found = await self._read("expand_ends", {"named": {"ids": self.ends}, "few": FEW}, HUB)
        return dict(ends), found

    async def beside(
        self, entities: Set[Entity], most: int, wanted: Set[Entity] | None = None
    ) -> list[Beside]:
        """What stands beside these, or what of it is wanted; of those with more relationships than `most` only how many."""
        given: dict[str, Any] = {"numbered": {"entities": sorted(entities)}}
        if wanted is not None:
            given["wanted"] = {"entities": sorted(wanted)}
        _, found = await self._read("expand", given, most)
        gone = entities - {one.entity for one in found}  # deleted meanwhile
        return found + [Beside(entity) for entity in gone]

    async def _read(self, name: str, given: dict[str, Any], most: int) -> tuple[list[Any], list[Beside]]:
        if self.limits.kinds:
            given["ends"] = self.ends
        text = limited(name, self.limits, 1, given)
        parameters = {**given, **self.limits.parameters, "most": most}
        [[*ends, found]] = await self.database.read(text, parameters, name="Query.paths")
        return ends[0] if ends else [], [
            Beside(entity, degree)
            if degree > most
            else Beside(entity, 0, others, steps, [round(weight * _EXACT) for weight in weights])
            for entity, degree, others, steps, weights in found
        ]

    async def described(
        self, entities: Iterable[Entity], steps: Iterable[Step]
    ) -> tuple[dict[Entity, str], dict[Step, Described]]:
        """Ids of entities, and what relationships are; what is left out has been deleted meanwhile."""
        seen = {"entities": sorted(entities), "steps": sorted(steps)}
        [[ids, described]] = await execute(
            self.database, "walk/read_ids", {"seen": seen}, label="Query.paths"
        )
        return dict(ids), {step: Described(*what) for step, *what in described}
