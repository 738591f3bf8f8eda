"""Searches for paths over graphs in memory: the same as by brute force, however little of a hub may be read."""

import random
from collections import defaultdict
from collections.abc import Collection
from itertools import pairwise
from typing import Any, cast

import networkx as nx
import pytest
from hypothesis import settings

from service.errors import QueryTimeout
from service.graph.driver.database import Database
from service.graph.walks import frontier, heaviest, paths
from service.graph.walks.heaviest import heaviest_paths, heaviest_paths_with_ties
from service.graph.walks.limits import WalkLimits
from service.graph.walks.paths import find_paths

pytestmark = pytest.mark.anyio

USES = WalkLimits(("USES",))
type Edge = tuple[int, int, float]


class InMemory:
    """Answers the statements of a search for paths, which it tells by their parameters; nodes are numbers from 1."""

    def __init__(self, edges: Collection[Edge]) -> None:
        self.edges = list(edges)
        self.beside: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for step, (a, b, _) in enumerate(self.edges):
            self.beside[a].append((b, step))
            self.beside[b].append((a, step))
        self.read_whole: set[int] = set()
        self.statements = 0

    def time_left(self) -> float:
        return 5.0

    async def read(
        self, statement: str, given: dict[str, Any], *, name: str, timeout: float | None = None
    ) -> list[list[Any]]:
        if "asked" in given:
            return [[id_, int(id_[1:])] for id_ in given["asked"]["ids"] if int(id_[1:]) in self.beside]
        self.statements += 1
        if "seen" in given:
            seen = given["seen"]
            return [[[[one, _id(one)] for one in seen["entities"]], [[s, f"r{s:03}"] for s in seen["steps"]]]]
        if "numbered" in given:
            return [
                [[self._beside(one, given) for one in given["numbered"]["entities"] if one in self.beside]]
            ]
        ends = [int(id_[1:]) for id_ in given["named"]["ids"] if int(id_[1:]) in self.beside]
        near = {
            other for end in ends if len(self.beside[end]) <= given["few"] for other, _ in self.beside[end]
        }
        found = [self._beside(one, given) for one in sorted({*ends, *near})]
        beside = {"entities": {other for one in found for other in one[2]}}
        hubs = [one for one, degree, *_ in found if given["most"] < degree <= given["passed"]]
        reading = {"most": given["passed"], "wanted": beside}
        passed = [self._beside(one, reading) for one in hubs[:2]]
        return [[[[_id(end), end] for end in ends], found, passed]]

    def _beside(self, number: int, given: dict[str, Any]) -> list[Any]:
        steps = self.beside[number]
        if len(steps) > given["most"]:
            return [number, len(steps), [], [], []]
        wanted = given.get("wanted", {}).get("entities")
        if wanted is None:
            self.read_whole.add(number)
        found = [(b, s) for b, s in steps if wanted is None or b in wanted]
        return [number, 0, [b for b, _ in found], [s for _, s in found], [self.edges[s][2] for _, s in found]]


def _id(number: int) -> str:
    return f"e{number:02}"


def expected_paths(
    edges: Collection[Edge], ends: tuple[int, int], most: int, avoid: Collection[int]
) -> list[tuple[str, ...]]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(f"e{end:02}" for end in ends)
    for a, b, weight in edges:
        if a != b and a not in avoid and b not in avoid:
            here, there = f"e{a:02}", f"e{b:02}"
            before = graph.edges[here, there]["weight"] if graph.has_edge(here, there) else 0.0
            graph.add_edge(here, there, weight=max(weight, before))
    found = [tuple(p) for p in nx.all_simple_paths(graph, f"e{ends[0]:02}", f"e{ends[1]:02}", cutoff=most)]
    return sorted(found, key=lambda path: (len(path), -nx.path_weight(graph, path, "weight"), path))


def some_edges(chance: random.Random) -> list[Edge]:
    """Up to 16 nodes, of which one to three are hubs; parallel edges, loops and nodes apart among them."""
    count = chance.randrange(4, 17)
    edges = [
        (hub, other, chance.randrange(1, 5) / 4)
        for hub in range(1, chance.randrange(1, 4) + 1)
        for other in range(1, count + 1)
        if chance.random() < 0.5
    ]
    edges += [
        (chance.randrange(1, count + 1), chance.randrange(1, count + 1), chance.randrange(0, 9) / 4)
        for _ in range(chance.randrange(2, 2 * count))
    ]
    return edges


@pytest.mark.parametrize(
    "thresholds",
    [
        {},
        {"HUB": 3, "PASSED": 3, "SMALL": 0, "FEW": 0},
        {"HUB": 2, "PASSED": 5, "SMALL": 0, "FEW": 1},
        {"HUB": 4, "PASSED": 4, "SMALL": 200, "FEW": 3},
        {"HUB": 0, "PASSED": 0, "SMALL": 0, "FEW": 0},
        {"HUB": 3, "PASSED": 50, "SMALL": 0, "FEW": 3, "MOST_TIED": 1},
        {"HUB": 2, "PASSED": 50, "SMALL": 0, "FEW": 50, "MOST_TIED": 0},
    ],
)
async def test_the_same_as_by_brute_force(
    thresholds: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in thresholds.items():
        modules = [module for module in (paths, heaviest) if hasattr(module, name)]
        assert modules, name
        for module in modules:
            monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(frontier, "UNKNOWN", 2)
    monkeypatch.setattr(frontier, "EACH", 1 if thresholds else frontier.EACH)
    found_some, graphs = 0, 4 * settings().max_examples
    for seed in range(graphs):
        chance = random.Random(seed)
        edges = some_edges(chance)
        nodes = sorted({node for a, b, _ in edges for node in (a, b)})
        if len(nodes) < 3:
            continue
        source, target, other = chance.sample(nodes, 3)
        first, most = chance.choice((1, 3, 10)), chance.randrange(1, 7)
        avoid = (other,) if chance.random() < 0.3 else ()
        found = await find_paths(
            cast("Database", InMemory(edges)),
            f"e{source:02}",
            f"e{target:02}",
            max_hops=most,
            first=first,
            limits=USES,
            avoid=tuple(f"e{one:02}" for one in avoid),
        )
        expected = expected_paths(edges, (source, target), most, avoid)
        assert [tuple(map(_id, path.entities)) for path in found] == expected[:first], seed
        found_some += len(found) > 1
        for path in found:
            assert [(hop.source, hop.target) for hop in path.hops] == list(pairwise(path.entities))
            for hop in path.hops:
                parallel = {
                    step: w for step, (x, y, w) in enumerate(edges) if {x, y} == {hop.source, hop.target}
                }
                assert hop.step == min(step for step, w in parallel.items() if w == max(parallel.values()))
    assert found_some > graphs * 3 / 8


async def test_a_hub_is_passed_by() -> None:
    """A path through the hub, and longer ones beside it, without reading what else it is connected to."""
    hub, spokes = 1, range(2, 2000)
    edges = [(hub, spoke, 1.0) for spoke in spokes]
    edges += [(2, 4, 1.0), (4, 5, 1.0), (5, 3, 1.0)]
    graph = InMemory(edges)

    found = await find_paths(cast("Database", graph), "e02", "e03", max_hops=6, first=3, limits=USES)

    assert [path.entities for path in found] == [(2, 1, 3), (2, 1, 5, 3), (2, 4, 1, 3)]
    assert graph.read_whole == {2, 3, 4, 5}


async def test_from_a_hub_what_is_around_the_other_end_is_read() -> None:
    edges = [(1, spoke, 1.0) for spoke in range(3, 2000)]
    edges += [(2, 3, 1.0), (2, 4, 2.0)]
    graph = InMemory(edges)

    found = await find_paths(cast("Database", graph), "e01", "e02", max_hops=6, first=2, limits=USES)

    assert [path.entities for path in found] == [(1, 4, 2), (1, 3, 2)]
    assert 1 not in graph.read_whole


@pytest.mark.parametrize(
    ("edges", "expected", "statements"),
    [
        # The shortest length has enough paths; the heaviest comes first.
        (
            [(1, 3, 1.0), (3, 2, 1.0), (1, 4, 2.0), (4, 2, 1.0), (1, 5, 0.5), (5, 2, 1.0)],
            ["1 4 2", "1 3 2"],
            1,
        ),
        # Two lengths.
        ([(1, 3, 1.0), (3, 2, 1.0), (1, 4, 1.0), (4, 5, 1.0), (5, 2, 1.0)], ["1 3 2", "1 4 5 2"], 1),
        # The second path is as heavy as a third one, so their ids decide.
        (
            [(1, 3, 2.0), (3, 2, 1.0), (1, 5, 1.0), (5, 2, 1.0), (1, 4, 1.0), (4, 2, 1.0)],
            ["1 3 2", "1 4 2"],
            2,
        ),
        # Two relationships are equally heavy.
        ([(1, 2, 1.0), (2, 1, 1.0)], ["1 2"], 2),
        # Four hops, of which the second is from a hub to a neighbor's neighbor of the other end.
        (
            [(9, spoke, 1.0) for spoke in [1, *range(10, 1500)]] + [(2, 3, 1.0), (3, 10, 1.0), (3, 11, 2.0)],
            ["1 9 11 3 2", "1 9 10 3 2"],
            1,
        ),
        # One path in all: what is farther from both ends is read too.
        (
            [(1, 3, 1.0), (3, 2, 1.0), (1, 4, 1.0), (4, 5, 1.0), (5, 6, 1.0), (2, 7, 1.0), (7, 8, 1.0)],
            ["1 3 2"],
            2,
        ),
        # An end is alone.
        ([(1, 3, 1.0), (2, 2, 1.0)], [], 1),
    ],
)
async def test_how_many_statements_a_search_takes(
    edges: list[Edge], expected: list[str], statements: int
) -> None:
    graph = InMemory(edges)

    found = await find_paths(cast("Database", graph), "e01", "e02", max_hops=6, first=2, limits=USES)

    assert [" ".join(map(str, path.entities)) for path in found] == expected
    assert graph.statements == statements


async def test_a_hop_in_both_directions() -> None:
    """One path goes over the relationship between 3 and 4 in its direction, the other against it."""
    edges = [(1, 3, 1.0), (3, 4, 1.0), (4, 2, 1.0), (1, 4, 2.0), (3, 2, 2.0)]

    found = await find_paths(
        cast("Database", InMemory(edges)), "e01", "e02", max_hops=3, first=10, limits=USES
    )

    assert [[(hop.source, hop.target, hop.step) for hop in path.hops] for path in found[2:]] == [
        [(1, 4, 3), (4, 3, 1), (3, 2, 4)],
        [(1, 3, 0), (3, 4, 1), (4, 2, 2)],
    ]


def test_equally_heavy_paths_come_by_names_however_many_there_are() -> None:
    names = [f"m{number:04}" for number in range(3000)]
    weights = {"a": dict.fromkeys(names, 1), "z": dict.fromkeys(names, 1)}
    weights |= {name: {"a": 1, "z": 1} for name in names}

    assert heaviest_paths(weights, "a", "z", 2, 2) == [("a", "m0000", "z"), ("a", "m0001", "z")]
    assert heaviest_paths(weights, "a", "z", 3, 2) == []


def test_ways_to_a_heavy_neighbor_of_a_hub_and_back_are_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way from one end to the hub, to a spoke, back to the hub and to the other end weighs more than any path."""
    hub, spokes = 1, range(10, 2510)
    weights: dict[int, dict[int, int]] = {hub: dict.fromkeys([0, 3, *spokes], 9)}
    weights |= {spoke: {hub: 9} for spoke in spokes}
    weights[hub][2] = 1
    weights |= {0: {hub: 9}, 2: {hub: 1, 4: 1}, 4: {2: 1, 3: 1}, 3: {hub: 9, 4: 1}}
    turns = 0

    def count() -> None:
        nonlocal turns
        turns += 1

    for source, target in ((0, 3), (3, 0)):
        monkeypatch.setattr(heaviest, "MOST_TIED", 0)
        found, steps = heaviest_paths_with_ties(weights, source, target, 4, 1, count)
        assert [set(path) for path in found] == [{0, hub, 2, 4, 3}]
        assert steps == set(pairwise(found[0]))
    assert turns == 0


def test_a_long_search_can_be_ended() -> None:
    # Every way of five steps goes around a triangle at 1, and so meets 1 twice.
    count = 1500
    weights: dict[int, dict[int, int]] = {0: {1: 9}, 1: {0: 9, 2: 9}, 2: {1: 9}}
    for node in range(3, 2 * count, 2):
        weights[1] |= {node: 5, node + 1: 5}
        weights[node], weights[node + 1] = {1: 5, node + 1: 5}, {1: 5, node: 5}

    def stop() -> None:
        raise QueryTimeout("stopped")

    with pytest.raises(QueryTimeout, match="stopped"):
        heaviest_paths(weights, 0, 2, 5, 1, stop)
