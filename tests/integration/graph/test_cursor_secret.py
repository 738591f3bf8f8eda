"""The secret of cursors: one for a graph, whoever asks first, and nowhere to be read but in it."""

import asyncio
from typing import Any

import pytest
from pydantic import SecretStr

from service.api.execution.engine import Engine
from service.api.operation.arguments.cursors import Cursors
from service.errors import SetupError
from service.graph.cursor_secret import cursor_key
from service.graph.driver.database import Database
from service.graph.projections import fingerprint
from service.settings import Settings
from support.backend import Neo4jServer

pytestmark = pytest.mark.anyio

_SECRET = "MATCH (head:__Neo4jMigration {version: 'BASELINE'}) RETURN head.cursorSecret"
_LIST = "query ($after: String) { channels(first: 1, after: $after) { edges { cursor } } }"


async def forget(database: Database) -> None:
    await database.run("MATCH (head:__Neo4jMigration) REMOVE head.cursorSecret", name="forget")


async def test_processes_that_start_at_once_agree(neo4j_server: Neo4jServer, clean_database: Database):
    await forget(clean_database)

    async def start() -> bytes:
        async with Database.open(
            neo4j_server.uri, neo4j_server.user, neo4j_server.password, timeout=30
        ) as database:
            return await cursor_key(database)

    keys = await asyncio.gather(*(start() for _ in range(8)))

    assert len(set(keys)) == 1
    assert len(keys[0]) == 32
    [[secret]] = await clean_database.read(_SECRET, name="test")
    assert len(secret) == 64
    assert await start() == keys[0]
    await forget(clean_database)
    assert await start() != keys[0]


async def test_a_cursor_of_one_process_is_good_in_another(seed_database: Database):
    one, other, stranger = (
        Engine(seed_database, cursors=Cursors(key))
        for key in (await cursor_key(seed_database), await cursor_key(seed_database), b"of another graph")
    )

    async def ask(engine: Engine, after: str | None) -> dict[str, Any]:
        return await engine.execute(_LIST, {"after": after})

    [edge] = (await ask(one, None))["data"]["channels"]["edges"]
    [following] = (await ask(other, edge["cursor"]))["data"]["channels"]["edges"]
    assert following != edge
    [error] = (await ask(stranger, edge["cursor"]))["errors"]
    assert error["extensions"] == {"code": "INVALID_CURSOR"}


async def test_the_secret_is_no_part_of_what_the_graph_says(clean_database: Database):
    await forget(clean_database)
    before = await fingerprint(clean_database)
    await cursor_key(clean_database)
    assert await fingerprint(clean_database) == before


async def test_a_secret_of_the_settings_comes_first(clean_database: Database, tmp_path: Any):
    await forget(clean_database)
    (tmp_path / "secret").write_text("a secret of twenty-eight\n", encoding="utf-8")
    given = Settings(cursor_secret=SecretStr("a secret of twenty-eight"))
    read = Settings(cursor_secret_file=tmp_path / "secret")

    assert await cursor_key(clean_database, given.cursors) == await cursor_key(clean_database, read.cursors)
    assert await cursor_key(clean_database, Settings().cursors) != await cursor_key(
        clean_database, given.cursors
    )
    assert "twenty-eight" not in repr(given)
    with pytest.raises(SetupError) as caught:
        _ = Settings(cursor_secret=SecretStr("short")).cursors
    assert caught.value.message == (
        "VIDEOGRAPH_CURSOR_SECRET has 5 characters: it needs at least 16. "
        "Make one with `openssl rand -hex 32`, or leave it out: then the graph stores its own."
    )
