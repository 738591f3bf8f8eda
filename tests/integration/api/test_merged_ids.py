"""An id of an entity that was merged leads to the one that is left, wherever the API takes an id; ids that are there cost nothing more."""

from typing import Any

import pytest

from service.api.execution.engine import Engine
from service.curation.load import import_document
from service.curation.merges.merge import merge_entities
from service.domain.identity import entity_id
from service.graph.driver.database import Database
from support.talks import talk

pytestmark = pytest.mark.anyio

ADA, ALAN = entity_id("PERSON:ada lovelace"), entity_id("PERSON:alan turing")
OLD, LEFT, LOOM = (entity_id(key) for key in ("COMPANY:facebook", "COMPANY:meta", "PRODUCT:loom"))
NEVER = "entity:0000"


@pytest.fixture
async def merged(clean_database: Database) -> Database:
    for document in (
        talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Facebook")),
        talk("two", ("PERSON", "Alan Turing", "WORKS_AT", "COMPANY", "Meta")),
        talk("three", ("PERSON", "Alan Turing", "CREATED", "PRODUCT", "Loom")),
    ):
        await import_document(clean_database, document)
    await merge_entities(clean_database, ["facebook-company"], "meta-company")
    return clean_database


async def respond(database: Database, query: str, **variables: Any) -> dict[str, Any]:
    return await Engine(database).execute(query, variables)


async def ask(database: Database, query: str, **variables: Any) -> Any:
    response = await respond(database, query, **variables)
    assert "errors" not in response, response
    return next(iter(response["data"].values()))


async def test_one_and_many_are_fetched(merged: Database) -> None:
    node = "query ($id: ID!) { node(id: $id) { id ... on Company { name } } }"
    assert await ask(merged, node, id=OLD) == {"id": LEFT, "name": "Meta"}
    assert await ask(merged, node, id=NEVER) is None
    nodes = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    ids = [OLD, NEVER, ADA, LEFT, "topic:work", OLD]
    assert await ask(merged, nodes, ids=ids) == [
        {"id": LEFT}, None, {"id": ADA}, {"id": LEFT}, {"id": "topic:work"}, {"id": LEFT}
    ]  # fmt: skip


async def test_walks_begin_and_end_there(merged: Database) -> None:
    paths = """query ($source: ID!, $target: ID!, $avoid: [ID!]) {
      paths(source: $source, target: $target, avoid: $avoid) { entities { id } } }"""
    way = [{"entities": [{"id": ADA}, {"id": LEFT}]}]
    assert await ask(merged, paths, source=ADA, target=OLD) == way
    assert await ask(merged, paths, source=ADA, target=ALAN, avoid=[OLD]) == []
    unknown = await respond(merged, paths, source=NEVER, target=OLD)
    assert [one["message"] for one in unknown["errors"]] == [
        f"There is no entity with the id {NEVER} (source)."
    ]
    graph = "query ($around: [ID!]) { graph(where: {around: $around, hops: 1}) { nodes { entity { id } } } }"
    found = await ask(merged, graph, around=[OLD])
    assert {one["entity"]["id"] for one in found["nodes"]} == {LEFT, ADA, ALAN}


@pytest.mark.parametrize(
    ("condition", "slugs"),
    [
        ({"any": [OLD]}, ["one", "two"]),
        ({"all": [OLD, ADA]}, ["one"]),
        ({"none": [OLD]}, ["three"]),
        ({"any": [OLD, LOOM]}, ["one", "three", "two"]),
        ({"any": [NEVER]}, []),
    ],
)
async def test_conditions_find_what_is_left(
    merged: Database, condition: dict[str, list[str]], slugs: list[str]
) -> None:
    query = "query ($where: VideoWhere) { videos(where: $where) { nodes { id } } }"
    for where in ({"entities": condition}, {"and": [{"entities": condition}]}):
        page = await ask(merged, query, where=where)
        assert sorted(node["id"] for node in page["nodes"]) == [f"video:{slug}" for slug in slugs]


async def test_conditions_below_the_root_too(merged: Database) -> None:
    query = """query ($id: ID!) { topic(by: {name: "Work"}) {
      videos(where: {entities: {any: [$id]}}) { totalCount } } }"""
    assert await ask(merged, query, id=OLD) == {"videos": {"totalCount": 2}}


async def test_ids_that_are_there_are_asked_for_once(
    merged: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    read = Database.read

    async def noted(self: Database, *rest: Any, name: str, **more: Any) -> Any:
        names.append(name)
        return await read(self, *rest, name=name, **more)

    monkeypatch.setattr(Database, "read", noted)
    engine = Engine(merged)
    node = "query ($id: ID!) { node(id: $id) { id } }"
    await engine.execute(node, {"id": LEFT})
    await engine.execute(node, {"id": "topic:no such topic"})
    await engine.execute(node, {"id": NEVER})
    assert names == ["Query.node", "Query.node", "Query.node", "merged entities"]
    names.clear()
    await engine.execute('{ videos(where: {topics: {any: ["topic:work"]}}) { totalCount } }')
    assert names == ["Query.videos"]
    names.clear()
    await engine.execute(f'{{ videos(where: {{entities: {{any: ["{LEFT}"]}}}}) {{ totalCount }} }}')
    assert sorted(names) == ["Query.videos", "merged entities"]
