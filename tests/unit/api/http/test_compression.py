"""Compression: which answers are compressed for which clients, and that nothing else changes."""

import gzip
from collections.abc import AsyncIterator

import httpx2 as httpx
import pytest

from service.api.schema.build import sdl
from service.graph.driver.database import Database
from service.resources import web_folder
from support.api_client import api_client

pytestmark = pytest.mark.anyio

_FILE = "/static/page/talk/transcript.js"
_QUESTION = {"query": "{ __schema { types { name description } } }"}


@pytest.fixture
async def client(no_database: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with api_client(no_database) as client:
        yield client


async def raw(response: httpx.Response) -> bytes:
    return b"".join([chunk async for chunk in response.aiter_raw()])


@pytest.mark.parametrize("encoding", ["gzip", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.8", "*"])
async def test_who_takes_gzip_gets_it(client: httpx.AsyncClient, encoding: str) -> None:
    async with client.stream("GET", _FILE, headers={"accept-encoding": encoding}) as response:
        body = await raw(response)

    file = (web_folder() / "page" / "talk" / "transcript.js").read_bytes()
    assert gzip.decompress(body) == file
    assert len(body) < len(file) / 2
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["content-length"] == str(len(body))
    assert response.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encoding", ["identity", "br", "gzip;q=0", "gzip;q=0, *", "*;q=0", ""])
async def test_who_does_not_gets_the_file(client: httpx.AsyncClient, encoding: str) -> None:
    async with client.stream("GET", _FILE, headers={"accept-encoding": encoding}) as response:
        body = await raw(response)

    assert body == (web_folder() / "page" / "talk" / "transcript.js").read_bytes()
    assert "content-encoding" not in response.headers
    assert response.headers["vary"] == "Accept-Encoding"


async def test_answers_are_the_same_compressed(client: httpx.AsyncClient) -> None:
    whole = await client.post("/graphql", json=_QUESTION, headers={"accept-encoding": "identity"})
    async with client.stream(
        "POST", "/graphql", json=_QUESTION, headers={"accept-encoding": "gzip"}
    ) as response:
        body = await raw(response)

    assert gzip.decompress(body) == whole.content
    assert len(body) < len(whole.content) / 3
    assert response.headers["content-type"] == whole.headers["content-type"]
    assert response.headers["cache-control"] == "no-store"
    varies = set(response.headers["vary"].lower().split(", "))
    assert varies == {"accept", "accept-encoding", "authorization", "x-api-key"}


async def test_small_answers_are_left_alone(client: httpx.AsyncClient) -> None:
    small = await client.post("/graphql", json={"query": "{__typename}"}, headers={"accept-encoding": "gzip"})
    health = await client.get("/healthz", headers={"accept-encoding": "gzip"})

    assert "content-encoding" not in small.headers
    assert "content-encoding" not in health.headers
    assert small.headers["content-length"] == str(len(small.content))


async def test_the_page_keeps_its_headers(client: httpx.AsyncClient) -> None:
    whole = await client.get("/", headers={"accept-encoding": "identity"})
    small = await client.get("/", headers={"accept-encoding": "gzip"})

    changed = ("content-length", "content-encoding")
    assert small.headers["content-encoding"] == "gzip"
    assert small.text == whole.text
    assert [one for one in small.headers.items() if one[0] not in changed] == [
        one for one in whole.headers.items() if one[0] not in changed
    ]
    assert "script-src 'self'" in small.headers["content-security-policy"]


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
async def test_large_files_and_parts_of_them(client: httpx.AsyncClient, encoding: str) -> None:
    path, asked = "/static/graphiql/graphiql-4.1.2.js", {"accept-encoding": encoding}
    file = (web_folder() / "graphiql" / "graphiql-4.1.2.js").read_bytes()

    whole = await client.get(path, headers=asked)
    part = await client.get(path, headers={**asked, "range": "bytes=10-19"})
    again = await client.get(path, headers={**asked, "if-none-match": whole.headers["etag"]})

    assert whole.content == file
    assert (part.status_code, part.content) == (206, file[10:20])
    assert "content-encoding" not in part.headers
    assert (again.status_code, again.content) == (304, b"")


async def test_the_schema_too(client: httpx.AsyncClient) -> None:
    answer = await client.get("/schema.graphql", headers={"accept-encoding": "gzip"})

    assert (answer.headers["content-encoding"], answer.text) == ("gzip", sdl())
