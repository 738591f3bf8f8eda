"""Connections that take their time, or are too many: spoken to by raw sockets, on a real server with a small app."""

import asyncio
import logging
import os
import socket
import struct
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from service.api.http.transport.connections import ConnectionLimits, Connections
from service.api.http.transport.event_log import EventLog, LogEvent, counted_lines
from service.api.http.transport.protocol import limited_protocol
from service.api.http.transport.server import Server

pytestmark = pytest.mark.anyio

_GET = b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n"
_POST = b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\n"
_SHORT, _LONG = 0.2, 60.0


@pytest.fixture(
    params=[pytest.param(True, marks=pytest.mark.posix), pytest.param(False, marks=pytest.mark.nightly)],
    ids=["uvloop", "asyncio"],
)
def anyio_backend(request: pytest.FixtureRequest) -> tuple[str, dict[str, bool]]:
    """Both event loops: the one that the command runs, and the one where there is no uvloop."""
    return "asyncio", {"use_uvloop": request.param}


class Kept(EventLog):
    """Logs nothing by itself until it is asked to, and keeps what was counted."""

    def __init__(self) -> None:
        super().__init__(gather=_LONG)
        self.counts: Counter[LogEvent] = Counter()

    def count(self, event: LogEvent) -> None:
        self.counts[event] += 1
        super().count(event)


class Served:
    """A server, its clients, and what happened to it."""

    def __init__(self, address: tuple[str, int], limits: ConnectionLimits) -> None:
        self.address = address
        self.events = Kept()
        self.connections = Connections(limits, self.events)
        self.release = asyncio.Event()
        self.asked = asyncio.Semaphore(0)
        self.clients: list[asyncio.StreamWriter] = []
        self.stop = lambda: None
        """Begins the end, as a signal does."""

    async def open(self, *, source: str = "127.0.0.1") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection(*self.address, local_addr=(source, 0))
        self.clients.append(writer)
        return reader, writer

    async def get(self) -> bytes:
        reader, writer = await self.open()
        writer.write(_GET)
        return await whole(reader)

    @property
    def counts(self) -> dict[LogEvent, int]:
        return dict(self.events.counts)

    @property
    def open_count(self) -> int:
        return len(self.connections._addresses)  # pyright: ignore[reportPrivateUsage]

    @property
    def begun_count(self) -> int:
        """Connections that have sent some of a request and not yet all of it."""
        return sum(one._begun for one in self.connections._addresses)  # pyright: ignore


@asynccontextmanager
async def serving(log_level: str = "critical", grace: float = _LONG, **limits: Any) -> AsyncIterator[Served]:
    """`/` answers, with the length of the body; `/slow` as soon as it is released; `/host` answers with the Host headers."""

    async def answer(request: Request) -> Response:
        try:
            return Response(str(len(await request.body())))
        except ClientDisconnect:
            return Response()

    async def wait(_: Request) -> Response:
        served.asked.release()
        await served.release.wait()
        return Response("waited")

    async def big(_: Request) -> Response:
        return Response(b"x" * 20_000_000)

    async def host(request: Request) -> Response:
        return Response(" ".join(request.headers.getlist("host")))

    app = FastAPI(
        routes=[
            Route("/", answer, methods=["GET", "POST"]),
            Route("/slow", wait),
            Route("/early", wait, methods=["POST"]),
            Route("/big", big),
            Route("/host", host),
        ]
    )
    given = ConnectionLimits(**{"headers": _LONG, "body": _LONG, **limits})
    listener = socket.create_server(("127.0.0.1", 0))
    served = Served(listener.getsockname(), given)
    protocol = limited_protocol(served.connections)
    config = uvicorn.Config(app, http=protocol, lifespan="off", log_level=log_level)
    server = Server(config, served.connections, grace, lambda: None)
    served.stop = lambda: setattr(server, "should_exit", True)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield served
    finally:
        served.release.set()
        server.should_exit = True
        await running
        for client in served.clients:
            client.close()
        served.events.flush()


async def whole(reader: asyncio.StreamReader) -> bytes:
    """Status line and body of an answer with a length."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    return head.partition(b"\r\n")[0] + b" | " + await reader.readexactly(length)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110  (the server is told of it by the operating system)
            await asyncio.sleep(0.01)


async def test_requests_are_answered_one_after_the_other_on_one_connection() -> None:
    async with serving() as served:
        reader, writer = await served.open()
        for _ in range(3):
            writer.write(_POST + b"0123456789")
            assert await whole(reader) == b"HTTP/1.1 200 OK | 10"
        writer.write(_GET * 3)
        assert [await whole(reader) for _ in range(3)] == [b"HTTP/1.1 200 OK | 0"] * 3
        writer.close()
    assert served.counts == {}


async def test_a_silent_connection_is_closed() -> None:
    async with serving(headers=_SHORT) as served:
        reader, _ = await served.open()

        assert await reader.read() == b""
        assert served.counts == {}


@pytest.mark.parametrize("begin", [b"", b"GET / HTTP/1.1\r\n"])
async def test_a_request_that_came_while_the_server_was_held_up_is_answered(begin: bytes) -> None:
    """On a busy machine a process can stand still for longer than its own limits: that is not the client's fault."""
    async with serving(headers=_SHORT) as served:
        reader, writer = await served.open()
        writer.write(begin)
        await until(lambda: served.open_count == 1 and served.begun_count == bool(begin))
        raw = writer.get_extra_info("socket")
        os.write(raw.fileno(), _GET.removeprefix(begin))
        time.sleep(_SHORT * 2)  # noqa: ASYNC251  (holds up the server, which runs in this loop)

        assert await whole(reader) == b"HTTP/1.1 200 OK | 0"
        assert served.counts == {}


@pytest.mark.parametrize(
    "begin", [b"G", b"GET / HTTP/1.1\r\nhost: loc", b"GET / HTTP/1.1\r\nhost: localhost\r\n"]
)
async def test_slow_headers_are_408(begin: bytes) -> None:
    async with serving(headers=_SHORT) as served:
        reader, writer = await served.open()
        writer.write(begin)

        assert (await reader.read()).endswith(
            b'{"errors":[{"message":"The headers took longer than 0.2 seconds (VIDEOGRAPH_HEADER_TIMEOUT).","extensions":{"code":"REQUEST_TIMEOUT"}}]}'
        )
        assert served.counts == {LogEvent.TOO_SLOW: 1}


async def test_a_byte_now_and_then_does_not_help() -> None:
    """The time is for all headers: each byte would otherwise begin it again."""
    async with serving(headers=_SHORT) as served:
        reader, writer = await served.open()
        writer.write(b"GET / HTTP/1.1\r\nx: ")

        async def drip() -> None:
            while True:
                writer.write(b"x")
                await asyncio.sleep(_SHORT / 10)  # less than the limit

        dripping = asyncio.create_task(drip())
        async with asyncio.timeout(20):
            assert (await reader.read()).startswith(b"HTTP/1.1 408 Request Timeout\r\n")
        dripping.cancel()


async def test_later_headers_have_their_own_time_and_blank_lines_are_none() -> None:
    async with serving(headers=_SHORT) as served:
        for begin in (b"GET / HTTP/1.1\r\nx: ", b"\r\n"):
            reader, writer = await served.open()
            writer.write(_GET)
            assert await whole(reader) == b"HTTP/1.1 200 OK | 0"
            writer.write(begin)
            async with asyncio.timeout(20):
                await reader.read()
        await until(lambda: served.open_count == 0)
    assert served.counts == {LogEvent.TOO_SLOW: 1}


async def test_a_slow_body_is_408() -> None:
    async with serving(body=_SHORT) as served:
        reader, writer = await served.open()
        writer.write(_POST + b"0123")

        answer = await reader.read()

        assert answer.startswith(b"HTTP/1.1 408 Request Timeout\r\ncontent-type: application/json\r\n")
        assert b"The body took longer than 0.2 seconds (VIDEOGRAPH_BODY_TIMEOUT)." in answer
        assert served.counts == {LogEvent.TOO_SLOW: 1}


async def test_a_body_that_nobody_waits_for_any_more_has_the_same_time() -> None:
    async with serving(body=_SHORT) as served:
        reader, writer = await served.open()
        writer.write(_POST.replace(b"POST /", b"POST /early"))
        served.release.set()

        assert (await reader.read()).endswith(b"waited")
        assert served.counts == {LogEvent.TOO_SLOW: 1}


async def test_an_answer_that_takes_long_is_waited_for() -> None:
    """The limits are for the client: 0.2 seconds for headers and body, and what is asked takes longer."""
    async with serving(headers=_SHORT, body=_SHORT) as served:
        slow, silent = await served.open(), await served.open()
        slow[1].write(_GET.replace(b"GET /", b"GET /slow") + b"GET / HTTP/1.1\r\n")
        await served.asked.acquire()

        assert await silent[0].read() == b""  # its limit began later
        await asyncio.sleep(_SHORT * 0.9)
        served.release.set()

        assert await whole(slow[0]) == b"HTTP/1.1 200 OK | waited"
        await asyncio.sleep(_SHORT / 4)  # the next request has its whole time from here on
        slow[1].write(b"host: localhost\r\n\r\n")
        assert await whole(slow[0]) == b"HTTP/1.1 200 OK | 0"


async def test_an_answer_that_is_not_taken_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.api.http.transport.protocol._SENDING_SECONDS", _SHORT)
    async with serving() as served:
        with socket.create_connection(served.address) as stalled:
            stalled.setblocking(False)
            stalled.sendall(_GET.replace(b"GET /", b"GET /big"))
            await until(lambda: served.counts == {LogEvent.TOO_SLOW: 1})
            await until(lambda: served.open_count == 0)


_BIG = _GET.replace(b"GET /", b"GET /big")


@pytest.mark.parametrize("requests", [1, 4], ids=["alone", "in a pipeline"])
@pytest.mark.parametrize("reset", [True, False])
async def test_clients_that_close_during_an_answer_are_counted_without_tracebacks(
    caplog: pytest.LogCaptureFixture, requests: int, reset: bool
) -> None:
    async with serving(log_level="error") as served:
        for _ in range(3):
            leaving = socket.create_connection(served.address)
            leaving.setblocking(False)
            leaving.sendall(_BIG * requests)
            await until(lambda: any(one.is_busy() for one in served.connections.busy()))
            if reset:
                leaving.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            leaving.close()
            await until(lambda: served.open_count == 0)
        assert await served.get() == b"HTTP/1.1 200 OK | 0"
    assert served.counts == {LogEvent.LEFT: 3}
    assert [record.getMessage() for record in caplog.records] == [
        "3 clients closed their connections while an answer was being sent."
    ]


async def test_who_takes_each_answer_is_not_taken_for_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later answer waits when the time for an earlier one ends."""
    monkeypatch.setattr("service.api.http.transport.protocol._SENDING_SECONDS", 0.5)
    async with serving() as served:
        reader, writer = await served.open()
        begin = asyncio.get_running_loop().time()
        while asyncio.get_running_loop().time() < begin + 1.2:  # the time ends twice
            writer.write(_GET.replace(b"GET /", b"GET /big"))
            assert (await whole(reader)).startswith(b"HTTP/1.1 200 OK | x")
    assert served.counts == {}


async def test_large_headers_are_431() -> None:
    async with serving() as served:
        reader, writer = await served.open()
        writer.write(b"GET / HTTP/1.1\r\nhost: localhost\r\nx: " + b"x" * 400_000)

        assert (await reader.read()).startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")


async def test_the_oldest_idle_connection_makes_room() -> None:
    async with serving(connections=3, per_address=3) as served:
        silent, partial, used = await served.open(), await served.open(), await served.open()
        partial[1].write(b"GET / ")
        used[1].write(_GET)
        assert await whole(used[0]) == b"HTTP/1.1 200 OK | 0"

        assert await served.get() == b"HTTP/1.1 200 OK | 0"
        assert await silent[0].read() == b""
        used[1].write(_GET)
        assert await whole(used[0]) == b"HTTP/1.1 200 OK | 0"
    assert served.counts == {LogEvent.MADE_ROOM: 1}


async def test_new_connections_are_503_while_all_are_busy() -> None:
    async with serving(connections=2, per_address=2) as served:
        busy = [await served.open() for _ in range(2)]
        for _, writer in busy:
            writer.write(_GET.replace(b"GET /", b"GET /slow"))
            await served.asked.acquire()

        reader, _ = await served.open()
        refused = await reader.read()
        served.release.set()

        assert refused.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
        assert b'"code":"OVERLOADED"' in refused
        assert [await whole(reader) for reader, _ in busy] == [b"HTTP/1.1 200 OK | waited"] * 2
        assert await served.get() == b"HTTP/1.1 200 OK | 0"  # one of the two is idle again, and goes
    assert served.counts == {LogEvent.REFUSED: 1, LogEvent.MADE_ROOM: 1}


async def test_one_address_takes_no_more_than_its_share() -> None:
    async with serving(connections=10, per_address=2) as served:
        greedy = [await served.open(source="127.0.0.2") for _ in range(2)]
        for _, writer in greedy:
            writer.write(_GET.replace(b"GET /", b"GET /slow"))
            await served.asked.acquire()

        reader, _ = await served.open(source="127.0.0.2")
        assert (await reader.read()).startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
        assert await served.get() == b"HTTP/1.1 200 OK | 0"


async def test_clients_that_go_away_are_one_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        async with serving(connections=500, per_address=500) as served:
            for number in range(200):
                _, writer = await served.open()
                writer.write(_POST + b"0123" if number % 2 else b"GET / HTTP/1.1\r\nhost")
            assert await served.get() == b"HTTP/1.1 200 OK | 0"
            for number, client in enumerate(served.clients):
                client.transport.abort() if number % 4 < 2 else client.close()
            await until(lambda: served.open_count == 0)

    assert [record.getMessage() for record in caplog.records] == [
        "200 clients went away before their request was complete."
    ]


async def test_what_is_not_http_is_counted_and_not_logged_each_time(caplog: pytest.LogCaptureFixture) -> None:
    """The filter holds uvicorn to its words: other words would be logged."""
    with caplog.at_level(logging.WARNING):
        async with serving(log_level="warning") as served:
            with counted_lines(served.events):
                for _ in range(20):
                    reader, writer = await served.open()
                    writer.write(b"rubbish\r\n\r\n")
                    assert (await reader.read()).startswith(b"HTTP/1.1 400 Bad Request\r\n")
                reader, writer = await served.open()
                writer.write(_GET[:-2] + b"connection: upgrade\r\nupgrade: h2c\r\n\r\n")
                assert await whole(reader) == b"HTTP/1.1 200 OK | 0"

    assert [record.getMessage() for record in caplog.records] == ["20 requests were not HTTP."]
    assert served.counts == {LogEvent.NOT_HTTP: 20}


async def test_stopping_does_not_wait_for_half_requests() -> None:
    async with serving() as served, asyncio.timeout(20):
        body = await served.open()
        body[1].write(_POST + b"0123")
        headers = await served.open()
        headers[1].write(b"GET / HTTP")
        await until(lambda: served.begun_count == 2)
    assert (await body[0].read(), await headers[0].read()) == (b"", b"")
    assert served.counts == {}


@pytest.mark.parametrize(
    ("target", "headers", "host"),
    [
        (b"http://evil.example/host", b"host: localhost\r\n", b"evil.example"),
        (b"http://evil.example:8000/host?a=b", b"host: localhost\r\n", b"evil.example:8000"),
        (b"http://user@evil.example/host", b"host: localhost\r\n", b"evil.example"),
        (b"http://[2001:db8::1]:80/host", b"host: localhost\r\n", b"[2001:db8::1]:80"),
        (b"http://localhost/host", b"host: evil.example\r\n", b"localhost"),
        (b"http://evil.example/host", b"", b"evil.example"),
        (b"http://evil.example/host", b"host: one\r\nhost: two\r\n", b"one two"),
        (b"/host", b"host: localhost\r\n", b"localhost"),
    ],
)
async def test_the_host_of_an_absolute_target_takes_the_place_of_the_header(
    target: bytes, headers: bytes, host: bytes
) -> None:
    async with serving() as served:
        reader, writer = await served.open()
        writer.write(b"GET %b HTTP/1.1\r\n%bconnection: close\r\n\r\n" % (target, headers))
        answer = await whole(reader)
    assert answer == b"HTTP/1.1 200 OK | " + host


async def test_an_end_answers_what_is_accepted_and_refuses_the_rest(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(log_level="error") as served:
        reader, writer = await served.open()
        writer.write(_GET.replace(b"GET /", b"GET /slow"))
        await served.asked.acquire()
        idle, _ = await served.open()
        served.stop()
        await until(lambda: served.connections.stopping)

        late, other = await served.open()
        other.write(_POST + b"0123456789")
        refused = await late.read()
        assert await idle.read() == b""
        served.release.set()
        assert await whole(reader) == b"HTTP/1.1 200 OK | waited"

    assert refused.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
    assert b"\r\nretry-after: 1\r\n" in refused
    assert refused.endswith(
        b'{"errors":[{"message":"The service is stopping: send the request again in a moment.","extensions":{"code":"SHUTTING_DOWN"}}]}'
    )
    assert served.counts == {}
    assert caplog.records == []


async def test_an_end_cuts_off_what_takes_longer(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(log_level="error", grace=0.2) as served:
        with counted_lines(served.events):
            reader, writer = await served.open()
            writer.write(_GET.replace(b"GET /", b"GET /slow"))
            await served.asked.acquire()
            served.stop()
            cut = await reader.read()
            await until(lambda: served.open_count == 0)

    assert cut.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
    assert served.counts == {LogEvent.CUT_OFF: 1}
    assert [record.getMessage() for record in caplog.records] == [
        "1 request was cut off because the service was stopping."
    ]
