"""Metadata of a video: sidecar, options, file names, links to moments."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service.domain.document import ChannelInfo, VideoInfo
from service.errors import InvalidInput, TranscriptError
from service.transcripts import Overrides, read_file
from service.transcripts.metadata.sidecar import moment_template, readable, stems


def video(
    folder: Path, sidecar: Any = None, overrides: Overrides | None = None, name: str = "talk.vtt"
) -> VideoInfo:
    path = folder / name
    path.write_text("WEBVTT\nLanguage: sv\n\n00:01.000 --> 00:09.500\nHej på er.\n", encoding="utf-8")
    if sidecar is not None:
        (folder / "talk.video.json").write_text(json.dumps(sidecar, indent=1), encoding="utf-8")
    return read_file(path, overrides).video


def test_without_a_sidecar(tmp_path: Path) -> None:
    assert video(tmp_path, name="a_first-talk.vtt") == VideoInfo(
        title="A first talk", language="sv", duration_seconds=9.5
    )


def test_the_data_packs_spelling(tmp_path: Path) -> None:
    sidecar = {
        "id": "show--talk",
        "show": "Harbour Radio",
        "title": " Tides\n and ships ",
        "language": "en",
        "url": "https://www.youtube.com/watch?v=abc&t=5",
        "published": "2022-05-24",
        "description": "About tides.",
        "speakers": ["Nobody Heard"],
        "tags": ["tides"],
        "source": {"licence": "MIT"},
    }

    transcript = video(tmp_path, sidecar)

    assert transcript == VideoInfo(
        id="show--talk",
        title="Tides and ships",
        channel=ChannelInfo(name="Harbour Radio"),
        language="en",
        url="https://www.youtube.com/watch?v=abc&t=5",
        moment_url_template="https://www.youtube.com/watch?v=abc&t={seconds}s",
        published_on=date(2022, 5, 24),
        description="About tides.",
        duration_seconds=9.5,
    )
    assert read_file(tmp_path / "talk.vtt").speakers == ()


def test_our_own_spelling(tmp_path: Path) -> None:
    sidecar = {
        "title": "Tides",
        "channel": {"name": "Harbour Radio", "url": "https://example.org/radio"},
        "url": "https://example.org/tides",
        "momentUrlTemplate": "https://example.org/tides#{seconds}",
        "thumbnailUrl": "https://example.org/tides.png",
        "publishedOn": "2022-05-24T23:30:00Z",
        "durationSeconds": 600,
    }

    assert video(tmp_path, sidecar) == VideoInfo(
        title="Tides",
        channel=ChannelInfo(name="Harbour Radio", url="https://example.org/radio"),
        url="https://example.org/tides",
        moment_url_template="https://example.org/tides#{seconds}",
        thumbnail_url="https://example.org/tides.png",
        published_on=date(2022, 5, 24),
        duration_seconds=600,
        language="sv",
    )


def test_nulls_and_blanks_are_as_good_as_nothing(tmp_path: Path) -> None:
    sidecar = dict.fromkeys(("id", "show", "title", "url", "published", "description", "language"), None)

    assert video(tmp_path, sidecar | {"title": " ", "published": ""}) == VideoInfo(
        title="Talk", language="sv", duration_seconds=9.5
    )


def test_options_win(tmp_path: Path) -> None:
    overrides = Overrides(
        id="x",
        title="Other",
        url="https://youtu.be/xyz",
        published_on=date(2020, 1, 2),
        channel="Other Radio",
        language="da",
    )
    sidecar = {"id": "y", "title": "T", "show": "S", "url": "https://vimeo.com/1", "published": "2022-05-24"}

    assert video(tmp_path, sidecar, overrides) == VideoInfo(
        id="x",
        title="Other",
        url="https://youtu.be/xyz",
        moment_url_template="https://youtu.be/xyz?t={seconds}s",
        published_on=date(2020, 1, 2),
        channel=ChannelInfo(name="Other Radio"),
        language="da",
        duration_seconds=9.5,
    )


def test_an_option_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        video(tmp_path, None, Overrides(url="not an address"))

    assert caught.value.path == ("url",)
    assert caught.value.message == (
        "url: must be an address that begins with http:// or https:// and has no spaces, and this is 'not an address'"
    )


@pytest.mark.parametrize(
    ("sidecar", "line", "why"),
    [
        ({"title": "T", "published": "May"}, 3, "published: must be a day, such as 2025-02-06 or February 6th, 2025, and this is 'May'"),
        ({"title": "T", "url": "youtube"}, 3, "url: must be an address that begins with http:// or https:// and has no spaces, and this is 'youtube'"),
        ({"title": 5}, 2, "title: must be text, and this is 5"),
        ({"channel": {"url": "https://example.org"}}, 2, "channel.name: is missing"),
        ([], None, "is not a sidecar: it must be one JSON object with title, url and so on"),
    ],
)  # fmt: skip
def test_a_sidecar_that_cannot_be_used(tmp_path: Path, sidecar: Any, line: int | None, why: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        video(tmp_path, sidecar)

    assert caught.value.file == str(tmp_path / "talk.video.json")
    assert (caught.value.line, caught.value.reason) == (line, why)


@pytest.mark.parametrize(
    ("url", "template"),
    [
        ("https://www.youtube.com/watch?v=a-_1", "https://www.youtube.com/watch?v=a-_1&t={seconds}s"),
        (
            "https://m.youtube.com/watch?list=L&v=a&t=10s#x",
            "https://m.youtube.com/watch?list=L&v=a&t={seconds}s",
        ),
        ("https://youtu.be/a?t=3", "https://youtu.be/a?t={seconds}s"),
        (
            "https://www.youtube.com/live/a?feature=share",
            "https://www.youtube.com/live/a?feature=share&t={seconds}s",
        ),
        ("https://www.youtube.com/embed/a?start=9", "https://www.youtube.com/embed/a?start={seconds}"),
        ("https://vimeo.com/12345?h=1#t=5s", "https://vimeo.com/12345?h=1#t={seconds}s"),
        ("https://www.youtube.com/@someone", None),
        ("https://youtu.be/", None),
        ("https://vimeo.com/about", None),
        ("https://example.org/watch?v=a", None),
        ("https://[bad", None),
    ],
)
def test_links_to_moments(url: str, template: str | None) -> None:
    assert moment_template(url) == template


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("chaincode-podcast--package-relay.transcript.json", "Chaincode podcast – package relay"),
        ("AI Autocomplete for QGIS.srt", "AI Autocomplete for QGIS"),
        ("op_return_v0.21.en-US.vtt", "Op return v0.21"),
        ("Intro to node.js.vtt", "Intro to node.js"),
        ("Well-known words.vtt", "Well-known words"),
        ("Tides, explained [dQw4w9WgXcQ].en.vtt", "Tides, explained"),
        ("---.srt", "---.srt"),
    ],
)
def test_titles_out_of_file_names(name: str, title: str) -> None:
    assert readable(Path("folder", name)) == title


def test_the_names_that_companions_may_have() -> None:
    assert stems(Path("a.transcript.json")) == ("a",)
    assert stems(Path("a.en-GB.vtt")) == ("a.en-GB", "a")
    assert stems(Path("a.v2.srt")) == ("a.v2",)


def test_a_caption_file_of_one_language_has_the_talks_sidecar(tmp_path: Path) -> None:
    assert video(tmp_path, {"title": "Tides"}, name="talk.sv.vtt").title == "Tides"


def test_chapters_that_name_none(tmp_path: Path) -> None:
    talk = tmp_path / "talk.vtt"
    talk.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nwords\n", encoding="utf-8")
    for name in ("talk.info.json", "talk.chapters.json"):
        for chapters in ([], [{"startTime": 0, "start_time": 0, "title": "Silent", "toc": False}]):
            (tmp_path / name).write_text(json.dumps({"chapters": chapters}), encoding="utf-8")

            assert read_file(talk).chapters == ()
