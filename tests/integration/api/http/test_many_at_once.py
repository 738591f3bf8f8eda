"""More requests at once than there are connections to Neo4j: they wait for each other, within limits, and leave none behind."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from service.api.execution.engine import Engine
from service.errors import GraphUnavailable, QueryTimeout
from service.graph.driver.database import Database
from support.backend import Neo4jServer
from support.videograph_process import within

pytestmark = pytest.mark.anyio

QUERY = "{ a: videos(first: 1) { totalCount } b: entities(first: 1) { totalCount } }"


@asynccontextmanager
async def connected(server: Neo4jServer, pool: int, timeout: float) -> AsyncIterator[Database]:
    database = Database.open(server.uri, server.user, server.password, pool=pool, timeout=timeout)
    async with database:
        yield database


async def connections(database: Database) -> int:
    """Connections to Neo4j that are not this asker's own."""
    rows = await database.read(
        "CALL dbms.listConnections() YIELD connector, userAgent WHERE connector = 'bolt' AND userAgent = 'videograph' "
        "RETURN count(*)",
        name="connections",
    )
    return rows[0][0] - 1


async def test_a_hundred_at_once_wait_for_each_other(seed: Neo4jServer, seed_database: Database):
    before = await connections(seed_database)
    async with connected(seed, pool=4, timeout=30) as database:
        engine = Engine(database)
        expected = await engine.execute(QUERY)
        assert list(expected) == ["data"]
        answers = await asyncio.gather(*(engine.execute(QUERY) for _ in range(100)))
        assert answers == [expected] * 100
        assert await connections(seed_database) - before <= 4
    await _until_connections(seed_database, at_most=before)


async def test_who_waits_too_long_for_a_connection_is_told_so(seed: Neo4jServer):
    async with connected(seed, pool=1, timeout=2) as database:
        engine = Engine(database)
        begun, free = asyncio.Event(), asyncio.Event()

        async def hold() -> None:
            async def work(_: object) -> None:
                begun.set()
                await free.wait()

            await database.write(work, name="hold")

        holding = asyncio.create_task(hold())
        async with within("the transaction that holds the connection"):
            await begun.wait()
        with pytest.raises(GraphUnavailable, match="Too many queries run at the moment"):
            await database.read("RETURN 1", name="waits")
        answer = await engine.execute("{ stats { videoCount } }")
        assert [error["extensions"] for error in answer["errors"]] == [{"code": "GRAPH_UNAVAILABLE"}]
        free.set()
        await holding
        assert await database.read("RETURN 1", name="waits no more") == [[1]]


async def test_a_read_that_is_given_up_gives_its_connection_back(seed: Neo4jServer, seed_database: Database):
    async with connected(seed, pool=1, timeout=30) as database:
        await database.verify()
        for _ in range(3):
            reading = asyncio.create_task(
                database.read("UNWIND range(1, 2000000000) AS x RETURN sum(x)", name="given up")
            )
            await _until(seed_database, running=1)
            reading.cancel()
            with pytest.raises(asyncio.CancelledError):
                await reading
            await _until(seed_database, running=0)
            assert await database.read("RETURN 1", name="next") == [[1]]


async def test_what_neo4j_does_not_stop_is_stopped_from_here(
    seed: Neo4jServer, seed_database: Database, monkeypatch: pytest.MonkeyPatch
):
    """Neo4j's own time limit is too long to stop the read here."""
    async with connected(seed, pool=1, timeout=30) as database:
        await database.verify()
        monkeypatch.setattr("service.graph.driver.database._PATIENCE", -29.5)
        with pytest.raises(QueryTimeout, match="took too long"):
            await database.read("UNWIND range(1, 2000000000) AS x RETURN sum(x)", name="given up")
        monkeypatch.undo()
        await _until(seed_database, running=0)
        assert await database.read("RETURN 1", name="next") == [[1]]


async def _until_connections(database: Database, at_most: int) -> None:
    """Neo4j learns of a closed connection a moment after the client has closed it, on a busy machine a long one."""
    async with asyncio.timeout(20):
        while await connections(database) > at_most:  # noqa: ASYNC110  (Neo4j does not tell)
            await asyncio.sleep(0.05)


async def _until(database: Database, running: int) -> None:
    text = "SHOW TRANSACTIONS YIELD metaData WHERE metaData.name = 'given up' RETURN count(*)"
    async with within(f"{running} transactions that were given up"):
        while await database.read(text, name="watch") != [[running]]:  # noqa: ASYNC110  (Neo4j does not tell)
            await asyncio.sleep(0)
