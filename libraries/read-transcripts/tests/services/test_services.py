"""JSON of transcription programs and services: Whisper and its kin, Deepgram, AssemblyAI."""

import json
from pathlib import Path
from typing import Any

import pytest

import read_transcripts
from read_transcripts import TranscriptError

Rows = list[tuple[float, float, str | None, str]]


def write(folder: Path, value: Any) -> Path:
    path = folder / "talk.json"
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")
    return path


def read(folder: Path, value: Any) -> Rows:
    return [(s.start, s.end, s.speaker, s.text) for s in read_transcripts.read(write(folder, value)).segments]


def timed(
    text: str, start: float = 0.0, step: float = 0.5, unit: int = 1, **more: Any
) -> list[dict[str, Any]]:
    """A word every half second, as services list them."""
    return [
        {
            "word": word,
            "start": round((start + n * step) * unit, 3),
            "end": round((start + n * step + 0.4) * unit, 3),
        }
        | more
        for n, word in enumerate(text.split())
    ]


def test_whisper(tmp_path: Path) -> None:
    value = {
        "text": " Ships came in. Two &amp; three.",
        "segments": [
            {
                "id": 0,
                "seek": 0,
                "start": 0.0,
                "end": 2.5,
                "text": " Ships came in.",
                "tokens": [1],
                "words": [],
            },
            {"id": 1, "start": 2.5, "end": 4.0, "text": " Two, or three."},
            {"id": 2, "start": 4.0, "end": 4.0, "text": " "},
        ],
        "language": "en",
    }

    assert read(tmp_path, value) == [(0.0, 2.5, None, "Ships came in."), (2.5, 4.0, None, "Two, or three.")]
    assert read_transcripts.read(tmp_path / "talk.json").language == "en"


def test_computed_times_are_rounded_to_milliseconds(tmp_path: Path) -> None:
    """Of all that has a time, and alike: nothing that fitted comes to overlap, and the last word ends with the talk."""
    ends = [0.1 + 0.2, 57.599999999999994, 57.59999999999999 + 1.1]
    starts = [0.0004, *ends[:2]]
    segments = [
        {"start": start, "end": end, "text": f" Line {n} of it."}
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    chapters = {"chapters": [{"startTime": 0.1 + 0.2, "title": "First"}]}
    (tmp_path / "talk.chapters.json").write_text(json.dumps(chapters), "utf-8")
    (tmp_path / "talk.json").write_text(json.dumps({"segments": segments, "language": "en"}), "utf-8")

    found = read_transcripts.read(tmp_path / "talk.json")

    assert [(s.start, s.end) for s in found.segments] == [
        (0.0, 0.3),
        (0.3, 57.6),
        (57.6, 58.7),
    ]
    assert found.end == 58.7
    assert [(c.start, c.end) for c in found.chapters] == [(0.3, None)]


def test_whisperx_cuts_a_segment_where_another_speaks(tmp_path: Path) -> None:
    words = [
        *timed("Did ships come?", speaker="SPEAKER_00"),
        {"word": "2024", "speaker": "SPEAKER_01"},
        *timed("of them.", 3.0, speaker="SPEAKER_01"),
    ]
    segments = [
        {
            "start": 0.0,
            "end": 4.0,
            "text": " Did ships come? 2024 of them.",
            "speaker": "SPEAKER_00",
            "words": words,
        },
        {"start": 3.9, "end": 5.0, "text": "Good.", "speaker": "SPEAKER_00"},
        {"start": 3.5, "end": 4.5, "text": "Yes.", "speaker": "SPEAKER_02"},
    ]

    assert read(tmp_path, {"segments": segments, "word_segments": words, "language": "en"}) == [
        (0.0, 1.4, "SPEAKER_00", "Did ships come?"),
        (3.0, 4.0, "SPEAKER_01", "2024 of them."),
        (3.5, 4.5, "SPEAKER_02", "Yes."),
        (3.9, 5.0, "SPEAKER_00", "Good."),
    ]


def test_openai_whisper_cpp_and_transformers(tmp_path: Path) -> None:
    openai = {
        "task": "transcribe",
        "language": "english",
        "duration": 2,
        "segments": [{"start": 0, "end": 2, "text": "Hi"}],
    }
    cpp = {
        "result": {"language": "sv"},
        "transcription": [
            {"timestamps": {"from": "00:00:00,000"}, "offsets": {"from": 0, "to": 1500}, "text": " Hej"}
        ],
    }
    transformers = {
        "text": "A B",
        "chunks": [{"timestamp": [0.0, 1.0], "text": " A"}, {"timestamp": [1.0, None], "text": " B"}],
    }

    assert read(tmp_path, openai) == [(0.0, 2.0, None, "Hi")]
    assert read_transcripts.read(tmp_path / "talk.json").language == "en"
    assert read(tmp_path, cpp) == [(0.0, 1.5, None, "Hej")]
    assert read_transcripts.read(tmp_path / "talk.json").language == "sv"
    assert read(tmp_path, transformers) == [(0.0, 1.0, None, "A"), (1.0, 1.0, None, "B")]


def test_a_long_segment_is_cut_at_its_sentences_by_the_times_of_its_words(tmp_path: Path) -> None:
    text = " ".join(f"w{n}." if n in (29, 54) else f"w{n}" for n in range(70))
    segment = {"start": 0.0, "end": 36.0, "text": text, "words": timed(text)}

    found = read(tmp_path, {"segments": [segment]})

    assert [(start, end) for start, end, _, _ in found] == [(0.0, 27.4), (27.5, 36.0)]
    assert " ".join(words for _, _, _, words in found) == text


def test_deepgram_utterances(tmp_path: Path) -> None:
    utterances = [
        {"start": 0.1, "end": 1.0, "channel": 0, "transcript": "Hello there.", "speaker": 0, "words": []},
        {"start": 1.2, "end": 2.0, "channel": 0, "transcript": "Hello.", "speaker": 1},
    ]
    value = {
        "metadata": {"duration": 2},
        "results": {"channels": [{"detected_language": "en"}], "utterances": utterances},
    }

    assert read(tmp_path, value) == [
        (0.1, 1.0, "Speaker 0", "Hello there."),
        (1.2, 2.0, "Speaker 1", "Hello."),
    ]
    assert read_transcripts.read(tmp_path / "talk.json").language == "en"


def test_deepgram_paragraphs(tmp_path: Path) -> None:
    paragraphs = [
        {
            "sentences": [
                {"text": "Hello there.", "start": 0, "end": 1},
                {"text": "Tea?", "start": 1, "end": 2},
            ],
            "speaker": 0,
            "start": 0,
            "end": 2,
        },
        {"sentences": [{"text": "Yes.", "start": 2.5, "end": 3}], "speaker": 1, "start": 2.5, "end": 3},
    ]
    best = {"transcript": "…", "words": [], "paragraphs": {"transcript": "…", "paragraphs": paragraphs}}

    assert read(tmp_path, {"results": {"channels": [{"alternatives": [best, {}]}]}}) == [
        (0.0, 2.0, "Speaker 0", "Hello there. Tea?"),
        (2.5, 3.0, "Speaker 1", "Yes."),
    ]


def test_deepgram_words_of_two_channels(tmp_path: Path) -> None:
    def channel(text: str, start: float, speaker: int) -> dict[str, Any]:
        words = [
            item | {"punctuated_word": item["word"], "word": item["word"].lower()}
            for item in timed(text, start, speaker=speaker)
        ]
        return {"alternatives": [{"transcript": text, "words": words}]}

    value = {"results": {"channels": [channel("Any tea?", 0, 0), channel("Yes, there is.", 0.6, 1)]}}

    assert read(tmp_path, value) == [
        (0.0, 0.9, "Speaker 0", "Any tea?"),
        (0.6, 2.0, "Speaker 1", "Yes, there is."),
    ]


def test_assemblyai(tmp_path: Path) -> None:
    utterances = [
        {"speaker": "A", "start": 250, "end": 1650, "text": "Any tea left?", "words": []},
        {"speaker": "B", "start": 1700, "end": 2100, "text": "Yes."},
    ]
    value = {
        "id": "x",
        "status": "completed",
        "language_code": "en_us",
        "audio_duration": 3,
        "words": [],
        "text": "…",
    }

    assert read(tmp_path, value | {"utterances": utterances}) == [
        (0.25, 1.65, "Speaker A", "Any tea left?"),
        (1.7, 2.1, "Speaker B", "Yes."),
    ]
    words = [{"text": item["word"]} | item for item in timed("Any tea left?", unit=1000)]
    assert read(tmp_path, value | {"utterances": None, "words": words, "text": "Any tea left?"}) == [
        (0.0, 1.4, None, "Any tea left?")
    ]


@pytest.mark.parametrize(
    ("value", "line", "why"),
    [
        ({"segments": [{"start": 1, "end": 0, "text": "A"}]}, 3, "segments[0]: times run backwards: this ends at 0:00:00.000 and starts at 0:00:01.000; --lenient-times moves such times between their neighbours"),
        (
            {"segments": [{"start": 9, "end": 10, "text": "A"}, {"start": 1, "end": 2, "text": "B"}]},
            8,
            "segments[1]: times run backwards: this starts at 0:00:01.000, and the one in front of it at 0:00:09.000; --lenient-times moves such times between their neighbours",
        ),
        ({"segments": [{"start": 0, "text": "A"}, {"text": "B"}]}, 7, "segments[1]: start must be a number of seconds"),
        ({"segments": [{"start": 0, "text": "A"}, 5]}, 7, "segments[1]: must be an object"),
        ({"segments": [{"start": 0, "text": 5}]}, 3, "segments[0]: text must be text"),
        ({"segments": [{"start": 0, "text": "A", "words": ["A"]}]}, 3, "segments[0]: words must be a list of objects with word, start and end"),
        ({"segments": [{"start": 0, "text": "A", "speaker": []}]}, 3, "segments[0]: speaker must be text or a number"),
        ({"results": {"channels": {}}}, 3, "results.channels: must be a list"),
        ({"results": {"channels": [{}]}}, 4, "results.channels[0]: alternatives must be a list of objects with transcript and words"),
        ({"utterances": [{"start": 0, "text": "A"}], "words": []}, 3, "utterances[0]: end must be a number of seconds"),
        ({"utterances": None, "words": None, "audio_url": "x", "status": "error", "error": "No speech"}, None, "is AssemblyAI's word that it failed: 'No speech'"),
        ({"results": {"channels": []}}, None, "holds no words: not one cue has text"),
        ({"utterances": None}, None, "holds no words: not one cue has text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_line(
    tmp_path: Path, value: Any, line: int | None, why: str
) -> None:
    path = write(tmp_path, value)

    with pytest.raises(TranscriptError) as caught:
        read_transcripts.read(path)

    assert (caught.value.file, caught.value.line, caught.value.reason) == (str(path), line, why)


@pytest.mark.nightly
def test_ten_hours_of_words_in_one_turn(tmp_path: Path) -> None:
    text = " ".join(f"word{n}" for n in range(100_000))
    value = {"text": text, "words": timed(text, step=0.36, unit=1000), "audio_duration": 36_000}

    segments = read_transcripts.read(write(tmp_path, value)).segments

    assert len(segments) == 1667
    assert (segments[-1].start, segments[-1].end) == (35985.6, 36000.04)
    assert " ".join(segment.text for segment in segments) == text
