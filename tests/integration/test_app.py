"""The start of the app: which Neo4j is used, and which schema it must have."""

import asyncio
from typing import Any

import httpx2 as httpx
import pytest
from pydantic import SecretStr

from service.app import create_app
from service.errors import GraphUnavailable, MigrationError
from service.graph import migrations
from service.graph.connect import Neo4j, open_graph, reach_neo4j
from service.graph.driver.database import Database
from service.settings import Settings
from support import backend
from support.api_client import api_client
from support.cold import plan_nothing

pytestmark = pytest.mark.anyio


def settings_for(server: backend.Neo4jServer, **more: Any) -> Settings:
    return Settings(
        neo4j_uri=server.uri, neo4j_user=server.user, neo4j_password=SecretStr(server.password), **more
    )


def test_other_neo4j_is_taken_from_the_settings(neo4j_server: backend.Neo4jServer) -> None:
    with reach_neo4j(settings_for(neo4j_server)) as neo4j:
        assert neo4j == Neo4j(neo4j_server.uri, neo4j_server.user, neo4j_server.password, None)
    assert neo4j_server.password not in repr(neo4j)


async def test_pending_migrations_stop_the_start(
    neo4j_server: backend.Neo4jServer, empty_database: Database
) -> None:
    settings = settings_for(neo4j_server)

    with reach_neo4j(settings) as neo4j, pytest.raises(MigrationError) as caught:
        async with open_graph(settings, neo4j):
            pass

    assert caught.value.message == (
        f"the graph at {neo4j_server.uri} needs these migrations: V0001__Create_schema.cypher. "
        "Run `videograph migrate`, or set VIDEOGRAPH_MIGRATE=true to apply them at start."
    )
    assert len(await migrations.pending(empty_database)) == 1


async def test_not_ready_while_migrations_are_pending(empty_database: Database) -> None:
    async with api_client(empty_database) as client:
        response, health = await client.get("/readyz"), await client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {
        "status": "not ready",
        "reason": "These migrations are pending: V0001__Create_schema.cypher. Run `videograph migrate`.",
    }
    assert health.status_code == 200


async def test_migrations_are_applied_where_that_is_set(
    neo4j_server: backend.Neo4jServer, empty_database: Database
) -> None:
    settings = settings_for(neo4j_server, migrate=True)

    with reach_neo4j(settings) as neo4j:
        async with open_graph(settings, neo4j):
            pass

    assert await migrations.pending(empty_database) == []


async def test_unprepared_graph_is_opened_as_it_is(
    neo4j_server: backend.Neo4jServer, empty_database: Database
) -> None:
    settings = settings_for(neo4j_server, migrate=True)

    with reach_neo4j(settings) as neo4j:
        async with open_graph(settings, neo4j, prepare=False) as database:
            assert len(await migrations.pending(database)) == len(migrations.read_migrations())


async def test_wrong_password_is_said_so(neo4j_server: backend.Neo4jServer) -> None:
    neo4j = Neo4j(neo4j_server.uri, neo4j_server.user, "wrong")

    with pytest.raises(GraphUnavailable, match="Neo4j refuses the login: check user and password"):
        async with open_graph(Settings(), neo4j):
            pass


async def test_app_connects_by_itself(
    neo4j_server: backend.Neo4jServer, clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.app.warm_first", plan_nothing)
    monkeypatch.setattr("service.app.keep_warm", plan_nothing)
    app = create_app(settings_for(neo4j_server, query_timeout=60))
    transport = httpx.ASGITransport(app=app)

    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://localhost") as client,
    ):
        answers = await asyncio.gather(
            *(client.post("/graphql", json={"query": "{ stats { videoCount } }"}) for _ in range(20))
        )

    assert [answer.json() for answer in answers] == [{"data": {"stats": {"videoCount": 0}}}] * 20
