"""What is not in the graph is answered while Neo4j is away: the schema as data, by words and by coordinates, and who asks."""

from typing import Any

import pytest

from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from support.api_client import api_client

pytestmark = pytest.mark.anyio


@pytest.fixture
def engine(no_database: Database) -> Engine:
    return Engine(no_database)


async def test_members_that_fit_words(engine: Engine) -> None:
    response = await engine.execute(
        """{ schemaSearch(query: "paths between two entities", first: 1, operation: QUERY) {
          coordinate pathsToRoot score cursor
          member { kind signature arguments { name signature } members { name } }
        } }"""
    )
    [best] = response["data"]["schemaSearch"]
    assert best["member"].pop("arguments")[2] == {"name": "maxHops", "signature": "maxHops: Int! = 4"}
    assert 0.4 < best.pop("score") < 1
    assert best == {
        "coordinate": "Query.paths",
        "pathsToRoot": [],
        "cursor": "Query.paths",
        "member": {
            "kind": "FIELD",
            "signature": "paths(source: ID!, target: ID!, maxHops: Int! = 4, first: Int! = 3, where: WalkWhere, avoid: [ID!]): [Path!]!",
            "members": [],
        },
    }


async def test_results_go_on_and_have_a_least_score(engine: Engine) -> None:
    ask = 'query ($after: String, $least: Float) { schemaSearch(query: "quote", first: 2, after: $after, minScore: $least) { cursor score } }'
    first = (await engine.execute(ask))["data"]["schemaSearch"]
    rest = (await engine.execute(ask, {"after": first[0]["cursor"]}))["data"]["schemaSearch"]
    assert rest[0] == first[1]
    assert (await engine.execute(ask, {"least": 1}))["data"]["schemaSearch"] == []
    wrong = await engine.execute(ask, {"after": "Nothing.here"})
    assert [one["extensions"]["code"] for one in wrong["errors"]] == ["NOT_FOUND"]


async def test_members_by_their_coordinates(engine: Engine) -> None:
    ask = """query ($coordinates: [String!]!) { schemaDefinitions(coordinates: $coordinates) {
      coordinate kind name signature description arguments { description } members { coordinate signature }
    } }"""
    response = await engine.execute(ask, {"coordinates": ["TopicLookup", "Query.topic(by:)"]})
    assert response["data"]["schemaDefinitions"] == [
        {
            "coordinate": "TopicLookup",
            "kind": "INPUT_OBJECT",
            "name": "TopicLookup",
            "signature": "input TopicLookup @oneOf",
            "description": "Selects a topic; give exactly one key.",
            "arguments": [],
            "members": [
                {"coordinate": f"TopicLookup.{name}", "signature": f"{name}: {type_}"}
                for name, type_ in (("id", "ID"), ("slug", "String"), ("name", "String"))
            ],
        },
        {
            "coordinate": "Query.topic(by:)",
            "kind": "ARGUMENT",
            "name": "by",
            "signature": "by: TopicLookup!",
            "description": "Selects it.",
            "arguments": [],
            "members": [],
        },
    ]
    wrong = await engine.execute(ask, {"coordinates": ["Video.tilte"]})
    [error] = wrong["errors"]
    assert error["extensions"]["code"] == "NOT_FOUND"
    assert error["message"].startswith("Video has no member 'tilte'. Did you mean 'title'?")


async def test_nothing_of_it_asks_neo4j_not_even_for_the_revision(
    no_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def listen(_: Database, *__: Any, name: str, **___: Any) -> Any:
        asked.append(name)

    monkeypatch.setattr(Database, "read", listen)
    query = """query {
      viewer { kind scopes limits { costPerOperation } }
      schemaDefinitions(coordinates: ["Query.viewer"]) { name }
      again: schemaSearch(query: "Query.viewer", first: 1) { coordinate }
    }"""
    async with api_client(no_database) as client:
        by_get = await client.get("/graphql", params={"query": query})
        by_post = await client.post("/graphql", json={"query": query})
        tag = by_get.headers["etag"]
        known = await client.get("/graphql", params={"query": query}, headers={"if-none-match": tag})
    assert (by_get.status_code, by_post.status_code, known.status_code) == (200, 200, 304)
    assert by_get.json() == by_post.json()
    assert by_get.json() == {
        "data": {
            "viewer": {
                "kind": "LOCAL",
                "scopes": ["READ", "INGEST", "FETCH", "CURATE", "ADMIN"],
                "limits": {"costPerOperation": 50000},
            },
            "schemaDefinitions": [{"name": "viewer"}],
            "again": [{"coordinate": "Query.viewer"}],
        }
    }
    assert asked == []
