"""Transcripts of meetings, as Zoom, Teams, Webex and the like save them, and captions by programs that tell voices apart."""

from pathlib import Path

import pytest

import read_transcripts

Rows = list[tuple[float, float, str | None, str]]


def read(folder: Path, text: str, name: str = "talk") -> Rows:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return [(s.start, s.end, s.speaker, s.text) for s in read_transcripts.read(path).segments]


def test_zoom_names_everybody_as_they_are_called_there(tmp_path: Path) -> None:
    cues = [
        "Ann Lee: Good morning, everyone.",
        "Bob O'Ray (he/him): Can you see it? Note: it's small.",
        "iPhone 12: Yes.",
        "Ann Lee: Good.",
        "16172345678: Hello from the phone.",
    ]
    text = "".join(f"{n}\n00:00:0{n}.000 --> 00:00:0{n}.500\n{cue}\n\n" for n, cue in enumerate(cues, 1))

    assert read(tmp_path, f"WEBVTT\n\n{text}".replace("\n", "\r\n")) == [
        (1.0, 1.5, "Ann Lee", "Good morning, everyone."),
        (2.0, 2.5, "Bob O'Ray", "Can you see it? Note: it's small."),
        (3.0, 3.5, "iPhone 12", "Yes."),
        (4.0, 4.5, "Ann Lee", "Good."),
        (5.0, 5.5, "16172345678", "Hello from the phone."),
    ]


def test_teams_lists_voices_that_speak_at_once_a_little_out_of_order(tmp_path: Path) -> None:
    identifier = "a1b2c3d4-1111-2222-3333-444455556666/{}-0\n"
    text = (
        f"WEBVTT\n\n{identifier.format(12)}00:00:03.540 --> 00:00:06.360\n<v Lee, Ann>Good morning,\nall.</v>\n\n"
        f"{identifier.format(16)}00:00:09.000 --> 00:00:09.900\n<v Lee, Ann>OK.</v>\n\n"
        f"{identifier.format(17)}00:00:07.500 --> 00:00:10.900\n<v Bob Ray (Acme)>Let me share.</v>\n"
    )

    assert read(tmp_path, text) == [
        (3.54, 6.36, "Lee, Ann", "Good morning, all."),
        (7.5, 10.9, "Bob Ray (Acme)", "Let me share."),
        (9.0, 9.9, "Lee, Ann", "OK."),
    ]


def test_webex_names_who_speaks_in_front_of_the_times(tmp_path: Path) -> None:
    text = (
        'WEBVTT - Weekly sync\n\n1 "Ann Lee" (123456)\n00:00:03.540 --> 00:00:06.360\nGood morning.\n\n'
        '2 "Bob Ray" (654321)\n00:00:06.780 --> 00:00:09.120\nLet me share.\n'
    )

    assert read(tmp_path, text) == [
        (3.54, 6.36, "Ann Lee", "Good morning."),
        (6.78, 9.12, "Bob Ray", "Let me share."),
    ]


def test_names_on_a_line_of_their_own_under_the_times(tmp_path: Path) -> None:
    text = (
        "00:00:03.540 --> 00:00:06.360\nAnn Lee\nGood morning, everyone.\n\n"
        "00:00:06.780 --> 00:00:09.120\nBob Ray\nNew York\nis calling.\n\n"
        "00:00:10.780 --> 00:00:12.120\nAnn Lee\nOkay.\n"
    )

    assert read(tmp_path, text) == [
        (3.54, 6.36, "Ann Lee", "Good morning, everyone."),
        (6.78, 9.12, "Bob Ray", "New York is calling."),
        (10.78, 12.12, "Ann Lee", "Okay."),
    ]


def test_captions_in_capitals_have_no_names_on_their_first_lines(tmp_path: Path) -> None:
    text = "".join(f"00:00:0{n},000 --> 00:00:0{n},500\nWELL WELL\nHERE WE ARE {n}\n\n" for n in range(1, 4))

    assert [(speaker, words) for _, _, speaker, words in read(tmp_path, text)] == [
        (None, f"WELL WELL HERE WE ARE {n}") for n in range(1, 4)
    ]


@pytest.mark.parametrize("form", ["[SPEAKER_0{}]: ", "SPEAKER_0{}: ", "speaker {}: ", "[Voice {}] : "])
def test_voices_that_a_program_counts(tmp_path: Path, form: str) -> None:
    text = (
        f"WEBVTT\n\n00:00.031 --> 00:02.000\n{form.format(0)}good morning everyone\n\n"
        f"00:02.031 --> 00:04.000\n{form.format(1)}hi\n"
    )
    first, second = (form.format(n).strip(" []:") for n in (0, 1))

    assert read(tmp_path, text) == [(0.031, 2.0, first, "good morning everyone"), (2.031, 4.0, second, "hi")]


def test_a_voice_that_is_named_twice(tmp_path: Path) -> None:
    text = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v S00>S00: Good morning.\n\n00:02.000 --> 00:04.000\n<v S01>S01: Hi.\n"

    assert read(tmp_path, text) == [(0.0, 2.0, "S00", "Good morning."), (2.0, 4.0, "S01", "Hi.")]


@pytest.mark.parametrize(
    "text",
    [
        "0:00:01.000,0:00:02.500\nGood morning,\neveryone\n\n0:00:03.000,0:00:04.000\nBye\n",
        "1\n00: 00: 01, 000 -> 00: 00: 02, 500\nGood morning,\neveryone\n\n2\n00: 00: 03, 000 –> 00: 00: 04, 000\nBye\n",
    ],
    ids=["YouTube's sbv", "translated SubRip"],
)
def test_times_of_cues_in_other_ways(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == [(1.0, 2.5, None, "Good morning, everyone"), (3.0, 4.0, None, "Bye")]
