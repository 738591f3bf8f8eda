"""Chapters: units, what speaks for a start, the best partition, the source's own."""

from math import log1p

import numpy as np
import pytest

from service.domain.document import ChapterInfo, Transcript
from spoken import transcript
from videograph_extractor.outline.boundaries import (
    BIAS,
    WEIGHTS,
    Unit,
    asking,
    cut_units,
    features,
    log_odds,
    read_words,
    vectors_of,
)
from videograph_extractor.outline.chapters import Stretch, best_partition, find_stretches, wanted
from videograph_extractor.text.speech import read_passages


def _rows(talk: Transcript) -> list[list[float]]:
    units = cut_units(talk.segments)
    words = read_words(read_passages(talk.segments), len(talk.segments))
    return features(talk.segments, units, words, vectors_of(units, words))


def test_units_are_about_20_words_and_begin_where_another_voice_does() -> None:
    line = "one two three four five six seven eight nine ten."
    talk = transcript(f"A: {line}", f"A: {line}", f"A: {line}", f"B: {line}", "A: Yes.", f"B: {line}")
    assert cut_units(talk.segments) == [
        Unit(0, 2, 20),
        Unit(2, 3, 10),
        Unit(3, 5, 11),
        Unit(5, 6, 10),
    ]


def test_a_long_segment_is_a_unit_of_its_own() -> None:
    talk = transcript("word " * 19 + "end.", "word " * 80, "three four.")
    assert cut_units(talk.segments) == [Unit(0, 1, 20), Unit(1, 2, 80), Unit(2, 3, 2)]


def test_a_very_long_talk_has_longer_units_and_not_more() -> None:
    talk = transcript(*["word " * 19 + "end."] * 7200)
    units = cut_units(talk.segments)
    assert (len(units), units[0], units[-1].end) == (1800, Unit(0, 4, 80), 7200)


def test_words_are_weighed_by_how_rare_they_are_in_the_talk() -> None:
    talk = transcript(
        "The miners build a block template today and then they look for a hash with many zeros in front of it.",
        "The miners sell a block to nobody, because a block cannot be sold and wallets have no use for it at all.",
        "The miners like wallets too, and use wallets to keep what they were paid for the work that was done.",
    )
    units = cut_units(talk.segments)
    vectors = vectors_of(units, read_words(read_passages(talk.segments), 3))
    # "miner" is everywhere and tells nothing; "block" is in the first two, "wallet" in the last two
    assert [round(float(x), 3) for x in np.linalg.norm(vectors, axis=1)] == [0.467, 0.489, 0.444]
    assert vectors[0] @ vectors[2] == 0.0
    assert float(vectors[0] @ vectors[1]) > 0.0 < float(vectors[1] @ vectors[2])


def test_who_asks_most_for_what_they_say_is_the_host() -> None:
    talk = transcript("A: What is it?", "B: " + "word " * 60 + "or is it? Or not?", "A: And why?")
    assert asking(talk.segments) == "A"


def test_what_speaks_for_a_new_chapter() -> None:
    answer = (
        "B: " + "The wallet keeps keys in a file and signs with them whenever you want to pay somebody. " * 2
    )
    talk = transcript(
        "A: Welcome to the show.", answer, "A: So let's talk about the mempool. What is a mempool?", answer
    )
    first, asked, answered = _rows(talk)
    # voice begins, asks, is the host; short turn before; opening, opener, cue
    assert (first[:6], first[9:]) == ([0.0] * 6, [1.0, 0.0, 1.0])
    assert (asked[:3], asked[5], asked[9:]) == ([1.0, 1.0, 1.0], 0.0, [1.0, 1.0, 1.0])
    assert (answered[:3], answered[9:]) == ([1.0, 0.0, 0.0], [0.0, 0.0, 0.0])
    # words of the next voice and of its own
    assert asked[3:5] == [pytest.approx(log1p(34) / 5), pytest.approx(log1p(10) / 5)]
    odds = log_odds([asked, answered])
    assert odds[0] == pytest.approx(BIAS + sum(w * x for w, x in zip(WEIGHTS, asked, strict=True)))
    assert odds[0] > odds[1]


def test_the_best_partition_keeps_like_with_like() -> None:
    groups = (4, 3, 5, 4)
    rows = [np.eye(4, dtype=np.float32)[i] for i, count in enumerate(groups) for _ in range(count)]
    units = [Unit(i, i + 1, 45) for i in range(16)]
    assert best_partition(units, np.array(rows), [-9.0] * 16, 4) == [0, 4, 7, 12]


def test_a_boundary_lies_where_much_speaks_for_it() -> None:
    units = [Unit(i, i + 1, 45) for i in range(12)]
    odds = [-6.0] * 12
    odds[5] = odds[9] = 2.0
    assert best_partition(units, np.zeros((12, 1), dtype=np.float32), odds, 3) == [0, 5, 9]


def test_chapters_partition_a_talk_of_any_length() -> None:
    for count in (1, 2, 30, 200):
        talk = transcript(*["word " * 30 + "end." for _ in range(count)])
        stretches = find_stretches(talk, read_passages(talk.segments))
        assert stretches[0].first == 0
        assert [s.end for s in stretches] == [*(s.first for s in stretches[1:]), count]
        assert all(s.first < s.end for s in stretches)


def test_the_sources_chapters_win_and_move_to_segments() -> None:
    talk = transcript(*["Some words here."] * 10).model_copy(
        update={
            "chapters": tuple(
                ChapterInfo(title=title, start_seconds=start, end_seconds=start)
                for title, start in (
                    ("Hello", 3.0),
                    ("Middle", 21.0),
                    ("Same", 21.5),
                    ("End", 44.0),
                    ("Over", 49.0),
                )
            )
        }
    )
    assert find_stretches(talk, []) == [
        Stretch(0, 4, "Hello"),
        Stretch(4, 5, "Middle"),
        Stretch(5, 9, "Same"),
        Stretch(9, 10, "End"),
    ]


@pytest.mark.parametrize(("minutes", "chapters"), [(1, 2), (9, 6), (60, 16), (120, 23)])
def test_their_number_grows_as_the_root_of_the_length(minutes: int, chapters: int) -> None:
    talk = transcript(*["word " * 30 + "end." for _ in range(minutes * 12)])
    assert wanted(talk, 1000) == chapters
    assert wanted(talk, 3) == 1
