"""Names of speakers that options or a sidecar give."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.actions.imports.source import source_hash
from service.domain.document import Transcript
from service.errors import InvalidInput, TranscriptError
from service.transcripts import Overrides, read_file, read_with_notes
from service.transcripts.given_speakers import read_given

COUNTED = "Speaker 1: Hello there.\n\nSpeaker 2: Hi, all is well.\n\nSpeaker 1: That is good.\n"
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nhello there\n\n00:02.000 --> 00:04.000\nall is well\n"


def voices(folder: Path, text: str, *options: str, sidecar: dict[str, Any] | None = None) -> list[str | None]:
    file = folder / ("talk.vtt" if text == CAPTIONS else "talk.txt")
    file.write_text(text)
    if sidecar is not None:
        (folder / "talk.video.json").write_text(json.dumps(sidecar))
    talk = read_file(file, Overrides(speakers=tuple(read_given(options).items())))
    assert isinstance(talk, Transcript)
    said = [segment.speaker for segment in talk.segments]
    assert [s.label for s in talk.speakers] == list(dict.fromkeys(filter(None, said)))
    return said


def test_a_name_for_a_label(tmp_path: Path) -> None:
    assert voices(tmp_path, COUNTED, "Speaker 1=Ann Lee") == ["Ann Lee", "Speaker 2", "Ann Lee"]


def test_two_labels_of_one_name_are_one_voice(tmp_path: Path) -> None:
    assert voices(tmp_path, COUNTED, "Speaker 1=Ann Lee", "Speaker 2 = Ann  Lee ") == ["Ann Lee"] * 3


def test_a_name_alone_is_of_the_words_that_are_nobodys(tmp_path: Path) -> None:
    assert voices(tmp_path, CAPTIONS) == [None, None]
    assert voices(tmp_path, CAPTIONS, "Ann Lee") == ["Ann Lee", "Ann Lee"]


def test_a_sidecar_says_it_too_and_an_option_wins(tmp_path: Path) -> None:
    sidecar = {"speakers": {"Speaker 1": "Ann Lee", "Speaker 2": "Bo Day"}}
    assert voices(tmp_path, COUNTED, sidecar=sidecar) == ["Ann Lee", "Bo Day", "Ann Lee"]
    assert voices(tmp_path, COUNTED, "Speaker 2=Cy Fox", sidecar=sidecar) == ["Ann Lee", "Cy Fox", "Ann Lee"]


@pytest.mark.parametrize(
    ("speakers", "found"), [("Ann Lee", "Ann Lee"), (["Ann Lee"], None), (None, None), (" ", None)]
)
def test_a_sidecar_may_name_the_only_voice(speakers: Any, found: str | None, tmp_path: Path) -> None:
    """A list of who takes part says not whose a voice is."""
    assert voices(tmp_path, CAPTIONS, sidecar={"speakers": speakers}) == [found, found]


@pytest.mark.parametrize(
    ("marks", "notes"),
    [
        ((), ()),
        ((0,), ()),
        ((0, 1), ("the voice changes by the file's marks, and all is taken for Ann Lee",)),
    ],
)
def test_one_name_for_voices_that_change_is_said(
    marks: tuple[int, ...], notes: tuple[str, ...], tmp_path: Path
) -> None:
    cues = [f"00:0{i}.000 --> 00:0{i + 1}.000\n{'>> ' * (i in marks)}all is well\n" for i in range(3)]
    file = tmp_path / "talk.vtt"
    file.write_text("WEBVTT\n\n" + "\n".join(cues))
    assert read_with_notes(file, Overrides(speakers=(("", "Ann Lee"),)))[1] == notes
    assert read_with_notes(file)[1] == ()


def test_a_sidecar_s_name_for_words_without_a_speaker_is_left_out_where_there_are_none(
    tmp_path: Path,
) -> None:
    """Feeds name a host without knowing the transcript."""
    sidecar = {"speakers": {"": "Ann Lee", "Speaker 1": "Bo Day"}}
    assert voices(tmp_path, COUNTED, sidecar=sidecar) == ["Bo Day", "Speaker 2", "Bo Day"]
    note = "the sidecar's name Ann Lee is not used: all words have a speaker already"
    (tmp_path / "talk.video.json").write_text('{"speakers": "Ann Lee"}', "utf-8")
    assert note in read_with_notes(tmp_path / "talk.txt")[1]
    with pytest.raises(InvalidInput, match="all words have a voice already"):
        read_with_notes(tmp_path / "talk.txt", Overrides(speakers=(("", "Ann Lee"),)))


@pytest.mark.parametrize(
    ("text", "option", "message"),
    [
        (COUNTED, "Speaker 9=Ann", "there is no voice 'Speaker 9': there are Speaker 1, Speaker 2"),
        (COUNTED, "Ann Lee", "all words have a voice already: there are Speaker 1, Speaker 2"),
        (CAPTIONS, "Speaker 1=Ann", "there is no voice 'Speaker 1': the file names none"),
    ],
)
def test_a_voice_that_is_not_there(text: str, option: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        voices(tmp_path, text, option)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["Speaker 1="], "'Speaker 1=' gives no name: write LABEL=NAME, or NAME alone"),
        (["  "], "'  ' gives no name: write LABEL=NAME, or NAME alone"),
        (["A=Ann", "A=Bo"], "two names for one voice: 'Ann' and 'Bo'"),
    ],
)
def test_an_option_that_cannot_be_used(options: list[str], message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_given(options)
    assert caught.value.message == message


def test_a_name_in_a_sidecar_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError) as caught:
        voices(tmp_path, COUNTED, sidecar={"speakers": {"Speaker 1": 3}})
    assert (Path(caught.value.file).name, caught.value.line) == ("talk.video.json", 1)


def test_a_complete_document_names_its_voices_itself(tmp_path: Path) -> None:
    file = tmp_path / "talk.json"
    segment = {"text": "Hello.", "startSeconds": 0, "endSeconds": 1}
    file.write_text(json.dumps({"format": "videograph/1", "video": {"title": "A"}, "segments": [segment]}))
    with pytest.raises(InvalidInput) as caught:
        read_file(file, Overrides(speakers=(("", "Ann"),)))
    assert caught.value.message == "a complete document says itself who its voices are: mend its speakers"


def test_names_for_voices_are_part_of_what_a_file_is_known_by(tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text(COUNTED)
    hashes = {
        source_hash(file, Overrides(speakers=s), "mine/1") for s in ((), (("A", "Ann"),), (("A", "Bo"),))
    }
    assert len(hashes) == 3
