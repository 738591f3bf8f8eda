"""Readers held to anything: a transcript or a TranscriptError, times in order, words kept."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from service.errors import TranscriptError
from service.ingest.document import Transcript
from service.ingest.formats import read_file
from service.ingest.formats.detect import binary_kind
from service.ingest.formats.source import decode

PIECES = [
    "WEBVTT\n\n", "1\n", "00:00:01,000 --> 00:00:02,000\n", "00:01.000 --> 00:03.000 line:0\n", "-->", "\n", "\n\n",
    "NOTE\n", "STYLE", "<v Ann>", "</v>", "<c>", "Ann: hi\n", ">> ", "&amp;", "{", "}", "[", "]", '"', ",", ":",
    '{"version": "1.0.0", "segments": [', '{"startTime": 1, "endTime": 2, "body": "a"}', '{"format": "videograph/1"',
    '{"video": {"title": "T"}, "segments": [{"text": "a", "startSeconds": 0, "endSeconds": 1}]}', "\\ud800", "\0",
    "99999:00:00.000 --> 99999:00:00.000\n", "é", "\ufeff", "1e999", "٣",
]  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["segments", "body", "startTime", "endTime", "speaker", "version", "video", "title", "format", "text"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)  # fmt: skip
TIMES = st.lists(st.integers(0, 10**9), min_size=2, max_size=30).map(sorted)
WORDS = st.lists(
    st.text(st.characters(categories=["Ll"], max_codepoint=0x24F), min_size=1, max_size=8),
    min_size=1,
    max_size=8,
).map(" ".join)
fast = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def outcome(path: Path) -> Transcript | TranscriptError:
    try:
        return read_file(path)
    except TranscriptError as error:
        return error


def check_file(path: Path) -> None:
    """A transcript with its times in order, or the one kind of error, with the file's name, in one line."""
    found = outcome(path)
    if isinstance(found, TranscriptError):
        assert found.file == str(path)
        assert found.reason
        assert "\n" not in found.message
        assert found.message.encode()
        return
    starts = [segment.start_seconds for segment in found.segments]
    assert starts == sorted(starts)
    assert all(segment.text == segment.text.strip() for segment in found.segments)


@fast
@given(data=st.binary(max_size=300))
@example(data=b"\xff\xfe\x00\xd8")
@example(data=b"\xef\xbb\xbf")
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    check_file(path)


@fast
@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=10), max_size=25))
@example(pieces=["{" * 50_000])
@example(pieces=['{"version": 1, "segments": [{"startTime": 1' + "0" * 5000 + "}]}"])
@example(pieces=['{"version": 1, "segments": [{"startTime": 1' + "0" * 400 + ', "body": "a"}]}'])
@example(pieces=['{"format": "videograph/1", "video": {"title": "\\ud800"}, "segments": "\\udfff"}'])
@example(
    pieces=['{"version": "1", "segments": [{"startTime": 0, "body": "\\ud800 a", "speaker": "\\ud800"}]}']
)
def test_pieces_of_formats_in_any_order(tmp_path: Path, pieces: list[str]) -> None:
    path = tmp_path / "file"
    path.write_bytes("".join(pieces).encode("utf-8", "surrogatepass"))
    check_file(path)


@fast
@given(value=JSON)
def test_any_json_also_beside_a_talk(tmp_path: Path, value: Any) -> None:
    path = tmp_path / "talk.vtt"
    path.write_text(json.dumps(value), encoding="utf-8")
    check_file(path)
    path.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nwords\n", encoding="utf-8")
    beside = [tmp_path / "talk.video.json", tmp_path / "talk.chapters.json"]
    for file in beside:
        file.write_text(json.dumps(value), encoding="utf-8")
        found = outcome(path)
        assert found.file == str(file) if isinstance(found, TranscriptError) else len(found.segments) == 1
        file.unlink()


def stamp(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


@fast
@given(times=TIMES, data=st.data())
@pytest.mark.parametrize("kind", ["srt", "bare srt", "vtt", "json"])
def test_generated_cues_come_back(tmp_path: Path, times: list[int], data: st.DataObject, kind: str) -> None:
    cues = [
        (
            start,
            data.draw(st.integers(start, start + 10_000)),
            data.draw(st.lists(WORDS, min_size=1, max_size=3)),
        )
        for start in times
    ]
    newline = data.draw(st.sampled_from(["\n", "\r\n"]))
    if kind == "json":
        parts = [
            {"startTime": s / 1000, "endTime": e / 1000, "body": "wide open " + " ".join(w)}
            for s, e, w in cues
        ]
        text = json.dumps({"version": "1.0.0", "segments": parts}, ensure_ascii=False)
        expected = [(s / 1000, e / 1000, "wide open " + " ".join(w)) for s, e, w in cues]
    else:
        point = "." if kind == "vtt" else ","
        # Each cue's words are its own, for what rolls up is to be dropped.
        blocks = [
            ("" if kind == "bare srt" else f"{n}\n")
            + f"{stamp(s, point)} --> {stamp(e, point)}\n"
            + "\n".join(f"cue {n} {line}" for line in w)
            for n, (s, e, w) in enumerate(cues, start=1)
        ]
        text = ("WEBVTT\n\n" if kind == "vtt" else "") + "\n\n".join(blocks) + "\n"
        expected = [
            (s / 1000, e / 1000, " ".join(f"cue {n} {line}" for line in w))
            for n, (s, e, w) in enumerate(cues, start=1)
        ]
    path = tmp_path / "talk"
    path.write_bytes(text.replace("\n", newline).encode())

    segments = read_file(path).segments

    assert [(s.start_seconds, s.end_seconds, s.text) for s in segments] == expected


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    data = text.encode()
    if binary_kind(data) is None:
        assert decode(data, Path("x")) == text
