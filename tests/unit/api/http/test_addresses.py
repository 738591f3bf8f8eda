"""The status of a page's address: 404 where there is nothing of that slug, and the same page with it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx2 as httpx
import pytest

from service.api.execution.engine import Engine
from service.api.http.pages import PAGES, document
from service.api.http.shell import previews
from service.api.http.shell.previews import NOTHING
from service.domain.identity import entity_id
from service.graph.driver.database import Database
from support.api_client import api_client

pytestmark = pytest.mark.anyio

SHELLS = {address.split("/")[1]: document(module) for address, module in PAGES.items()}
OLD = entity_id("COMPANY:facebook")


@pytest.fixture
async def client(recorded_database: Database) -> AsyncIterator[httpx.AsyncClient]:
    """Over a graph in which Facebook was merged into Meta."""
    async with api_client(recorded_database) as client:
        yield client


async def test_what_is_there_and_what_is_not(client: httpx.AsyncClient) -> None:
    expected = {
        "/videos/talk-one-a44045dd": 200,
        "/videos/talk-one-a44045dd?t=3": 200,
        "/topics/work": 200,
        "/entities/meta-company": 200,
        "/entities/facebook-company": 200,  # leads to what it was merged into
        "/videos/nope": 404,
        "/topics/nope": 404,
        "/entities/nope": 404,
        "/entities/Meta": 404,  # a name is no slug
        f"/entities/{OLD}": 404,  # nor is an id, for the page
        "/entities/%00": 404,
        "/entities/%FF%ZZ": 404,
        f"/entities/{'x' * 5000}": 404,
    }

    answers = {path: await client.get(path) for path in expected}
    heads = {path: await client.head(path) for path in expected}

    assert {path: answer.status_code for path, answer in answers.items()} == expected
    assert {path: answer.status_code for path, answer in heads.items()} == expected
    for path, answer in answers.items():
        module = PAGES["/" + path.split("/")[1] + "/{slug}"]
        nothing = document(module, NOTHING)
        assert (answer.text == nothing) is (answer.status_code == 404), path
    assert len({answer.headers["content-security-policy"] for answer in answers.values()}) == 1


async def test_addresses_that_name_nothing_ask_nothing(no_database: Database) -> None:
    async with api_client(no_database) as client:
        answers = [await client.get(path) for path in ("/", "/search?q=nope", "/connections?from=nope")]

    assert [answer.status_code for answer in answers] == [200] * 3


@pytest.mark.parametrize("path", ["/videos/nope", "/entities/nope", "/topics/nope"])
async def test_the_page_says_itself_that_neo4j_is_gone(no_database: Database, path: str) -> None:
    async with api_client(no_database) as client:
        answer = await client.get(path)

    assert (answer.status_code, answer.text) == (200, SHELLS[path.split("/")[1]])


async def test_the_page_does_not_wait_long_for_a_neo4j_that_is_slow(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: Any) -> Any:
        await asyncio.Event().wait()

    monkeypatch.setattr(Engine, "answer", never)
    monkeypatch.setattr(previews, "LOOKUP_SECONDS", 0.01)

    path = "/entities/nope"
    answer = await client.get(path)

    assert (answer.status_code, answer.text) == (200, SHELLS[path.split("/")[1]])
