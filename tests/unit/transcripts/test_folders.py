"""Companion files of a talk (yt-dlp's info.json), and which files of a folder are talks."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service.domain.document import ChannelInfo, VideoInfo
from service.errors import NotATranscript, TranscriptError
from service.transcripts import find_files, look_through, read_file, read_with_notes

VTT = "WEBVTT\n\n00:01.000 --> 00:09.500\nHej på er.\n"
INFO = {
    "id": "abc",
    "title": "Tides and ships",
    "fulltitle": "Tides and  ships",
    "description": "About tides.",
    "channel": "Harbour Radio",
    "channel_url": "https://www.youtube.com/channel/UC1",
    "uploader": "someone",
    "upload_date": "20220524",
    "webpage_url": "https://www.youtube.com/watch?v=abc",
    "thumbnail": "https://i.example.org/abc.webp",
    "duration": 620,
    "language": "en",
    "chapters": [
        {"start_time": 0.0, "title": "<Untitled Chapter 1>", "end_time": 2.0},
        {"start_time": 2.0, "title": "Tides", "end_time": 300.0},
        {"start_time": 300.0, "title": "Ships", "end_time": 620.0},
    ],
    "formats": [{"format_id": "18"}],
    "automatic_captions": {},
}


def write(folder: Path, name: str, content: Any) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1), encoding="utf-8")
    return path


def found(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find_files([folder])]


def test_info_beside_captions(tmp_path: Path) -> None:
    write(tmp_path, "Tides [abc].info.json", INFO)

    transcript = read_file(write(tmp_path, "Tides [abc].sv.vtt", VTT))

    assert transcript.video == VideoInfo(
        title="Tides and ships",
        description="About tides.",
        url="https://www.youtube.com/watch?v=abc",
        moment_url_template="https://www.youtube.com/watch?v=abc&t={seconds}s",
        thumbnail_url="https://i.example.org/abc.webp",
        published_on=date(2022, 5, 24),
        duration_seconds=620,
        language="sv",
        channel=ChannelInfo(name="Harbour Radio", url="https://www.youtube.com/channel/UC1"),
    )
    assert [(c.title, c.start_seconds, c.end_seconds) for c in transcript.chapters] == [
        ("Tides", 2.0, 300.0),
        ("Ships", 300.0, 620.0),
    ]


def test_a_sidecar_and_chapters_win_over_info(tmp_path: Path) -> None:
    write(tmp_path, "talk.info.json", INFO)
    write(tmp_path, "talk.video.json", {"title": "Ours", "published": None})
    write(
        tmp_path, "talk.chapters.json", {"version": "1.2.0", "chapters": [{"startTime": 0, "title": "All"}]}
    )

    transcript = read_file(write(tmp_path, "talk.vtt", VTT))

    assert (transcript.video.title, transcript.video.published_on) == ("Ours", date(2022, 5, 24))
    assert transcript.video.language == "en"
    assert [(c.title, c.start_seconds, c.end_seconds) for c in transcript.chapters] == [("All", 0.0, 620.0)]


def test_values_of_another_kind_count_as_missing(tmp_path: Path) -> None:
    info = {
        "title": 5,
        "channel": None,
        "uploader": "U" * 300,
        "upload_date": "2022",
        "webpage_url": "x",
        "duration": "x",
    }
    write(
        tmp_path, "talk.info.json", info | {"chapters": None, "release_date": "20221399", "uploader_url": 7}
    )

    assert read_file(write(tmp_path, "talk.vtt", VTT)).video == VideoInfo(
        title="Talk", channel=ChannelInfo(name="U" * 200), duration_seconds=9.5
    )


@pytest.mark.parametrize(
    ("info", "line", "why"),
    [
        ([], None, "is not yt-dlp's info.json: it must be one JSON object"),
        ({"chapters": [{"title": "A"}]}, 3, "chapters[0]: start_time is missing"),
        (
            {"chapters": [{"title": "A", "start_time": 5}, {"title": "B", "start_time": 1}]},
            7,
            "chapters[1]: starts at 0:00:01.000, and the one in front of it at 0:00:05.000",
        ),
        ("{", 1, "is not JSON here: Expecting property name enclosed in double quotes (column 2)"),
    ],
)
def test_info_that_cannot_be_used(tmp_path: Path, info: Any, line: int | None, why: str) -> None:
    file = write(tmp_path, "talk.info.json", info)

    with pytest.raises(TranscriptError) as caught:
        read_file(write(tmp_path, "talk.vtt", VTT))

    assert (caught.value.file, caught.value.line, caught.value.reason) == (str(file), line, why)


def test_a_folder_of_mixed_files(tmp_path: Path) -> None:
    segment = {"start": 0, "end": 1, "text": "Hi"}
    files: dict[str, Any] = {
        "a.vtt": VTT,
        "a.video.json": {"title": "A"},
        "a.chapters.json": {"chapters": []},
        "a.info.json": INFO,
        "a.description": "About tides.",
        "a.live_chat.json": "{}",
        "chapters/example.json": {"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Intro"}]},
        "chapters/player.json": {"playabilityStatus": {"status": "OK"}},
        "chapters/about.json": {"title": "About", "url": None},
        "package.json": {"name": "x"},
        "spoken/b.json": {"segments": [segment], "text": "Hi", "language": "en"},
        "spoken/b.srt": "1\n00:00:00,000 --> 00:00:01,000\nHi\n",
        "spoken/b.tsv": "start\tend\ttext\n0\t1000\tHi\n",
        "spoken/b.txt": "Hi\n",
        "spoken/b.vtt": VTT,
        "cut/e.vtt": VTT,
        "cut/e.json": '{"segments": [',
        "named/c.json": {"title": "Not words", "segments": "none"},
        "named/c.srt": "1\n00:00:00,000 --> 00:00:01,000\nHi\n",
        "broken/d.json": "{",
        "broken/d.srt": "",
    }
    for name, content in files.items():
        write(tmp_path, name, content)

    assert found(tmp_path) == [
        "a.vtt",
        "broken/d.json",
        "broken/d.srt",
        "cut/e.vtt",
        "named/c.srt",
        "package.json",
        "spoken/b.json",
    ]
    look = look_through([tmp_path])
    assert {path.relative_to(tmp_path).as_posix(): what for path, what in look.others.items()} == {
        "a.description": "sound, pictures, programs or texts about them, by the name",
        "a.live_chat.json": "sound, pictures, programs or texts about them, by the name",
        "chapters/about.json": "chapters or facts about a talk",
        "chapters/example.json": "chapters or facts about a talk",
        "chapters/player.json": "chapters or facts about a talk",
        "cut/e.json": "another format or language of a talk, which cannot be read",
        "named/c.json": "chapters or facts about a talk",
        "spoken/b.srt": "another format or language of a talk",
        "spoken/b.tsv": "another format or language of a talk",
        "spoken/b.txt": "another format or language of a talk",
        "spoken/b.vtt": "another format or language of a talk",
    }
    assert {path.name for path in look.expected} == {"a.vtt", "c.srt", "d.srt", "e.vtt"}


def test_what_is_plainly_no_transcript_and_what_only_looks_broken(tmp_path: Path) -> None:
    files: dict[str, Any] = {
        "links.json": {"links": []},
        "stats.csv": "talk,words\na,12\n",
        "feed.xml": "<rss><channel/></rss>",
        "cut.json": {"segments": []},
        "facts.json": {"title": "A talk", "captions": []},
        "half.json": '{"segments": [',
        "styled.txt": "[Script Info]\nTitle: x\n",
    }
    why: dict[str, str | None] = {}
    for name, content in files.items():
        with pytest.raises(TranscriptError) as caught:
            read_file(write(tmp_path, name, content))
        why[name] = caught.value.what if isinstance(caught.value, NotATranscript) else None

    assert why == {
        "links.json": "JSON of another kind",
        "stats.csv": "text without times, of fewer than 10 words",
        "feed.xml": "XML of another kind",
        "cut.json": None,
        "facts.json": None,
        "half.json": None,
        "styled.txt": None,
    }
    assert found(tmp_path) == sorted(files)


def test_of_languages_the_one_that_is_spoken(tmp_path: Path) -> None:
    for name in (
        "a.de.vtt",
        "a.en.vtt",
        "a.en.srv3",
        "b.de.vtt",
        "b.en.vtt",
        "b.de-orig.vtt",
        "c.vtt",
        "c.de.vtt",
    ):
        write(tmp_path, name, VTT if name.endswith("vtt") else '<timedtext><p t="0" d="9">Hi</p></timedtext>')
    write(tmp_path, "b.info.json", INFO | {"language": "de"})

    assert found(tmp_path) == ["a.en.vtt", "b.de-orig.vtt", "c.vtt"]


def test_files_that_are_named_stay(tmp_path: Path) -> None:
    paths = [write(tmp_path, name, VTT) for name in ("a.de.vtt", "a.en.vtt", "a.txt")]

    assert find_files(paths) == paths
    assert find_files([*paths, tmp_path]) == paths
    assert look_through([*paths, tmp_path]).expected == set(paths)
    assert look_through([*paths, tmp_path]).others == {}


def test_markdown_of_a_folder_is_a_talk_where_voices_come_back_or_lines_have_times(tmp_path: Path) -> None:
    files = {
        "voices.md": "# A talk\n\n**Ann Lee:** Hello.\n\n**Bob:** Hi.\n\n**Ann Lee:** Good.\n",
        "times.md": "## A talk\n\nAnn Lee (00:00:01):\nHello.\n\n[00:05] So.\n\n1:10 And so on.\n",
        "notes.md": "# Notes\n\n**Context:** We met at 10:30.\n\n**Choice:** None.\n\n| Go | 2:22 | said |\n",
        "README.md": "**Ann:** Hello.\n\n**Ann:** Hi.\n",
    }
    for name, content in files.items():
        write(tmp_path, name, content)

    look = look_through([tmp_path])

    assert [path.name for path in look.talks] == ["times.md", "voices.md"]
    assert {path.name: what for path, what in look.others.items()} == {
        "README.md": "sound, pictures, programs or texts about them, by the name",
        "notes.md": "Markdown without voices, times, or front matter of a talk",
    }


def test_a_key_of_a_sidecar_that_looks_misspelt_is_noted_and_others_are_not(tmp_path: Path) -> None:
    talk = write(tmp_path, "a.vtt", VTT)
    write(tmp_path, "a.video.json", {"titel": "A talk", "Published": "2025-01-01", "tags": [], "source": "x"})

    _, notes = read_with_notes(talk)

    assert notes == (
        "a.video.json has 'titel', which is not read: is 'title' meant?",
        "a.video.json has 'Published', which is not read: is 'published' meant?",
    )


@pytest.mark.posix
def test_links_are_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    outside = write(
        tmp_path, "outside/secret.txt", "Ten words and more of plain prose that nobody meant to import here."
    )
    talks = tmp_path / "talks"
    inside = write(talks, "talk.vtt", VTT)
    write(talks, "noted.vtt", VTT)
    (talks / "passwd.txt").symlink_to(outside)
    (talks / "noted.video.json").symlink_to(outside)
    (talks / "more").symlink_to(outside.parent, target_is_directory=True)
    (talks / "again.vtt").symlink_to(inside)

    seen = look_through([talks])

    out = "links that lead out of the folder, or talks with such a link beside them"
    assert seen.talks == [talks / "again.vtt", inside]
    assert seen.others == {
        talks / "passwd.txt": out,
        talks / "noted.vtt": out,
        talks / "more": "links to other folders",
    }
    assert look_through([talks / "passwd.txt"]).talks == [talks / "passwd.txt"]  # whoever names it wants it


def test_summaries_are_passed_over(tmp_path: Path) -> None:
    words = "These are more than ten words of plain prose about what was said."
    for name in (
        "talk_summary.txt",
        "_summary.txt",
        "summary.md",
        "talk.summary.txt",
        "a_summary_of_graphs.txt",
    ):
        write(tmp_path, name, words)

    seen = look_through([tmp_path])

    assert [path.name for path in seen.talks] == ["a_summary_of_graphs.txt"]
    assert {path.name: what for path, what in seen.others.items()} == dict.fromkeys(
        ("talk_summary.txt", "_summary.txt", "summary.md", "talk.summary.txt"), "summaries, by the name"
    )
