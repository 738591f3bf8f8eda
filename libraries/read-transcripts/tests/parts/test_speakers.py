"""Labels before the words: names of speakers where there is evidence of turns, words everywhere else."""

from pathlib import Path

import pytest

import read_transcripts
from read_transcripts import Transcript


def said(folder: Path, *cues: str) -> list[tuple[str | None, str]]:
    lines = [f"00:{at:02}.000 --> 00:{at + 1:02}.000\n{cue}\n" for at, cue in enumerate(cues)]
    file = folder / "talk.vtt"
    file.write_text("WEBVTT\n\n" + "\n".join(lines), encoding="utf-8")
    talk = read_transcripts.read(file)
    assert isinstance(talk, Transcript)
    return [(segment.speaker, segment.text) for segment in talk.segments]


LISTED = [
    ["Step 1: install the package.", "Step 2: run the server.", "Step 3: open the page."],
    ["Here is how it goes.", "Step 1: install the package.", "Step 2: run the server.", "That is all."],
    ["Python: easy to read.", "Rust: safe and fast.", "Go: quick to compile."],
    ["Step 1: install the package.", "Step 2: run the server."],
]


@pytest.mark.parametrize("cues", LISTED, ids=["steps", "steps among words", "languages", "two steps"])
def test_items_of_a_list_are_words_and_name_nobody(tmp_path: Path, cues: list[str]) -> None:
    spoken = said(tmp_path, *cues)

    assert " ".join(text for _, text in spoken) == " ".join(cues)
    assert {speaker for speaker, _ in spoken} == {None}


def test_labels_that_come_back_are_names(tmp_path: Path) -> None:
    assert said(tmp_path, "Anna: Good morning.", "Ben: Hello.", "Anna: Shall we?") == [
        ("Anna", "Good morning."),
        ("Ben", "Hello."),
        ("Anna", "Shall we?"),
    ]


@pytest.mark.parametrize("labels", [("Speaker 1", "Speaker 2"), ("Host", "Guest"), ("Q", "A")])
def test_labels_of_parts_in_a_talk_need_not_come_back(tmp_path: Path, labels: tuple[str, str]) -> None:
    one, other = labels

    assert said(tmp_path, f"{one}: Good morning.", f"{other}: Hello.") == [
        (one, "Good morning."),
        (other, "Hello."),
    ]
