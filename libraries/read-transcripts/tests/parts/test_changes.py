"""`>>` in captions: the marks go, and where the voice changes is kept."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import read_transcripts
from read_transcripts import Transcript


def read(path: Path) -> tuple[list[str], list[int]]:
    """The texts, and the indexes of those with which the voice changes."""
    transcript = read_transcripts.read(path)
    assert transcript.speakers == ()
    return [one.text for one in transcript.segments], changes_of(transcript)


def changes_of(transcript: Transcript) -> list[int]:
    return [index for index, one in enumerate(transcript.segments) if one.speaker_changes]


def captions(*cues: str) -> str:
    blocks = (f"00:00:{at:02}.000 --> 00:00:{at + 1:02}.000\n{cue}\n" for at, cue in enumerate(cues))
    return "WEBVTT\n\n" + "\n".join(blocks)


@pytest.mark.parametrize(
    ("cues", "texts", "changes"),
    [
        (["Hello.", "&gt;&gt; Hi.", "How are you?"], ["Hello.", "Hi.", "How are you?"], [1]),
        ([">> Hello.\n>> Hi."], ["Hello.", "Hi."], [0, 1]),
        (["Hello.\n>>> Hi."], ["Hello.", "Hi."], [1]),
        # the mark on a line, or in a cue, of its own
        (["Hello.", ">>", "Hi."], ["Hello.", "Hi."], [1]),
        (["Hello.\n>>\nHi."], ["Hello.", "Hi."], [1]),
        # within a line where lines begin with it, otherwise it is what is mentioned
        (
            [">> Hello. >> Hi.", ">> So?", ">> Right.", "Good. >> Yes."],
            ["Hello.", "Hi.", "So?", "Right.", "Good.", "Yes."],
            [0, 1, 2, 3, 5],
        ),
        (["Shift it: one >> two.", ">> Why?"], ["Shift it: one >> two.", "Why?"], [1]),
        ([">> a >>b", ">> So?", ">> Right."], ["a >>b", "So?", "Right."], [0, 1, 2]),
        (["Hello.", "Hi."], ["Hello.", "Hi."], []),
    ],
)
def test_where_voices_change(tmp_path: Path, cues: list[str], texts: list[str], changes: list[int]) -> None:
    path = tmp_path / "talk.vtt"
    path.write_text(captions(*cues))
    assert read(path) == (texts, changes)


def test_names_behind_a_mark_are_names_and_the_next_mark_ends_them(tmp_path: Path) -> None:
    path = tmp_path / "talk.vtt"
    path.write_text(captions(">> Ann: Hello.", ">> Hi.", ">> Ann: So.", ">> Bob: Yes. >> No."))
    transcript = read_transcripts.read(path)
    assert [(s.speaker, s.text) for s in transcript.segments] == [
        ("Ann", "Hello."),
        (None, "Hi."),
        ("Ann", "So."),
        ("Bob", "Yes."),
        (None, "No."),
    ]
    assert changes_of(transcript) == [0, 1, 2, 3, 4]


def test_marks_in_youtubes_json(tmp_path: Path) -> None:
    events = [
        {"tStartMs": 1000 * at, "dDurationMs": 1000, "segs": [{"utf8": text}]}
        for at, text in enumerate((">> hello", "to all", ">> hi", ">> so what"))
    ]
    path = tmp_path / "talk.json3"
    path.write_text(json.dumps({"events": events}))
    assert read(path) == (["hello", "to all", "hi", "so what"], [0, 2, 3])


def test_words_of_plain_text_stay_where_a_line_has_several_marks(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    said = ["Ann: Good morning to all of you.", ">> Hi, it is good to be here.", ">> So, how are you today?"]
    path.write_text(
        "\n".join([*said, "Bob: Very well indeed. >> Me too.", ">> Good.", "Ann: Then we begin."])
    )
    texts = [segment.text for segment in read_transcripts.read(path).segments]
    assert texts == [
        "Good morning to all of you.",
        "Hi, it is good to be here.",
        "So, how are you today?",
        "Very well indeed. Me too.",
        "Good.",
        "Then we begin.",
    ]


_WORDS = st.sampled_from("yes no so a b".split())


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cues=st.lists(st.lists(_WORDS | st.just(">>"), min_size=1, max_size=6), min_size=1, max_size=12))
def test_all_words_are_kept_and_each_mark_begins_a_segment(tmp_path: Path, cues: list[list[str]]) -> None:
    # no word twice: a line that comes again and grows is one of rolling captions, and counts once
    cues = [
        [word if word == ">>" else f"{word}{at}.{i}" for i, word in enumerate(cue)]
        for at, cue in enumerate(cues)
    ]
    path = tmp_path / "talk.vtt"
    path.write_text(captions(">> a", ">> b", ">> a", *(" ".join(cue) for cue in cues), "so"))
    texts, changes = read(path)
    # what stands between two marks, however the cues are cut
    said = " ".join([">> a", ">> b", ">> a", *(" ".join(cue) for cue in cues), "so"]).split(">>")
    turns = [turn.split() for turn in said if turn.strip()]
    assert " ".join(texts).split() == [word for turn in turns for word in turn]
    bounds = [*changes, len(texts)]
    heard = [" ".join(texts[a:b]).split() for a, b in pairwise(bounds)]
    assert heard == turns
