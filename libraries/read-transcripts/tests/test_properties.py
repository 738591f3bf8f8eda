"""Readers held to anything: a transcript or a TranscriptError, times in order, words kept."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import read_transcripts
from read_transcripts import Segment, Transcript, TranscriptError, write
from read_transcripts.detect import binary_kind
from read_transcripts.source import DecodedText, decode

PIECES = [
    "WEBVTT\n\n", "1\n", "00:00:01,000 --> 00:00:02,000\n", "00:01.000 --> 00:03.000 line:0\n", "-->", "\n", "\n\n",
    "NOTE\n", "STYLE", "<v Ann>", "</v>", "<c>", "Ann: hi\n", ">> ", "&amp;", "{", "}", "[", "]", '"', ",", ":",
    '{"version": "1.0.0", "segments": [', '{"startTime": 1, "endTime": 2, "body": "a"}',
    '{"video": {"title": "T"}, "segments": [{"text": "a", "startSeconds": 0, "endSeconds": 1}]}', "\\ud800", "\0",
    "99999:00:00.000 --> 99999:00:00.000\n", "é", "\ufeff", "1e999", "٣",
    '<?xml version="1.0"?>', '<!DOCTYPE tt [<!ENTITY a "b">]>', '<tt xmlns="http://www.w3.org/ns/ttml">', "<body>", "</body>", "</tt>",
    '<p begin="1s" end="2s">', '<span begin="00:00:01:02" dur="1f">', "</p>", "<br/>", '<transcript>', '<text start="1" dur="x">',
    "<timedtext>",
    '<p t="1" d="2" a="1">', "<cite>Ann:</cite>", "<time>0:01</time>", "<p>", "<pre>", "<!--", "-->", "<html>", "]]>", "&nbsp;",
    "[00:01:10] Ann: ", "Ann (0:10): ", "Ann  0:15\n", "00:01:12 Bo\n", "[1:2]", "a few plain words here ", "Transcribed by https://otter.ai",
    "Wed, Mar 4, 2026 1:05PM • 30:21\n", "SPEAKERS\n", "**", '{"segments": [{"start": 0, "text": "a"', '"words": [', '{"events": [',
    'start\tend\ttext\n', "0\t1000\ta\n", "start,text\n", '[Ann] 0:01\n', "0:00:01.000,0:00:02.000\n", '{"start": 1, "text": "a"}\n',
    "Ann: [0:01] ", "# Title\n", "(0:01)\n", "[ti:x]\n", '1 "Ann" (2)\n', "00:00:01:02", "大家好。", "Ann Lee\n", "[S](https://a.b/c) ", "<br>",
    "00: 00: 01, 0 -> 00: 00: 02, 0\n", "1 minute, 7 seconds\n", '{"monologues": [', '{"items": [',
    "#00:00:01-5# ", "<SAMI>", "| time | text |\n|---|---|\n", "| 0:01 | a |\n",
    "---\ntitle: x\n", "---\n", "1.5\t2.5\ta\n", "1 00:00:01:00 00:00:02:00 a\n", "00:00:01:a\n", "0:01good\n", "> ", "- [0:01] ", "## Ann\n",
    "[0:01](x#t=1)\n", "`0:01`", "0 (1m 2s):\n", "0 minutes 1 second0:01\n", "Title: x\n", "Intro\n0:00\na\n", "{QTtext}", "<dt>Ann</dt>",
    '<p class="speaker">Ann', "<button>0:01</button>", '<span class="ts-name">', "<h2>a</h2>", '{"callTranscripts": [{"transcript": [', '{"sentences": [',
    '[{"words": [{"text": "a", "start": 1}]}]', '{"start": 1, "stop": 2, "text": "a"}', '{"media": "a", "text": "<p>',
    '{"tStartMs": 1, "segs": [{"utf8": "a"}]}', '{"results": {"channels": [', '{"utterances": [', '{"text": "a", "start": 1}',
]  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                "segments body startTime endTime speaker version video title format text start end words word events segs utf8 tStartMs "
                "dDurationMs aAppend results channels alternatives transcript utterances paragraphs sentences transcription offsets from "
                "to chunks timestamp chapters start_time duration channel upload_date webpage_url audio_url status language "
                "items type content monologues elements value ts end_ts recognizedPhrases nBest offsetInTicks durationInTicks display "
                "sentence start_ms speaker_label end_time speakers name result lines resultEndTime speaker_labels "
                "stop timestamps data participant relative data_start media callTranscripts id from".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)  # fmt: skip
TIMES = st.lists(st.integers(0, 10**9), min_size=2, max_size=10).map(sorted)
WORDS = st.lists(
    st.text(st.characters(categories=["Ll"], max_codepoint=0x24F), min_size=1, max_size=8),
    min_size=1,
    max_size=8,
).map(" ".join)
Cue = tuple[int, int, str]
# Each case writes and reads a file.
fast = settings(
    max_examples=settings().max_examples * 2 // 5, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def outcome(path: Path) -> Transcript | TranscriptError:
    try:
        return read_transcripts.read(path)
    except TranscriptError as error:
        return error


def check_file(path: Path) -> None:
    """A transcript with its times in order, or the one kind of error, with the file's name, in one line."""
    found = outcome(path)
    if isinstance(found, TranscriptError):
        assert found.file == str(path)
        assert found.reason
        assert "\n" not in str(found)
        assert str(found).encode()
        return
    starts = [segment.start for segment in found.segments]
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
@example(pieces=['<p t="1" d="2" a="1">', "---\n"])
@example(pieces=['{"version": 1, "segments": [{"startTime": 1' + "0" * 5000 + "}]}"])
@example(pieces=['{"version": 1, "segments": [{"startTime": 1' + "0" * 400 + ', "body": "a"}]}'])
@example(
    pieces=['{"version": "1", "segments": [{"startTime": 0, "body": "\\ud800 a", "speaker": "\\ud800"}]}']
)
def test_pieces_of_formats_in_any_order(tmp_path: Path, pieces: list[str]) -> None:
    path = tmp_path / "file"
    path.write_bytes("".join(pieces).encode("utf-8", "surrogatepass"))
    check_file(path)


@fast
@given(value=JSON)
@example(value={"events": []})
@example(value={"chapters": []})
def test_any_json_also_beside_a_talk(tmp_path: Path, value: Any) -> None:
    path = tmp_path / "talk.vtt"
    path.write_text(json.dumps(value), encoding="utf-8")
    check_file(path)
    path.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nwords\n", encoding="utf-8")
    beside = [tmp_path / f"talk.{kind}.json" for kind in ("chapters", "info")]
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

    segments = read_transcripts.read(path).segments

    assert [(s.start, s.end, s.text) for s in segments] == expected


def moment(milliseconds: int) -> str:
    return stamp(milliseconds, ".")


def escaped(text: str) -> str:
    return html.escape(text, quote=False)


def as_ttml(cues: list[Cue]) -> str:
    body = "".join(f'<p begin="{moment(s)}" end="{e}ms">{escaped(w)}</p>\n' for s, e, w in cues)
    return f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div>\n{body}</div></body></tt>'


def as_srv1(cues: list[Cue]) -> str:
    texts = "".join(
        f'<text start="{s / 1000}" dur="{(e - s) / 1000}">{escaped(escaped(w))}</text>\n' for s, e, w in cues
    )
    return f"<transcript>{texts}</transcript>"


def as_srv3(cues: list[Cue]) -> str:
    texts = "".join(f'<p t="{s}" d="{e - s}"><s>{escaped(w)}</s></p>\n' for s, e, w in cues)
    return f'<timedtext format="3"><body>{texts}</body></timedtext>'


def as_json3(cues: list[Cue]) -> str:
    return json.dumps(
        {"events": [{"tStartMs": s, "dDurationMs": e - s, "segs": [{"utf8": w}]} for s, e, w in cues]}
    )


def as_whisper(cues: list[Cue]) -> str:
    return json.dumps(
        {"segments": [{"start": s / 1000, "end": e / 1000, "text": f" {w}"} for s, e, w in cues]}
    )


def as_deepgram(cues: list[Cue]) -> str:
    said = [{"start": s / 1000, "end": e / 1000, "transcript": w, "speaker": 0} for s, e, w in cues]
    return json.dumps({"results": {"utterances": said}})


def as_assemblyai(cues: list[Cue]) -> str:
    said = [{"start": s, "end": e, "text": w, "speaker": None} for s, e, w in cues]
    return json.dumps({"audio_url": "x", "utterances": said})


def as_sbv(cues: list[Cue]) -> str:
    return "".join(f"{moment(s)},{moment(e)}\n{w}\n\n" for s, e, w in cues)


def as_json_lines(cues: list[Cue]) -> str:
    return "".join(json.dumps({"from": moment(s), "to": moment(e), "sentence": w}) + "\n" for s, e, w in cues)


def as_rev(cues: list[Cue]) -> str:
    def elements(s: int, e: int, w: str) -> list[dict[str, Any]]:
        return [{"type": "text", "value": w, "ts": s / 1000, "end_ts": e / 1000}]

    return json.dumps({"monologues": [{"speaker": 0, "elements": elements(*cue)} for cue in cues]})


def as_brackets(cues: list[Cue]) -> str:
    return "\n".join(f"[{moment(s)} --> {moment(e)}] {w}" for s, e, w in cues)


@fast
@given(times=TIMES, data=st.data())
@pytest.mark.parametrize(
    "build",
    [
        as_ttml,
        as_srv1,
        as_srv3,
        as_json3,
        as_whisper,
        as_deepgram,
        as_assemblyai,
        as_brackets,
        as_sbv,
        as_json_lines,
        as_rev,
    ],
)
def test_cues_come_back_from_every_format(
    tmp_path: Path, times: list[int], data: st.DataObject, build: Callable[[list[Cue]], str]
) -> None:
    cues = [
        (start, data.draw(st.integers(start, start + 10_000)), f"cue {n} <&> {data.draw(WORDS)}")
        for n, start in enumerate(times)
    ]
    path = tmp_path / "talk"
    path.write_bytes(build(cues).replace("\n", data.draw(st.sampled_from(["\n", "\r\n"]))).encode())

    segments = read_transcripts.read(path).segments

    assert [(round(s.start * 1000), round(s.end * 1000), s.text) for s in segments] == cues


@fast
@given(turns=st.lists(st.tuples(st.integers(0, 30_000), WORDS), min_size=3, max_size=30), timed=st.booleans())
@pytest.mark.parametrize("shape", ["text", "page"])
def test_words_of_text_are_kept(
    tmp_path: Path, turns: list[tuple[int, str]], timed: bool, shape: str
) -> None:
    starts = sorted(start for start, _ in turns)
    lines = [
        (f"[{stamp(start * 1000, '.')[:-4]}] " if timed else "") + f"we {words}"
        for start, (_, words) in zip(starts, turns, strict=True)
    ]
    lines.append("and so they went on to say that all of it was well said")
    text = "\n".join(lines) if shape == "text" else "".join(f"<p>{escaped(line)}</p>\n" for line in lines)
    path = tmp_path / "talk"
    path.write_text(text, encoding="utf-8")

    segments = read_transcripts.read(path).segments

    said = " ".join([*(f"we {words}" for _, words in turns), lines[-1]])
    assert " ".join(segment.text for segment in segments) == said
    if timed:
        assert segments[0].start == starts[0]


@fast
@given(times=TIMES, data=st.data())
@pytest.mark.parametrize("to", ["vtt", "srt", "json"])
def test_what_is_written_is_read_again(times: list[int], data: st.DataObject, to: str) -> None:
    names = (
        ["Ann Lee", "Bo Day"] if to == "srt" else ["Ann Lee", "Bo Day", None]
    )  # there, a name holds until the next
    talk = Transcript(
        tuple(
            Segment(
                start / 1000,
                (start + data.draw(st.integers(200, 10_000))) / 1000,
                f"Cue {n} <&> of {data.draw(WORDS)}",
                data.draw(st.sampled_from(names)),
            )
            for n, start in enumerate([*times, *times[-1:] * 2])
        ),
        "Tides",
    )

    assert read_transcripts.read(write(talk, to).encode()).segments == talk.segments


FRAME = [
    "# Tides", "## Notes", "Timestamps:", "0:00 Intro", "Transcribed by https://otter.ai", "**Break:** [00:09]", "Title: Tides",
    "Welcome to our show about water.", "**Ann Lee:** [00:05] We begin now.", "**Bo Day:** It is late.", "## Transcript",
    "Speaker 1  0:15", "[00:20] Ann Lee: So it goes on, and on.", "- Ann: yes", "1 minute, 7 seconds", "We speak of the sea. Of the moon too.",
]  # fmt: skip
"""Lines of transcripts, and what stands above and between them."""


@fast
@given(lines=st.lists(st.sampled_from(FRAME), min_size=3, max_size=25))
def test_no_word_of_a_text_goes_without_being_listed(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "talk.md"
    path.write_text("\n\n".join(lines), encoding="utf-8")
    found = outcome(path)
    if isinstance(found, TranscriptError):
        return
    said = [found.title or "", *(f"{one.speaker} {one.text}" for one in found.segments)]
    there = re.findall(r"[a-z]+", " ".join([*said, *(change.words for change in found.changes)]).lower())
    for line in lines:
        words = re.findall(r"[a-z]+", line.lower())
        assert set(words) <= {*there}, line


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    data = text.encode()
    if binary_kind(data) is None:
        assert decode(data, Path("x")) == DecodedText(text)
