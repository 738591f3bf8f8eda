"""`--lenient-times`: times that run backwards are moved between their neighbors and counted, in every format that refuses them else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from files import with_changes

import read_transcripts
from read_transcripts import TranscriptError
from read_transcripts.parts.order import in_order, leniently

CUES = [(1.0, 4.0, "One."), (5.0, 8.0, "Two."), (2.0, 3.0, "Three."), (9.0, 12.0, "Four.")]
"""The third begins before the second."""


def clock(value: float) -> str:
    return f"00:00:{int(value):02}.000"


def _vtt() -> str:
    return "WEBVTT\n\n" + "\n\n".join(f"{clock(a)} --> {clock(b)}\n{words}" for a, b, words in CUES)


def _srt() -> str:
    return _vtt().removeprefix("WEBVTT\n\n")


def _ttml() -> str:
    cues = "".join(f'<p begin="{a}s" end="{b}s">{words}</p>' for a, b, words in CUES)
    return f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div>{cues}</div></body></tt>'


def _podcasting() -> str:
    segments = [{"startTime": a, "endTime": b, "body": words, "speaker": "A"} for a, b, words in CUES]
    return json.dumps({"version": "1.0.0", "segments": segments})


def _whisper() -> str:
    return json.dumps(
        {"text": "", "segments": [{"start": a, "end": b, "text": words} for a, b, words in CUES]}
    )


def _caption_list() -> str:
    return json.dumps([{"text": words, "start": a, "duration": b - a} for a, b, words in CUES])


def _rows() -> str:
    return "start,end,text\n" + "\n".join(f"{a},{b},{words}" for a, b, words in CUES)


@pytest.mark.parametrize("make", [_vtt, _srt, _podcasting, _whisper, _caption_list, _rows])
def test_a_start_that_runs_backwards(tmp_path: Path, make: Callable[[], str]) -> None:
    file = tmp_path / "talk"
    file.write_text(make(), "utf-8")

    with pytest.raises(TranscriptError, match="--lenient-times moves such times between their neighbours"):
        read_transcripts.read(file)
    talk, notes = with_changes(file, lenient_times=True)

    assert " ".join(segment.text for segment in talk.segments) == "One. Two. Three. Four."
    assert talk.segments[0].start == 1.0
    assert talk.segments[-1].end == 12.0
    assert notes[0] == "times that run backwards are moved between their neighbours: 1"


def test_what_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "talk.srt"
    file.write_text(_srt(), "utf-8")

    talk = read_transcripts.read(file, lenient_times=True)

    assert [(s.start, s.end) for s in talk.segments] == [(1, 4), (2, 2), (2, 3), (9, 12)]


def test_an_end_before_its_start(tmp_path: Path) -> None:
    file = tmp_path / "talk.xml"
    file.write_text(
        _ttml().replace('end="8.0s"', 'end="0.5s"').replace('begin="2.0s"', 'begin="6.0s"'), "utf-8"
    )

    with pytest.raises(TranscriptError):
        read_transcripts.read(file)
    talk, notes = with_changes(file, lenient_times=True)

    assert [segment.start for segment in talk.segments][:2] == [1.0, 5.0]
    assert notes[0].endswith(": 2")


def test_one_time_far_ahead_moves_nothing_else() -> None:
    times = [(0.0, 2.0), (3000.0, 3004.0), (4.0, 6.0), (6.0, 5.0), (8.0, 9.0), (8.5, 10.0)]

    with leniently(True) as moved:
        placed = in_order(times)

    assert placed == [(0.0, 2.0), (4.0, 4.0), (4.0, 6.0), (6.0, 8.0), (8.0, 9.0), (8.5, 10.0)]
    assert moved.count == 2


def test_without_the_option_times_stay() -> None:
    assert in_order([(3.0, 1.0), (0.0, 9.0)]) == [(3.0, 1.0), (0.0, 9.0)]


def test_most_times_of_a_text_may_run_backwards(tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text(
        "[00:01] One.\n[00:05] Two.\n[00:09] Three.\n[00:03] Four.\n[00:02] Five.\n[00:12] Six.\n", "utf-8"
    )

    with pytest.raises(TranscriptError, match="--lenient-times"):
        read_transcripts.read(file)
    talk, notes = with_changes(file, lenient_times=True)

    assert " ".join(segment.text for segment in talk.segments) == "One. Two. Three. Four. Five. Six."
    assert notes == ("times that run backwards are left out: 2",)
