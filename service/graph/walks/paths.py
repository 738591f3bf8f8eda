"""Finds the shortest paths between two entities.

The surroundings of both ends are read from Neo4j step by step (`frontier.py`), until all paths up to a length are
known and these are enough. The heaviest of them (`heaviest.py`) are described at the end. Each step is one statement
that starts from known entities and goes one hop, the first one two, so that none can run away. Hubs are avoided if
possible.
"""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from itertools import pairwise

from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.walks.frontier import Beside, Entity, Explored, Pairs
from service.graph.walks.heaviest import heaviest_paths, heaviest_paths_and_steps
from service.graph.walks.known import known_numbers, unknown_entity
from service.graph.walks.limits import MOST_HOPS, WalkLimits
from service.graph.walks.path_statements import HUB, Described, Reading

MOST_PATHS = 10
PASSED = 5000
"""The same as `HUB` if little of them is returned: only neighbors of something else."""
SMALL = 3000
"""Up to this cost both sides are expanded at once, and all relationships are read even if some would do, because
reading more costs less than another statement."""


@dataclass(frozen=True)
class FoundHop:
    """A step from the entity `source` to the entity `target`; `forward` if the relationship has the same direction.

    `id` is the relationship's id, `element` its element id, for reading it at once.
    """

    source: str
    target: str
    element: str
    id: str
    forward: bool


@dataclass(frozen=True)
class FoundPath:
    entities: tuple[str, ...]
    hops: tuple[FoundHop, ...]


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
    found = Counter[int]()
    hops: set[tuple[Entity, Entity]] = set()
    for length in range(1, max_hops + 1):
        await walk.know(length)
        found[length], some = walk.heaviest(length, first - found.total())
        hops |= some
        if found.total() == first:
            break
    return await walk.described(found, hops) if hops else []


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
    reading = Reading(database, limits, [source, target])
    ends, found = await reading.begin()
    for name, id_ in (("source", source), ("target", target)):
        if id_ not in ends:
            raise unknown_entity(name, id_)
    explored = Explored(ends[source], ends[target], frozenset(avoided.values()))
    explored.learn(found)
    return _Walk(reading, explored)


@dataclass(frozen=True)
class _Walk:
    """The state of one search."""

    reading: Reading
    explored: Explored

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
        self, entities: Set[Entity], most: int, wanted: Set[Entity] | None = None
    ) -> list[Beside]:
        """Entities with more relationships than `most` are read only by an explicit decision."""
        degrees = self.explored.degrees
        return await self.reading.beside(
            entities, max([most, *(degrees[one] for one in entities if one in degrees)]), wanted
        )

    def heaviest(self, length: int, most: int) -> tuple[int, set[tuple[Entity, Entity]]]:
        """Returns the number of paths of this length, counted up to `most`, and the hops that the heaviest may have."""
        explored = self.explored
        paths, hops = heaviest_paths_and_steps(
            explored.weights,
            explored.source,
            explored.target,
            length,
            most,
            self.reading.database.time_left,
        )
        return len(paths), hops

    async def described(self, found: Counter[int], hops: set[tuple[Entity, Entity]]) -> list[FoundPath]:
        """Returns the heaviest paths, as many of each length as were found; of equally heavy ones those with smaller
        ids."""
        explored = self.explored
        several = explored.heaviest(hops)
        ids, steps = await self.reading.described(
            {entity for hop in hops for entity in hop}, {step for some in several.values() for step in some}
        )
        weights: dict[str, dict[str, int]] = {}
        heaviest: dict[frozenset[str], Described] = {}
        for (here, there), some in several.items():
            known = [steps[step] for step in some if step in steps]
            if known and here in ids and there in ids:  # otherwise it was deleted meanwhile
                a, b, weight = ids[here], ids[there], explored.weights[here][there]
                weights.setdefault(a, {})[b] = weights.setdefault(b, {})[a] = weight
                heaviest[frozenset((a, b))] = min(known, key=lambda one: one.id)
        source, target = self.reading.ends
        check = self.reading.database.time_left
        return [
            _found(path, heaviest)
            for length, count in sorted(found.items())
            for path in heaviest_paths(weights, source, target, length, count, check)
        ]


def _found(path: tuple[str, ...], steps: dict[frozenset[str], Described]) -> FoundPath:
    hops: list[FoundHop] = []
    for here, there in pairwise(path):
        step = steps[frozenset((here, there))]
        hops.append(FoundHop(here, there, step.element, step.id, step.source == here))
    return FoundPath(path, tuple(hops))
