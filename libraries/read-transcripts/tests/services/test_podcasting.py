"""Podcasting 2.0 JSON: transcripts, also word by word, and chapters."""

import json
from pathlib import Path
from typing import Any

import pytest
from files import FORMATS

import read_transcripts
from read_transcripts import TranscriptError

DATA = FORMATS / "podcast-namespace"


def write(folder: Path, value: Any, name: str = "talk.transcript.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")
    return path


def segments(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"version": "1.0.0", "segments": list(parts)}


def read(path: Path) -> list[tuple[float, float, str | None, str]]:
    return [(s.start, s.end, s.speaker, s.text) for s in read_transcripts.read(path).segments]


def words(*said: str, step: float = 0.5, speaker: str = "Ann") -> list[dict[str, Any]]:
    return [
        {"speaker": speaker, "startTime": n * step, "endTime": n * step + 0.4, "body": word}
        for n, word in enumerate(said)
    ]


def test_the_namespace_example_joins_its_words() -> None:
    assert read(DATA / "example.json") == [
        (0.5, 2.5, "Darth Vader", "I am your father."),
        (2.75, 3.0, "Luke", "Nooooo"),
    ]


def test_segments_stay_as_they_are(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        segments(
            {"speaker": "Ann", "startTime": 0, "body": " Hello\nall of you. "},
            {"speaker": " ", "startTime": 1.5, "endTime": 2, "body": "Who was that?"},
            {"startTime": 2, "endTime": 2, "body": ""},
            {"speaker": "Bo", "startTime": "2.5", "body": "Me, it was me."},
        ),
    )

    assert read(path) == [
        (0.0, 1.5, "Ann", "Hello all of you."),
        (1.5, 2.0, None, "Who was that?"),
        (2.5, 2.5, "Bo", "Me, it was me."),
    ]


def test_names_before_the_words_where_no_segment_has_a_speaker(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        segments(
            {"startTime": 0, "endTime": 1, "body": "Ann: Hello there."},
            {"startTime": 1, "endTime": 2, "body": "Bo: Good day to you."},
        ),
    )

    assert read(path) == [(0.0, 1.0, "Ann", "Hello there."), (1.0, 2.0, "Bo", "Good day to you.")]


def test_words_are_cut_at_sentences_pauses_and_speakers(tmp_path: Path) -> None:
    said = words(
        "We", "sail", "at", "dawn", "to", "Hull", ".", "Yes", ".", "The", "tide", "is", "right", "then"
    )
    said += [{"speaker": "Ann", "startTime": 20, "endTime": 20.4, "body": "So"}]
    said += [{"speaker": "Bo", "startTime": 20.5, "endTime": 21, "body": "Aye"}]

    assert read(write(tmp_path, segments(*said))) == [
        (0.0, 3.4, "Ann", "We sail at dawn to Hull."),
        (3.5, 6.9, "Ann", "Yes. The tide is right then"),
        (20.0, 20.4, "Ann", "So"),
        (20.5, 21.0, "Bo", "Aye"),
    ]


def test_words_without_full_stops_are_cut_at_forty(tmp_path: Path) -> None:
    found = read(write(tmp_path, segments(*words(*(f"w{n}" for n in range(100))))))

    assert [text.count(" ") + 1 for _, _, _, text in found] == [40, 40, 20]
    assert " ".join(text for _, _, _, text in found) == " ".join(f"w{n}" for n in range(100))


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ({"startTime": 4, "endTime": 5, "body": "B"}, "times run backwards: this starts at 0:00:04.000, and the one in front of it at 0:00:05.000; --lenient-times moves such times between their neighbours"),
        ({"startTime": 6, "endTime": 5, "body": "B"}, "times run backwards: this ends at 0:00:05.000 and starts at 0:00:06.000; --lenient-times moves such times between their neighbours"),
        ({"startTime": -1, "body": "B"}, "startTime must be a number of seconds from 0 on"),
        ({"startTime": "soon", "body": "B"}, "startTime must be a number of seconds"),
        ({"startTime": True, "body": "B"}, "startTime must be a number of seconds"),
        ({"body": "B"}, "startTime is missing"),
        ({"startTime": 6, "body": 7}, "body must be text"),
        ({"startTime": 6, "body": "B", "speaker": {}}, "speaker must be text"),
        ("B", "must be an object with startTime and body"),
    ],
)  # fmt: skip
def test_a_segment_that_cannot_be_read_is_said_with_its_line(tmp_path: Path, part: Any, why: str) -> None:
    path = write(tmp_path, segments({"startTime": 5, "endTime": 6, "body": "A"}, part))

    with pytest.raises(TranscriptError) as caught:
        read_transcripts.read(path)

    assert caught.value.reason == f"segments[1]: {why}"
    assert caught.value.line == 9


def test_chapters_beside_the_talk(tmp_path: Path) -> None:
    (tmp_path / "talk.chapters.json").write_bytes((DATA / "chapters.json").read_bytes())
    path = write(tmp_path, segments({"startTime": 0, "endTime": 7000.5, "body": "A long talk."}))

    transcript = read_transcripts.read(path)

    assert [(c.title, c.start, c.end) for c in transcript.chapters] == [
        ("Intro", 0.0, 168.0),
        ("Hearing Aids", 168.0, 260.0),
        ("Progress Report", 260.0, 410.0),
        ("Namespace", 410.0, 3990.0),
        ("Just Break Up", 3990.0, 4200.0),
        ("Played song by artist", 4200.0, 4600.0),
        ("Donations", 4600.0, 5510.0),
        ("The Big Players", 5510.0, 5854.0),
        ("Spread the Word", 5854.0, 6089.0),
        ("Outro", 6089.0, None),
    ]


def test_chapters_of_a_longer_recording_and_with_ends_of_their_own(tmp_path: Path) -> None:
    chapters = [
        {"startTime": 0, "endTime": 4, "title": "Start"},
        {"startTime": 5, "endTime": 9, "title": "Too long"},
        {"startTime": 8, "title": "Music"},
    ]
    write(tmp_path, {"version": "1.2.0", "chapters": chapters}, "talk.chapters.json")
    path = tmp_path / "talk.srt"
    path.write_text("1\n00:00:00,000 --> 00:00:06,000\nA\n", encoding="utf-8")

    transcript = read_transcripts.read(path)

    assert [(c.title, c.start, c.end) for c in transcript.chapters] == [
        ("Start", 0.0, 4.0),
        ("Too long", 5.0, 8.0),
        ("Music", 8.0, None),
    ]


def test_chapters_out_of_order(tmp_path: Path) -> None:
    chapters = [{"startTime": 9, "title": "B"}, {"startTime": 3, "title": "A"}]
    file = write(tmp_path, {"version": "1.2.0", "chapters": chapters}, "talk.chapters.json")
    path = write(tmp_path, segments({"startTime": 0, "endTime": 20, "body": "Words."}))

    with pytest.raises(TranscriptError) as caught:
        read_transcripts.read(path)

    assert str(caught.value) == (
        f"{file}:8: chapters[1]: starts at 0:00:03.000, and the one in front of it at 0:00:09.000"
    )
