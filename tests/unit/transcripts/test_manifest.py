"""`ingest --metadata`: one file with what is known of many talks."""

import json
from datetime import date
from pathlib import Path

import pytest

from service.domain.document import ChannelInfo
from service.errors import TranscriptError
from service.transcripts import Overrides, read_file
from service.transcripts.manifest import Manifest, read_manifest, with_options

VTT = "WEBVTT\n\n00:01.000 --> 00:09.500\nHello.\n"


@pytest.fixture
def talks(tmp_path: Path) -> list[Path]:
    files = [tmp_path / "talks" / name for name in ("one.vtt", "two.en.vtt", "more/three.vtt")]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(VTT, "utf-8")
    return files


def read(talks: list[Path], content: str, name: str = "talks.csv") -> Manifest:
    file = talks[0].parent / name
    file.write_text(content, "utf-8")
    return read_manifest(file, talks)


def refused(talks: list[Path], content: str, name: str = "talks.csv") -> tuple[int | None, str]:
    with pytest.raises(TranscriptError) as caught:
        read(talks, content, name)
    assert caught.value.file.endswith(name)
    return caught.value.line, caught.value.reason


def test_a_csv(talks: list[Path]) -> None:
    manifest = read(
        talks,
        "file,Title,URL,Published On,channel,channel_url,speakers,description,language\n"
        'one.vtt,"One, and more",https://a.example/1,"February 6th, 2025",Radio,https://a.example,Speaker 1=Ann Lee; Bo Day,About it,en\n'
        "two,Two,,,,,,,\n\n"
        "more/three.vtt,Three,,2025-02-07,,,,,\n",
    )

    assert manifest.warnings == ()
    assert manifest.talks == {
        talks[0]: Overrides(
            title="One, and more",
            url="https://a.example/1",
            published_on=date(2025, 2, 6),
            channel="Radio",
            channel_url="https://a.example",
            speakers=(("", "Bo Day"), ("Speaker 1", "Ann Lee")),
            description="About it",
            language="en",
        ),
        talks[1]: Overrides(title="Two"),
        talks[2]: Overrides(title="Three", published_on=date(2025, 2, 7)),
    }


def test_what_it_says_wins_over_the_sidecar_and_options_over_it(talks: list[Path]) -> None:
    (talks[0].parent / "one.video.json").write_text(
        '{"title": "Beside", "id": "beside", "language": "sv"}', "utf-8"
    )
    manifest = read(talks, "file;title;channel;channel_url\none.vtt;Listed;Radio;https://a.example\n")

    said = with_options(manifest.talks[talks[0]], Overrides(channel="Other"))
    video = read_file(talks[0], said).video

    assert (video.title, video.id, video.language) == ("Listed", "beside", "sv")
    assert video.channel == ChannelInfo(name="Other")
    assert read_file(talks[0], manifest.talks[talks[0]]).video.channel == ChannelInfo(
        name="Radio", url="https://a.example"
    )


@pytest.mark.parametrize(
    "content",
    [
        [{"file": "one.vtt", "title": "One", "speakers": {"A": "Ann"}}],
        {"one.vtt": {"title": "One", "speakers": {"A": "Ann"}}},
    ],
)
def test_json(talks: list[Path], content: object) -> None:
    manifest = read(talks, json.dumps(content, indent=1), "talks.json")

    assert manifest.talks == {talks[0]: Overrides(title="One", speakers=(("A", "Ann"),))}


def test_json_lines(talks: list[Path]) -> None:
    rows = [{"file": "one", "pub_date": "6 Feb 2025"}, {"file": "three", "show": "Radio"}]
    manifest = read(talks, "\n".join(map(json.dumps, rows)), "talks.jsonl")

    assert manifest.talks == {
        talks[0]: Overrides(published_on=date(2025, 2, 6)),
        talks[2]: Overrides(channel="Radio"),
    }


def test_what_is_not_used_is_warned_of(talks: list[Path]) -> None:
    manifest = read(talks, "file,title,notes\none.vtt,One,x\ntow.vtt,Two,\nfour.vtt,Four,\n")

    name = talks[0].parent / "talks.csv"
    assert manifest.warnings == (
        f"{name}: the column 'notes' is not read; those that are: file, id, title, description, language, url, published_on, "
        "channel, moment_url_template, thumbnail_url, media, speakers, channel_url, channel_id, media_type",
        f"{name}: rows without a talk: 2: 'tow.vtt' (line 3), 'four.vtt' (line 4)",
        f"{name}: talks without a row: 2: {talks[1]}, {talks[2]}",
    )


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        ("file,titel\none.vtt,One\n", 2, "there is no column 'titel': is 'title' meant?"),
        ("name,title\none.vtt,One\n", 2, "does not say of which file it is: a column 'file' has to"),
        ("file,date\none.vtt,02/06/2025\n", 2, "published_on: must be a day, such as 2025-02-06 or February 6th, 2025, and this is '02/06/2025'"),
        ("file,url\none.vtt,a.example\n", 2, "url: must be an address that begins with http:// or https:// and has no spaces, and this is 'a.example'"),
        ("file,title\none.vtt,A\n\none.vtt,B\n", 4, "a second row is of "),
        ("file,title\none.vtt,A,B\n", 2, "has 3 fields, and the first line names 2: put quotes round one with ',' in it"),
        ("file,title,title\none.vtt,A,B\n", 1, "two columns are called 'title'"),
        ("file,title\n", None, "has no rows"),
        ('file,title\none.vtt,"A\n', 2, "is not CSV here: unexpected end of data"),
        ("file,title\nfour.vtt,A\n", 2, "no row is of any of the talks: 'four.vtt' is none of their names, nor a path to one from "),
        ("file,speakers\none.vtt,A=\n", 2, "speakers: 'A=' gives no name: write LABEL=NAME, or NAME alone"),
        ("[1]", None, "must be a list of objects with a key 'file', or an object of objects by file"),
    ],
)  # fmt: skip
def test_what_stops_the_import(talks: list[Path], content: str, line: int | None, why: str) -> None:
    found = refused(talks, content)

    assert found[0] == line
    assert found[1].startswith(why)


def test_a_name_of_two_talks(tmp_path: Path) -> None:
    files = [tmp_path / place / "talk.vtt" for place in ("a", "b")]
    for file in files:
        file.parent.mkdir()
        file.write_text(VTT, "utf-8")

    manifest = tmp_path / "x.csv"
    manifest.write_text("file,title\ntalk.vtt,A\n", "utf-8")
    with pytest.raises(TranscriptError) as caught:
        read_manifest(manifest, files)
    manifest.write_text("file,title\na/talk.vtt,A\n", "utf-8")

    assert caught.value.reason == f"'talk.vtt' may be any of {files[0]}, {files[1]}: give the path"
    assert set(read_manifest(manifest, files).talks) == {files[0]}
