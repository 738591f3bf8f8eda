"""Routes for watching a talk: the player's document, and the transcript as files."""

from collections.abc import AsyncIterator

import httpx2 as httpx
import pytest

from service.graph.driver.database import Database
from support.api_client import api_client

pytestmark = pytest.mark.anyio

TALK = "/videos/seed-workshop"


@pytest.fixture
async def client(recorded_database: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with api_client(recorded_database) as client:
        yield client


async def test_the_player_may_load_from_its_medias_origin_alone(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{TALK}/player")

    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; media-src https://video.example"
    )
    assert (
        '<body class="player-document" data-kind="file" data-address="https://video.example/workshop.mp4">'
        in answer.text
    )
    assert "<title>Player: Ünïcode Workshop: Café &amp; 🦙</title>" in answer.text


async def test_pictures_come_from_the_origins_of_the_settings(recorded_database: Database) -> None:
    async with api_client(recorded_database, image_origins=("https://i.ytimg.com",)) as client:
        page = await client.get(TALK)

    assert "; img-src 'self' https://i.ytimg.com; frame-src 'self'" in page.headers["content-security-policy"]
    assert '<meta name="image-origins" content="https://i.ytimg.com">' in page.text


async def test_a_talk_without_media_has_no_player(client: httpx.AsyncClient) -> None:
    for slug in ("seed-bare", "nothing"):
        answer = await client.get(f"/videos/{slug}/player")
        assert answer.status_code == 404
        assert "This talk has nothing to play." in answer.text


async def test_a_transcript_is_a_file_of_its_talks_name(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{TALK}/export/vtt")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/vtt; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="seed-workshop.vtt"'
    assert answer.text.startswith("WEBVTT\n\nNOTE Ünïcode Workshop: Café & 🦙\n\n1\n00:00:00.000 --> ")
    assert "<v Zoë Łukasz>Welcome to Café Lumière, says Zoë Łukasz.\n" in answer.text


async def test_what_is_not_there_is_not_found(client: httpx.AsyncClient) -> None:
    for path in ("/videos/nothing/export/vtt", f"{TALK}/export/pdf"):
        answer = await client.get(path)
        assert answer.status_code == 404
        assert answer.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"
