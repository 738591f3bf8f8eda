"""Metadata of a video: sidecar, options, file names, links to moments."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from read_transcripts.beside.companions import readable, stems
from service.domain.document import ChannelInfo, Transcript, VideoDocument, VideoInfo
from service.errors import InvalidInput, TranscriptError
from service.transcripts import Overrides, read_file, read_with_notes
from service.transcripts.sidecar import moment_template


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


@pytest.mark.parametrize(
    "key", ["pub_date", "pubDate", "publish_date", "publishedAt", "date", "datePublished"]
)
def test_the_day_by_any_of_its_names(tmp_path: Path, key: str) -> None:
    assert video(tmp_path, {key: "February 6th, 2025"}).published_on == date(2025, 2, 6)


def test_what_is_no_day_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError) as caught:
        video(tmp_path, {"pub_date": "02/06/2025"})

    assert caught.value.reason == (
        "pub_date: must be a day, such as 2025-02-06 or February 6th, 2025, and this is '02/06/2025'"
    )


def test_a_sidecar_wins_over_what_the_file_says(tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text(
        "---\ntitle: Graphs\ndescription: On\n  graphs.\n---\n[00:01] Hello there.\n[00:05] Bye.\n", "utf-8"
    )
    (tmp_path / "talk.video.json").write_text('{"title": "Graphs, again"}', "utf-8")

    found = read_file(file).video

    assert (found.title, found.description) == ("Graphs, again", "On graphs.")


def test_what_a_file_says_in_a_way_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text(
        "---\ntitle: A talk\ndate: 02/06/2025\nurl: example\n---\n[00:01] Hello.\n[00:05] Bye.\n", "utf-8"
    )

    talk, notes = read_with_notes(file)

    assert (talk.video.published_on, talk.video.url) == (None, None)
    assert notes == (
        "what it says of its url cannot be used: 'example'",
        "what it says of its published on cannot be used: '02/06/2025'",
    )


@pytest.mark.parametrize("said", ["4 min", "240", "0:04:00", "PT4M", "4m00s"])
def test_a_length_that_the_words_contradict_is_not_believed(tmp_path: Path, said: str) -> None:
    file = tmp_path / "talk.md"
    file.write_text(
        f"---\ntitle: Tides\nduration: {said!r}\n---\n[00:00:05] Good morning.\n[01:14:43] Good night to you all.\n",
        "utf-8",
    )

    talk, notes = read_with_notes(file)

    assert talk.video.duration_seconds == 4484.875
    assert notes == (
        "its length is said to be 0:04:00, and its words end at 1:14:45: the words are believed",
    )


@pytest.mark.parametrize("said", [10, 240])
def test_a_length_that_the_words_end_a_little_after_is_believed_and_one_before(
    tmp_path: Path, said: int
) -> None:
    file = tmp_path / "talk.md"
    file.write_text(
        f"---\ntitle: Tides\nduration: {said}\n---\n[00:00:05] Good morning.\n[00:00:14] Good night.\n",
        "utf-8",
    )

    talk, notes = read_with_notes(file)

    assert (talk.video.duration_seconds, notes) == (said, ())


def test_the_last_chapter_ends_with_the_talk(tmp_path: Path) -> None:
    chapters = [{"startTime": 0, "title": "Start"}, {"startTime": 8, "title": "Music"}]
    (tmp_path / "talk.chapters.json").write_text(json.dumps({"chapters": chapters}), "utf-8")
    (tmp_path / "talk.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:09.500\nHej.\n", "utf-8")

    assert [(one.start_seconds, one.end_seconds) for one in read_file(tmp_path / "talk.vtt").chapters] == [
        (0, 8),
        (8, 9.5),
    ]


def test_where_voices_change_is_in_no_document(tmp_path: Path) -> None:
    file = tmp_path / "talk.vtt"
    file.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n\n00:02.000 --> 00:03.000\n>> Hi.\n", "utf-8")

    transcript = read_file(file)

    assert isinstance(transcript, Transcript)
    assert transcript.model_copy(update={"chapters": ()}).changes == {1}
    assert "hanges" not in transcript.model_dump_json()
    assert VideoDocument.model_validate(transcript.model_dump()).changes == frozenset()
