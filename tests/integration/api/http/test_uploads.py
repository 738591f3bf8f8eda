"""`PUT /uploads` over HTTP: names, limits, who may, and on a real server broken connections, slow ones and memory."""

import asyncio
import hashlib
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2 as httpx
import psutil
import pytest

from service.graph.driver.database import Database
from support.api_client import api_client
from support.backend import Neo4jServer
from support.running_service import serve

pytestmark = pytest.mark.anyio

VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello there.\n"
SONG = b"ID3\x04"
MEGABYTE = 1_000_000


@pytest.fixture
async def http(clean_database: Database, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with api_client(
        clean_database,
        home=tmp_path,
        max_upload=2 * MEGABYTE,
        max_transcript=100_000,
        upload_quota=4 * MEGABYTE,
    ) as client:
        client_from(client, "127.0.0.1")
        yield client


def client_from(client: httpx.AsyncClient, address: str) -> None:
    client._transport.client = (address, 1234)  # pyright: ignore


def refusal(response: httpx.Response) -> tuple[int, str, str]:
    [error] = response.json()["errors"]
    return response.status_code, error["extensions"]["code"], error["message"]


async def pieces(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 10_000):
        yield content[start : start + 10_000]


async def test_the_answer_says_what_was_received(http: httpx.AsyncClient) -> None:
    answer = await http.put("/uploads", params={"name": "talk.vtt"}, content=VTT)

    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert body.pop("id").startswith("upload:")
    assert body.pop("expiresAt").endswith("Z")
    assert body == {
        "name": "talk.vtt",
        "size": len(VTT),
        "type": "text/vtt",
        "kind": "transcript",
        "sha256": hashlib.sha256(VTT).hexdigest(),
    }
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("params", "header", "name"),
    [
        ({}, 'attachment; filename="talk.vtt"', "talk.vtt"),
        ({}, "attachment; filename*=UTF-8''%C3%BCber.vtt", "über.vtt"),
        ({"name": "one.vtt"}, 'attachment; filename="two.vtt"', "one.vtt"),
    ],
)
async def test_the_name_comes_from_the_address_or_the_header(
    http: httpx.AsyncClient, params: dict[str, str], header: str, name: str
) -> None:
    answer = await http.put("/uploads", params=params, content=VTT, headers={"content-disposition": header})

    assert answer.json()["name"] == name


async def test_what_is_refused(http: httpx.AsyncClient) -> None:
    async def put(content: Any = VTT, name: str = "talk.vtt", **headers: str) -> tuple[int, str, str]:
        given = {key.replace("_", "-"): value for key, value in headers.items()}
        return refusal(await http.put("/uploads", params={"name": name}, content=content, headers=given))

    assert await put(name="../talk.vtt") == (
        400,
        "BAD_USER_INPUT",
        "'../talk.vtt' cannot be the name of a file: give it without folders and control characters, such as talk.vtt",
    )
    assert (await put(name=""))[2].startswith("The file needs a name: add ?name=talk.vtt to the address")
    assert await put(b"\x89PNG\r\n\x1a\n") == (
        415,
        "UNSUPPORTED_MEDIA_TYPE",
        "talk.vtt: is neither audio or video nor a transcript, but a picture",
    )
    assert (await put(content_type="multipart/form-data; boundary=x"))[:2] == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert (await put(content_encoding="gzip"))[:2] == (415, "UNSUPPORTED_MEDIA_TYPE")
    too_large = (413, "REQUEST_TOO_LARGE", "talk.vtt: is larger than 2000000 bytes (VIDEOGRAPH_MAX_UPLOAD).")
    assert await put(SONG + bytes(2 * MEGABYTE)) == too_large
    assert await put(pieces(SONG + bytes(2 * MEGABYTE))) == too_large
    long = "talk.vtt: is larger than 100000 bytes (VIDEOGRAPH_MAX_TRANSCRIPT) for a file that is not audio or video."
    assert await put(VTT * 5000) == (413, "REQUEST_TOO_LARGE", long)
    assert await put(pieces(VTT * 5000)) == (413, "REQUEST_TOO_LARGE", long)


async def test_the_quota_is_for_each_address(http: httpx.AsyncClient) -> None:
    async def put() -> httpx.Response:
        return await http.put("/uploads", params={"name": "a.mp3"}, content=SONG + bytes(1_900_000))

    assert [(await put()).status_code for _ in range(2)] == [201, 201]
    assert refusal(await put()) == (
        413,
        "QUOTA_EXCEEDED",
        "Your uploaded files have 3800008 bytes, and this one needs 1900004 more: at most 4000000 are kept for one client "
        "(VIDEOGRAPH_UPLOAD_QUOTA). Delete some of them, or wait until they expire.",
    )
    client_from(http, "::1")
    assert (await put()).status_code == 201


async def test_pages_of_others_and_other_hosts_upload_nothing(
    http: httpx.AsyncClient, clean_database: Database
) -> None:
    for headers, code in [
        ({"origin": "https://evil.example"}, "UNAUTHENTICATED"),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, "UNAUTHENTICATED"),
        ({"host": "evil.example"}, "MISDIRECTED_REQUEST"),
        ({"x-forwarded-for": "10.0.0.1"}, "UNAUTHENTICATED"),
    ]:
        answer = await http.put("/uploads", params={"name": "talk.vtt"}, content=VTT, headers=headers)
        assert refusal(answer)[1] == code, headers
    client_from(http, "192.0.2.1")
    answer = await http.put("/uploads", params={"name": "talk.vtt"}, content=VTT)
    assert refusal(answer)[:2] == (401, "UNAUTHENTICATED")
    assert "This address needs the scope `ingest`" in refusal(answer)[2]

    assert await clean_database.read("MATCH (upload:Upload) RETURN upload", name="test") == []


async def test_a_file_is_deleted_by_its_owner(
    http: httpx.AsyncClient, clean_database: Database, tmp_path: Path
) -> None:
    upload = (await http.put("/uploads", params={"name": "talk.vtt"}, content=VTT)).json()["id"]
    client_from(http, "::1")
    message = f"There is no uploaded file {upload!r} of yours, or it has expired."
    assert refusal(await http.delete(f"/uploads/{upload}")) == (404, "NOT_FOUND", message)
    client_from(http, "127.0.0.1")
    await clean_database.run(
        "CREATE (:Job {id: 'job:1', state: 'QUEUED', uploads: [$id]})", {"id": upload}, name="test"
    )
    needed = "A job that has not ended imports this file: cancel the job first."
    assert refusal(await http.delete(f"/uploads/{upload}")) == (409, "CONFLICT", needed)
    await clean_database.run("MATCH (job:Job) DELETE job", name="test")

    answer = await http.delete(f"/uploads/{upload}")

    assert (answer.status_code, answer.content) == (204, b"")
    assert (await http.delete(f"/uploads/{upload}")).status_code == 404
    assert [path.name for path in (tmp_path / "uploads").iterdir()] == []


async def test_other_methods_are_refused(http: httpx.AsyncClient) -> None:
    for method in ("GET", "POST", "DELETE"):
        answer = await http.request(method, "/uploads")
        assert (answer.status_code, answer.headers["allow"]) == (405, "PUT")


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


@pytest.fixture
def server(neo4j_server: Neo4jServer, clean_database: Database, tmp_path: Path) -> Iterator[Server]:
    with serve(neo4j_server, tmp_path, VIDEOGRAPH_BODY_TIMEOUT="2") as address:
        yield Server(address, tmp_path)


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
