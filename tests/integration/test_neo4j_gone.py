"""Neo4j ends in the middle of a request, and comes back: the API says so at once, and answers again by itself."""

import asyncio
import os
import signal
import time
from pathlib import Path
from typing import Any

import httpx2 as httpx
import psutil
import pytest

from service.api.engine import Engine
from service.app import create_app
from service.graph.database import Database
from service.graph.server import RunningServer, start_server
from service.graph.server_config import free_port
from service.settings import Settings

pytestmark = [pytest.mark.embedded, pytest.mark.anyio]

QUERY = {"query": "{ stats { videoCount } }"}
ANSWER = {"data": {"stats": {"videoCount": 0}}}
SOON = 5.0


async def test_a_request_that_loses_its_neo4j_fails_soon_and_the_next_finds_the_new_one(tmp_path: Path):
    settings = Settings(home=tmp_path, neo4j_bolt_port=free_port(), neo4j_http_port=free_port())
    server = await _start(settings)
    try:
        async with Database.open(server.bolt_uri, server.user, server.password, timeout=30) as database:
            app = create_app(settings, database)
            app.state.engine, app.state.database = Engine(database), database
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                at_once = [client.post("/graphql", json=QUERY) for _ in range(3)]
                assert [one.json() for one in await asyncio.gather(*at_once)] == [ANSWER] * 3

                # Stopped, it takes what is sent and says nothing: so the request is under way when it is killed.
                os.kill(server.pid, signal.SIGSTOP)
                under_way = asyncio.create_task(client.post("/graphql", json=QUERY))
                await _sent(server.pid)
                begin = time.monotonic()
                os.kill(server.pid, signal.SIGKILL)
                assert _refused(await under_way)
                assert _refused(await client.post("/graphql", json=QUERY))
                assert (await client.get("/readyz")).status_code == 503
                assert (await client.get("/healthz")).status_code == 200
                assert time.monotonic() - begin < SOON

                await asyncio.to_thread(server.stop)  # puts away what it left behind
                server = await _start(settings)
                assert (await client.post("/graphql", json=QUERY)).json() == ANSWER

                # The connections that were kept are gone now, and nobody has noticed yet.
                at_once = [client.post("/graphql", json=QUERY) for _ in range(3)]
                await asyncio.gather(*at_once)
                await asyncio.to_thread(server.stop)
                server = await _start(settings)
                at_once = [client.post("/graphql", json=QUERY) for _ in range(6)]
                assert [one.json() for one in await asyncio.gather(*at_once)] == [ANSWER] * 6
    finally:
        await asyncio.to_thread(server.stop)


async def _start(settings: Settings) -> RunningServer:
    return await asyncio.to_thread(start_server, settings, quick=True)


async def _sent(pid: int) -> None:
    """Returns when something that was sent to a stopped process waits there to be read."""
    ports = {
        one.laddr.port for one in psutil.Process(pid).net_connections("tcp") if one.status == "ESTABLISHED"
    }
    while not any(_unread(port) for port in ports):  # noqa: ASYNC110  (the kernel does not tell)
        await asyncio.sleep(0)


def _unread(port: int) -> bool:
    """Whether a connection that came in at this port has bytes that its process has not read; see proc(5)."""
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


def _refused(response: Any) -> bool:
    """An error with a code, in a response that is otherwise as it should be."""
    [error] = response.json()["errors"]
    return (response.status_code, error["extensions"], error["message"]) == (
        200,
        {"code": "GRAPH_UNAVAILABLE"},
        "Neo4j cannot be reached: is it running?",
    )
