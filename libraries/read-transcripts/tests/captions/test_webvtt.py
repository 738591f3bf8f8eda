"""WebVTT: voices, blocks, settings, rolling captions, and errors, from whole files."""

from pathlib import Path

import pytest
from files import FORMATS

import read_transcripts
from read_transcripts import TranscriptError


def read(path: Path) -> list[tuple[float, float, str | None, str]]:
    return [(s.start, s.end, s.speaker, s.text) for s in read_transcripts.read(path).segments]


def write(folder: Path, text: str) -> Path:
    path = folder / "talk.vtt"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_namespace_example() -> None:
    path = FORMATS / "podcast-namespace" / "example.vtt"

    assert list(read_transcripts.read(path).speakers) == ["Sarah", "Gillian"]
    assert read(path) == [
        (0.0, 2.76, "Sarah", "In today's episode, you'll learn whether or not you"),
        (2.76, 6.09, "Sarah", "should have a podcast trailer. And if so, what should you"),
        (6.09, 11.61, "Sarah", "include in one? Welcome to Podcasting Q&A, where you learn"),
        (11.61, 15.75, "Sarah", "the best tips and strategies to launch, grow and monetize your"),
        (15.75, 18.63, "Sarah", "podcast. This week's question comes from Gillian."),
        (19.08, 21.45, "Gillian", "Hi Buzzsprout, Gillian here from breaking through"),
        (21.45, 25.35, "Gillian", "careers podcast. My question is, do we need a podcast trailer?"),
    ]


def test_voices_hold_until_the_next_one_or_their_end_under_another_ending() -> None:
    assert read(FORMATS / "own" / "voices-as.txt") == [
        (0.0, 2.31, "Yara Bell", "We need to say less."),
        (2.83, 4.78, "Yara Bell", "And mean it."),
        (4.78, 7.0, "Tom Q", "Yes!"),
        (4.78, 7.0, "Yara Bell", "Good."),
        (7.0, 8.0, None, "[applause]"),
    ]


def test_rolling_captions_count_once_and_what_is_said_twice_counts_twice() -> None:
    path = FORMATS / "own" / "rolling.vtt"

    assert read(path) == [
        (0.08, 2.389, None, "hello everyone and welcome"),
        (2.399, 5.19, None, "to the harbour"),
        (5.2, 6.309, None, "yeah"),
        (6.319, 8.0, None, "yeah"),
        (8.01, 11.43, None, "ships & tea"),
    ]
    assert read_transcripts.read(path).language == "en"


def test_blocks_names_of_cues_settings_tags_entities_long_hours() -> None:
    assert read(FORMATS / "own" / "blocks.vtt") == [
        (1.5, 4.0, None, "Ships & tea in <Hamburg>"),
        (4.0, 6.0, None, "God 漢 Vec<T>"),
        (360000.0, 363600.5, None, "A very long voyage"),
    ]


def test_name_prefixes_and_a_note_as_some_editors_write_them(tmp_path: Path) -> None:
    text = (
        "WEBVTT\n\nNOTE\nMade by an editor\n\n"
        "00:00:00.038 --> 00:00:03.938\nMona: Hello, and welcome to\nthe show\n\n"
        "00:00:03.938 --> 00:00:05.368\nabout tides.\n\n00:00:05.400 --> 00:00:06.000\nNils: Hello.\n"
    )

    assert read(write(tmp_path, text)) == [
        (0.038, 3.938, "Mona", "Hello, and welcome to the show"),
        (3.938, 5.368, "Mona", "about tides."),
        (5.4, 6.0, "Nils", "Hello."),
    ]


def test_cues_without_blank_lines_between_and_words_that_look_like_blocks(tmp_path: Path) -> None:
    text = "WEBVTT\n00:01.000 --> 00:02.000\nNOTE this well\n00:02.000 --> 00:03.000\nSTYLE matters\n\nand so on\n"

    assert read(write(tmp_path, text)) == [
        (1.0, 2.0, None, "NOTE this well"),
        (2.0, 3.0, None, "STYLE matters and so on"),
    ]


def test_times_that_run_backwards(tmp_path: Path) -> None:
    path = write(tmp_path, "WEBVTT\n\nNOTE x\n\n00:02.000 --> 00:03.000\nA\n\n00:01.000 --> 00:02.000\nB\n")

    with pytest.raises(TranscriptError) as caught:
        read_transcripts.read(path)

    assert caught.value.line == 8
    assert str(caught.value) == (
        f"{path}:8: times run backwards: this starts at 0:00:01.000, and the one in front of it at 0:00:02.000; --lenient-times moves such times between their neighbours"
    )


def test_a_header_alone(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="holds no words: not one cue has text"):
        read_transcripts.read(write(tmp_path, "WEBVTT\n"))
