"""Caching: status 304 for unchanged answers, and hashes instead of documents. The graph has one talk with three entities."""

import hashlib
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2 as httpx
import pytest

from service.api.http.transport import etags
from service.api.operation.arguments.cursors import Cursors
from service.graph.driver.database import Database
from service.settings.limits import Limits
from support.api_client import api_client

pytestmark = pytest.mark.anyio

_JSON, _GRAPHQL_JSON = "application/json", "application/graphql-response+json"
_ENTITIES = "query Q($first: Int) { entities(first: $first) { totalCount nodes { name kind mentionCount } } }"


@pytest.fixture
async def client(recorded_database: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with api_client(recorded_database, Cursors(b"key")) as client:
        yield client


async def get(client: httpx.AsyncClient, tag: str | None = None, **params: Any) -> httpx.Response:
    headers = {} if tag is None else {"if-none-match": tag}
    return await client.get("/graphql", params={"query": _ENTITIES, **params}, headers=headers)


async def test_an_answer_that_has_not_changed_is_304_without_a_statement(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await get(client)
    asked: list[str] = []
    read = Database.read

    async def listen(self: Database, *args: Any, name: str, **more: Any) -> Any:
        asked.append(name)
        return await read(self, *args, name=name, **more)

    monkeypatch.setattr(Database, "read", listen)
    again = await get(client, first.headers["etag"])

    assert (first.status_code, again.status_code) == (200, 304)
    assert first.json()["data"]["entities"]["totalCount"] == 3
    assert asked == ["revision"]
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    assert first.headers["etag"].startswith('W/"')
    for response in (first, again):
        assert response.headers["cache-control"] == "no-cache"
        assert {"accept", "accept-encoding"} <= set(response.headers["vary"].lower().split(", "))
    assert "content-type" not in again.headers


async def test_head_is_as_get(client: httpx.AsyncClient) -> None:
    tag = (await get(client)).headers["etag"]

    head = await client.head("/graphql", params={"query": _ENTITIES})
    again = await client.head("/graphql", params={"query": _ENTITIES}, headers={"if-none-match": tag})

    assert (head.status_code, head.headers["etag"], again.status_code) == (200, tag, 304)


@pytest.mark.parametrize(
    ("template", "status"),
    [
        ("{}", 304),
        ('"other", {} , W/"more"', 304),
        ("W/{}", 304),
        ('"other"', 200),
        ("*", 200),
        ("", 200),
        ("nonsense", 200),
    ],
)
async def test_tags_are_compared_weakly(client: httpx.AsyncClient, template: str, status: int) -> None:
    tag = (await get(client)).headers["etag"]

    assert (await get(client, template.format(tag.removeprefix("W/")))).status_code == status


async def test_whatever_distinguishes_an_answer_distinguishes_its_tag(
    client: httpx.AsyncClient, recorded_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = "query A { stats { videoCount } } query B { stats { videoCount } }"
    requests: list[tuple[dict[str, Any], dict[str, str]]] = [
        ({}, {}),
        ({"query": _ENTITIES + " "}, {}),
        ({"variables": '{"first": 1}'}, {}),
        ({"variables": '{"first": 2}'}, {}),
        ({"extensions": '{"cost": true}'}, {}),
        ({}, {"accept": _GRAPHQL_JSON}),
        ({"query": two, "operationName": "A"}, {}),
        ({"query": two, "operationName": "B"}, {}),
    ]

    async def tags(client: httpx.AsyncClient) -> list[str]:
        answers = [
            await client.get("/graphql", params={"query": _ENTITIES, **params}, headers=headers)
            for params, headers in requests
        ]
        assert [answer.status_code for answer in answers] == [200] * len(requests)
        return [answer.headers["etag"] for answer in answers]

    async with (
        api_client(recorded_database, Cursors(b"key")) as process,
        api_client(recorded_database, Cursors(b"other")) as other_cursors,
        api_client(recorded_database, Cursors(b"key"), max_cost=40_000) as other_limits,
    ):
        found = [await tags(one) for one in (client, process, other_cursors, other_limits)]
        monkeypatch.setattr(etags, "program", lambda: "another version")
        found.append(await tags(process))

    assert found[0] == found[1]  # another process of the same graph
    assert len({tag for tags in found for tag in tags}) == 4 * len(requests)


async def test_compressed_or_not_the_tag_is_the_same(client: httpx.AsyncClient) -> None:
    query = "{ __schema { types { name description } } }"
    plain, packed = [
        await client.get("/graphql", params={"query": query}, headers={"accept-encoding": encoding})
        for encoding in ("identity", "gzip")
    ]

    assert packed.headers["content-encoding"] == "gzip"
    assert plain.headers["etag"] == packed.headers["etag"]


async def test_post_errors_and_pages_have_no_tag(client: httpx.AsyncClient) -> None:
    post = await client.post("/graphql", json={"query": _ENTITIES}, headers={"if-none-match": "*"})
    fault = await client.get("/graphql", params={"query": "{ videos(first: 101) { totalCount } }"})
    invalid = await client.get("/graphql", params={"query": "{ nonsense }"})
    partly = await client.get(
        "/graphql", params={"query": "{ stats { videoCount } entities(first: 101) { totalCount } }"}
    )

    assert (post.status_code, fault.status_code, invalid.status_code) == (200, 200, 200)
    for response in (post, fault, invalid, partly):
        assert "etag" not in response.headers
        assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("header", ["authorization", "cookie"])
async def test_what_somebody_logged_in_for_is_private(client: httpx.AsyncClient, header: str) -> None:
    response = await client.get("/graphql", params={"query": _ENTITIES}, headers={header: "secret"})

    assert response.headers["cache-control"] == "private, no-cache"


async def test_scripts_of_other_origins_may_read_and_send_tags(recorded_database: Database) -> None:
    origin = {"origin": "https://front.example"}
    ask = {"access-control-request-method": "GET", "access-control-request-headers": "if-none-match"}
    async with api_client(recorded_database, cors_origins="https://front.example") as client:
        allowed = await client.options("/graphql", headers={**origin, **ask})
        answer = await client.get("/graphql", params={"query": _ENTITIES}, headers=origin)
        again = await client.get(
            "/graphql",
            params={"query": _ENTITIES},
            headers={**origin, "if-none-match": answer.headers["etag"]},
        )

    assert allowed.status_code == 200
    assert answer.headers["access-control-expose-headers"] == (
        "etag, retry-after, ratelimit, ratelimit-policy, www-authenticate"
    )
    assert again.status_code == 304
    assert "origin" in again.headers["vary"].lower().split(", ")


async def test_without_a_graph_there_is_no_tag_and_no_read_is_no_fault() -> None:
    async with (
        Database.open("bolt://127.0.0.1:1", "neo4j", "secret") as nowhere,
        api_client(nowhere) as client,
    ):
        plain = await client.get("/graphql", params={"query": "{ __typename }"})
        asking = await client.get("/graphql", params={"query": "{ stats { videoCount } }"})

    assert (plain.status_code, plain.json()) == (200, {"data": {"__typename": "Query"}})
    assert "etag" in plain.headers  # it needs no graph
    assert asking.json()["errors"][0]["extensions"]["code"] == "GRAPH_UNAVAILABLE"


def by_hash(query: str) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(query.encode()).hexdigest()}}


@pytest.mark.parametrize("accept", [_JSON, _GRAPHQL_JSON])
async def test_a_hash_that_is_unknown_is_answered_as_apollo_does(
    client: httpx.AsyncClient, accept: str
) -> None:
    extensions = by_hash(_ENTITIES)
    post = await client.post("/graphql", json={"extensions": extensions}, headers={"accept": accept})
    get = await client.get(
        "/graphql", params={"extensions": json.dumps(extensions)}, headers={"accept": accept}
    )

    for response in (post, get):
        assert response.status_code == 200
        assert response.json() == {
            "errors": [
                {"message": "PersistedQueryNotFound", "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}
            ]
        }
        assert response.headers["cache-control"] == "no-store"


async def test_hash_and_text_once_then_the_hash_alone(client: httpx.AsyncClient) -> None:
    extensions = by_hash(_ENTITIES)
    params = {"extensions": json.dumps(extensions), "variables": '{"first": 1}'}

    whole = await client.post(
        "/graphql", json={"query": _ENTITIES, "variables": {"first": 1}, "extensions": extensions}
    )
    short = await client.get("/graphql", params=params)
    again = await client.get("/graphql", params=params, headers={"if-none-match": short.headers["etag"]})
    post = await client.post("/graphql", json={"variables": {"first": 1}, "extensions": extensions})

    assert len(whole.json()["data"]["entities"]["nodes"]) == 1
    assert short.json() == post.json() == whole.json()
    assert again.status_code == 304


async def test_get_registers_too(client: httpx.AsyncClient) -> None:
    extensions = json.dumps(by_hash(_ENTITIES))

    whole = await client.get("/graphql", params={"query": _ENTITIES, "extensions": extensions})

    assert (await client.get("/graphql", params={"extensions": extensions})).json() == whole.json()


async def test_what_is_not_valid_is_not_kept(client: httpx.AsyncClient) -> None:
    extensions = by_hash("{ nonsense }")
    whole = await client.post("/graphql", json={"query": "{ nonsense }", "extensions": extensions})
    short = await client.post("/graphql", json={"extensions": extensions})

    assert whole.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert short.json()["errors"][0]["extensions"]["code"] == "PERSISTED_QUERY_NOT_FOUND"


async def test_a_hash_of_another_text_is_400(client: httpx.AsyncClient) -> None:
    wrong = await client.post("/graphql", json={"query": "{ __typename }", "extensions": by_hash(_ENTITIES)})

    assert wrong.status_code == 400
    assert wrong.json()["errors"][0]["extensions"]["code"] == "PERSISTED_QUERY_HASH_MISMATCH"
    unknown = await client.post("/graphql", json={"extensions": by_hash(_ENTITIES)})
    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"


async def test_limits_hold_for_documents_by_hash(recorded_database: Database) -> None:
    async with api_client(recorded_database, max_cost=Limits().cost) as client:
        answer = await client.post(
            "/graphql", json={"query": _ENTITIES, "extensions": by_hash(_ENTITIES) | {"cost": True}}
        )

    assert answer.json()["extensions"]["limit"] == Limits().cost
