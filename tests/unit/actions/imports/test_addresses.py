"""What is at an address becomes a file with what is known of it beside it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from service.actions.imports.addresses import fetch_talk, file_name, is_address
from service.domain.identity import digest
from service.errors import NotFetched
from support.paths import ROOT
from support.web_server import Page, WebServer, rules_here, web_server

pytestmark = pytest.mark.anyio

VTT = b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada Lovelace>I work at Acme now.\n"
CHAPTERS = b'{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Hello"}]}'
RECORDING = ROOT / "docs" / "guides" / "recordings" / "graphs-at-the-harbour.ogg"


@pytest.fixture
def web() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://a.example/x/talk.en.vtt?token=1", "talk.en.vtt"),
        ("https://a.example/", "talk-"),
        ("https://a.example/x%2F..%2F..%2Fetc%2Fpasswd", "x....etcpasswd"),
        ("https://a.example/..", "talk-"),
        ("https://a.example/a%00%0Ab%3A.srt", "ab.srt"),
        ("https://a.example/talk.video.json", "talk-talk.video.json"),
        ("https://a.example/" + "a" * 400 + ".vtt", "a" * 117 + ".vtt"),
    ],
)
def test_the_name_of_a_file_is_the_last_step_of_its_address_and_no_path(url: str, name: str) -> None:
    assert file_name(url) == name


def test_which_sources_are_addresses() -> None:
    assert [is_address(one) for one in ("HTTPS://a.example", "http://a", "a.vtt", "ftp://a", "https")] == [
        True, True, False, False, False,
    ]  # fmt: skip


async def test_a_transcript_is_identified_by_its_address(web: WebServer, tmp_path: Path) -> None:
    web.pages = {"/talk.vtt": Page(VTT), "/c.json": Page(CHAPTERS), "/broken.json": Page(b"{")}
    url = f"{web.url}/talk.vtt"
    chapters = (f"{web.url}/none.json", f"{web.url}/broken.json", f"{web.url}/c.json")

    file = await fetch_talk(url, tmp_path, rules_here(), chapters=chapters)

    assert (file.name, file.read_bytes()) == ("talk.vtt", VTT)
    assert json.loads((tmp_path / "talk.video.json").read_bytes()) == {"id": digest(url)}
    assert (tmp_path / "talk.chapters.json").read_bytes() == CHAPTERS


async def test_a_page_is_its_address_and_a_recording_plays_from_it(web: WebServer, tmp_path: Path) -> None:
    web.pages = {"/a": Page(b"\n<!DOCTYPE html><p>Ada: Hello."), "/b.mp3": Page(RECORDING.read_bytes())}
    for name, about in (
        ("a", {"url": f"{web.url}/a"}),
        ("b.mp3", {"id": digest(f"{web.url}/b.mp3"), "media": f"{web.url}/b.mp3"}),
    ):
        await fetch_talk(f"{web.url}/{name}", tmp_path, rules_here())
        assert json.loads((tmp_path / f"{name[0]}.video.json").read_bytes()) == about


async def test_what_the_caller_says_of_it_is_not_said_again(web: WebServer, tmp_path: Path) -> None:
    web.pages = {"/talk.vtt": Page(VTT)}
    await fetch_talk(f"{web.url}/talk.vtt", tmp_path, rules_here(), about="")
    assert not (tmp_path / "talk.video.json").exists()


async def test_text_has_the_limit_of_transcripts(web: WebServer, tmp_path: Path) -> None:
    web.pages = {"/talk.txt": Page(b"a" * 2000), "/b.mp3": Page(RECORDING.read_bytes())}
    rules = replace(rules_here(), text_bytes=1000)
    with pytest.raises(NotFetched, match="is larger than 1000 bytes"):
        await fetch_talk(f"{web.url}/talk.txt", tmp_path, rules)
    assert (await fetch_talk(f"{web.url}/b.mp3", tmp_path, rules)).stat().st_size == RECORDING.stat().st_size
