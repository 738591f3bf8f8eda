"""Walks on the seed graph, and how Neo4j plans them."""

from datetime import date
from typing import Any

import pytest

from service.domain.model import read_model
from service.graph.driver.database import Database, Plan
from service.graph.statements import statement
from service.graph.walks import path_statements
from service.graph.walks.frontier import Beside
from service.graph.walks.limits import WalkLimits, limited
from service.graph.walks.path_statements import Described, Reading
from service.graph.walks.paths import FoundPath, find_paths
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


def entrances(plan: Plan) -> list[str]:
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
    asked: dict[str, Any] = {"named": {"ids": [seed.ZOE, seed.ENGINE]}, "few": 20}
    asked |= {"ends": [seed.ZOE, seed.ENGINE]} if limits.kinds else {}
    plan = await seed_database.explain(
        limited("expand_ends", limits, 1, asked), {**asked, **limits.parameters, "most": 1000}, profile=True
    )

    assert entrances(plan) == ["NodeUniqueIndexSeek", "Expand(All)", "Expand(All)"]


@pytest.mark.parametrize("few", [0, 20])
async def test_what_stands_beside_an_end_is_read_with_it_where_that_is_little(
    seed_database: Database, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(path_statements, "FEW", few)
    [[zoe, engine]] = await seed_database.read(
        "MATCH (a:Entity {id: $a}), (b:Entity {id: $b}) RETURN id(a), id(b)",
        {"a": seed.ZOE, "b": seed.ENGINE},
        name="numbers",
    )

    ends, found = await Reading(seed_database, STATED, [seed.ZOE, seed.ENGINE]).begin()

    beside = {one.entity: set(one.others) for one in found}
    near = beside[zoe] | beside[engine] if few else set[int]()
    assert ends == {seed.ZOE: zoe, seed.ENGINE: engine}
    assert len(beside[zoe] | beside[engine]) > 2
    assert beside.keys() == {zoe, engine} | near


async def test_what_a_search_found_is_read_by_number(seed_database: Database) -> None:
    seen = {"entities": [0, 1], "steps": [0, 1]}
    plan = await seed_database.explain(statement("walk/read_ids"), {"seen": seen}, profile=True)

    assert entrances(plan) == ["NodeByIdSeek", "DirectedRelationshipByIdSeek"]


async def test_what_has_been_deleted_meanwhile_is_left_out(seed_database: Database) -> None:
    [[zoe, step, id_, element]] = await seed_database.read(
        "MATCH (a:Entity {id: $id})-[r:FOUNDED]->() RETURN id(a), id(r), r.id, elementId(r)",
        {"id": seed.ZOE},
        name="r",
    )
    search = Reading(seed_database, STATED, [seed.ZOE, seed.ENGINE])
    gone = 10**9

    ids, steps = await search.described([zoe, gone], [step, gone])
    assert ids == {zoe: seed.ZOE}
    assert steps == {step: Described(element, id_, seed.ZOE)}
    assert await search.beside({gone}, 10) == [Beside(gone)]


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
