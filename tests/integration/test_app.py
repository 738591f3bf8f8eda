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
        f"the graph at {neo4j_server.uri} needs these migrations: V0001__Create_constraints.cypher, "
        "V0002__Create_indexes.cypher, V0003__Index_search_text.cypher, V0004__Add_search_text.cypher, "
        "V0005__Match_names.cypher, V0006__Index_sort_keys.cypher, V0007__Add_sort_keys.cypher, "
        "V0008__Add_search_forms_of_prose.cypher, V0009__Search_prose_without_accents.cypher, "
        "V0010__Index_sources.cypher, V0011__Fold_letters_in_search_forms.cypher, "
        "V0012__Keep_decisions_on_names.cypher, V0013__Index_sureness_of_evidence.cypher, "
        "V0014__Add_sureness_of_evidence.cypher, V0015__Count_evidence_of_the_past.cypher, "
        "V0016__Index_channel_names.cypher, "
        "V0017__Index_dates_of_evidence.cypher, V0018__Add_dates_of_evidence.cypher, "
        "V0019__Keep_corrections.cypher, V0020__Keep_API_keys.cypher, V0021__Keep_changes.cypher, "
        "V0022__Keep_requests_and_undone_decisions.cypher, V0023__Keep_uploads.cypher, "
        "V0024__Keep_corrections_of_talks.cypher, V0025__Keep_jobs.cypher, V0026__Keep_webhooks.cypher, "
        "V0027__Find_decisions_by_id.cypher, V0028__Keep_what_is_past.cypher, V0029__Order_keys_and_webhooks.cypher. "
        "Run `videograph migrate`, or set VIDEOGRAPH_MIGRATE=true to apply them at start."
    )
    assert len(await migrations.pending(empty_database)) == 29


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


async def test_app_connects_by_itself(neo4j_server: backend.Neo4jServer, clean_database: Database) -> None:
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


async def test_tight_limits_do_not_stop_the_start(
    neo4j_server: backend.Neo4jServer, clean_database: Database
) -> None:
    """Queries of the page are then refused, so they are not planned."""
    app = create_app(settings_for(neo4j_server, max_aliases=0, max_root_fields=1))
    transport = httpx.ASGITransport(app=app)

    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://localhost") as client,
    ):
        answer = await client.post("/graphql", json={"query": "{ stats { videoCount } }"})

    assert answer.json() == {"data": {"stats": {"videoCount": 0}}}
