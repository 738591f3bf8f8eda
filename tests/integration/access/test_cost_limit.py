"""The cost of a client's queries in a minute, over HTTP: headers, what is refunded, and the refusal."""

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx2 as httpx
import pytest

from service.access.authenticator import Authenticator
from service.access.key_store import create_key
from service.access.scopes import Scope
from service.access.viewer import Viewer
from service.api.execution.engine import Engine
from service.app import create_app
from service.graph.driver.database import Database
from service.settings import Settings

pytestmark = pytest.mark.anyio

QUERY = "{ entities(first: 100) { nodes { name } } }"


@pytest.fixture
async def app(seed_database: Database) -> AsyncIterator[Any]:
    settings = Settings(public="read", max_public_cost=1000, max_key_cost=2000, max_new_statements=0)
    app = create_app(settings, seed_database)
    app.state.engine, app.state.database = Engine(seed_database, limits=settings.limits), seed_database
    app.state.authenticator = Authenticator(seed_database)
    yield app
    await seed_database.run("MATCH (key:ApiKey) DELETE key", name="test")


def anybody_at(address: str) -> Viewer:
    return Viewer("PUBLIC", address, frozenset({Scope.READ}))


def client(app: Any, address: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=app, client=(address, 50000))
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")


def left(answer: httpx.Response, most: int = 1000) -> int:
    assert answer.headers["ratelimit-policy"] == f'"cost";q={most};w=60'
    match = re.fullmatch(r'"cost";r=(\d+);t=(\d+)', answer.headers["ratelimit"])
    assert match is not None
    return int(match[1])


async def test_an_answer_costs_what_it_holds(app: Any) -> None:
    async with client(app, "203.0.113.7") as http:
        await http.post("/graphql", json={"query": QUERY})  # planned now
        before = left(await http.post("/graphql", json={"query": "{ __typename }"}))
        answer = await http.post("/graphql", json={"query": QUERY})

    entities = len(answer.json()["data"]["entities"]["nodes"])
    braces = entities + 3 + 40  # its statement
    # A little fills up again meanwhile: 17 in a second.
    assert before - braces <= left(answer) <= before - braces + 200
    assert left(answer) > 1000 - 300


async def test_who_asks_too_much_is_refused_until_there_is_enough(app: Any) -> None:
    held = (
        "{ " + " ".join(f"a{i}: entities(first: {50 + i}) {{ nodes {{ name }} }}" for i in range(10)) + " }"
    )
    async with client(app, "203.0.113.7") as http, client(app, "203.0.113.8") as other:
        app.state.engine.charge(anybody_at("203.0.113.7")).take(990)

        refused = await http.post("/graphql", json={"query": held})

        assert refused.status_code == 429
        [error] = refused.json()["errors"]
        seconds = int(refused.headers["retry-after"])
        assert 1 <= seconds <= 60
        assert error["extensions"] == {"code": "RATE_LIMITED", "retryAfter": seconds, "reason": "COST"}
        assert error["message"].endswith(
            "left less than that: at most 1000 a minute are allowed (VIDEOGRAPH_MAX_PUBLIC_COST). "
            f"Try again in {seconds} s, use smaller pages (`first`, `last`), or send fewer queries."
        )
        assert left(refused) < 200
        assert (await other.post("/graphql", json={"query": held})).status_code == 200
        assert left(await http.get("/graphql", params={"query": "{ __typename }"})) < 200


async def test_a_key_has_a_limit_of_its_own_and_this_machine_none(app: Any, seed_database: Database) -> None:
    created = await create_key(seed_database, "one", [Scope.READ])
    app.state.engine.charge(anybody_at("203.0.113.7")).take(1000)
    async with client(app, "203.0.113.7") as http, client(app, "127.0.0.1") as local:
        answer = await http.post("/graphql", json={"query": QUERY}, headers={"x-api-key": created.key})
        assert left(answer, 2000) > 1000
        here = await local.post("/graphql", json={"query": QUERY})
        assert "ratelimit" not in here.headers
