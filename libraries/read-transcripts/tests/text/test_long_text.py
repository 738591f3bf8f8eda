"""Files with a whole talk in one cue, and with what is no word at all."""

from pathlib import Path

import pytest

import read_transcripts
from read_transcripts import TranscriptError

SENTENCE = "We keep graphs in a database, and people ask it for paths. "


def test_a_cue_of_a_million_characters_is_cut(tmp_path: Path) -> None:
    count = 18_000
    file = tmp_path / "talk.srt"
    file.write_text(f"1\n00:00:00,000 --> 02:00:00,000\n{SENTENCE * count}\n", "utf-8")

    talk = read_transcripts.read(file)

    assert " ".join(segment.text for segment in talk.segments) == (SENTENCE * count).strip()
    assert max(len(segment.text) for segment in talk.segments) == 294
    assert (talk.segments[0].start, talk.segments[-1].end) == (0.0, 7200.0)


def test_what_is_no_word_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "talk.srt"
    file.write_text(f"1\n00:00:05,000 --> 00:00:09,000\nLook: {'A' * 1_200_000}\n", "utf-8")

    with pytest.raises(TranscriptError) as caught:
        read_transcripts.read(file)

    assert caught.value.reason == (
        "holds 1,200,006 characters without the end of a word at 0:00:05.000, which nobody said: "
        "it may be the data of a picture or a key; take that out"
    )
