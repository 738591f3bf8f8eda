"""`PUT /uploads` of a real server: broken connections, slow ones and memory."""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import httpx2 as httpx
import psutil
import pytest

from service.graph.driver.database import Database
from support.backend import Neo4jServer
from support.running_service import serve

pytestmark = pytest.mark.anyio

VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello there.\n"
SONG = b"ID3\x04"
MEGABYTE = 1_000_000


class Server:
    """`videograph up`, its process, and the folder of its uploads."""

    def __init__(self, address: str, home: Path) -> None:
        self.host, self.port = urlsplit(address).netloc.split(":")
        [self.process] = [
            one
            for one in psutil.Process().children()
            if "up" in one.cmdline() and "support.videograph_process" in one.cmdline()
        ]
        self.folder = home / "uploads"

    def open(self, path: str, headers: str) -> socket.socket:
        client = socket.create_connection((self.host, int(self.port)), timeout=30)
        client.sendall(f"PUT {path} HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n\r\n".encode())
        return client

    def files(self) -> list[int]:
        """Sizes of the files."""
        return [one.stat().st_size for one in self.folder.iterdir()] if self.folder.exists() else []


@pytest.fixture(scope="module")
def running(neo4j_server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One process for all: it takes longer to start than most of these tests."""
    home = tmp_path_factory.mktemp("up")
    with serve(neo4j_server, home, VIDEOGRAPH_BODY_TIMEOUT="2") as address:
        yield Server(address, home)


@pytest.fixture
def server(running: Server, clean_database: Database) -> Iterator[Server]:
    """A server without uploads."""
    yield running
    for file in running.folder.glob("*"):
        file.unlink(missing_ok=True)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110  (it happens in another process)
            await asyncio.sleep(0.02)


async def until_forgotten(database: Database) -> None:
    async with asyncio.timeout(30):
        while await database.read("MATCH (upload:Upload) RETURN upload.id", name="test"):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_a_large_file_takes_no_memory(server: Server) -> None:
    def put(megabytes: int) -> int:
        def content() -> Iterator[bytes]:
            yield SONG + bytes(MEGABYTE - len(SONG))
            for _ in range(megabytes - 1):
                yield bytes(MEGABYTE)

        with closing(HTTPConnection(server.host, int(server.port), timeout=120)) as connection:
            headers = {"transfer-encoding": "chunked"}
            connection.request("PUT", "/uploads?name=a.mp3", content(), headers, encode_chunked=True)
            with connection.getresponse() as answer:
                assert (answer.status, answer.read()[:13]) == (201, b'{"id":"upload')
        return server.process.memory_info().rss

    before = await asyncio.to_thread(put, 5)
    after = await asyncio.to_thread(put, 300)

    assert after - before < 30 * MEGABYTE
    assert sorted(server.files()) == [5 * MEGABYTE, 300 * MEGABYTE]


async def test_a_connection_that_breaks_leaves_nothing(server: Server, clean_database: Database) -> None:
    clients = [server.open("/uploads?name=a.mp3", f"content-length: {50 * MEGABYTE}") for _ in range(5)]
    for client in clients:
        client.sendall(SONG + bytes(3 * MEGABYTE))
    await until(lambda: len(server.files()) == 5)

    for client in clients:
        client.close()

    await until(lambda: server.files() == [])
    await until_forgotten(clean_database)
    answer = httpx.put(f"http://{server.host}:{server.port}/uploads?name=talk.vtt", content=VTT)
    assert answer.status_code == 201


async def test_a_body_may_take_longer_than_others_while_it_is_coming(server: Server) -> None:
    """The time limit of bodies is two seconds here."""

    def put() -> bytes:
        with server.open("/uploads?name=a.mp3", "content-length: 60000") as client:
            begin = time.monotonic()
            client.sendall(SONG + bytes(996))
            sent = 1000
            while sent < 60_000:
                due = int((time.monotonic() - begin) * 10_000) + 1000  # 10 kB a second: it takes six
                if due > sent:
                    client.sendall(bytes(min(due, 60_000) - sent))
                    sent = min(due, 60_000)
                else:
                    time.sleep(0.02)
            return client.recv(10_000)

    assert (await asyncio.to_thread(put)).startswith(b"HTTP/1.1 201 Created\r\n")


async def test_a_body_that_stalls_is_given_up(server: Server, clean_database: Database) -> None:
    def put() -> bytes:
        with server.open("/uploads?name=a.mp3", "content-length: 60000") as client:
            client.sendall(SONG + bytes(996))
            return client.recv(10_000)

    answer = await asyncio.to_thread(put)

    assert answer.startswith(b"HTTP/1.1 408 Request Timeout\r\n")
    assert (
        b"The body comes too slowly: less than 1000 bytes a second for 2 seconds (VIDEOGRAPH_BODY_TIMEOUT)."
        in answer
    )
    await until_forgotten(clean_database)
    assert server.files() == []


async def test_a_client_that_asks_first_sends_nothing_of_what_is_refused(server: Server) -> None:
    def put(query: str, length: int) -> bytes:
        with server.open(f"/uploads{query}", f"content-length: {length}\r\nexpect: 100-continue") as client:
            return client.recv(10_000)

    refused = await asyncio.to_thread(put, "?name=a.mp3", 3_000_000_000)
    continued = await asyncio.to_thread(put, "?name=a.mp3", 10)

    assert refused.startswith(b"HTTP/1.1 413")
    assert continued == b"HTTP/1.1 100 Continue\r\n\r\n"
    await until(lambda: server.files() == [])
