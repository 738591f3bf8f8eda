"""Exports over HTTP: which files come, how they are named, and what is refused before a byte is sent."""

import io
import zipfile
from collections.abc import AsyncGenerator, AsyncIterator

import httpx2 as httpx
import pytest

from service.api.http import exports
from service.errors import RateLimited
from service.graph.driver.database import Database
from support.api_client import api_client

pytestmark = pytest.mark.anyio

TALK = "/videos/seed-workshop/export"


@pytest.fixture
async def client(seed_database: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with api_client(seed_database) as client:
        yield client


def unpacked(answer: httpx.Response) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


async def test_a_talk_comes_as_a_file_of_its_name(client: httpx.AsyncClient) -> None:
    named = {
        "ris": ("application/x-research-info-systems", "seed-workshop.ris"),
        "document": ("application/json", "seed-workshop.document.json"),
        "turtle": ("text/turtle; charset=utf-8", "seed-workshop.ttl"),
        "csv": ("application/zip", "seed-workshop.csv.zip"),
    }
    for name, (media_type, file) in named.items():
        answer = await client.get(f"{TALK}/{name}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
        assert answer.headers["content-disposition"] == f'attachment; filename="{file}"'
        assert answer.headers["cache-control"] == "no-store"


async def test_the_graph_comes_packed_with_all_conditions(client: httpx.AsyncClient) -> None:
    conditions = {"channel": "Kanal Öl", "since": "2025-01-01", "until": "2026-01-01"}
    tables = unpacked(await client.get("/export/graph/csv", params=conditions))
    transcripts = unpacked(
        await client.get("/export/graph/vtt", params={"video": ["seed-bare", "seed-quiet"]})
    )

    assert [line.partition(",")[0] for line in tables["videos.csv"].splitlines()] == [
        "id",
        "video:seed-workshop",
    ]
    assert list(transcripts) == ["seed-bare.vtt", "seed-quiet.vtt"]
    page = str(client.base_url).rstrip("/")
    assert f",{page}/quote?video=seed-workshop&t=0&" in tables["evidence.csv"]


async def test_what_is_wrong_is_said_before_the_file_begins(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.exports.formats.is_installed", lambda _: False)
    wrong = {
        "/export/graph/pdf": (404, "NOT_FOUND"),
        "/videos/nothing/export/vtt": (404, "NOT_FOUND"),
        "/export/graph/csv?topic=nothing": (404, "NOT_FOUND"),
        "/export/graph/csv?since=yesterday": (400, "BAD_USER_INPUT"),
        "/export/graph/csv?video=seed-bare&channel=Silence": (400, "BAD_USER_INPUT"),
        "/export/graph/parquet": (501, "NOT_IMPLEMENTED"),
    }
    answers = {path: await client.get(path) for path in wrong}
    assert {
        path: (one.status_code, one.json()["errors"][0]["extensions"]["code"])
        for path, one in answers.items()
    } == wrong


async def test_a_long_export_pauses_while_its_client_has_used_its_cost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []
    taken: list[int] = []

    class Charge:
        def take(self, objects: int) -> None:
            if len(slept) < 2:
                raise RateLimited("Wait.", 7 + len(slept), "COST")
            taken.append(objects)

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def blocks() -> AsyncGenerator[bytes]:
        yield b"second"
        yield b"third"

    monkeypatch.setattr(exports.asyncio, "sleep", sleep)
    paced = exports._paced(b"first", blocks(), Charge())  # pyright: ignore

    assert [block async for block in paced] == [b"first", b"second", b"third"]
    assert (slept, taken) == ([7, 8], [500, 500])
