"""SubRip: segments, speakers and errors, from whole files."""

from pathlib import Path

import pytest
from files import FORMATS

import read_transcripts
from read_transcripts import TranscriptError


def read(path: Path) -> list[tuple[float, float, str | None, str]]:
    transcript = read_transcripts.read(path)
    return [(s.start, s.end, s.speaker, s.text) for s in transcript.segments]


def write(folder: Path, text: str, name: str = "talk.srt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def reason(path: Path) -> tuple[int | None, str]:
    with pytest.raises(TranscriptError) as caught:
        read_transcripts.read(path)
    assert caught.value.file == str(path)
    return caught.value.line, caught.value.reason


def test_the_namespace_example() -> None:
    transcript = read_transcripts.read(FORMATS / "podcast-namespace" / "example.srt")

    assert len(transcript.segments) == 222
    assert list(transcript.speakers) == ["Travis", "Sarah", "Gilon"]
    first, last = transcript.segments[0], transcript.segments[-1]
    assert (first.start, first.end, first.speaker) == (0.179, 2.399, "Travis")
    assert first.text == "When you first get started in podcasting, it's"
    assert (last.start, last.end, last.speaker) == (752.671, 754.769, "Travis")
    assert last.text == "best thing to do is to batch your episodes."
    turns = [s.speaker for s in transcript.segments]
    changes = [b for a, b in zip([None, *turns], turns, strict=False) if a != b]
    assert changes == [
        "Travis", "Sarah", "Travis", "Gilon", "Travis", "Gilon", "Travis", "Sarah", "Gilon", "Travis",
    ]  # fmt: skip
    assert transcript.end == 754.769


def test_no_spaces_round_the_arrow() -> None:
    assert read(FORMATS / "own" / "no-spaces.srt") == [
        (0.0, 2.0, None, "Hi,Mara.Welcometotheshow."),
        (2.0, 4.0, None, "Thanks,it'sgoodtobehere."),
        (4.0, 7.0, None, "So, tell us what you build."),
    ]


def test_the_number_of_a_cue_that_is_cut_off_is_no_word(tmp_path: Path) -> None:
    cues = (
        "1\n00:00:01,000 --> 00:00:02,000\nCount with me.\n\n2\n00:00:02,000 --> 00:00:03,000\nOne, two,\n\n"
    )
    said = [(1.0, 2.0, None, "Count with me."), (2.0, 3.0, None, "One, two,")]

    assert read(write(tmp_path, f"{cues}3\n")) == said
    assert read(write(tmp_path, f"{cues}4\n")) == [said[0], (2.0, 3.0, None, "One, two, 4")]


def test_no_numbers_dots_in_times_overlaps_no_length_crlf() -> None:
    assert read(FORMATS / "own" / "no-numbers.srt") == [
        (0.0, 5.0, None, "We start with the news from the harbour."),
        (5.0, 10.5, None, "Two ships came in last night."),
        (9.8, 12.0, None, "Three, in fact."),
        (12.0, 12.0, None, "Right."),
        (12.0, 14.36, None, "One of them brought 2024 crates of tea."),
    ]


def test_names_before_the_words() -> None:
    assert read(FORMATS / "own" / "name-prefixes.srt") == [
        (0.06, 2.68, "Ida Holm", "Hello, and welcome to Harbour Radio."),
        (2.68, 5.0, "Ida Holm", "Today I am joined by Per."),
        (5.1, 7.0, "Per Lind", "Good to be here."),
        (7.0, 9.5, "Per Lind", "There is one thing to know about tides: they come back."),
        (9.5, 11.0, "Ida Holm", "Always?"),
        (11.0, 12.0, None, "Always!"),
        (12.0, 13.0, "Per Lind", "Always."),
    ]


def test_a_title_with_a_colon_names_nobody(tmp_path: Path) -> None:
    text = (
        "1\n00:00:00,000 --> 00:00:04,000\nBitcoin: a peer-to-peer electronic cash system.\n\n"
        "2\n00:00:04,000 --> 00:00:06,000\nThat was the title.\n"
    )

    assert read(write(tmp_path, text)) == [
        (0.0, 4.0, None, "Bitcoin: a peer-to-peer electronic cash system."),
        (4.0, 6.0, None, "That was the title."),
    ]


def test_a_chance_colon_among_names_names_nobody(tmp_path: Path) -> None:
    lines = [
        "ANNA: Hello.",
        "BO: Hello. I had",
        "Note: I wrote it down",
        "What's it FUD: nothing.",
        "ANNA: Good.",
    ]
    text = "".join(f"00:00:0{n},000 --> 00:00:0{n + 1},000\n{line}\n\n" for n, line in enumerate(lines))

    assert read(write(tmp_path, text)) == [
        (0.0, 1.0, "ANNA", "Hello."),
        (1.0, 2.0, "BO", "Hello. I had"),
        (2.0, 3.0, "BO", "Note: I wrote it down"),
        (3.0, 4.0, "BO", "What's it FUD: nothing."),
        (4.0, 5.0, "ANNA", "Good."),
    ]


def test_two_names_in_one_cue_and_names_of_other_scripts(tmp_path: Path) -> None:
    text = (
        "1\n00:00:00,000 --> 00:00:02,000\n- 李雷：你好。\n- 韩梅：你好！\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\n李雷：再见。\n"
    )

    assert read(write(tmp_path, text)) == [
        (0.0, 2.0, "李雷", "你好。"),
        (0.0, 2.0, "韩梅", "你好！"),
        (2.0, 3.0, "李雷", "再见。"),
    ]


def test_markup_overrides_entities_and_coordinates(tmp_path: Path) -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000  X1:117 X2:619 Y1:042 Y2:428\n"
        '{\\an8}<font color="#ffff00"><i>Tea</i></font> &amp; a Map<K, V>, 1 < 2\n'
    )

    assert read(write(tmp_path, text)) == [(1.0, 2.0, None, "Tea & a Map<K, V>, 1 < 2")]


def test_a_blank_line_inside_a_cue_loses_no_words_and_numbers_are_no_words(tmp_path: Path) -> None:
    text = (
        "7\n00:00:01,000 --> 00:00:02,000\nFirst.\n\nStill first.\n\n"
        "8\n00:00:02,000 --> 00:00:03,000\nIn\n1984\n9\n00:00:03,000 --> 00:00:04,000\n42\n\n"
        "10\n00:00:04,000 --> 00:00:05,000\n\n11\n00:00:05,000 --> 00:00:06,000\nEnd.\n"
    )

    assert read(write(tmp_path, text)) == [
        (1.0, 2.0, None, "First. Still first."),
        (2.0, 3.0, None, "In 1984"),
        (3.0, 4.0, None, "42"),
        (5.0, 6.0, None, "End."),
    ]


def test_times_without_hours_and_beyond_99_hours(tmp_path: Path) -> None:
    text = "00:05.5 --> 00:06\nA\n\n123:59:59,999 --> 124:00:00,000\nB\n"

    assert read(write(tmp_path, text)) == [(5.5, 6.0, None, "A"), (446399.999, 446400.0, None, "B")]


def test_the_same_words_said_again_stay(tmp_path: Path) -> None:
    text = "".join(f"00:00:0{n},000 --> 00:00:0{n + 1},000\nYeah.\n\n" for n in range(5))

    assert read(write(tmp_path, text)) == [(float(n), n + 1.0, None, "Yeah.") for n in range(5)]


def test_a_line_that_grows_word_by_word_is_one(tmp_path: Path) -> None:
    screens = [
        "we",
        "we sail",
        "we sail at",
        "we sail at dawn",
        "we sail at dawn\nto",
        "we sail at dawn\nto Hull",
    ]
    text = "".join(f"00:00:0{n},000 --> 00:00:0{n + 1},000\n{words}\n\n" for n, words in enumerate(screens))

    assert read(write(tmp_path, text)) == [(0.0, 4.0, None, "we sail at dawn"), (4.0, 6.0, None, "to Hull")]


def test_every_line_followed_by_a_blank_one(tmp_path: Path) -> None:
    text = "1\n00:00:00,000 --> 00:00:02,000\nGood morning,\nall\n\n2\n00:00:02,000 --> 00:00:03,000\n42\n\n3\n00:00:03,000 --> 00:00:04,000\nBye\n"
    path = tmp_path / "talk.srt"
    path.write_bytes(text.replace("\n", "\r\r\n").encode())

    assert read(path) == [
        (0.0, 2.0, None, "Good morning, all"),
        (2.0, 3.0, None, "42"),
        (3.0, 4.0, None, "Bye"),
    ]


def test_a_line_break_as_html_has_it(tmp_path: Path) -> None:
    text = "1\n00:00:00,000 --> 00:00:02,000\n<i>Good morning,<br>all</i><BR/>\n"

    assert read(write(tmp_path, text)) == [(0.0, 2.0, None, "Good morning, all")]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (
            "1\n00:00:05,000 --> 00:00:06,000\nA\n\n2\n00:00:04,499 --> 00:00:05,000\nB\n",
            6,
            "times run backwards: this starts at 0:00:04.499, and the one in front of it at 0:00:05.000; --lenient-times moves such times between their neighbours",
        ),
        (
            "1\n00:00:05,000 --> 00:00:04,499\nA\n",
            2,
            "times run backwards: this ends at 0:00:04.499 and starts at 0:00:05.000; --lenient-times moves such times between their neighbours",
        ),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:61:00,000 --> 00:62:00,000\nB\n",
            6,
            "cannot read the times '00:61:00,000 --> 00:62:00,000': they are written 00:01:02,345 --> 00:01:04,000",
        ),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:0x,000 --> 00:00:04,000\nB\n",
            6,
            "cannot read the times '00:00:0x,000 --> 00:00:04,000': they are written 00:01:02,345 --> 00:01:04,000",
        ),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nA 2:30 -> B\n\n2\n00:00:03,000 -> 00:00:04,00o\nB\n",
            6,
            "cannot read the times '00:00:03,000 -> 00:00:04,00o': they are written 00:01:02,345 --> 00:01:04,000",
        ),
        ("1\n00:00:01,000 --> 00:00:02,000\n<i> </i>\n", None, "holds no words: not one cue has text"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(
    tmp_path: Path, text: str, line: int | None, why: str
) -> None:
    assert reason(write(tmp_path, text)) == (line, why)


def test_times_that_run_backwards_by_a_hair_are_held_back(tmp_path: Path) -> None:
    text = (
        "1\n00:00:05,000 --> 00:00:06,000\nA\n\n2\n00:00:04,500 --> 00:00:07,000\nB\n\n"
        "3\n00:00:07,000 --> 00:00:06,500\nC\n\n4\n00:00:06,800 --> 00:00:06,900\nD\n\n"
        "5\n00:00:06,600 --> 00:00:08,000\nE\n"
    )

    assert read(write(tmp_path, text)) == [
        (5.0, 6.0, None, "A"),
        (5.0, 7.0, None, "B"),
        (7.0, 7.0, None, "C"),
        (7.0, 7.0, None, "D"),
        (7.0, 8.0, None, "E"),
    ]


def test_hairs_do_not_add_up(tmp_path: Path) -> None:
    starts = ["05,000", "04,600", "04,300"]
    text = "".join(f"00:00:{start} --> 00:00:06,000\nA{start}\n\n" for start in starts)

    assert reason(write(tmp_path, text)) == (
        7,
        "times run backwards: this starts at 0:00:04.300, and the one in front of it at 0:00:05.000; --lenient-times moves such times between their neighbours",
    )


@pytest.mark.parametrize("arrow", ["-->", "--&gt;"])
@pytest.mark.parametrize("head", ["", "WEBVTT\n\n"])
def test_captions_that_a_page_shows_as_they_are(tmp_path: Path, arrow: str, head: str) -> None:
    cues = f"1\n00:00:00.000 {arrow} 00:00:02.000\nSalt &amp; pepper\n\n2\n00:00:02.000 {arrow} 00:00:03.000\n<i>Bye</i>"
    page = f"<!DOCTYPE html>\n<html><body>\n<pre><code>{head}{cues}\n</code></pre>\n</body>\n</html>\n"

    assert read(write(tmp_path, page)) == [(0.0, 2.0, None, "Salt & pepper"), (2.0, 3.0, None, "Bye")]
