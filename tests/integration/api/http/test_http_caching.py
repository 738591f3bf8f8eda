"""Caching: status 304 while nothing was committed, and never after."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from typing import Any

import httpx2 as httpx
import pytest

from service.api.operation.arguments.cursors import Cursors
from service.curation.load import delete_video, import_document
from service.curation.merges.merge import merge_entities
from service.curation.merges.separate import take_back_apart, tell_apart
from service.curation.re_resolve import decide_anew
from service.graph.driver.database import Database
from service.graph.projections import repair
from service.graph.revision import read_revision
from service.graph.statements import statement
from support.api_client import api_client
from support.talks import talk
from support.uncertain_talks import talk as uncertain_talk

pytestmark = pytest.mark.anyio

_JSON, _GRAPHQL_JSON = "application/json", "application/graphql-response+json"
_ENTITIES = "query Q($first: Int) { entities(first: $first) { totalCount nodes { name kind mentionCount } } }"
_ONE = talk(
    "one",
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Facebook"),
    ("COMPANY", "Facebook", "COMPETES_WITH", "COMPANY", "Meta"),
    publishedOn=date(1843, 9, 1),
)


@pytest.fixture
async def client(clean_database: Database) -> AsyncIterator[httpx.AsyncClient]:
    await import_document(clean_database, _ONE)
    async with api_client(clean_database, Cursors(b"key")) as client:
        yield client


async def get(client: httpx.AsyncClient, tag: str | None = None, **params: Any) -> httpx.Response:
    headers = {} if tag is None else {"if-none-match": tag}
    return await client.get("/graphql", params={"query": _ENTITIES, **params}, headers=headers)


_CHANGES: dict[str, Callable[[Database], Awaitable[object]]] = {
    "import": lambda database: import_document(
        database, talk("two", ("PERSON", "Alan Turing", "LEFT", "COMPANY", "Meta"))
    ),
    "title": lambda database: import_document(
        database,
        _ONE.model_copy(update={"video": _ONE.video.model_copy(update={"title": "Another title"})}),
    ),
    "merge": lambda database: merge_entities(database, ["facebook-company"], "meta-company"),
    "apart": lambda database: tell_apart(database, ["facebook-company", "meta-company"]),
    "import again": lambda database: import_document(database, _ONE),
    "apart, taken back": lambda database: take_back_apart(database, ["facebook-company", "meta-company"]),
    "resolve": decide_anew,
    "drift": lambda database: database.run(
        "MATCH (e:Entity {slug: 'meta-company'}) SET e.mentionCount = 77", name="by hand"
    ),
    "repair": repair,
    "delete": lambda database: delete_video(database, "video:one"),
}


async def test_after_every_change_the_answer_is_sent_anew(
    clean_database: Database, client: httpx.AsyncClient
) -> None:
    guess, sure = uncertain_talk("guess", "PRODUCT", 0.4), uncertain_talk("sure", "COMPANY", None)
    for document in (guess, sure):
        await import_document(clean_database, document)
    tag = (await get(client)).headers["etag"]
    seen = {tag}
    for name, change in _CHANGES.items():
        await change(clean_database)

        response = await get(client, tag)

        assert response.status_code == 200, name
        tag = response.headers["etag"]
        assert tag not in seen, name
        seen.add(tag)
        assert (await get(client, tag)).status_code == 304, name


async def test_reads_alone_change_no_tag(clean_database: Database, client: httpx.AsyncClient) -> None:
    before = await read_revision(clean_database)
    for query in (
        '{ search(query: "meta") { edges { snippet } } }',
        '{ suggest(prefix: "me") { name } }',
        _ENTITIES,
    ):
        assert "errors" not in (await client.post("/graphql", json={"query": query})).json()
    await import_document(clean_database, _ONE)  # unchanged

    assert (await read_revision(clean_database)).name == before.name


async def test_the_revision_costs_no_look_at_the_data(clean_database: Database) -> None:
    plan = await clean_database.explain(statement("graph/read_size"))

    assert {"NodeCountFromCountStore", "RelationshipCountFromCountStore"} <= set(plan.operators)
    assert not [one for one in plan.operators if "Scan" in one or "Expand" in one]


async def test_304_is_never_older_than_what_was_committed(clean_database: Database) -> None:
    """Readers that keep their answers, while somebody writes as fast as possible."""
    committed, writing, not_modified = 0, True, 0
    params = {"query": "{ stats { videoCount } }"}

    async def write() -> None:
        nonlocal committed, writing
        for number in range(200):
            await clean_database.run(f"CREATE (:Video {{id: 'video:v{number}'}})", name="write")
            committed = number + 1
            if number % 20 == 0:
                while not_modified < number:  # noqa: ASYNC110  (the readers count)
                    await asyncio.sleep(0)
        writing = False

    async def read(client: httpx.AsyncClient) -> None:
        nonlocal not_modified
        tag, count = "", 0
        while writing:
            at_least = committed
            response = await client.get("/graphql", params=params, headers={"if-none-match": tag})
            if response.status_code == 304:
                not_modified += 1
            else:
                tag, count = response.headers["etag"], response.json()["data"]["stats"]["videoCount"]
            assert count >= at_least

    async with api_client(clean_database) as client:
        async with asyncio.timeout(300):
            await asyncio.gather(write(), *(read(client) for _ in range(6)))
        assert (await client.get("/graphql", params=params)).json() == {
            "data": {"stats": {"videoCount": 200}}
        }
