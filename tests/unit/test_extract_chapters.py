"""Chapters: windows, the best partition, the source's own."""

import numpy as np
import pytest

from service.ingest.document import ChapterInfo
from service.ingest.extract.chapters import Stretch, cut_windows, find_stretches
from spoken import transcript


def _vectors(*groups: int) -> np.ndarray:
    """Unit vectors, alike in each group and unlike over groups."""
    rows = [np.eye(len(groups), dtype=np.float32)[i] for i, count in enumerate(groups) for _ in range(count)]
    return np.array(rows)


def test_windows_begin_at_segments_and_are_about_45_words() -> None:
    talk = transcript(*["word " * 19 + "end." for _ in range(7)])
    assert [(w.first, w.end) for w in cut_windows(talk.segments)] == [(0, 3), (3, 6), (6, 7)]
    assert cut_windows(talk.segments)[2].text == talk.segments[6].text


def test_a_long_segment_is_a_window_of_its_own() -> None:
    talk = transcript("one two.", "word " * 80, "three four.")
    assert [(w.first, w.end) for w in cut_windows(talk.segments)] == [(0, 1), (1, 2), (2, 3)]


def test_boundaries_lie_where_the_meaning_changes() -> None:
    # 40 windows of 12 × 5 s: 40 minutes, 11 chapters wanted; groups are the meanings
    talk = transcript(*["word " * 3 + "end." for _ in range(480)])
    windows = cut_windows(talk.segments)
    assert len(windows) == 40
    groups = (4, 3, 4, 4, 3, 4, 4, 3, 4, 4, 3)
    stretches = find_stretches(talk, windows, _vectors(*groups))
    starts = [windows[sum(groups[:i])].first for i in range(len(groups))]
    assert [s.first for s in stretches] == starts


def test_chapters_partition_a_talk_of_any_length() -> None:
    for count in (1, 2, 30, 200):
        talk = transcript(*["word " * 30 + "end." for _ in range(count)])
        windows = cut_windows(talk.segments)
        stretches = find_stretches(talk, windows, _vectors(*[1] * len(windows)))
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
    windows = cut_windows(talk.segments)
    assert find_stretches(talk, windows, _vectors(len(windows))) == [
        Stretch(0, 4, "Hello"),
        Stretch(4, 5, "Middle"),
        Stretch(5, 9, "Same"),
        Stretch(9, 10, "End"),
    ]


@pytest.mark.parametrize(("minutes", "chapters"), [(1, 2), (9, 5), (60, 14), (120, 20)])
def test_their_number_grows_as_the_root_of_the_length(minutes: int, chapters: int) -> None:
    talk = transcript(*["word " * 30 + "end." for _ in range(minutes * 12)])
    windows = cut_windows(talk.segments)
    assert len(find_stretches(talk, windows, _vectors(*[1] * len(windows)))) == chapters
