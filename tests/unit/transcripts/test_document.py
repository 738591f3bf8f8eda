"""VideoDocument JSON, and its published schema."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import read_transcripts
from service.domain.document import VideoDocument, document_schema
from service.errors import TranscriptError
from service.transcripts import Overrides, read_file, read_with_notes
from service.transcripts.document_reader import VideoDocumentReader
from support.paths import ROOT


def document() -> dict[str, Any]:
    return {
        "format": "videograph/1",
        "video": {"title": "Tides", "publishedOn": "2025-11-23", "url": "https://example.org/t"},
        "speakers": [{"label": "Ann", "person": "ann"}],
        "segments": [
            {"text": "Hello.", "startSeconds": 0, "endSeconds": 2, "speaker": "Ann"},
            {"text": "Tides come back.", "startSeconds": 2, "endSeconds": 4},
        ],
        "entities": [{"key": "ann", "name": "Ann Holm", "kind": "PERSON"}],
    }


def write(folder: Path, value: Any) -> Path:
    path = folder / "talk.json"
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")
    return path


def test_a_document_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "talk.video.json").write_text('{"title": "Not this"}', encoding="utf-8")

    found = read_file(write(tmp_path, document()))

    assert found == VideoDocument.model_validate(document())
    assert found.video.published_on == date(2025, 11, 23)


def test_the_format_may_be_left_out(tmp_path: Path) -> None:
    value = document()
    del value["format"]

    assert isinstance(read_file(write(tmp_path, value)), VideoDocument)


def test_options_win_over_a_document(tmp_path: Path) -> None:
    found = read_file(write(tmp_path, document()), Overrides(title="Other", url="https://youtu.be/a"))

    assert (found.video.title, found.video.published_on) == ("Other", date(2025, 11, 23))
    assert found.video.moment_url_template == "https://youtu.be/a?t={seconds}s"
    assert found.segments == VideoDocument.model_validate(document()).segments


@pytest.mark.parametrize(
    ("path", "value", "line", "why"),
    [
        (("segments", 1, "startSeconds"), -2, 23, "segments[1].startSeconds: must be greater than or equal to 0, and this is -2"),
        (("segments", 1, "endSeconds"), 1, 21, "segments[1]: endSeconds 1.0 lies before startSeconds 2.0"),
        (("entities", 0, "kind"), "ANIMAL", 31, "entities[0].kind: must be 'PERSON', 'COMPANY', 'CONCEPT', 'PRODUCT' or 'EVENT', and this is 'ANIMAL'"),
        (("entities", 0, "wikidata"), "X12", 32, "entities[0].wikidata: must be an item of Wikidata such as Q42, and this is 'X12'"),
        (("video", "colour"), "red", 7, "video.colour: is not known here, and this is 'red'"),
        (("format",), "videograph/9", 2, "format: must be 'videograph/1', and this is 'videograph/9'"),
        (("segments", 1, "speaker"), "Bo", None, "segment 1: speaker 'Bo' is not in speakers"),
        (("speakers", 0, "person"), "bo", None, "speaker 'Ann': 'bo' is no entity of kind PERSON"),
    ],
)  # fmt: skip
def test_an_error_names_line_path_and_reason(
    tmp_path: Path, path: tuple[str | int, ...], value: Any, line: int | None, why: str
) -> None:
    whole = document()
    place: Any = whole
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    with pytest.raises(TranscriptError) as caught:
        read_file(write(tmp_path, whole))

    assert (caught.value.line, caught.value.reason) == (line, why)


@pytest.mark.parametrize(
    "said",
    [
        "Q42",
        "https://www.wikidata.org/wiki/Q42",
        "http://www.wikidata.org/entity/Q42",
        "https://m.wikidata.org/wiki/Q42",
    ],
)
def test_an_item_of_wikidata_may_be_its_address(said: str) -> None:
    whole = document()
    whole["entities"][0]["wikidata"] = said

    assert VideoDocument.model_validate(whole).entities[0].wikidata == "Q42"


def test_further_errors_are_counted_and_a_missing_key_is_where_its_object_begins(tmp_path: Path) -> None:
    value = document()
    del value["video"]["title"]
    value["segments"][0]["text"] = " "

    with pytest.raises(TranscriptError) as caught:
        read_file(write(tmp_path, value))

    assert (caught.value.line, caught.value.reason) == (3, "video.title: is missing (and 1 more)")


def test_the_published_schema_is_fresh() -> None:
    published = (ROOT / "docs" / "video-document.schema.json").read_text(encoding="utf-8")

    assert published == document_schema()


@pytest.mark.parametrize("character", ["\x1b", "\0", "\x9b", "\x7f"])
@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("video.id", "a{}b"), ("video.title", "a{}b"), ("video.language", "e{}n"), ("video.url", "https://a.example/{}"),
        ("entities[0].key", "a{}b"), ("entities[0].name", "a{}b"), ("speakers[0].label", "A{}nn"), ("segments[1].text", "Ti{}des"),
    ],
)  # fmt: skip
def test_control_characters_are_refused(tmp_path: Path, place: str, value: str, character: str) -> None:
    changed = document()
    *outer, key = place.replace("[", ".").replace("]", "").split(".")
    inner: Any = changed
    for step in outer:
        inner = inner[int(step) if step.isdigit() else step]
    inner[key] = value.format(character)

    with pytest.raises(TranscriptError) as caught:
        read_file(write(tmp_path, changed))

    sign = f"(U+{ord(character):04X}): remove it"
    assert caught.value.reason.startswith(
        f"{place}: character {value.index('{') + 1} is a control character {sign}"
    )
    assert character not in caught.value.message


def test_text_may_have_tabs_and_line_breaks(tmp_path: Path) -> None:
    changed = document()
    changed["segments"][1]["text"] = "Tides\n\tcome back."

    assert read_file(write(tmp_path, changed)).segments[1].text == "Tides\n\tcome back."


def test_its_length_is_that_of_its_words_where_they_contradict_it(tmp_path: Path) -> None:
    said = document() | {"video": {"title": "Tides", "durationSeconds": 240}, "speakers": [], "entities": []}
    said["segments"] = [{"text": "Good night to you all.", "startSeconds": 4480, "endSeconds": 4483}]

    talk, notes = read_with_notes(write(tmp_path, said))

    assert talk.video.duration_seconds == 4483
    assert notes == (
        "its length is said to be 0:04:00, and its words end at 1:14:43: the words are believed",
    )


def test_it_says_which_segment_is_too_long() -> None:
    segment = {"text": "a " * 600_000, "startSeconds": 0, "endSeconds": 1}
    with pytest.raises(ValueError) as caught:
        VideoDocument.model_validate({"video": {"title": "A"}, "segments": [segment]})

    assert "a segment holds at most 1,000,000 characters, and this one 1,199,999" in str(caught.value)


def test_the_library_reads_it_by_its_entry_point(tmp_path: Path) -> None:
    talk = read_transcripts.read(write(tmp_path, document()))

    assert (talk.format, talk.title, talk.speakers) == (VideoDocumentReader.name, "Tides", ("Ann",))
    assert [one.text for one in talk.segments] == ["Hello.", "Tides come back."]
    with pytest.raises(read_transcripts.TranscriptError, match=r"talk\.json:4: video\.title"):
        read_transcripts.read(write(tmp_path, document() | {"format": "videograph/1", "video": {"title": 1}}))
