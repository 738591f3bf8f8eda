"""Quotes of a model, found in the words; lines and windows of a transcript."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.document import EvidenceInfo, SegmentInfo
from service.domain.quotes import locate_quote, quoted_words
from service.extractors.llm.spoken_words import WordIndex
from service.extractors.llm.windows import Line, cut_windows, number_lines


def segments(*texts: str, speaker: str | None = None) -> tuple[SegmentInfo, ...]:
    return tuple(
        SegmentInfo(text=text, start_seconds=i, end_seconds=i + 1, speaker=speaker)
        for i, text in enumerate(texts)
    )


TALK = segments(
    "Well, Ann's team", "made Rust’s borrow checker. Yes.", "It is fast.", "Very fast. It is fast."
)


def find(talk: Sequence[SegmentInfo], quote: str, first: int, last: int) -> tuple[int, int, str] | None:
    """First segment, offset and words of what is found."""
    found = WordIndex(talk).find(quote, first, last)
    return found and (found.first, found.start, quoted_words(talk, found))


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("Ann's team made", (0, 6, "Ann's team made")),
        ("ann’s team MADE Rust's borrow-checker", (0, 6, "Ann's team made Rust’s borrow checker")),
        ("borrow checker.", (1, 12, "borrow checker.")),
        ("borrow checker", (1, 12, "borrow checker")),
        ("It is fast", (2, 0, "It is fast")),
        ("Ann's team built", None),
        ("team Ann's", None),
        ("team", None),
        ("", None),
    ],
)
def test_a_quote_is_given_back_as_it_stands_in_the_words(
    quote: str, place: tuple[int, int, str] | None
) -> None:
    assert find(TALK, quote, 2, 2) == place


def test_of_two_places_that_in_the_line_counts() -> None:
    assert find(TALK, "is fast", 3, 3) == (3, 14, "is fast")


def test_far_from_its_line_a_quote_counts_only_where_it_stands_once() -> None:
    far = segments("we like Rust", *["nothing at all"] * 30, "we use Rust", "we use Rust", *["nothing"] * 30)
    assert find(far, "we like rust", 60, 60) == (0, 0, "we like Rust")
    assert find(far, "we use rust", 0, 0) is None
    assert find(far, "we use rust", 31, 31) == (31, 0, "we use Rust")


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(str.strip),
        min_size=1,
        max_size=8,
    ),
    st.data(),
)
def test_whatever_is_found_stands_verbatim_where_it_says(texts: list[str], data: st.DataObject) -> None:
    talk = segments(*texts)
    joined = " ".join(segment.text for segment in talk)
    start = data.draw(st.integers(0, len(joined)))
    quote = joined[start : data.draw(st.integers(start, len(joined)))].upper()
    found = WordIndex(talk).find(quote, 0, len(talk) - 1)
    if found is not None:
        words = quoted_words(talk, found)
        evidence = EvidenceInfo(quote=words, segment=found.first, label="x", start_offset=found.start)
        assert locate_quote(talk, evidence) == found


def test_short_segments_of_one_voice_make_one_line() -> None:
    talk = (
        *segments("one two three", "four five", speaker="A"),
        *segments(" ".join("x" * 30), speaker="A"),
        *segments("six", speaker="B"),
    )
    assert number_lines(talk) == [
        Line(1, 0, 1, "A", "one two three four five"),
        Line(2, 2, 2, "A", " ".join("x" * 30)),
        Line(3, 3, 3, "B", "six"),
    ]


def test_a_window_is_written_with_numbers_and_with_voices_where_they_change() -> None:
    talk = (*segments("a " * 30, "b " * 30, speaker="Ann"), *segments("c"), *segments("d", speaker="Bo"))
    (window,) = cut_windows(number_lines(talk), 1000)
    assert window.written() == "\n".join(
        [f"[1] Ann: {'a ' * 29}a", f"[2] {'b ' * 29}b", "[3] c", "[4] Bo: d"]
    )


def test_a_mark_of_another_voice_begins_a_line() -> None:
    (window,) = cut_windows(number_lines(segments("a", "b", "c", "d"), {0, 2}), 1000)
    assert window.written() == "[1] >> a b\n[2] >> c d"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Is Rust fast? Yes.", True),
        ("Rust is fast, right? Yes.", False),
        ("Rust is fast, isn’t it?", False),
        ("Is Rust fast, or what?", True),
        ("Rust is fast.", False),
    ],
)
def test_a_statement_with_a_tag_is_not_asked(text: str, asked: bool) -> None:
    words = WordIndex(segments(text))
    quote = words.find("Rust fast" if text.startswith("Is") else "Rust is fast", 0, 0)
    assert quote is not None
    assert words.is_asked(quote) == asked


def test_what_the_windows_before_have_too_many_the_last_need_not_lack() -> None:
    lines = [Line(i, i, i, None, "x " * 52) for i in range(190)]  # 9,880 words, nine windows
    assert [len(window.lines) for window in cut_windows(lines, 1200)] == [21] * 4 + [22] + [21] * 4


@given(st.lists(st.integers(1, 400), min_size=1, max_size=60), st.integers(50, 1000))
def test_windows_hold_every_line_once_and_are_of_about_even_size(counts: list[int], words: int) -> None:
    lines = [Line(i, i, i, None, "x " * count) for i, count in enumerate(counts)]
    windows = list(cut_windows(lines, words))

    assert [line for window in windows for line in window.lines] == lines
    longest = max(counts)
    assert all(sum(counts[line.first] for line in w.lines) <= words + longest for w in windows)
    halves = [part for window in windows for part in window.halves() or (window,)]
    assert [line for half in halves for line in half.lines] == lines
