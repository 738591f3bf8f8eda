"""Neo4j freezes or ends in the middle of requests: the API says so soon, and answers again by itself."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx2 as httpx
import psutil
import pytest

from embedded_neo4j import Server
from service.embedded import start_server
from service.errors import OutcomeUnknown
from service.graph import migrations
from service.graph.driver.database import Database, Transaction
from service.settings import Settings
from support.api_client import api_client
from support.backend import Neo4jServer

pytestmark = pytest.mark.anyio

QUERY = {"query": "{ stats { videoCount } }"}
ANSWER = {"data": {"stats": {"videoCount": 0}}}
SOON = 6.0
"""Seconds: more than the 3 that it should take."""
BUSY = 50
"""How often the time of a healthy answer is added to that: so a busy machine has longer."""
PATIENCE = 120.0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, recorded_cache: Path) -> Iterator[Server]:
    settings = Settings(home=tmp_path_factory.mktemp("gone") / "home", cache=recorded_cache)
    with start_server(settings, quick=True) as running:
        yield running


@asynccontextmanager
async def serving(server: Server) -> AsyncIterator[tuple[httpx.AsyncClient, float]]:
    """A client, and how many seconds an answer takes more here because of other work."""
    async with Database.open(
        server.bolt_uri, server.user, server.password, timeout=30, server=server
    ) as database:
        await migrations.apply(database)
        async with api_client(database, home=server.folder) as client:
            at_once = [client.post("/graphql", json=QUERY) for _ in range(3)]
            assert [one.json() for one in await asyncio.gather(*at_once)] == [ANSWER] * 3
            begin = time.monotonic()
            assert (await client.post("/graphql", json=QUERY)).json() == ANSWER
            yield client, BUSY * (time.monotonic() - begin)


async def ready_again(client: httpx.AsyncClient) -> None:
    deadline = time.monotonic() + PATIENCE
    while (response := await client.get("/readyz")).status_code != 200:
        assert time.monotonic() < deadline, response.json()
        await asyncio.sleep(0.05)


def refusal(response: Any) -> str:
    """The message of an error with the code of a graph that is not there."""
    [error] = response.json()["errors"]
    assert (response.status_code, error["extensions"]) == (200, {"code": "GRAPH_UNAVAILABLE"})
    return error["message"]


def freeze(pid: int) -> None:
    """Stops a process, and returns when none of its threads runs any more: on a busy machine some go on for a moment."""
    os.kill(pid, signal.SIGSTOP)
    while any(_state(thread) != "T" for thread in Path(f"/proc/{pid}/task").iterdir()):
        time.sleep(0.001)


def _state(thread: Path) -> str:
    return (thread / "stat").read_text().rpartition(") ")[2][0]


class Line:
    """What lies between the service and the tests' Neo4j: cut, it takes what is sent and passes nothing on."""

    def __init__(self, server: Neo4jServer) -> None:
        self._host, self._port = server.uri.rpartition("/")[2].split(":")
        self.passes = asyncio.Event()
        self.passes.set()

    @asynccontextmanager
    async def laid(self) -> AsyncIterator[str]:
        """Yields its Bolt address."""
        ends: list[asyncio.StreamWriter] = []

        async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            from_neo4j, to_neo4j = await asyncio.open_connection(self._host, int(self._port))
            ends.extend((writer, to_neo4j))
            await asyncio.gather(self._pass(reader, to_neo4j), self._pass(from_neo4j, writer))

        async with await asyncio.start_server(connect, "127.0.0.1", 0) as listening:
            try:
                yield f"bolt://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
            finally:
                self.passes.set()
                for end in ends:
                    end.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while some := await reader.read(65536):
                await self.passes.wait()
                writer.write(some)
                await writer.drain()
        writer.close()


async def test_a_neo4j_behind_a_cut_line_is_said_not_to_answer_and_is_well_again(neo4j_server: Neo4jServer):
    """As of one that is frozen, without a Neo4j of its own."""
    line = Line(neo4j_server)
    async with (
        line.laid() as uri,
        Database.open(uri, neo4j_server.user, neo4j_server.password, timeout=30) as database,
        api_client(database) as client,
    ):
        await migrations.apply(database)
        begin = time.monotonic()
        answer = (await client.post("/graphql", json=QUERY)).json()
        assert [*answer["data"]["stats"]] == ["videoCount"]
        busy = BUSY * (time.monotonic() - begin)
        line.passes.clear()
        begin = time.monotonic()
        message = refusal(await client.post("/graphql", json=QUERY))
        readiness = await client.get("/readyz")
        seconds = time.monotonic() - begin
        assert (await client.get("/healthz")).status_code == 200
        line.passes.set()

        assert message == "Neo4j does not answer: try again in a while."
        assert readiness.json() == {"status": "not ready", "reason": message}
        assert readiness.status_code == 503
        assert seconds < SOON + busy
        await ready_again(client)
        assert (await client.post("/graphql", json=QUERY)).json() == answer


@pytest.mark.nightly
async def test_a_frozen_neo4j_is_said_not_to_answer_and_is_well_again_when_it_thaws(server: Server):
    async with serving(server) as (client, busy):
        freeze(server.pid)
        try:
            begin = time.monotonic()
            under_way = asyncio.create_task(client.post("/graphql", json=QUERY))
            readiness = await client.get("/readyz")
            readiness_seconds = time.monotonic() - begin
            message = refusal(await under_way)
            seconds = time.monotonic() - begin
            begin = time.monotonic()
            at_once = [await client.post("/graphql", json=QUERY) for _ in range(20)]
            known_seconds = time.monotonic() - begin
            assert (await client.get("/healthz")).status_code == 200
        finally:
            os.kill(server.pid, signal.SIGCONT)

        assert message == "Neo4j does not answer: try again in a while."
        assert seconds < SOON + busy
        assert readiness.json() == {"status": "not ready", "reason": "Neo4j does not answer within 0.9 s."}
        assert (readiness.status_code, readiness_seconds < 2 + busy) == (503, True)
        assert [refusal(one) for one in at_once] == [message] * 20
        assert known_seconds < 1 + busy
        await ready_again(client)
        assert (await client.post("/graphql", json=QUERY)).json() == ANSWER


@pytest.mark.nightly
async def test_a_killed_neo4j_is_gone_at_once_and_started_again(server: Server):
    async with serving(server) as (client, busy):
        # Stopped, it takes what is sent and says nothing: so the request is under way when it is killed.
        pid = server.pid
        freeze(pid)
        under_way = asyncio.create_task(client.post("/graphql", json=QUERY))
        await _sent(pid)
        begin = time.monotonic()
        os.kill(pid, signal.SIGKILL)
        messages = {refusal(await under_way), refusal(await client.post("/graphql", json=QUERY))}
        readiness = await client.get("/readyz")
        seconds = time.monotonic() - begin

        told = "Neo4j has ended unexpectedly and is being started again: try again in some seconds."
        assert messages == {told}
        assert (readiness.status_code, readiness.json()) == (503, {"status": "not ready", "reason": told})
        assert seconds < SOON + busy
        await ready_again(client)
        assert server.pid != pid
        # The connections that were kept are gone now, and some are noticed only when they are used.
        at_once = [client.post("/graphql", json=QUERY) for _ in range(6)]
        assert [one.json() for one in await asyncio.gather(*at_once)] == [ANSWER] * 6


@pytest.mark.nightly
@pytest.mark.parametrize("settle", [False, True])
async def test_a_commit_whose_outcome_is_unknown_is_said_to_be_or_settled(server: Server, settle: bool):
    name = f"settled {settle}"
    attempts: list[bool] = []

    async def work(transaction: Transaction) -> str:
        attempts.append(transaction.doubtful)
        [[count]] = await transaction.run(
            "MATCH (note:Note {name: $name}) RETURN count(note)", {"name": name}
        )
        if count and transaction.doubtful:
            return "was committed"
        await transaction.run("CREATE (:Note {name: $name})", {"name": name})
        if not transaction.doubtful:  # the commit is sent and not answered
            freeze(server.pid)
            asyncio.get_running_loop().call_later(0.5, os.kill, server.pid, signal.SIGKILL)
        return "was written"

    async with Database.open(
        server.bolt_uri, server.user, server.password, timeout=30, patience=PATIENCE, server=server
    ) as database:
        if settle:
            assert await database.write(work, name="note", settle=True) in ("was written", "was committed")
            assert attempts == [False, True]
        else:
            with pytest.raises(OutcomeUnknown) as caught:
                await database.write(work, name="note")
            assert caught.value.message == (
                "The connection to Neo4j was lost while a change was being saved, so it is unknown whether it was saved. "
                "Run the command again: what was saved is not saved twice."
            )
            assert attempts == [False]
        [[count]] = await database.read(
            "MATCH (note:Note {name: $name}) RETURN count(note)", {"name": name}, name="notes"
        )
    assert count in ((1,) if settle else (0, 1))


async def _sent(pid: int) -> None:
    """Returns when something that was sent to a stopped process waits there to be read."""
    ports = {
        one.laddr.port for one in psutil.Process(pid).net_connections("tcp") if one.status == "ESTABLISHED"
    }
    while not any(_unread(port) for port in ports):  # noqa: ASYNC110  (the kernel does not tell)
        await asyncio.sleep(0)


def _unread(port: int) -> bool:
    """Returns whether a connection to this port has unread bytes; see proc(5)."""
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            _, local, _, state, queues, *_ = line.split()
            if (
                state == "01"
                and int(local.rpartition(":")[2], 16) == port
                and int(queues.rpartition(":")[2], 16)
            ):
                return True
    return False
