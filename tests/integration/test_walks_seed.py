"""Walks on the seed graph, and how Neo4j plans them."""

from datetime import date
from typing import Any

import pytest

import seed
from service.graph.database import Database
from service.graph.model import read_model
from service.graph.walks.limits import WalkLimits, limited
from service.graph.walks.paths import FoundPath, find_paths
from service.graph.walks.reading import Reading
from service.graph.walks.slice import IdSets, Slice, find_slice
from service.graph.writes import statement

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

    assert path.entities == (seed.ZOE, seed.CAFE, seed.ENGINE)
    [(founded, founded_element)] = await seed_database.read(
        "MATCH (:Entity {id: $id})-[r:FOUNDED]->() RETURN r.id, elementId(r)", {"id": seed.ZOE}, name="r"
    )
    assert (path.hops[0].source, path.hops[0].target) == (seed.ZOE, seed.CAFE)
    assert (path.hops[0].id, path.hops[0].element, path.hops[0].forward) == (founded, founded_element, True)


async def test_a_relationship_may_be_walked_against(seed_database: Database) -> None:
    [path] = await ask(seed_database, seed.ENGINE, seed.ZOE, first=1)

    assert [hop.forward for hop in path.hops] == [False, False]


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


@pytest.mark.parametrize("limits", [STATED, WalkLimits(ALL), FULL])
@pytest.mark.parametrize("wanted", [False, True])
@pytest.mark.parametrize("given", ["named", "numbered"])
async def test_a_search_for_paths_goes_one_step_from_known_entities(
    seed_database: Database, given: str, wanted: bool, limits: WalkLimits
) -> None:
    [[zoe, engine]] = await seed_database.read(
        "MATCH (a:Entity {id: $a}), (b:Entity {id: $b}) RETURN id(a), id(b)",
        {"a": seed.ZOE, "b": seed.ENGINE},
        name="numbers",
    )
    asked: dict[str, Any] = {
        "named": {"named": {"ids": [seed.ZOE, seed.ENGINE]}},
        "numbered": {"numbered": {"entities": [zoe, engine]}},
    }[given]
    asked |= {"wanted": {"entities": [engine]}} if wanted else {}
    asked |= {"ends": [seed.ZOE, seed.ENGINE]} if limits.kinds else {}
    plan = await seed_database.explain(
        limited("expand", limits, 1, asked), {**asked, **limits.parameters, "most": 1000}, profile=True
    )

    seek = {"named": "NodeUniqueIndexSeek", "numbered": "NodeByIdSeek"}[given]
    assert [name for name in plan.operators if "Seek" in name or "Expand" in name or "Path" in name] == [
        seek,
        "Expand(All)",
    ]
    assert not [name for name in plan.operators if "Scan" in name]


async def test_what_a_search_found_is_read_by_number(seed_database: Database) -> None:
    seen = {"entities": [0, 1], "steps": [0, 1]}
    weighed = await seed_database.explain(statement("reads/walks/weighed"), {"seen": seen}, profile=True)
    steps = await seed_database.explain(statement("reads/walks/steps"), {"seen": seen}, profile=True)

    assert [name for name in weighed.operators if "Seek" in name] == [
        "NodeByIdSeek",
        "DirectedRelationshipByIdSeek",
    ]
    assert [name for name in steps.operators if "Seek" in name] == ["DirectedRelationshipByIdSeek"]
    assert not [name for name in weighed.operators + steps.operators if "Scan" in name]


async def test_what_has_been_deleted_meanwhile_is_left_out(seed_database: Database) -> None:
    [[step]] = await seed_database.read(
        "MATCH (:Entity {id: $id})-[r:FOUNDED]->() RETURN id(r)", {"id": seed.ZOE}, name="r"
    )
    reading = Reading(seed_database, STATED, [seed.ZOE, seed.ENGINE])
    gone = 10**9

    ids, weights = await reading.weighed([gone], [step, gone])
    assert (ids, weights[gone], weights[step] >= 0) == ({gone: ""}, -1_000_000, True)
    assert list(await reading.steps([step, gone])) == [step]
    assert [(one.entity, one.degree) for one in await reading.beside({gone}, 10)] == [(gone, 0)]


@pytest.mark.parametrize("limits", [STATED, FULL])
@pytest.mark.parametrize("hops", [1, 3])
async def test_entities_around_some_are_found_breadth_first(
    seed_database: Database, limits: WalkLimits, hops: int
) -> None:
    parameters = {"around": [seed.CAFE], "hops": hops, "cap": 2001, "most": 100, **limits.parameters}
    plan = await seed_database.explain(limited("around", limits, max(hops, 2)), parameters, profile=True)

    assert plan.operators.count("VarLengthExpand(Pruning,BFS,All)") == 1
    assert "VarLengthExpand(All)" not in plan.operators
    assert "NodeUniqueIndexSeek" in plan.operators


async def test_the_most_mentioned_come_from_the_index(seed_database: Database) -> None:
    plan = await seed_database.explain(
        limited("mentioned", STATED, 2), {"cap": 2001, "most": 100}, profile=True
    )

    assert {"NodeIndexSeekByRange", "PartialTop"} <= set(plan.operators)
