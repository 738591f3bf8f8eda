"""The service is killed and restarted again and again while clients follow the changes: with its last cursor, each goes on and is told
every change once, over both protocols."""

import asyncio
import json
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import httpx2 as httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from service.curation.load import delete_video, import_document
from service.graph.driver.database import Database
from support import backend
from support.live_api import PROTOCOL, WAIT
from support.running_service import start
from support.talks import Sentence, make_document
from support.videograph_process import SECONDS, wait_for_end, within

pytestmark = [pytest.mark.anyio, pytest.mark.nightly]

ENDS = int(os.environ.get("VIDEOGRAPH_TEST_KILLS", "4"))
"""How often the service ends. Each costs a start of Python."""
ADA = Sentence("ada", ("loom", "lab"), ("ada", "WORKS_AT", "acme"), 0.1, frozenset())
QUERY = "subscription ($after: Cursor) { changes(after: $after) { seq kind videoIds } }"
BROKEN = (OSError, TimeoutError, WebSocketException, httpx.TransportError)
"""What a client meets when the service ends. A message of the service with a fault is none of these, so it fails the test."""

type Follow = Callable[[str, str], AsyncGenerator[dict[str, str]]]


async def over_websocket(address: str, after: str) -> AsyncGenerator[dict[str, str]]:
    url = f"{address.replace('http', 'ws', 1)}/graphql"
    async with connect(url, subprotocols=[PROTOCOL], open_timeout=WAIT) as socket:
        await socket.send('{"type": "connection_init"}')
        assert json.loads(await socket.recv()) == {"type": "connection_ack"}
        payload = {"query": QUERY, "variables": {"after": after}}
        await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))
        async for text in socket:
            message = json.loads(text)
            assert message["type"] == "next", message
            yield message["payload"]["data"]["changes"]


async def over_event_stream(address: str, after: str) -> AsyncGenerator[dict[str, str]]:
    body = {"query": QUERY, "variables": {"after": after}}
    accept = {"accept": "text/event-stream"}
    async with (
        httpx.AsyncClient(timeout=WAIT) as http,
        http.stream("POST", f"{address}/graphql", json=body, headers=accept) as answer,
    ):
        assert answer.status_code == 200, await answer.aread()
        event: dict[str, str] = {}
        async for line in answer.aiter_lines():
            name, _, value = line.partition(": ")
            if name:
                event[name] = value
                continue
            if event.get("event") == "next":  # a blank line ends an event: half an event is none
                change = json.loads(event["data"])["data"]["changes"]
                assert event["id"] == change["seq"]
                yield change
            event = {}


class Client:
    """Keeps only its cursor, as a client does over restarts; `told` is for the test."""

    def __init__(self, follow: Follow) -> None:
        self.follow = follow
        self.told: list[dict[str, str]] = []
        self.breaks = 0

    async def run(self, service: "Service") -> None:
        cursor = "0"
        while True:
            await service.serves.wait()
            try:
                async for change in self.follow(service.address, cursor):
                    self.told.append(change)
                    cursor = change["seq"]
            except BROKEN:
                pass
            self.breaks += 1
            await asyncio.sleep(0.02)  # it may serve no longer, although nobody has said so yet


class Service:
    """Ends at random moments, by a kill or on demand, and starts again."""

    def __init__(self, neo4j: backend.Neo4jServer, home: Path, chance: random.Random) -> None:
        self.neo4j, self.home, self.chance = neo4j, home, chance
        self.address = ""
        self.serves = asyncio.Event()
        self.ends: Counter[int] = Counter()

    async def run(self, told: Callable[[], list[int]], done: asyncio.Event) -> None:
        """`told`: the number of changes that each client was told."""
        for number in range(ENDS + 1):
            running = start(self.neo4j, self.home)
            process, self.address = await asyncio.to_thread(running.__enter__)
            try:
                self.serves.set()
                if number == ENDS:
                    await done.wait()
                    how = signal.SIGTERM
                else:
                    # Each client is told something by this service: one that is behind could otherwise catch up before the other connects.
                    more = self.chance.randint(1, 12)
                    enough = [count + more for count in told()]
                    async with within(f"each client to be told {more} changes", self.home / "log.txt"):
                        while any(count < least for count, least in zip(told(), enough, strict=True)):  # noqa: ASYNC110  (nothing tells)
                            await asyncio.sleep(self.chance.random() / 50)
                    how = (signal.SIGKILL, signal.SIGTERM)[number % 3 == 2]
                    self.ends[how] += 1
                self.serves.clear()
                process.send_signal(how)
                await asyncio.to_thread(
                    wait_for_end, process, f"the service to end after {how.name}", self.home / "log.txt"
                )
            finally:  # also where the test fails: a thread that waits for it would never end
                process.kill()
                running.__exit__(None, None, None)


async def test_clients_go_on_with_their_cursor_over_kills_and_restarts(
    clean_database: Database, neo4j_server: backend.Neo4jServer, tmp_path: Path
) -> None:
    clients = [Client(over_websocket), Client(over_event_stream)]
    service = Service(neo4j_server, tmp_path, random.Random(25))
    done, written = asyncio.Event(), 0

    async def write() -> None:
        """Commits until the service has ended as often as wanted, and for a while after that."""
        nonlocal written
        while sum(service.ends.values()) < ENDS or min(len(one.told) for one in clients) < written - 20:
            number = written // 2 % 5
            if written % 2:
                await delete_video(clean_database, f"talk {number}")
            else:
                await import_document(clean_database, make_document(f"talk {number}", [ADA]))
            written += 1
            await asyncio.sleep(service.chance.random() / 5)

    limit = SECONDS * (ENDS + 1)
    async with (
        within("the clients to be told all", tmp_path / "log.txt", seconds=limit),
        asyncio.TaskGroup() as group,
    ):
        following = [group.create_task(client.run(service)) for client in clients]
        group.create_task(service.run(lambda: [len(one.told) for one in clients], done))
        await write()
        async with within(f"both clients to be told {written} changes", tmp_path / "log.txt"):
            # Who was told all before the last end may not have noticed that end yet.
            while any(len(one.told) < written or one.breaks < ENDS for one in clients):  # noqa: ASYNC110  (nothing tells)
                await asyncio.sleep(0.01)
        for task in following:
            task.cancel()
        done.set()

    assert service.ends == {signal.SIGKILL: ENDS - ENDS // 3, signal.SIGTERM: ENDS // 3}
    for client in clients:
        assert [one["seq"] for one in client.told] == [str(number + 1) for number in range(written)]
        assert [one["kind"] for one in client.told] == [
            ("TALK_IMPORTED", "TALK_DELETED")[number % 2] for number in range(written)
        ]
