"""How subscribers end: slow ones, those that vanish, and the service itself."""

import asyncio
import gc
import json
import socket
import struct
import tracemalloc
from collections.abc import Iterator

import pytest

from service.curation.load import delete_video, import_document
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from support.live_api import LiveApi, live_api, until
from support.talks import Sentence, make_document

pytestmark = pytest.mark.anyio

ADA = Sentence("ada", ("loom", "lab"), ("ada", "WORKS_AT", "acme"), 0.1, frozenset())
SEQS = "subscription ($after: Cursor) { changes(after: $after) { seq } }"


def talk(number: int) -> VideoDocument:
    return make_document(f"talk {number}", [ADA])


async def test_a_client_that_does_not_read_is_dropped_with_its_cursor(clean_database: Database) -> None:
    database = clean_database
    await database.run(
        "CREATE (:ChangeCounter {id: 'changes', seq: 1500}) WITH * UNWIND range(1, 1500) AS seq CREATE (:Change {seq: seq, at: datetime(), "
        "kind: 'TALKS_KEPT', videoIds: [n IN range(1, 800) | 'video:' + toString(seq * 1000000 + n)], entityIds: [], decisionIds: []})",
        name="test",
    )
    query = 'subscription { changes(after: "0") { seq videoIds } }'
    async with (
        live_api(database, slow_subscriber_timeout=0.3) as api,
        api.signed_in(max_queue=1, ping_interval=None) as one,
    ):
        await one.subscribe(query)
        await until(lambda: not api.app.state.seats.count)  # dropped, although it has read nothing
        told: list[str] = []
        while (message := await one.receive())["type"] == "next":
            told.append(message["payload"]["data"]["changes"]["seq"])
        assert told == [str(seq) for seq in range(1, len(told) + 1)]
        assert 0 < len(told) < 1500
        assert message["payload"] == [
            {
                "message": "This client does not read its events, so the connection ends. Connect again, with `cursor` as `after`.",
                "extensions": {"code": "TOO_SLOW", "cursor": told[-1]},
            }
        ]
        assert await one.closed() == (1013, "Too slow: connect again, and go on after the last cursor")


@pytest.mark.usefixtures("traced")
async def test_two_hundred_abrupt_ends_leave_nothing(clean_database: Database) -> None:
    async with live_api(clean_database, max_subscribers=300, max_subscribers_per_client=300) as api:
        await _vanish(api, 20)  # what is made once
        tasks, memory = len(asyncio.all_tasks()), _memory()
        for _ in range(10):
            await _vanish(api, 20)
        assert len(asyncio.all_tasks()) <= tasks
        assert (
            _memory() - memory < 600_000
        )  # 3 kB for each: noise of caches, and no connection with its buffers
        assert api.feed.watch._watchers == 0  # pyright: ignore[reportPrivateUsage]


def _memory() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


@pytest.fixture
def traced() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


async def _vanish(api: LiveApi, count: int) -> None:
    """Subscribers over both protocols whose connections are reset."""
    for number in range(count):
        reader, writer = await asyncio.open_connection("127.0.0.1", api.port)
        if number % 2:
            body = json.dumps({"query": SEQS}).encode()
            writer.write(
                b"POST /graphql HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\ncontent-type: application/json\r\n"
                b"content-length: %d\r\n\r\n%s" % (len(body), body)
            )
            await reader.readuntil(b": ping")
        else:
            writer.write(
                b"GET /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n"
                b"sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n"
            )
            await reader.readuntil(b"\r\n\r\n")
            writer.write(_frame({"type": "connection_init"}))
            await reader.readuntil(b"connection_ack")
            writer.write(_frame({"type": "subscribe", "id": "1", "payload": {"query": SEQS}}))
        watchers = api.feed.watch
        await until(lambda: watchers._watchers == 1)  # pyright: ignore[reportPrivateUsage]  # noqa: B023
        writer.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
        writer.transport.abort()
        await until(lambda: not api.app.state.seats.count and watchers._watchers == 0)  # pyright: ignore[reportPrivateUsage]  # noqa: B023


def _frame(message: object) -> bytes:
    data = json.dumps(message).encode()
    length = (
        bytes([0x80 | len(data)]) if len(data) < 126 else bytes([0x80 | 126]) + struct.pack("!H", len(data))
    )
    return b"\x81" + length + b"\0\0\0\0" + data


async def test_the_service_stops_with_open_subscriptions(clean_database: Database) -> None:
    async with live_api(clean_database) as api, api.signed_in() as one:
        await one.subscribe(SEQS)
        await until(lambda: api.feed.watch._watchers == 1)  # pyright: ignore[reportPrivateUsage]
        api.feed.close()
        code, _ = await one.closed()
        assert code == 1012
        assert not api.app.state.seats.count


async def test_another_process_commits(clean_database: Database) -> None:
    """A commit that this process does not know of is told within about a second."""
    other = clean_database.beside()
    other.after_changes = set()
    async with live_api(clean_database) as api, api.signed_in() as one:
        await one.subscribe(SEQS)
        await until(lambda: api.feed.watch._watchers == 1)  # pyright: ignore[reportPrivateUsage]
        await import_document(other, talk(1))
        await delete_video(other, "talk 1")
        told = [(await one.receive())["payload"]["data"]["changes"]["seq"] for _ in range(2)]
        assert told == ["1", "2"]
    await other.close()
