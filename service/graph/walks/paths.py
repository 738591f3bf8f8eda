"""The shortest paths between two entities.

Neo4j finds all paths of the shortest length at once, quickly and from both ends. Longer ones follow by taking the
paths found so far apart (Yen's algorithm, in Lawler's form): a path that is not among them leaves them at some entity, the
spur, to an entity that none of them goes to from there. For each spur that is again a search for shortest paths. A search
that finds nothing has to look at everything within its reach, so spurs reach one hop further only when all others have come
that far; all searches of a round that reach equally far are one statement.

Source: Yen, "Finding the K Shortest Loopless Paths in a Network", 1971; Lawler, "A Procedure for Computing the K Best
Solutions …", 1972.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from service.errors import InvalidInput
from service.graph.database import Database
from service.graph.walks.known import require_known
from service.graph.walks.limits import MOST_HOPS, WalkLimits, limited

MOST_PATHS = 10
CAP = 1000
"""Paths of equal length, counted with parallel relationships, among which one search chooses the heaviest."""


@dataclass(frozen=True)
class FoundHop:
    """A step from `source` to `target`, which are entities; `forward` when the relationship points that way too.

    `id` is the relationship's id, `element` Neo4j's own, good for reading it at once.
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


@dataclass(frozen=True)
class _Candidate:
    path: FoundPath
    weights: tuple[float, ...]

    @property
    def rank(self) -> tuple[Any, ...]:
        return len(self.path.hops), -sum(self.weights), self.path.entities


@dataclass
class _Search:
    """Paths that begin with `start` and do not go on from its last entity to one that is `blocked`.

    `bound`: hops, from the first entity of `start`, up to which it has looked.
    """

    start: tuple[str, ...]
    bound: int
    hops: tuple[FoundHop, ...] = ()
    weights: tuple[float, ...] = ()
    blocked: frozenset[str] = frozenset()
    found: list[_Candidate] = field(default_factory=lambda: list[_Candidate]())

    @property
    def length(self) -> int:
        """Hops of what was found."""
        return len(self.found[0].path.hops)

    @property
    def reach(self) -> int:
        """Hops from the last entity of `start`."""
        return self.bound - len(self.hops)


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
    """The `first` shortest paths without loops, of at most `max_hops` hops, shortest first; empty where there is none.

    A path is a sequence of entities: where several relationships connect two neighbours on it, the heaviest stands for
    them. Of equally long paths the one whose weights sum to more comes first, then the one with the smaller ids. Where
    more than 1,000 of one length leave one spur, those that come first are chosen among 1,000 of them.

    Raises:
        InvalidInput: both ends are one entity, an end is not in the graph or is to be avoided, `max_hops` is not in
            1..6 or `first` not in 1..10.
    """
    _check(source, target, max_hops, first, avoid)
    walk = _Walk(database, target, first, limits, avoid)
    first_search = _Search((source,), max_hops)
    await walk.run([first_search])
    if not first_search.found:
        await require_known(database, [("source", source), ("target", target)])
    waiting = [first_search]
    found: list[_Candidate] = []
    while True:
        length = min((search.length for search in waiting if search.found), default=max_hops)
        behind = [search for search in waiting if not search.found and search.bound < length]
        if behind:
            await walk.run(_one_further(behind))
            continue
        due = [search for search in waiting if search.found and search.length == length]
        found += [candidate for search in due for candidate in search.found]
        if not due or len(found) >= first:
            break
        # What a search has found is all that it has of this length, so what leaves that is longer.
        spurs = [spur for search in due for spur in _spurs(search, length)]
        waiting = [search for search in waiting if search not in due] + spurs
    return [candidate.path for candidate in sorted(found, key=lambda one: one.rank)[:first]]


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


def _one_further(behind: list[_Search]) -> list[_Search]:
    """Those that have looked the least far, which now look one hop further."""
    least = min(search.bound for search in behind)
    chosen = [search for search in behind if search.bound == least]
    for search in chosen:
        search.bound += 1
    return [search for search in chosen if search.reach > 0]


@dataclass(frozen=True)
class _Walk:
    """What all searches of one question have in common."""

    database: Database
    target: str
    first: int
    limits: WalkLimits
    avoid: tuple[str, ...]

    async def run(self, searches: list[_Search]) -> None:
        """Fills `found` of each search with its shortest paths up to its bound, at most `first` of them."""
        reaches = sorted({search.reach for search in searches})
        await asyncio.gather(
            *(self._run([one for one in searches if one.reach == reach], reach) for reach in reaches)
        )

    async def _run(self, searches: list[_Search], reach: int) -> None:
        common = {
            "target": self.target,
            "first": self.first,
            "cap": CAP,
            **self.limits.parameters,
        }
        [one, *others] = searches
        if not others and not self.avoid and not one.blocked and len(one.start) == 1:
            text, parameters = limited("first", self.limits, reach), {**common, "source": one.start[0]}
            for (paths,) in await self.database.read(text, parameters, name="Query.paths"):
                one.found = [_continued(one, entities, steps) for entities, steps in paths]
            return
        rows = [
            {
                "number": number,
                "spur": search.start[-1],
                "avoid": [*self.avoid, *search.start[:-1]],
                "blocked": sorted(search.blocked),
            }
            for number, search in enumerate(searches)
        ]
        text = limited("shortest", self.limits, reach)
        for number, paths in await self.database.read(
            text, {**common, "spurs": {"searches": rows}}, name="Query.paths"
        ):
            search = searches[int(number)]
            search.found = [_continued(search, entities, steps) for entities, steps in paths]


def _continued(search: _Search, entities: list[str], steps: list[list[Any]]) -> _Candidate:
    hops = tuple(
        FoundHop(here, there, element, id_, forward=start == here)
        for here, there, (element, id_, start, _) in zip(entities, entities[1:], steps, strict=False)
    )
    path = FoundPath((*search.start, *entities[1:]), (*search.hops, *hops))
    return _Candidate(path, (*search.weights, *(step[3] for step in steps)))


def _spurs(search: _Search, bound: int) -> Iterable[_Search]:
    """Searches that together find what `search` allows but its `found`, each path in one of them.

    Args:
        bound: hops up to which it is known that they find nothing.
    """
    spurs: dict[tuple[str, ...], _Search] = {}
    for candidate in search.found:
        entities, hops = candidate.path.entities, candidate.path.hops
        for length in range(len(search.hops), len(hops)):
            start = entities[: length + 1]
            blocked = search.blocked if start == search.start else frozenset[str]()
            spur = spurs.setdefault(
                start, _Search(start, bound, hops[:length], candidate.weights[:length], blocked)
            )
            spur.blocked |= {entities[length + 1]}
    return spurs.values()
