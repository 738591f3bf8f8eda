"""Videos on sites: which captions are taken, by what yt-dlp has recorded of them, and what refusals say. No site is reached."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.actions.imports import sites
from service.actions.imports.sites import captions_of, fetch_site, is_site, refusal, sound_of
from service.errors import NotFetched
from service.transcripts import read_file
from support.web_server import Page, WebServer, rules_here, web_server

pytestmark = pytest.mark.anyio

VTT = b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada Lovelace>I work at Acme now.\n"


@pytest.fixture
def web() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


def track(url: str, *endings: str) -> list[dict[str, str]]:
    return [{"ext": ending, "url": f"{url}.{ending}"} for ending in endings]


def recorded(at: str) -> dict[str, Any]:
    """As yt-dlp writes it into an info.json, with the keys that count."""
    return {
        "id": "abcdefghijk", "title": "A talk", "channel": "Looms", "channel_url": "https://www.youtube.com/@looms", "language": "en",
        "webpage_url": "https://www.youtube.com/watch?v=abcdefghijk", "upload_date": "20250206", "duration": 5,
        "thumbnail": "https://i.ytimg.com/vi/abcdefghijk/hq.jpg", "chapters": [{"start_time": 0, "end_time": 5, "title": "All"}],
        "subtitles": {"de": track(f"{at}/de", "vtt"), "live_chat": track(f"{at}/chat", "json"), "en-GB": track(f"{at}/en", "json3", "vtt")},
        "automatic_captions": {"fr": track(f"{at}/auto-fr", "vtt"), "en-orig": track(f"{at}/auto", "vtt")},
        "formats": [
            {"url": f"{at}/video.mp4", "acodec": "aac", "vcodec": "h264", "ext": "mp4", "tbr": 50, "protocol": "https"},
            {"url": f"{at}/high.m4a", "acodec": "aac", "vcodec": "none", "ext": "m4a", "abr": 128, "protocol": "https"},
            {"url": f"{at}/low.webm", "acodec": "opus", "vcodec": "none", "ext": "webm", "abr": 48, "protocol": "https"},
            {"url": f"{at}/list.m3u8", "acodec": "aac", "vcodec": "none", "ext": "mp4", "abr": 9, "protocol": "m3u8_native"},
        ],
    }  # fmt: skip


def test_captions_by_hand_come_first_and_translations_by_a_machine_never() -> None:
    assert list(captions_of(recorded("https://a.example"))) == [
        ("en-GB", "https://a.example/en.vtt", "vtt"),
        ("de", "https://a.example/de.vtt", "vtt"),
        ("en-orig", "https://a.example/auto.vtt", "vtt"),
    ]
    assert sound_of(recorded("https://a.example")) == ("https://a.example/low.webm", "webm")
    assert sound_of({}) is None


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", True),
        ("https://youtu.be/abcdefghijk", True),
        ("https://notyoutube.com/watch", False),
        ("https://youtube.com.example.org/", False),
        ("https://talks.example.org/talk.vtt", False),
    ],
)
def test_pages_of_sites(url: str, found: bool) -> None:
    assert is_site(url) is found


async def test_a_video_becomes_captions_with_its_information_beside_them(
    web: WebServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sites, "missing_package", lambda _: None)
    monkeypatch.setattr(sites, "read_info", lambda url, rules: recorded(web.url))
    web.pages = {"/en.vtt": Page(status=404), "/de.vtt": Page(VTT)}
    file = await fetch_site("https://youtu.be/abcdefghijk", tmp_path, rules_here())
    assert (file.name, web.asked) == ("abcdefghijk.de.vtt", ["/en.vtt", "/de.vtt"])
    video = read_file(file).video
    assert (video.title, video.url, str(video.published_on)) == (
        "A talk", "https://www.youtube.com/watch?v=abcdefghijk", "2025-02-06",
    )  # fmt: skip
    info = json.loads((tmp_path / "abcdefghijk.info.json").read_bytes())
    assert "formats" not in info


async def test_without_captions_it_is_the_sound_and_without_that_a_refusal(
    web: WebServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sites, "missing_package", lambda _: None)
    info = {
        key: value for key, value in recorded(web.url).items() if "captions" not in key and key != "subtitles"
    }
    monkeypatch.setattr(sites, "read_info", lambda url, rules: info)
    web.pages = {"/low.webm": Page(b"\x1aE\xdf\xa3")}
    assert (await fetch_site("https://youtu.be/a", tmp_path, rules_here())).name == "abcdefghijk.webm"
    del info["formats"]
    with pytest.raises(NotFetched, match="has neither captions nor sound"):
        await fetch_site("https://youtu.be/a", tmp_path, rules_here())


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        (
            "ERROR: [youtube] abc: Sign in to confirm you’re not a bot. Use --cookies",
            "run the command on a machine at home",
        ),
        ("ERROR: [youtube] abc: Private video. Sign in if", "login"),
        (
            "ERROR: [youtube] abc: Video unavailable. This video is not available",
            "is not there, or not for this country",
        ),
        (
            "\x1b[0;31mERROR:\x1b[0m [vimeo] Something else",
            "the site gives nothing that can be read (Something else)",
        ),
    ],
)
def test_a_refusal_says_what_to_do(said: str, advice: str) -> None:
    assert advice in refusal("https://youtu.be/a", said)


def test_yt_dlp_sends_its_requests_by_our_rules(web: WebServer) -> None:
    web.pages = {
        "/talk": Page(
            b'<html><head><title>T</title></head><video src="/a.mp4"></video></html>',
            headers={"content-type": "text/html"},
        )
    }
    found = sites.read_info(f"{web.url}/talk", rules_here())
    assert web.asked[0] == "/talk"
    assert found["formats"][0]["url"] == f"{web.url}/a.mp4"
    with pytest.raises(NotFetched, match="does not allow it"):
        sites.read_info("http://10.1.2.3/talk", rules_here())
