"""Talks whose files are not on the disk: a name, the content, and what lies beside it by name."""

import pickle
from datetime import date
from pathlib import Path

import pytest

from read_transcripts.source import SIZE_CAP
from service.actions.imports.source import source_hash
from service.domain.document import Transcript
from service.errors import InvalidInput, NotATranscript, RateLimited, TranscriptError
from service.transcripts import Overrides, TalkFile, read, read_file, read_with_notes
from support.paths import FORMATS

_FILES = sorted(file for file in FORMATS.rglob("[a-z]*.*") if file.name != "chapters.json")
_CUES = b"WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ada>We met at the Lab in the morning.\n"
_BESIDE = {
    "talk.video.json": b'{"title": "A Morning", "publishedOn": "2026-02-03", "speakers": {"Ada": "Ada Lovelace"}}',
    "talk.chapters.json": b'{"chapters": [{"startTime": 0, "title": "The Lab"}]}',
    "talk.info.json": b'{"channel": "Kanal", "duration": 9}',
}


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.name)
def test_content_reads_as_the_file_does(file: Path) -> None:
    assert read(str(file), file.read_bytes()) == read_with_notes(file)


def test_what_lies_beside_is_read_by_name(tmp_path: Path) -> None:
    for name, content in {"talk.en.vtt": _CUES, **_BESIDE}.items():
        (tmp_path / name).write_bytes(content)

    talk, notes = read("talk.en.vtt", _CUES, _BESIDE)

    assert (talk, notes) == read_with_notes(tmp_path / "talk.en.vtt")
    assert isinstance(talk, Transcript)
    assert (talk.video.title, talk.video.published_on, talk.video.language) == (
        "A Morning",
        date(2026, 2, 3),
        "en",
    )
    assert talk.video.channel is not None
    assert (talk.video.channel.name, talk.video.duration_seconds) == ("Kanal", 9.0)
    assert [speaker.label for speaker in talk.speakers] == ["Ada Lovelace"]
    assert [(chapter.title, chapter.end_seconds) for chapter in talk.chapters] == [("The Lab", 9.0)]


def test_options_win_over_what_lies_beside() -> None:
    talk, _ = read("talk.vtt", _CUES, _BESIDE, Overrides(title="Said Otherwise"))

    assert talk.video.title == "Said Otherwise"


def test_names_stand_in_messages() -> None:
    with pytest.raises(TranscriptError, match=r"^talk\.vtt: is empty$"):
        read("talk.vtt", b" \n")
    with pytest.raises(NotATranscript, match=r"^talk\.pdf: "):
        read("talk.pdf", b"%PDF-1.7 ...")
    with pytest.raises(TranscriptError, match=r"^talk\.video\.json:1: "):
        read("talk.vtt", _CUES, {"talk.video.json": b"{"})
    with pytest.raises(TranscriptError, match=r"^talk\.vtt: is too large for a transcript: 50 MB"):
        read("talk.vtt", b" " * (SIZE_CAP + 1))


@pytest.mark.parametrize("name", ["", ".", "..", "/", "a/..", "talk\0.vtt"])
def test_names_that_are_none(name: str) -> None:
    with pytest.raises(InvalidInput, match="cannot be the name of a file: give one such as talk") as caught:
        read(name, _CUES, {".video.json": b"{}"})
    assert caught.value.path == ("name",)


def test_folders_in_a_name_are_not_looked_at() -> None:
    talk, _ = read("../../etc/talk.vtt", _CUES, _BESIDE)
    assert talk.video.title == "A Morning"


def test_of_a_whole_document_nothing_beside_is_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "talk.json"
    file.write_text(
        '{"video": {"title": "A", "language": "en", "durationSeconds": 4}, '
        '"segments": [{"text": "Words.", "startSeconds": 0, "endSeconds": 4}]}'
    )
    broken = {"talk.video.json": b"{"}
    (tmp_path / "talk.video.json").write_bytes(broken["talk.video.json"])

    assert read("talk.json", file.read_bytes(), broken)[0] == read_file(file)


def test_content_has_the_hash_of_the_file(tmp_path: Path) -> None:
    for name, content in {"talk.en.vtt": _CUES, **_BESIDE}.items():
        (tmp_path / name).write_bytes(content)
    given = TalkFile("talk.en.vtt", _CUES, _BESIDE)

    def hash_of(file: Path | TalkFile, overrides: Overrides | None = None) -> str | None:
        return source_hash(file, overrides, "mine/1")

    options = Overrides(title="A", lenient_times=True)
    assert hash_of(given, options) == hash_of(tmp_path / "talk.en.vtt", options)
    assert hash_of(given) != hash_of(TalkFile("talk.en.vtt", _CUES))
    assert hash_of(TalkFile("other.vtt", _CUES)) != hash_of(TalkFile("talk.en.vtt", _CUES))
    # what is not read does not count
    other = TalkFile("a.vtt", _CUES, {"b.video.json": b"{}"})
    assert hash_of(other) == hash_of(TalkFile("a.vtt", _CUES))


@pytest.mark.parametrize(
    "error",
    [
        NotATranscript("talk.pdf", "a PDF", "is a PDF"),
        TranscriptError(Path("a/talk.vtt"), "is empty", 3),
        InvalidInput("no", ("video", "id")),
        RateLimited("later", 60, "COST"),
    ],
)
def test_errors_come_whole_out_of_another_process(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))

    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
