"""Paths between entities: exact ones, the same as by brute force."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import networkx as nx
import pytest

from service.domain.model import read_model
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.walks.limits import WalkLimits
from service.graph.walks.paths import find_paths

pytestmark = pytest.mark.anyio

ALL = tuple(read_model().connections)
STATED = WalkLimits(tuple(name for name in ALL if name != "MENTIONED_WITH"))
type Edge = tuple[str, str, str, float]


async def write_graph(
    database: Database, edges: Iterable[Edge], kinds: dict[str, str] | None = None, **more: Any
) -> None:
    """Entities by one-word ids, and relationships (source, type, target, weight)."""
    edges = list(edges)
    names = sorted({name for a, _, b, _ in edges for name in (a, b)})
    await database.run(
        "UNWIND $rows AS row CREATE (e:Entity) SET e = row",
        {
            "rows": [
                {
                    "id": name,
                    "slug": name,
                    "name": name,
                    "kind": (kinds or {}).get(name, "CONCEPT"),
                    "mentionCount": 1,
                }
                for name in names
            ]
        },
        name="entities",
    )
    rows = [
        {"a": a, "b": b, "type": type_, "id": f"{a}-{type_}-{b}", "weight": weight, "count": 1, **more}
        for a, type_, b, weight in edges
    ]
    await database.run(
        "UNWIND $rows AS row MATCH (a:Entity {id: row.a}) MATCH (b:Entity {id: row.b}) "
        "CREATE (a)-[r:$(row.type) {id: row.id, weight: row.weight, evidenceCount: row.count, pastCount: 0, past: false}]->(b)",
        {"rows": rows},
        name="relationships",
    )


@dataclass(frozen=True)
class Hop:
    source: str
    target: str
    id: str
    forward: bool


@dataclass(frozen=True)
class Path:
    """A path with the ids that the graph has for the internal ones."""

    entities: tuple[str, ...]
    hops: tuple[Hop, ...]


async def ask(database: Database, source: str, target: str, **more: Any) -> list[Path]:
    paths = await find_paths(
        database, source, target, **{"max_hops": 6, "first": 10, "limits": STATED, **more}
    )
    entities = await database.read("MATCH (e:Entity) RETURN id(e), e.id", name="entities")
    steps = await database.read(
        "MATCH (a:Entity)-[r]->(:Entity) RETURN id(r), r.id, id(a)", name="relationships"
    )
    ids, relationships = {number: id_ for number, id_ in entities}, {step: rest for step, *rest in steps}  # noqa: C416  (a row is a list)
    return [
        Path(
            tuple(ids[one] for one in path.entities),
            tuple(
                Hop(ids[hop.source], ids[hop.target], id_, start == hop.source)
                for hop in path.hops
                for id_, start in (relationships[hop.step],)
            ),
        )
        for path in paths
    ]


def words(paths: list[Path]) -> list[str]:
    return [" ".join(path.entities) for path in paths]


async def test_longer_paths_follow_the_shortest(clean_database: Database) -> None:
    chain = [("a", "USES", "b", 1.0), ("b", "USES", "z", 1.0)]
    detour = [
        ("z", "USES", "d", 1.0),
        ("d", "USES", "c", 1.0),
        ("c", "USES", "a", 1.0),
        ("c", "LEADS", "b", 9.0),
    ]
    await write_graph(clean_database, [*chain, *detour])

    assert words(await ask(clean_database, "a", "z")) == ["a b z", "a c b z", "a c d z", "a b c d z"]
    assert words(await ask(clean_database, "a", "z", first=2)) == ["a b z", "a c b z"]
    assert words(await ask(clean_database, "a", "z", max_hops=2)) == ["a b z"]
    assert words(await ask(clean_database, "a", "z", avoid=("b",))) == ["a c d z"]
    assert await ask(clean_database, "a", "z", max_hops=1) == []


async def test_the_heaviest_of_parallel_relationships_stands_for_a_hop(clean_database: Database) -> None:
    await write_graph(
        clean_database,
        [
            ("a", "USES", "z", 1.0),
            ("z", "LEADS", "a", 2.0),
            ("a", "LEFT", "z", 2.0),
            ("a", "MENTIONED_WITH", "z", 9.0),
        ],
    )

    [path] = await ask(clean_database, "a", "z")
    [co_mention] = await ask(clean_database, "a", "z", limits=WalkLimits(ALL))

    assert (path.hops[0].id, path.hops[0].forward) == ("a-LEFT-z", True)
    assert co_mention.hops[0].id == "a-MENTIONED_WITH-z"


async def test_ties_are_broken_by_weight_then_ids(clean_database: Database) -> None:
    middles = {"m1": 1.0, "m2": 3.0, "m3": 2.0, "m4": 3.0}
    edges = [
        edge for m, weight in middles.items() for edge in (("a", "USES", m, weight), (m, "USES", "z", 1.0))
    ]
    await write_graph(clean_database, edges)

    assert words(await ask(clean_database, "a", "z")) == ["a m2 z", "a m4 z", "a m3 z", "a m1 z"]
    assert words(await ask(clean_database, "a", "z", first=3)) == ["a m2 z", "a m4 z", "a m3 z"]


async def test_limits_hold_on_the_way_and_not_at_the_ends(clean_database: Database) -> None:
    await write_graph(
        clean_database,
        [("a", "USES", "p", 1.0), ("p", "USES", "z", 1.0), ("a", "LEFT", "c", 1.0), ("c", "USES", "z", 1.0)],
        {"p": "PERSON", "c": "COMPANY"},
    )
    await clean_database.run(
        "MATCH ({id: 'a'})-[r]->({id: 'p'}) SET r.evidenceCount = 3, "
        "r.firstSaidOn = date('2024-01-01'), r.lastSaidOn = date('2024-06-01')",
        name="set",
    )
    await clean_database.run(
        "MATCH ({id: 'p'})-[r]->() SET r.evidenceCount = 2, "
        "r.firstSaidOn = date('2024-06-01'), r.lastSaidOn = date('2024-06-01')",
        name="set",
    )
    await clean_database.run("MATCH ({id: 'c'})-[r]->() SET r.past = true", name="set")

    async def found(**limits: Any) -> list[str]:
        return words(
            await ask(clean_database, "a", "z", limits=WalkLimits(**{"types": STATED.types, **limits}))
        )

    assert await found() == ["a c z", "a p z"]
    assert await found(kinds=("PERSON",)) == ["a p z"]
    assert await found(types=("LEFT", "USES")) == ["a c z", "a p z"]
    assert await found(types=("USES",)) == ["a p z"]
    assert await found(min_evidence=2) == ["a p z"]
    assert await found(min_evidence=3) == []
    assert await found(past=True) == []
    assert await found(past=False) == ["a p z"]
    assert await found(said_from=date(2024, 6, 1)) == ["a p z"]
    assert await found(said_from=date(2024, 6, 2)) == []
    assert await found(said_before=date(2024, 6, 2)) == ["a p z"]
    assert await found(said_before=date(2024, 6, 1)) == []


@pytest.mark.parametrize(
    ("source", "target", "more", "message"),
    [
        ("a", "a", {}, "two different entities"),
        ("a", "nobody", {}, "no entity with the id nobody"),
        ("nobody", "a", {}, "no entity with the id nobody"),
        ("a", "z", {"max_hops": 0}, "maxHops must be from 1 to 6, not 0"),
        ("a", "z", {"max_hops": 7}, "maxHops must be from 1 to 6, not 7"),
        ("a", "z", {"first": 11}, "first must be from 1 to 10, not 11"),
        ("a", "z", {"avoid": ("z",)}, "cannot avoid its own target z"),
    ],
)
async def test_what_cannot_be_asked(
    clean_database: Database, source: str, target: str, more: dict[str, Any], message: str
) -> None:
    await write_graph(clean_database, [("a", "USES", "b", 1.0), ("y", "USES", "z", 1.0)])

    with pytest.raises(InvalidInput, match=message):
        await ask(clean_database, source, target, **more)


async def test_no_path_is_an_empty_list(clean_database: Database) -> None:
    await write_graph(clean_database, [("a", "USES", "b", 1.0), ("y", "USES", "z", 1.0)])

    assert await ask(clean_database, "a", "z") == []


def expected_paths(
    edges: list[Edge], source: str, target: str, first: int, most: int
) -> list[tuple[str, ...]]:
    """Returns all simple paths by brute force, by length, then by weight and ids."""
    graph: nx.Graph[str] = nx.Graph()
    for a, _, b, weight in edges:
        heaviest = max(weight, graph.edges[a, b]["weight"] if graph.has_edge(a, b) else 0.0)
        graph.add_edge(a, b, weight=heaviest)
    found = (tuple(path) for path in nx.all_simple_paths(graph, source, target, cutoff=most))
    return sorted(found, key=lambda path: (len(path), -nx.path_weight(graph, path, "weight"), path))[:first]


def random_edges(seed_: int) -> Iterator[Edge]:
    """Some 14 entities, one of them a hub, with parallel relationships in both directions."""
    chance = random.Random(seed_)
    names = [f"n{number:02}" for number in range(14)]
    for name in names[1:]:
        if chance.random() < 0.5:
            yield name, "PART_OF", names[0], chance.randrange(1, 5) / 4
    drawn = {
        (*chance.sample(names, 2), chance.choice(("USES", "SUPPORTS", "LEADS")))
        for _ in range(chance.randrange(8, 26))
    }
    for a, b, type_ in sorted(drawn):
        yield a, type_, b, chance.randrange(1, 9) / 4


@pytest.mark.parametrize("seed_", range(6))
async def test_the_same_as_by_brute_force(clean_database: Database, seed_: int) -> None:
    edges = list(random_edges(seed_))
    await write_graph(clean_database, edges)
    names = sorted({name for a, _, b, _ in edges for name in (a, b)})
    chance = random.Random(seed_)
    for _ in range(6):
        source, target = chance.sample(names, 2)
        first, most = chance.choice((1, 3, 10)), chance.choice((2, 4, 6))
        paths = await ask(clean_database, source, target, first=first, max_hops=most)

        assert [path.entities for path in paths] == expected_paths(edges, source, target, first, most)
        assert await ask(clean_database, source, target, first=first, max_hops=most) == paths
        for path in paths:
            assert [hop.source for hop in path.hops] == list(path.entities[:-1])
            assert [hop.target for hop in path.hops] == list(path.entities[1:])
            for hop in path.hops:
                start, _, end = hop.id.split("-")
                assert (start, end) == ((hop.source, hop.target) if hop.forward else (hop.target, hop.source))
