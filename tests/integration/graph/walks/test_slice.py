"""Slices of the map on a small graph: what is chosen, in which order, and what is cut."""

from typing import Any

import pytest

from service.api.execution.engine import Engine
from service.domain.model import read_model
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.walks import slice as slices
from service.graph.walks.limits import WalkLimits
from service.graph.walks.slice import IdSets, Slice, find_slice

pytestmark = pytest.mark.anyio

STATED = WalkLimits(tuple(name for name in read_model().connections if name != "MENTIONED_WITH"))

# a - b - c - d in a row, a hub h with x1, x2, x3, and a co-mention between a and d.
GRAPH = """
UNWIND [['a', 9], ['b', 1], ['c', 5], ['d', 7], ['h', 30], ['x1', 2], ['x2', 4], ['x3', 4]] AS row
CREATE (e:Entity {id: row[0], slug: row[0], name: toUpper(row[0]), mentionCount: row[1],
  kind: CASE WHEN row[0] STARTS WITH 'x' THEN 'PERSON' ELSE 'CONCEPT' END})
WITH count(*) AS all
UNWIND [['a', 'b', 1.0], ['c', 'b', 2.0], ['c', 'd', 1.0], ['x1', 'h', 1.0], ['x2', 'h', 1.0], ['x3', 'h', 0.5],
  ['h', 'a', 3.0]] AS row
MATCH (a:Entity {id: row[0]}), (b:Entity {id: row[1]})
CREATE (a)-[:USES {id: row[0] + '-' + row[1], weight: row[2], evidenceCount: 1}]->(b)
WITH count(*) AS all
MATCH (a:Entity {id: 'a'}), (d:Entity {id: 'd'}), (x:Entity {id: 'x1'})
CREATE (a)-[:MENTIONED_WITH {id: 'a-d', weight: 1.0, evidenceCount: 1}]->(d)
CREATE (v:Video {id: 'video:v', slug: 'v'})-[:FEATURES {salience: 0.2}]->(a)
CREATE (v)-[:FEATURES {salience: 0.9}]->(x)
CREATE (:Topic {id: 'topic:t', slug: 't'})-[:COVERS {segmentCount: 3}]->(d)
"""


@pytest.fixture
async def graph(clean_database: Database) -> Database:
    await clean_database.run(GRAPH, name="graph")
    return clean_database


async def cut(database: Database, **more: Any) -> Slice:
    return await find_slice(database, **{"around": (), "hops": 1, "limits": STATED, "max_nodes": 100, **more})


def shown(found: Slice) -> list[tuple[str, int | None]]:
    return [(node.id, node.distance) for node in found.nodes]


async def test_nearest_first_then_the_most_mentioned(graph: Database) -> None:
    assert shown(await cut(graph, around=("a",), hops=0)) == [("a", 0)]
    assert shown(await cut(graph, around=("a",))) == [("a", 0), ("h", 1), ("b", 1)]
    found = await cut(graph, around=("a",), hops=2)
    assert shown(found) == [("a", 0), ("h", 1), ("b", 1), ("c", 2), ("x2", 2), ("x3", 2), ("x1", 2)]
    assert [link.id for link in found.links] == ["h-a", "c-b", "a-b", "x1-h", "x2-h", "x3-h"]
    assert {node.id: node.degree for node in found.nodes} == {
        "a": 2, "h": 4, "b": 2, "c": 1, "x2": 1, "x3": 1, "x1": 1
    }  # fmt: skip
    assert (found.nodes[1].name, found.nodes[1].kind, found.nodes[1].weight) == ("H", "CONCEPT", 30.0)
    assert shown(await cut(graph, around=("a", "d"))) == [("a", 0), ("d", 0), ("h", 1), ("c", 1), ("b", 1)]


async def test_what_is_cut_is_said(graph: Database) -> None:
    found = await cut(graph, around=("a",), hops=2, max_nodes=3)

    assert (shown(found), found.truncated, found.total_nodes) == ([("a", 0), ("h", 1), ("b", 1)], True, 7)


async def test_what_is_looked_at_is_capped(graph: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "CAP", 3)
    found = await cut(graph, around=("a",), hops=2)
    assert (found.truncated, found.total_nodes) == (True, 3)
    whole = await cut(graph, around=("a",), hops=1)
    assert (whole.truncated, whole.total_nodes) == (False, 3)


async def test_without_a_start_the_most_mentioned(graph: Database) -> None:
    found = await cut(graph, max_nodes=3)
    assert (shown(found), found.truncated, found.total_nodes) == (
        [("h", None), ("a", None), ("d", None)],
        True,
        8,
    )
    assert [node.id for node in (await cut(graph, kinds=("PERSON",))).nodes] == ["x2", "x3", "x1"]


async def test_videos_and_topics(graph: Database) -> None:
    async def ids(**more: Any) -> list[str]:
        return [node.id for node in (await cut(graph, **more)).nodes]

    assert await ids(videos=IdSets(any=("video:v",)), max_nodes=1) == ["x1"]
    assert await ids(videos=IdSets(all=("video:v",))) == ["a", "x1"]
    assert await ids(videos=IdSets(none=("video:v",)), max_nodes=2) == ["h", "d"]
    assert await ids(topics=IdSets(any=("topic:t",))) == ["d"]
    assert await ids(topics=IdSets(any=("topic:t",)), videos=IdSets(any=("video:v",))) == []
    assert await ids(videos=IdSets(any=())) == []
    assert await ids(around=("b",), hops=2, topics=IdSets(none=("topic:t",)), kinds=("CONCEPT",)) == [
        "b",
        "a",
        "c",
        "h",
    ]


# In one talk b is stated to use c; everybody else is more salient, and is said together with a.
STATED_LAST = """
UNWIND [['a', 9, 0.9], ['b', 1, 0.1], ['c', 2, 0.1], ['d', 7, 0.8], ['e', 6, 0.7]] AS row
CREATE (one:Entity {id: row[0], slug: row[0], name: row[0], kind: 'CONCEPT', mentionCount: row[1]})
CREATE (:Video {id: 'video:' + row[0]})-[:FEATURES {salience: row[2]}]->(one)
WITH collect(one) AS all
MATCH (a {id: 'a'}), (b {id: 'b'}), (c {id: 'c'})
CREATE (talk:Video {id: 'video:talk', slug: 'talk'})-[:HAS_SEGMENT]->(segment:Segment)
CREATE (a)-[:USES {id: 'a-b', weight: 0.5, evidenceCount: 1}]->(b), (b)-[:USES {id: 'b-c', weight: 0.5, evidenceCount: 1}]->(c)
CREATE (said:Evidence {type: 'USES', relationshipId: 'b-c'})-[:SAID_IN]->(segment)
CREATE (said)-[:SUBJECT]->(b), (said)-[:OBJECT]->(c)
FOREACH (one IN all | CREATE (talk)-[:FEATURES {salience: one.mentionCount / 10.0}]->(one))
FOREACH (one IN [one IN all WHERE one <> a] |
  CREATE (a)-[:MENTIONED_WITH {id: 'with ' + one.id, weight: 5.0, evidenceCount: 1}]->(one)
  CREATE (near:Evidence {type: 'MENTIONED_WITH', relationshipId: 'with ' + one.id})-[:SAID_IN]->(segment)
  CREATE (near)-[:SUBJECT]->(a), (near)-[:OBJECT]->(one))
"""
WITH_CO_MENTIONS = WalkLimits(tuple(read_model().connections))


@pytest.mark.parametrize(
    ("asked", "nodes"),
    [
        ({"videos": IdSets(any=("video:talk",)), "max_nodes": 2}, ["c", "b"]),
        ({"videos": IdSets(any=("video:talk",)), "max_nodes": 3}, ["a", "c", "b"]),
        ({"videos": IdSets(any=("video:talk",)), "max_nodes": 2, "limits": WalkLimits(("LEADS",))}, ["a", "d"]),
        ({"around": ("a",), "max_nodes": 2, "limits": WITH_CO_MENTIONS}, ["a", "b"]),
        ({"around": ("a",), "max_nodes": 3, "limits": WITH_CO_MENTIONS}, ["a", "d", "b"]),
        ({"around": ("a",), "hops": 2, "max_nodes": 3, "limits": WITH_CO_MENTIONS}, ["a", "c", "b"]),
    ],
)  # fmt: skip
async def test_stated_ends_come_first_and_co_mentions_fill_the_room(
    clean_database: Database, asked: dict[str, Any], nodes: list[str]
) -> None:
    await clean_database.run(STATED_LAST, name="graph")

    found = await cut(clean_database, **asked)

    assert [node.id for node in found.nodes] == nodes
    assert found.truncated


async def test_many_co_mentions_push_no_stated_link_out(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "LINKS_PER_NODE", 1)
    await clean_database.run(STATED_LAST, name="graph")

    found = await cut(clean_database, around=("a",), hops=2, limits=WITH_CO_MENTIONS)

    assert [link.id for link in found.links] == ["a-b", "b-c", "with d", "with e"]


async def test_the_cap_of_the_wider_walk_drops_no_stated_end(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "CAP", 2)
    await clean_database.run(STATED_LAST, name="graph")

    found = await cut(clean_database, around=("a",), limits=WITH_CO_MENTIONS, max_nodes=2)

    assert [node.id for node in found.nodes] == ["a", "b"]


async def test_of_many_links_those_stay_that_are_among_the_heaviest_of_one_end(
    graph: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [link.id for link in (await cut(graph)).links] == [
        "h-a", "c-b", "a-b", "c-d", "x1-h", "x2-h", "x3-h"
    ]  # fmt: skip
    monkeypatch.setattr(slices, "LINKS_PER_NODE", 1)
    # a-b is the second of both its ends.
    assert [link.id for link in (await cut(graph)).links] == ["h-a", "c-b", "c-d", "x1-h", "x2-h", "x3-h"]


async def test_no_entity_is_a_slice_too(clean_database: Database) -> None:
    assert await cut(clean_database) == Slice((), (), False, 0)


MANY = """
CREATE (hub:Entity:Concept {id: 'entity:hub', slug: 'hub', name: 'Hub', kind: 'CONCEPT', mentionCount: 1})
WITH hub
UNWIND range(1, 2500) AS number
CREATE (one:Entity:Concept {id: 'entity:' + toString(10000 + number), slug: toString(number), name: toString(number), kind: 'CONCEPT',
  mentionCount: 3000 - number})
CREATE (one)-[:USES {id: 'r' + toString(number), weight: 1.0, evidenceCount: 1}]->(hub)
"""


async def test_more_than_are_looked_at(clean_database: Database) -> None:
    await clean_database.run(MANY, name="many")
    around = await cut(clean_database, around=("entity:hub",), max_nodes=3)
    assert (around.truncated, around.total_nodes, len(around.nodes)) == (True, slices.CAP, 3)
    assert around.nodes[0].id == "entity:hub"
    all_ = await cut(clean_database, max_nodes=3)
    assert (all_.truncated, all_.total_nodes) == (True, slices.CAP)
    assert [node.id for node in all_.nodes] == ["entity:10001", "entity:10002", "entity:10003"]
    beside = await cut(clean_database, around=("entity:10001",), max_nodes=3)
    assert (beside.truncated, beside.total_nodes, [node.id for node in beside.nodes]) == (
        False,
        2,
        ["entity:10001", "entity:hub"],
    )

    query = """query ($id: ID!, $hops: Int!) { entity(by: {id: $id}) {
        neighbors(hops: $hops, first: 2) { truncated nodes { id } } } }"""
    engine = Engine(clean_database)
    for hops in (1, 2):
        answer = await engine.execute(query, {"id": "entity:hub", "hops": hops})
        assert "errors" not in answer, answer
        neighbors = answer["data"]["entity"]["neighbors"]
        assert (neighbors["truncated"], len(neighbors["nodes"])) == (True, 2)
    answer = await engine.execute(query, {"id": "entity:10001", "hops": 1})
    assert answer["data"]["entity"]["neighbors"] == {"truncated": False, "nodes": [{"id": "entity:hub"}]}
    answer = await engine.execute(query, {"id": "entity:10001", "hops": 2})
    assert answer["data"]["entity"]["neighbors"]["truncated"] is True


async def test_co_mentions_only_where_asked_for(graph: Database) -> None:
    both = WalkLimits(("USES", "MENTIONED_WITH"))
    assert shown(await cut(graph, around=("d",), limits=both)) == [("d", 0), ("a", 1), ("c", 1)]
    assert shown(await cut(graph, around=("d",))) == [("d", 0), ("c", 1)]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"around": ("a", "nobody")}, "no entity with the id nobody"),
        ({"around": ("a",), "hops": 4}, "hops must be from 0 to 3, not 4"),
        ({"max_nodes": 501}, "maxNodes must be from 1 to 500, not 501"),
        ({"max_nodes": 0}, "maxNodes must be from 1 to 500, not 0"),
    ],
)
async def test_what_cannot_be_asked(graph: Database, more: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        await cut(graph, **more)
