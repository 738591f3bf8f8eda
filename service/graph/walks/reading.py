"""The statements of a search for paths: what stands beside entities, and what the relationships found weigh and are."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from service.graph.database import Database
from service.graph.walks.explored import Beside, Entity, Step
from service.graph.walks.limits import WalkLimits, limited
from service.graph.writes import statement

HUB = 1000
"""An entity with more relationships than this is read only where that costs less than all other ways."""

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

    async def ends_beside(self) -> dict[str, Beside]:
        """Both ends by their ids; one that is not in the graph is not in the answer."""
        rows = await self._read({"named": {"ids": self.ends}}, HUB)
        return dict(rows)

    async def beside(
        self, entities: Set[Entity], most: int, wanted: Set[Entity] | None = None
    ) -> list[Beside]:
        """What stands beside these, or what of it is wanted; of those with more relationships than `most` only how many."""
        given: dict[str, Any] = {"numbered": {"entities": sorted(entities)}}
        if wanted is not None:
            given["wanted"] = {"entities": sorted(wanted)}
        found = [beside for _, beside in await self._read(given, most)]
        gone = entities - {one.entity for one in found}  # deleted meanwhile
        return found + [Beside(entity, 0, ()) for entity in gone]

    async def _read(self, given: dict[str, Any], most: int) -> list[tuple[str, Beside]]:
        """What stands beside each that is given, with its id."""
        if self.limits.kinds:
            given["ends"] = self.ends
        text = limited("expand", self.limits, 1, given)
        parameters = {**given, **self.limits.parameters, "most": most}
        return [
            (id_, Beside(entity, degree, zip(others, steps, strict=True) if degree <= most else None))
            for id_, entity, degree, others, steps in await self.database.read(
                text, parameters, name="Query.paths"
            )
        ]

    async def weighed(
        self, entities: list[Entity], steps: list[Step]
    ) -> tuple[dict[Entity, str], dict[Step, int]]:
        """Ids of entities, and weights of relationships; below 0 that of one which has been deleted meanwhile."""
        text = statement("reads/walks/weighed")
        seen = {"entities": entities, "steps": steps}
        [[ids, weights]] = await self.database.read(text, {"seen": seen}, name="Query.paths")
        exact = [round(weight * _EXACT) for weight in weights]
        return dict(zip(entities, ids, strict=True)), dict(zip(steps, exact, strict=True))

    async def steps(self, steps: list[Step]) -> dict[Step, Described]:
        """What is left out has been deleted meanwhile."""
        text = statement("reads/walks/steps")
        rows = await self.database.read(text, {"seen": {"steps": steps}}, name="Query.paths")
        return {number: Described(element, id_, source) for number, element, id_, source in rows}
