"""Quotes of a model, found in the words; lines and windows of a transcript."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ingest.document import EvidenceInfo, SegmentInfo
from service.ingest.extract.llm.locating import Place, Words
from service.ingest.extract.llm.windows import Line, cut_windows, number_lines
from service.ingest.quotes import locate_quote


def segments(*texts: str, speaker: str | None = None) -> tuple[SegmentInfo, ...]:
    return tuple(
        SegmentInfo(text=text, start_seconds=i, end_seconds=i + 1, speaker=speaker)
        for i, text in enumerate(texts)
    )


TALK = segments(
    "Well, Ann's team", "made Rust’s borrow checker. Yes.", "It is fast.", "Very fast. It is fast."
)


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("Ann's team made", Place(0, 6, "Ann's team made")),
        ("ann’s team MADE Rust's borrow-checker", Place(0, 6, "Ann's team made Rust’s borrow checker")),
        ("borrow checker.", Place(1, 12, "borrow checker.")),
        ("borrow checker", Place(1, 12, "borrow checker")),
        ("It is fast", Place(2, 0, "It is fast")),
        ("Ann's team built", None),
        ("team Ann's", None),
        ("team", None),
        ("", None),
    ],
)
def test_a_quote_is_given_back_as_it_stands_in_the_words(quote: str, place: Place | None) -> None:
    assert Words(TALK).find(quote, 2, 2) == place


def test_of_two_places_that_in_the_line_counts() -> None:
    assert Words(TALK).find("is fast", 3, 3) == Place(3, 14, "is fast")


def test_far_from_its_line_a_quote_counts_only_where_it_stands_once() -> None:
    far = segments("we like Rust", *["nothing at all"] * 30, "we use Rust", "we use Rust", *["nothing"] * 30)
    words = Words(far)
    assert words.find("we like rust", 60, 60) == Place(0, 0, "we like Rust")
    assert words.find("we use rust", 0, 0) is None
    assert words.find("we use rust", 31, 31) == Place(31, 0, "we use Rust")


@given(
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), min_size=1, max_size=8),
    st.data(),
)
def test_whatever_is_found_stands_verbatim_where_it_says(texts: list[str], data: st.DataObject) -> None:
    talk = segments(*texts)
    joined = " ".join(segment.text for segment in talk)
    start = data.draw(st.integers(0, len(joined)))
    quote = joined[start : data.draw(st.integers(start, len(joined)))].upper()
    found = Words(talk).find(quote, 0, len(talk) - 1)
    if found is not None:
        evidence = EvidenceInfo(quote=found.quote, segment=found.segment, label="x", start_offset=found.start)
        assert locate_quote(talk, evidence) is not None


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


@given(st.lists(st.integers(1, 400), min_size=1, max_size=60), st.integers(50, 1000))
def test_windows_hold_every_line_once_and_are_of_about_even_size(counts: list[int], words: int) -> None:
    lines = [Line(i, i, i, None, "x " * count) for i, count in enumerate(counts)]
    windows = list(cut_windows(lines, words))

    assert [line for window in windows for line in window.lines] == lines
    longest = max(counts)
    assert all(sum(counts[line.first] for line in w.lines) <= words + longest for w in windows)
    halves = [part for window in windows for part in window.halves() or (window,)]
    assert [line for half in halves for line in half.lines] == lines
