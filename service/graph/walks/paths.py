"""The shortest paths between two entities.

Neo4j finds all paths of the shortest length at once, quickly and from both ends. Longer ones follow by taking the
paths found so far apart (Yen's algorithm, in Lawler's form): a path that is not among them leaves them at some entity, the
spur, to an entity that none of them goes to from there. For each spur that is again a search for shortest paths, and all
searches of a round are one statement.

Source: Yen, "Finding the K Shortest Loopless Paths in a Network", 1971; Lawler, "A Procedure for Computing the K Best
Solutions …", 1972.
"""

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
    """Paths that begin with `start` and do not go on from its last entity to one that is `blocked`."""

    start: tuple[str, ...]
    hops: tuple[FoundHop, ...] = ()
    weights: tuple[float, ...] = ()
    blocked: frozenset[str] = frozenset()
    found: list[_Candidate] = field(default_factory=lambda: list[_Candidate]())


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
    first_search = _Search((source,))
    await _run(database, [first_search], target, max_hops, first, limits, avoid)
    if not first_search.found:
        await require_known(database, [("source", source), ("target", target)])
    waiting = [first_search]
    found: list[_Candidate] = []
    while waiting := [search for search in waiting if search.found]:
        length = min(len(search.found[0].path.hops) for search in waiting)
        due = [search for search in waiting if len(search.found[0].path.hops) == length]
        found += [candidate for search in due for candidate in search.found]
        if len(found) >= first or (length == max_hops and len(due) == len(waiting)):
            break
        waiting = [search for search in waiting if search not in due]
        spurs = [spur for search in due for spur in _spurs(search, max_hops)]
        await _run(database, spurs, target, max_hops, first, limits, avoid)
        waiting += spurs
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


async def _run(
    database: Database,
    searches: list[_Search],
    target: str,
    max_hops: int,
    first: int,
    limits: WalkLimits,
    avoid: tuple[str, ...],
) -> None:
    """Fills `found` of each search with its shortest paths, up to `first` of them."""
    if not searches:
        return
    rows = [
        {
            "number": number,
            "spur": search.start[-1],
            "longest": max_hops - len(search.hops),
            "avoid": [*avoid, *search.start[:-1]],
            "blocked": sorted(search.blocked),
        }
        for number, search in enumerate(searches)
    ]
    hops = max_hops - min(len(search.hops) for search in searches)
    parameters = {"rows": rows, "target": target, "first": first, "cap": CAP, **limits.parameters}
    text = limited("shortest", limits, hops)
    for number, paths in await database.read(text, parameters, name="Query.paths"):
        search = searches[int(number)]
        search.found = [_continued(search, entities, steps) for entities, steps in paths]


def _continued(search: _Search, entities: list[str], steps: list[list[Any]]) -> _Candidate:
    hops = tuple(
        FoundHop(here, there, element, id_, forward=start == here)
        for here, there, (element, id_, start, _) in zip(entities, entities[1:], steps, strict=False)
    )
    path = FoundPath((*search.start, *entities[1:]), (*search.hops, *hops))
    return _Candidate(path, (*search.weights, *(step[3] for step in steps)))


def _spurs(search: _Search, max_hops: int) -> Iterable[_Search]:
    """Searches that together find what `search` allows but its `found`, each path in one of them."""
    spurs: dict[tuple[str, ...], _Search] = {}
    for candidate in search.found:
        entities, hops = candidate.path.entities, candidate.path.hops
        for length in range(len(search.hops), len(hops)):
            start = entities[: length + 1]
            blocked = search.blocked if start == search.start else frozenset[str]()
            spur = spurs.setdefault(start, _Search(start, hops[:length], candidate.weights[:length], blocked))
            spur.blocked |= {entities[length + 1]}
    return spurs.values()
