"""Finds the shortest paths between two entities.

The surroundings of both ends are read from Neo4j step by step (`frontier.py`), until all paths up to a length are
known and these are enough. The heaviest of them (`heaviest.py`) are described at the end. Each step is one statement
that starts from known entities and goes one hop, the first one two, so that none can run away. Hubs are avoided if
possible.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.statement_runner import execute
from service.graph.walks.frontier import (
    EntityNumber,
    Exploration,
    Neighborhood,
    NumberPair,
    Pairs,
    RelationshipNumber,
)
from service.graph.walks.heaviest import heaviest_paths, heaviest_paths_with_ties, weight_of
from service.graph.walks.known import known_numbers, unknown_entity
from service.graph.walks.limits import MOST_HOPS, WalkLimits, limited

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

    async def begin(self) -> tuple[dict[str, EntityNumber], list[Neighborhood], list[Neighborhood]]:
        """Reads both ends by their ids, without ids that are not in the graph, and their neighbors up to two steps
        away. The last list is of hubs: their relationships with the entities that are neighbors in the first."""
        given = {"named": {"ids": self.ends}, "few": FEW, "passed": PASSED}
        ends, found, passed = await self._read("expand_ends", given, HUB)
        return dict(ends), _beside(found, HUB), _beside(passed, HUB)

    async def beside(
        self, entities: Set[EntityNumber], most: int, wanted: Set[EntityNumber] | None = None
    ) -> list[Neighborhood]:
        """Reads the neighbors of these, or those that are wanted; for entities with more relationships than `most`,
        only the number."""
        given: dict[str, Any] = {"numbered": {"entities": sorted(entities)}}
        if wanted is not None:
            given["wanted"] = {"entities": [*sorted(wanted), *_PADDING]}
        [rows] = await self._read("expand", given, most)
        found = _beside(rows, most)
        gone = entities - {one.entity for one in found}  # deleted meanwhile
        return found + [Neighborhood(entity) for entity in gone]

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


def _beside(rows: list[Any], most: int) -> list[Neighborhood]:
    return [
        Neighborhood(entity, degree)
        if degree > most
        else Neighborhood(entity, 0, others, steps, [round(weight * _EXACT) for weight in weights])
        for entity, degree, others, steps, weights in rows
    ]


MOST_PATHS = 10
SMALL = 1000
"""Up to this cost both sides are expanded at once, and all relationships are read even if some would do, because
reading more costs less than another statement."""


@dataclass(frozen=True)
class FoundHop:
    """A step from the entity `source` to the entity `target`, over the relationship `step` in either direction."""

    source: EntityNumber
    target: EntityNumber
    step: RelationshipNumber


@dataclass(frozen=True)
class FoundPath:
    """A path by Neo4j's internal ids, for reading it at once."""

    entities: tuple[EntityNumber, ...]
    hops: tuple[FoundHop, ...]


type _Nodes = tuple[EntityNumber, ...]


@dataclass(frozen=True)
class _Level:
    """The heaviest paths of one length: the `most` first of `paths`, which are in the order of their weight.

    `steps`: if too many others are as heavy as the last of them, the steps of all that are heavy enough.
    """

    length: int
    most: int
    paths: list[_Nodes]
    steps: set[NumberPair] | None


async def find_paths(
    database: Database,
    source: str,
    target: str,
    *,
    max_hops: int,
    first: int,
    limits: WalkLimits,
    avoid: tuple[str, ...] = (),
) -> list[FoundPath]:
    """Returns the `first` shortest paths without loops, of at most `max_hops` hops, shortest first; empty if there
    are none.

    A path is a sequence of entities. If several relationships connect two neighbors on it, the heaviest represents
    them. Of equally long paths the one with the greater sum of weights comes first, then the one with the smaller
    ids.

    Raises:
        InvalidInput: both ends are one entity, an end is not in the graph or is to be avoided, `max_hops` is not in
            1..6 or `first` not in 1..10.
        QueryTimeout: all reads together took longer than one may.
    """
    _check(source, target, max_hops, first, avoid)
    walk = await _begin(database, source, target, limits, avoid)
    levels: list[_Level] = []
    missing = first
    for length in range(1, max_hops + 1):
        await walk.know(length)
        levels.append(walk.level(length, missing))
        missing -= min(missing, len(levels[-1].paths))
        if not missing:
            break
    return await walk.in_order(levels)


def _check(source: str, target: str, max_hops: int, first: int, avoid: tuple[str, ...]) -> None:
    if source == target:
        raise InvalidInput(
            "A path needs two different entities: source and target are the same.", ("target",)
        )
    if not 1 <= max_hops <= MOST_HOPS:
        raise InvalidInput(f"maxHops must be from 1 to {MOST_HOPS}, not {max_hops}.", ("maxHops",))
    if not 1 <= first <= MOST_PATHS:
        raise InvalidInput(f"first must be from 1 to {MOST_PATHS}, not {first}.", ("first",))
    for name, end in (("source", source), ("target", target)):
        if end in avoid:
            raise InvalidInput(
                f"The path cannot avoid its own {name} {end}: take it out of avoid.", ("avoid",)
            )


async def _begin(
    database: Database, source: str, target: str, limits: WalkLimits, avoid: tuple[str, ...]
) -> "_Walk":
    avoided = await known_numbers(database, avoid) if avoid else {}
    reading = PathReader(database, limits, [source, target])
    ends, found, passed = await reading.begin()
    for name, id_ in (("source", source), ("target", target)):
        if id_ not in ends:
            raise unknown_entity(name, id_)
    explored = Exploration(ends[source], ends[target], frozenset(avoided.values()))
    explored.learn(found)
    near = frozenset(other for one in found for other in one.others)
    explored.learn_passed(passed, near)
    return _Walk(reading, explored)


@dataclass(frozen=True)
class _Walk:
    """The state of one search."""

    reading: PathReader
    explored: Exploration

    async def know(self, length: int) -> None:
        """Reads until all paths of up to `length` hops are known."""
        explored = self.explored
        done: set[int] = set()
        while pairs := explored.open_pairs(length, done):
            chosen = explored.cover(pairs)
            both = pairs.left | pairs.right
            if explored.cost(both) <= SMALL:
                chosen = both
            if pairs.length < length or explored.cost(chosen) <= SMALL:
                explored.learn(await self._read(chosen, HUB))
                continue
            # A path of this length goes directly from one of the pair to the other.
            done.add(pairs.near)
            rest: Pairs | None = pairs
            while rest:
                chosen = explored.cover(rest)
                seen = await self._read(chosen, PASSED, rest.partners(chosen))
                rest = rest.without(explored.learn(seen, whole=False))

    async def _read(
        self, entities: Set[EntityNumber], most: int, wanted: Set[EntityNumber] | None = None
    ) -> list[Neighborhood]:
        """Entities with more relationships than `most` are read only by an explicit decision."""
        degrees = self.explored.degrees
        return await self.reading.beside(
            entities, max([most, *(degrees[one] for one in entities if one in degrees)]), wanted
        )

    def level(self, length: int, most: int) -> _Level:
        """Returns the heaviest paths of this length."""
        explored = self.explored
        paths, steps = heaviest_paths_with_ties(
            explored.weights,
            explored.source,
            explored.target,
            length,
            most,
            self.reading.database.time_left,
        )
        return _Level(length, most, paths, steps)

    async def in_order(self, levels: list[_Level]) -> list[FoundPath]:
        """Returns the paths. Ids are read only if equally heavy paths, or equally heavy relationships between two
        neighbors, are to be ordered by them. What was deleted meanwhile is left out."""
        hops = {hop for level in levels for hop in level.steps or _hops_of(level.paths)}
        steps = self.explored.heaviest(hops)
        tied = {entity for level in levels for entity in self._tied(level)}
        parallel = {step for some in steps.values() if len(some) > 1 for step in some}
        ids, names = await self.reading.ids(tied, parallel) if tied or parallel else ({}, {})
        gone = tied - ids.keys()
        chosen = {hop: _smallest(some, names) for hop, some in steps.items()}
        return [
            FoundPath(path, tuple(FoundHop(*hop, chosen[hop] or 0) for hop in pairwise(path)))
            for level in levels
            for path in self._by_ids(level, ids)
            if gone.isdisjoint(path) and all(chosen[hop] is not None for hop in pairwise(path))
        ]

    def _tied(self, level: _Level) -> set[EntityNumber]:
        """Returns the entities whose ids decide on the order."""
        if level.steps is not None:
            return {entity for hop in level.steps for entity in hop}
        paths = groupby(level.paths, lambda path: weight_of(self.explored.weights, path))
        groups = [list(group) for _, group in paths]
        return {entity for group in groups if len(group) > 1 for path in group for entity in path}

    def _by_ids(self, level: _Level, ids: dict[EntityNumber, str]) -> list[_Nodes]:
        explored = self.explored
        if level.steps is None:
            paths = [
                (-weight_of(explored.weights, path), [ids.get(one, "") for one in path], path)
                for path in level.paths
            ]
            return [path for _, _, path in sorted(paths)][: level.most]
        weights: dict[str, dict[str, int]] = {}
        for here, there in level.steps:
            if here in ids and there in ids:
                a, b, weight = ids[here], ids[there], explored.weights[here][there]
                weights.setdefault(a, {})[b] = weights.setdefault(b, {})[a] = weight
        entities = {id_: entity for entity, id_ in ids.items()}
        source, target = self.reading.ends
        found = heaviest_paths(
            weights, source, target, level.length, level.most, self.reading.database.time_left
        )
        return [tuple(entities[id_] for id_ in path) for path in found]


def _hops_of(paths: Iterable[_Nodes]) -> set[NumberPair]:
    return {hop for path in paths for hop in pairwise(path)}


def _smallest(
    steps: list[RelationshipNumber], names: dict[RelationshipNumber, str]
) -> RelationshipNumber | None:
    """Returns the relationship with the smallest id, of several; None if all were deleted."""
    if len(steps) == 1:
        return steps[0]
    return min((step for step in steps if step in names), key=lambda step: names[step], default=None)
