"""Lists of rows, tables, JSON Lines and services that list single words: what comes out of each, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

import read_transcripts
from read_transcripts import NotATranscript, TranscriptError

Rows = list[tuple[float, float, str | None, str]]

HELLO = "Hello and welcome to the show."
THANKS = "Thanks for having me."
TALK: Rows = [(0.0, 2.9, "Ann Lee", HELLO), (4.0, 5.9, "Bob Ray", THANKS)]


def read(folder: Path, value: Any) -> Rows:
    path = folder / "talk"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return [(s.start, s.end, s.speaker, s.text) for s in read_transcripts.read(path).segments]


def lines(*items: Any) -> str:
    return "\n".join(map(json.dumps, items)) + "\n"


@pytest.mark.parametrize(
    "value",
    [
        [{"id": 1, "start": 0.0, "end": 2.9, "text": f" {HELLO}", "speaker": "Ann Lee"}, {"id": 2, "start": 4.0, "end": 5.9, "text": THANKS, "speaker": "Bob Ray"}],
        [{"sentence": HELLO, "startTime": "00:00", "endTime": "00:02.9", "speaker_name": "Ann Lee", "speaker_id": 0}, {"sentence": THANKS, "startTime": "00:04", "endTime": "00:05.9", "speaker_name": "Bob Ray"}],
        [{"start": "00:00:00.000", "start_ms": 0, "end": "00:00:02.900", "end_ms": 2900, "speaker": "ann", "voice": "Ann Lee", "text": HELLO}, {"start": "00:00:04.000", "end": "00:00:05.900", "voice": "Bob Ray", "text": THANKS}],
        {"lines": [{"startTime": "00:00:00,000", "endTime": "00:00:02,900", "speakerDesignation": "Ann Lee", "text": HELLO}, {"startTime": "00:00:04,000", "endTime": "00:00:05,900", "speakerDesignation": "Bob Ray", "text": THANKS}]},
        {"audio_duration": 6, "sentences": [{"text": HELLO, "start": 0, "end": 2900, "speaker": "Ann Lee"}, {"text": THANKS, "start": 4000, "end": 5900, "speaker": "Bob Ray"}]},
        {"result": {"transcription": {"utterances": [{"start": 0, "end": 2.9, "text": HELLO, "speaker": "Ann Lee"}, {"start": 4, "end": 5.9, "text": THANKS, "speaker": "Bob Ray"}]}}},
        {"name": "Talk", "transcript": [{"text": HELLO, "start_time": 0, "end_time": 2.9, "speaker": {"name": "Ann Lee"}}, {"text": THANKS, "start_time": 4, "end_time": 5.9, "speaker": {"name": "Bob Ray"}}]},
        {"snippets": [{"text": f"Ann Lee: {HELLO}", "start": 0, "duration": 2.9}, {"text": f"Bob Ray: {THANKS}", "start": 4, "duration": 1.9}]},
        lines({"start": 0.0, "end": 2.9, "text": HELLO, "speaker": "Ann Lee"}, {"start": 4.0, "end": 5.9, "text": THANKS, "speaker": "Bob Ray"}),
        f"start\tend\ttext\n0\t2900\tAnn Lee: {HELLO}\n4000\t5900\tBob Ray: {THANKS}\n",
        f'start,end,speaker,text\n0,2900,"Ann Lee"," {HELLO}"\n4000,5900,"Bob Ray"," {THANKS}"\n',
        f'Speaker Name,Start Time,End Time,Text\nAnn Lee,00:00:00,00:00:02.9,"{HELLO}"\nBob Ray,00:00:04.0,00:00:05.9,"{THANKS}"\n',
        f"Start;End;Who;Text\n0;2,9;Ann Lee;{HELLO}\n4;5,9;Bob Ray;{THANKS}\n".replace("2,9", "2.9").replace("5,9", "5.9"),
    ],
    ids=["faster-whisper", "Fireflies", "Podlove web", "DOTe", "AssemblyAI's sentences", "Gladia", "Sonix", "snippets", "JSON Lines", "Whisper's TSV", "whisper.cpp's CSV", "Premiere's CSV", "semicolons"],
)  # fmt: skip
def test_rows_under_whatever_names(tmp_path: Path, value: Any) -> None:
    assert read(tmp_path, value) == TALK


def aws(said: str, start: float, speaker: str | None) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for n, word in enumerate(said[:-1].split()):
        times = {"start_time": str(start + n), "end_time": str(start + n + 0.5)}
        items.append(
            {"type": "pronunciation", "alternatives": [{"content": word}], **times}
            | ({"speaker_label": speaker} if speaker else {})
        )
    items.append({"type": "punctuation", "alternatives": [{"content": said[-1]}]})
    return items


def test_aws_with_voices_at_the_words_and_apart(tmp_path: Path) -> None:
    expected: Rows = [(0.0, 5.5, "spk_0", HELLO), (7.0, 10.5, "spk_1", THANKS)]
    new = [*aws(HELLO, 0, "spk_0"), *aws(THANKS, 7, "spk_1")]
    old = [*aws(HELLO, 0, None), *aws(THANKS, 7, None)]
    voices = [
        {"speaker_label": speaker, "items": [{"start_time": str(start + n), "speaker_label": speaker} for n in range(count)]}
        for speaker, start, count in (("spk_0", 0, 6), ("spk_1", 7, 4))
    ]  # fmt: skip

    assert read(tmp_path, {"results": {"items": new}}) == expected
    assert read(tmp_path, {"results": {"items": old, "speaker_labels": {"segments": voices}}}) == expected


def test_rev(tmp_path: Path) -> None:
    def monologue(said: str, start: float, speaker: int) -> dict[str, Any]:
        elements: list[dict[str, Any]] = []
        for n, word in enumerate(said[:-1].split()):
            elements += [
                {"type": "text", "value": word, "ts": start + n, "end_ts": start + n + 0.5},
                {"type": "punct", "value": " "},
            ]
        return {
            "speaker": speaker,
            "elements": [
                *elements[:-1],
                {"type": "punct", "value": said[-1]},
                {"type": "unknown", "value": "<unk>"},
            ],
        }

    value = {
        "speakers": [{"id": 0, "name": "Ann Lee"}],
        "monologues": [monologue(HELLO, 0.5, 0), monologue(THANKS, 7, 1)],
    }

    assert read(tmp_path, value) == [(0.5, 6.0, "Ann Lee", HELLO), (7.0, 10.5, "Speaker 1", THANKS)]


def test_speechmatics(tmp_path: Path) -> None:
    def item(kind: str, said: str, start: float, speaker: str) -> dict[str, Any]:
        return {
            "type": kind,
            "start_time": start,
            "end_time": start + 0.4,
            "alternatives": [{"content": said, "speaker": speaker}],
        }

    results = [
        item("word", "Hello", 0.5, "S1"),
        item("word", "all", 1, "S1"),
        item("punctuation", ".", 1.4, "S1"),
        item("word", "Hi", 2, "UU"),
    ]

    assert read(tmp_path, {"results": results}) == [(0.5, 1.4, "S1", "Hello all."), (2.0, 2.4, None, "Hi")]


def test_google_with_its_words_listed_once_more_with_voices(tmp_path: Path) -> None:
    def words(said: str, start: int, voice: int | None) -> list[dict[str, Any]]:
        tag = {} if voice is None else {"speakerTag": voice}
        return [
            {"startTime": f"{start + n}s", "endTime": f"{start + n}.500s", "word": word, **tag}
            for n, word in enumerate(said.split())
        ]

    plain = [
        {"alternatives": [{"transcript": HELLO, "words": words(HELLO, 0, None)}], "languageCode": "en-us"},
        {
            "alternatives": [{"transcript": f" {THANKS}", "words": words(THANKS, 7, None)}],
            "languageCode": "en-us",
        },
    ]
    voiced = {"alternatives": [{"words": [*words(HELLO, 0, 1), *words(THANKS, 7, 2)]}]}

    assert read(tmp_path, {"results": plain}) == [(0.0, 5.5, None, HELLO), (7.0, 10.5, None, THANKS)]
    assert read(tmp_path, {"results": [*plain, voiced]}) == [
        (0.0, 5.5, "Speaker 1", HELLO),
        (7.0, 10.5, "Speaker 2", THANKS),
    ]


def test_azure(tmp_path: Path) -> None:
    def phrase(said: str, start: float, speaker: int) -> dict[str, Any]:
        return {
            "speaker": speaker,
            "offsetInTicks": start * 1e7,
            "durationInTicks": 2e7,
            "nBest": [{"display": said}, {"display": "x"}],
        }

    value = {"recognizedPhrases": [phrase(THANKS, 4, 2), phrase(HELLO, 0.5, 1)]}

    assert read(tmp_path, value) == [(0.5, 2.5, "Speaker 1", HELLO), (4.0, 6.0, "Speaker 2", THANKS)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            {"text": f"{HELLO} {THANKS}", "words": [{"word": word.strip("."), "start": n, "end": n + 0.5} for n, word in enumerate(f"{HELLO} {THANKS}".split())]},
            [(0.0, 9.5, None, f"{HELLO} {THANKS}")],
        ),
        (
            {
                "text": "Hello. Thanks.",
                "words": [
                    {"text": "Hello.", "start": 0.1, "end": 0.4, "type": "word", "speaker_id": "speaker_0"},
                    {"text": " ", "start": 0.4, "end": 1.5, "type": "spacing", "speaker_id": "speaker_0"},
                    {"text": "Thanks.", "start": 1.5, "end": 1.9, "type": "word", "speaker_id": "speaker_1"},
                    {"text": "(laughter)", "start": 2.0, "end": 2.9, "type": "audio_event", "speaker_id": "speaker_1"},
                ],
            },
            [(0.1, 0.4, "speaker_0", "Hello."), (1.5, 1.9, "speaker_1", "Thanks.")],
        ),
    ],
    ids=["OpenAI", "ElevenLabs"],
)  # fmt: skip
def test_words_alone(tmp_path: Path, value: Any, expected: Rows) -> None:
    assert read(tmp_path, value) == expected


def test_openais_text_without_times_is_prose(tmp_path: Path) -> None:
    said = "Hello and welcome. Today we talk about graphs and their uses."

    assert read(tmp_path, {"text": said, "usage": {"type": "duration", "seconds": 5}}) == [
        (0.0, 4.125, None, said)
    ]


def test_whisper_cpp_cut_into_parts_of_words(tmp_path: Path) -> None:
    parts = ["", " Hello", " and", " wel", "come", ",", " every", "body", ".", " Today", " we", " talk", "."]
    listed = [
        {"offsets": {"from": n * 400, "to": n * 400 + 400}, "text": part, "speaker": "?"}
        for n, part in enumerate(parts)
    ]

    assert read(tmp_path, {"result": {"language": "en"}, "transcription": listed}) == [
        (0.4, 5.2, None, "Hello and welcome, everybody. Today we talk.")
    ]


def test_clock_times_in_json(tmp_path: Path) -> None:
    assert read(tmp_path, {"segments": [{"start": "00:00:01.500", "end": "2.5", "text": "Hi"}]}) == [
        (1.5, 2.5, None, "Hi")
    ]


def test_srv2_words_behind_each_other(tmp_path: Path) -> None:
    text = (
        '<timedtext><window id="1" t="0"/><text t="160" d="2239" w="1">hello</text><text t="400" d="2239" w="1" append="1"> all</text>'
        '<text t="2399" d="1" w="1" append="1">\n</text><text t="2560" d="3000" w="1">to</text><text t="2720" d="3000" w="1" append="1"> the show</text></timedtext>'
    )

    assert read(tmp_path, text) == [(0.16, 2.56, None, "hello all"), (2.56, 5.72, None, "to the show")]


@pytest.mark.parametrize(
    ("value", "line", "why"),
    [
        ("start\tend\ttext\n0\t2900\tHello there, friends\nx\t5900\tBye\n", 3, "[1]: cannot read start 'x': it is a number, or written 00:01:02.345"),
        ('{"start": 0, "text": "Hello"}\n{"start": 1, "text": "all"\n', 2, "is not JSON here: Expecting ',' delimiter (column 27)"),
        (lines({"start": 9, "text": "Hello"}, {"start": 1, "text": "all"}), 2, "times run backwards: this starts at 0:00:01.000, and the one in front of it at 0:00:09.000; --lenient-times moves such times between their neighbours"),
        ({"status": "queued", "audio_url": "x", "words": None, "utterances": None}, None, "is AssemblyAI's word that it is not done yet: ask it again, and save its answer then"),
        ({"text": "", "segments": [], "language": "en"}, None, "holds no words: not one cue has text"),
        ({"monologues": [{"speaker": 0}]}, 1, "monologues[0]: elements must be a list of objects with type and value"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_line(
    tmp_path: Path, value: Any, line: int | None, why: str
) -> None:
    with pytest.raises(TranscriptError) as caught:
        read(tmp_path, value)

    assert (caught.value.line, caught.value.reason) == (line, why)


@pytest.mark.parametrize(
    "value",
    [
        [{"timestamp": "2023-04-05T10:00:00Z", "content": "a message in a chat"}],
        [{"timestamp": 1680000000, "text": "a message in a chat"}],
        {"extractor": "youtube", "title": "T", "comments": [{"text": "nice", "timestamp": 5}]},
        "name,start,age\nAnn,1,2\n",
    ],
)
def test_other_lists_are_no_talks(tmp_path: Path, value: Any) -> None:
    with pytest.raises(NotATranscript):
        read(tmp_path, value)
