"""Plain text with times and without, Otter's export, HTML: from whole files."""

from pathlib import Path

import pytest
from files import FORMATS

import read_transcripts
from read_transcripts import Transcript, TranscriptError, summarize
from read_transcripts.parts.pieces import cut
from read_transcripts.parts.spoken import RawTranscript
from read_transcripts.text.plain import read_plain

OWN = FORMATS / "own"
Rows = list[tuple[float, float, str | None, str]]
ESTIMATED = "it has no times: they are estimated, at 160 words a minute"


def read(path: Path) -> Rows:
    return [(s.start, s.end, s.speaker, s.text) for s in read_transcripts.read(path).segments]


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "talk"
    path.write_bytes(text.encode(encoding))
    return path


def reading(text: str) -> RawTranscript:
    return read_plain(text, Path("talk"))


def test_otter() -> None:
    path = OWN / "otter.txt"

    assert read(path) == [
        (2.0, 8.0, "Ida Holm", "Good morning, and welcome to Harbour Radio. Today I am joined by Per."),
        (8.0, 9.5, "Per Lind", "Good to be here."),
        (3730.0, 3731.125, "Ida Holm", "That was all."),
    ]
    transcript = read_transcripts.read(path)
    assert type(transcript) is Transcript
    assert transcript.title == "Harbour talk"
    assert list(transcript.speakers) == ["Ida Holm", "Per Lind"]


def test_html_as_podcasts_publish_it() -> None:
    path = OWN / "podcast.html"

    assert read(path) == [
        (0.0, 9.0, "Ida Holm", "Good morning & welcome. Today we read Tides, as it's in the 2024 edition."),
        (9.0, 11.625, "Per Lind", "Glad to be here. Shall we start?"),
    ]
    assert read_transcripts.read(path).language == "en"


def test_the_namespace_example() -> None:
    transcript = read_transcripts.read(OWN.parent / "podcast-namespace" / "example.html")

    assert len(transcript.segments) == 54
    assert list(transcript.speakers) == ["Travis", "Sarah", "Gilon"]
    first, last = transcript.segments[0], transcript.segments[-1]
    assert (first.start, first.end, first.speaker) == (0.0, 9.528, "Travis")
    assert first.text.startswith("When you first get started in podcasting, it's almost guaranteed")
    assert (last.start, last.end, last.speaker) == (767.125, 776.5, "Travis")
    assert last.text.endswith("the next best thing to do is to batch your episodes.")


def test_html_with_names_and_no_times(tmp_path: Path) -> None:
    text = (
        "<html><head><title>Talk 300</title></head><body>\n<cite>Ann Holm:</cite>\n<p>It&#39;s tea, and a good one.</p>\n"
        "<p>Isn&#39;t it?</p>\n<cite>Bo Lind:</cite>\n<p>Yes, it is.</p></body></html>"
    )

    assert read(write(tmp_path, text)) == [
        (0.0, 2.25, "Ann Holm", "It's tea, and a good one."),
        (2.25, 3.0, "Ann Holm", "Isn't it?"),
        (3.0, 4.125, "Bo Lind", "Yes, it is."),
    ]


def test_html_with_times_as_paragraphs_and_no_names(tmp_path: Path) -> None:
    text = (
        "<p>1:59  </p>\n<p>Okay, can you hear me?</p>\n<p></p>\n<p>2:12  </p>\n<p>know I think so.</p>\n<p></p>\n"
        "<p>1:27:17  </p>\n<p>Bye.</p>\n<p></p>\n"
    )

    assert read(write(tmp_path, text)) == [
        (119.0, 120.875, None, "Okay, can you hear me?"),
        (132.0, 133.5, None, "know I think so."),
        (5237.0, 5237.375, None, "Bye."),
    ]


def test_html_that_names_its_only_speaker_before_each_line(tmp_path: Path) -> None:
    line = "<cite>Speaker:</cite>\n<time>00:00:0{}</time>\n<p>{}</p>\n<p></p>\n"

    assert read(
        write(tmp_path, line.format(0, "Frank is in Raleigh at") + line.format(4, "a gathering."))
    ) == [
        (0.0, 4.0, "Speaker", "Frank is in Raleigh at"),
        (4.0, 4.75, "Speaker", "a gathering."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[00:01:10] Ann: Any tea?\n[00:01:12] Bo: Yes.\n",
        "(1:10) Ann: Any tea?\r\n\r\n(1:12) Bo: Yes.\r\n",
        "00:01:10 Ann: Any tea?\n00:01:12 Bo: Yes.",
        "00:01:10 - Ann: Any tea?\n00:01:12 - Bo: Yes.",
        "00:01:10 Ann\nAny tea?\n\n00:01:12 Bo\nYes.\n",
        "01:10 | Ann\nAny tea?\n01:12 | Bo\nYes.",
        "Ann (00:01:10): Any tea?\nBo (01:12): Yes.",
        "Ann [1:10]: Any tea?\nBo [1:12]: Yes.",
        "Ann (1:10)\nAny tea?\n\nBo (1:12)\nYes.",
        "Ann: 00:01:10\n\nAny tea?\n\nBo: 00:01:12\n\nYes.",
        "**Ann** [00:01:10]\nAny tea?\n**Bo** [00:01:12]\nYes.",
        "**Ann:** \\[01:10\\] Any tea?\n\n**Bo:** \\[01:12\\] Yes.",
        "[00:01:10.000 --> 00:01:12.000]  Ann: Any tea?\n[00:01:12.000 --> 00:01:12.375]  Bo: Yes.",
        "00:01:10 - 00:01:12\nAnn: Any tea?\n\n00:01:12 - 00:01:12.375\nBo: Yes.",
        "<p>Ann: [01:10] Any tea?</p><p>Bo: [01:12] Yes.</p>",
        "<pre>[01:10] Ann: Any tea?\n[01:12] Bo: Yes.</pre>",
    ],
)
def test_times_and_names_as_people_write_them(tmp_path: Path, text: str) -> None:
    assert read(write(tmp_path, text)) == [(70.0, 72.0, "Ann", "Any tea?"), (72.0, 72.375, "Bo", "Yes.")]


def test_a_colon_behind_a_time_that_stands_alone_is_no_word(tmp_path: Path) -> None:
    text = "Ann (00:01:10):\nAny tea?\n\n(00:01:12):\nOr milk?\n\nBo (00:01:14):\nYes.\n\n(00:01:16):\n"

    assert read(write(tmp_path, text)) == [
        (70.0, 72.0, "Ann", "Any tea?"),
        (72.0, 74.0, "Ann", "Or milk?"),
        (74.0, 74.375, "Bo", "Yes."),
    ]


def test_times_that_stand_alone_and_hours_beyond_99(tmp_path: Path) -> None:
    assert read(write(tmp_path, "0:05  \nFirst.\n\n59:10\nSecond.\n\n123:00:00\nThird one.\n")) == [
        (5.0, 5.375, None, "First."),
        (3550.0, 3550.375, None, "Second."),
        (442800.0, 442800.75, None, "Third one."),
    ]


def test_marks_in_mid_line_and_words_before_the_first_mark(tmp_path: Path) -> None:
    text = "Ann: Good morning. Well [00:02] here we are. [00:04] And now?\nBo: [00:05] Tea.\n"

    assert read(write(tmp_path, text)) == [
        (0.875, 2.0, "Ann", "Good morning. Well"),
        (2.0, 4.0, "Ann", "here we are."),
        (4.0, 5.0, "Ann", "And now?"),
        (5.0, 5.375, "Bo", "Tea."),
    ]


def test_a_time_in_a_sentence_is_no_mark(tmp_path: Path) -> None:
    text = "We met at 12:30 and left at 13:45, Ann says. At 14:00 it rained, and it went on until 15:00\nthat day."

    assert read(write(tmp_path, text)) == [
        (0.0, 8.25, None, text.replace("\n", " ")),
    ]


def test_text_without_times_is_estimated_and_says_so() -> None:
    text = "Ann: Good morning, and welcome\nto the harbour.\n\nBo: Thank you. Ships came in.\n\nTwo of them.\n\nAnn: Good.\n"

    found = reading(text)

    assert summarize(found.changes) == (ESTIMATED,)
    assert [(s.start, s.end, s.speaker, s.text) for s in found.spoken] == [
        (0.0, 2.625, "Ann", "Good morning, and welcome to the harbour."),
        (2.625, 4.5, "Bo", "Thank you. Ships came in."),
        (4.5, 5.625, "Bo", "Two of them."),
        (5.625, 6.0, "Ann", "Good."),
    ]


def test_a_time_out_of_order_is_left_out_and_many_are_an_error() -> None:
    lines = [f"[00:{n:02}] Line {n}." for n in range(10)]
    lines[5] = "[09:05] Line 5."

    found = reading("\n".join(lines))

    assert summarize(found.changes) == ("times that run backwards are left out: 1",)
    assert [item.text for item in found.spoken][4] == "Line 4. Line 5."
    assert (found.spoken[4].start, found.spoken[4].end) == (4.0, 6.0)
    with pytest.raises(TranscriptError) as caught:
        reading("\n".join([*lines, *lines]))
    assert (caught.value.line, caught.value.reason) == (
        7,
        "times run backwards: this starts at 0:00:06.000, and the one in front of it at 0:09:05.000 "
        "(10 of 20 times are out of order); --lenient-times moves such times between their neighbours",
    )


def test_a_long_turn_is_cut_at_sentences_and_time_passes_by_words() -> None:
    sentence = "One two three four five six seven eight nine ten."
    text = f"[00:00] {' '.join([sentence] * 13)}\n[01:05] End."

    found = reading(text)

    assert [(item.start, item.end, len(item.text.split())) for item in found.spoken] == [
        (0.0, 30.0, 60),
        (30.0, 60.0, 60),
        (60.0, 65.0, 10),
        (65.0, 65.375, 1),
    ]


def test_a_mark_far_off_leaves_a_gap() -> None:
    found = reading("[00:00] We pause for the news.\n[05:00] Here we are.")

    assert [(item.start, item.end) for item in found.spoken] == [(0.0, 1.875), (300.0, 301.125)]


def test_cut_without_sentences() -> None:
    words = " ".join(f"w{n}," if n == 40 else f"w{n}" for n in range(150))

    assert [len(piece.split()) for piece in cut(words)] == [41, 60, 49]
    assert " ".join(cut(words)) == words


@pytest.mark.parametrize(
    "text",
    [
        "[00:10] Ann: Caf\u00e9 \u2013 \u201cM\u00fcsli.\u201d\n[00:11] Bo: Yes.\n",
        '<html><meta charset="iso-8859-1"><p>[00:10] Ann: Caf\u00e9 \u2013 \u201cM\u00fcsli.\u201d</p><p>[00:11] Bo: Yes.</p>',
    ],
)
def test_an_old_code_page(tmp_path: Path, text: str) -> None:
    assert read(write(tmp_path, text, "cp1252")) == [
        (10.0, 11.0, "Ann", "Café – “Müsli.”"),
        (11.0, 11.375, "Bo", "Yes."),
    ]


def test_deep_html(tmp_path: Path) -> None:
    words = "<p>[00:10] Here.</p>"

    assert read(write(tmp_path, "<div>" * 1500 + words + "</div>" * 1500)) == [(10.0, 10.375, None, "Here.")]
    with pytest.raises(TranscriptError) as caught:
        read_transcripts.read(write(tmp_path, "<div>" * 5000 + words))
    assert caught.value.reason == "is nested too deeply"


def test_ten_hours(tmp_path: Path) -> None:
    turn = "Well, this is a turn of twelve words, more or less."
    lines = [f"[{n // 360:02}:{n // 6 % 60:02}:{n % 6 * 10:02}] {'AB'[n % 2]}: {turn}" for n in range(3600)]

    segments = read_transcripts.read(write(tmp_path, "\n".join(lines))).segments

    assert len(segments) == 3600
    assert (segments[-1].start, segments[-1].speaker, segments[-1].text) == (35990.0, "B", turn)


def test_ten_hours_on_one_line(tmp_path: Path) -> None:
    sentence = "Well (said at 10:30), this is a sentence of twelve words, more or less. "

    segments = read_transcripts.read(write(tmp_path, sentence * 8000)).segments

    assert len(segments) == 2000
    assert segments[-1].text.split() == (sentence * 4).split()


AMONG_TURNS = """**Ida Holm, Ph.D.:** Good morning, and welcome to Harbour Radio.

**Per Lind (guest):** Good to be here.

**Break:** [00:40]{words}

**Ida Holm, Ph.D.:** [00:50] What is it that you build?

**Per Lind:** A map of everything that was said.

**Ida Holm, Ph.D.:** No.

**Per Lind:** It is.
"""


@pytest.mark.parametrize("words", ["", " Words of a sponsor."])
def test_few_names_at_times_are_like_the_many_before_words(words: str) -> None:
    found = reading(AMONG_TURNS.format(words=words))

    sponsor = [] if not words else [("Break", "Words of a sponsor.")]
    assert [(piece.speaker, piece.text) for piece in found.spoken] == [
        ("Ida Holm", "Good morning, and welcome to Harbour Radio."),
        ("Per Lind", "Good to be here."),
        *sponsor,
        ("Ida Holm", "What is it that you build?"),
        ("Per Lind", "A map of everything that was said."),
        ("Ida Holm", "No."),
        ("Per Lind", "It is."),
    ]
    assert [piece.start for piece in found.spoken if piece.text.startswith("What")] == [50.0]
