"""Walks on the seed graph, and how Neo4j plans them."""

from datetime import date
from typing import Any

import pytest

from service.domain.model import read_model
from service.graph.driver.database import Database, QueryPlan
from service.graph.statements import statement
from service.graph.walks import paths
from service.graph.walks.frontier import Neighborhood
from service.graph.walks.limits import WalkLimits, limited
from service.graph.walks.paths import FoundHop, FoundPath, PathReader, find_paths
from service.graph.walks.slice import IdSets, Slice, find_slice
from support import seed

pytestmark = pytest.mark.anyio

ALL = tuple(read_model().connections)
STATED = WalkLimits(tuple(name for name in ALL if name != "MENTIONED_WITH"))
VIDEO = "video:seed-workshop"


async def ask(database: Database, source: str, target: str, **more: Any) -> list[FoundPath]:
    return await find_paths(
        database, source, target, **{"max_hops": 6, "first": 10, "limits": STATED, **more}
    )


async def cut(database: Database, **more: Any) -> Slice:
    return await find_slice(database, **{"around": (), "hops": 1, "limits": STATED, "max_nodes": 100, **more})


async def test_a_path_of_the_seed(seed_database: Database) -> None:
    [path, *_] = await ask(seed_database, seed.ZOE, seed.ENGINE, first=1)

    [[zoe, cafe, engine, founded]] = await seed_database.read(
        "MATCH (a:Entity {id: $zoe})-[r:FOUNDED]->(b:Entity {id: $cafe})-->(c:Entity {id: $engine}) "
        "RETURN DISTINCT id(a), id(b), id(c), id(r)",
        {"zoe": seed.ZOE, "cafe": seed.CAFE, "engine": seed.ENGINE},
        name="numbers",
    )
    assert path.entities == (zoe, cafe, engine)
    assert path.hops[0] == FoundHop(zoe, cafe, founded)


async def test_a_relationship_may_be_walked_against(seed_database: Database) -> None:
    [path] = await ask(seed_database, seed.ENGINE, seed.ZOE, first=1)
    [there] = await ask(seed_database, seed.ZOE, seed.ENGINE, first=1)

    assert path.entities == there.entities[::-1]
    assert [hop.step for hop in path.hops] == [hop.step for hop in there.hops][::-1]


async def test_the_map_of_a_video_has_what_it_features_and_says(seed_database: Database) -> None:
    found = await cut(seed_database, videos=IdSets(any=(VIDEO,)))

    featured = await seed_database.read(
        "MATCH (:Video {id: $id})-[:FEATURES]->(e:Entity) "
        "RETURN e.id, e.mentionCount, e.kind ORDER BY e.mentionCount DESC, e.id",
        {"id": VIDEO},
        name="featured",
    )
    assert [[node.id, node.weight, node.kind] for node in found.nodes] == featured
    said = await seed_database.read(
        "MATCH (:Video {id: $id})-[:HAS_SEGMENT]->()<-[:SAID_IN]-(e:Evidence) WHERE e.type <> 'MENTIONED_WITH' "
        "RETURN DISTINCT e.relationshipId AS id ORDER BY id",
        {"id": VIDEO},
        name="said",
    )
    assert sorted(link.id for link in found.links) == [row[0] for row in said]
    assert (found.truncated, found.total_nodes) == (False, len(featured))


async def test_the_map_around_an_entity(seed_database: Database) -> None:
    found = await cut(seed_database, around=(seed.CAFE,), hops=2)

    distances = {node.id: node.distance for node in found.nodes}
    assert (distances[seed.CAFE], distances[seed.ENGINE], distances[seed.IDEA]) == (0, 1, 2)
    assert found == await cut(seed_database, around=(seed.CAFE,), hops=2)


FULL = WalkLimits(STATED.types, ("PERSON",), date(2024, 1, 1), date(2025, 1, 1), 2)


def entrances(plan: QueryPlan) -> list[str]:
    """Returns the operators that read nodes and relationships, from the last to the first."""
    return [
        name for name in plan.operators if any(word in name for word in ("Seek", "Scan", "Expand", "Path"))
    ]


@pytest.mark.parametrize("limits", [STATED, WalkLimits(ALL), FULL])
@pytest.mark.parametrize("wanted", [False, True])
async def test_a_search_for_paths_goes_one_step_from_known_entities(
    seed_database: Database, wanted: bool, limits: WalkLimits
) -> None:
    [[zoe, engine]] = await seed_database.read(
        "MATCH (a:Entity {id: $a}), (b:Entity {id: $b}) RETURN id(a), id(b)",
        {"a": seed.ZOE, "b": seed.ENGINE},
        name="numbers",
    )
    asked: dict[str, Any] = {"numbered": {"entities": [zoe, engine]}}
    asked |= {"wanted": {"entities": [engine]}} if wanted else {}
    asked |= {"ends": [seed.ZOE, seed.ENGINE]} if limits.kinds else {}
    plan = await seed_database.explain(
        limited("expand", limits, 1, asked), {**asked, **limits.parameters, "most": 1000}, profile=True
    )

    assert entrances(plan) == ["NodeByIdSeek", "Expand(All)"]


@pytest.mark.parametrize("limits", [STATED, WalkLimits(ALL), FULL])
async def test_a_search_for_paths_begins_with_two_steps_from_both_ends(
    seed_database: Database, limits: WalkLimits
) -> None:
    asked: dict[str, Any] = {"named": {"ids": [seed.ZOE, seed.ENGINE]}, "few": 20, "passed": 5000}
    asked |= {"ends": [seed.ZOE, seed.ENGINE]} if limits.kinds else {}
    plan = await seed_database.explain(
        limited("expand_ends", limits, 1, asked), {**asked, **limits.parameters, "most": 1000}, profile=True
    )

    # The last is of hubs, of which there are none here.
    assert entrances(plan) == ["NodeUniqueIndexSeek", "Expand(All)", "Expand(All)", "Expand(All)"]


@pytest.mark.parametrize("few", [0, 20])
async def test_what_stands_beside_an_end_is_read_with_it_where_that_is_little(
    seed_database: Database, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "FEW", few)
    [[zoe, engine]] = await seed_database.read(
        "MATCH (a:Entity {id: $a}), (b:Entity {id: $b}) RETURN id(a), id(b)",
        {"a": seed.ZOE, "b": seed.ENGINE},
        name="numbers",
    )

    ends, found, passed = await PathReader(seed_database, STATED, [seed.ZOE, seed.ENGINE]).begin()

    beside = {one.entity: set(one.others) for one in found}
    near = beside[zoe] | beside[engine] if few else set[int]()
    assert ends == {seed.ZOE: zoe, seed.ENGINE: engine}
    assert len(beside[zoe] | beside[engine]) > 2
    assert beside.keys() == {zoe, engine} | near
    assert passed == []


async def test_of_a_hub_beside_an_end_what_leads_to_neighbors_is_read(
    seed_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Café Lumière is the hub, between Zoë and the engine."""
    reading = PathReader(seed_database, STATED, [seed.ZOE, seed.ENGINE])
    _, whole, _ = await reading.begin()
    [[zoe, engine, cafe]] = await seed_database.read(
        "MATCH (a:Entity {id: $a}), (b:Entity {id: $b}), (c:Entity {id: $c}) RETURN id(a), id(b), id(c)",
        {"a": seed.ZOE, "b": seed.ENGINE, "c": seed.CAFE},
        name="numbers",
    )
    [everything] = [one for one in whole if one.entity == cafe]
    small = max(len(one.others) for one in whole if one.entity != cafe)
    assert small < len(everything.others)
    monkeypatch.setattr(paths, "HUB", small)

    _, found, [passed] = await reading.begin()

    assert [one for one in found if one.degree] == [Neighborhood(cafe, len(everything.others))]
    near = {other for one in found for other in one.others}
    assert {zoe, engine} <= {*passed.others} == near & {*everything.others}
    assert passed.entity == cafe
    assert set(zip(passed.others, passed.steps, passed.weights, strict=True)) == {
        row
        for row in zip(everything.others, everything.steps, everything.weights, strict=True)
        if row[0] in near
    }

    monkeypatch.setattr(paths, "PASSED", small)
    assert (await reading.begin())[2] == []


async def test_what_a_search_found_is_read_by_number(seed_database: Database) -> None:
    seen = {"entities": [0, 1], "steps": [0, 1]}
    plan = await seed_database.explain(statement("walk/read_ids"), {"seen": seen}, profile=True)

    assert entrances(plan) == ["NodeByIdSeek", "DirectedRelationshipByIdSeek"]


async def test_what_has_been_deleted_meanwhile_is_left_out(seed_database: Database) -> None:
    [[zoe, step, id_]] = await seed_database.read(
        "MATCH (a:Entity {id: $id})-[r:FOUNDED]->() RETURN id(a), id(r), r.id",
        {"id": seed.ZOE},
        name="r",
    )
    search = PathReader(seed_database, STATED, [seed.ZOE, seed.ENGINE])
    gone = 10**9

    assert await search.ids([zoe, gone], [step, gone]) == ({zoe: seed.ZOE}, {step: id_})
    assert await search.beside({gone}, 10) == [Neighborhood(gone)]


@pytest.mark.parametrize("limits", [STATED, FULL])
@pytest.mark.parametrize("hops", [1, 3])
async def test_entities_around_some_are_found_breadth_first(
    seed_database: Database, limits: WalkLimits, hops: int
) -> None:
    parameters = {"around": [seed.CAFE], "hops": hops, "cap": 2001, "most": 100, **limits.parameters}
    plan = await seed_database.explain(
        limited("find_neighbors", limits, max(hops, 2)), parameters, profile=True
    )

    assert plan.operators.count("VarLengthExpand(Pruning,BFS,All)") == 1
    assert "VarLengthExpand(All)" not in plan.operators
    assert "NodeUniqueIndexSeek" in plan.operators


async def test_the_most_mentioned_come_from_the_index(seed_database: Database) -> None:
    plan = await seed_database.explain(
        limited("find_most_mentioned", STATED, 2), {"cap": 2001, "most": 100}, profile=True
    )

    assert {"NodeIndexSeekByRange", "PartialTop"} <= set(plan.operators)
