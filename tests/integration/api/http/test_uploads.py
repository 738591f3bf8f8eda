"""`PUT /uploads` over HTTP: names, limits, who may."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from service.graph.driver.database import Database
from support.api_client import api_client

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
