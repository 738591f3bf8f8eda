"""Support of names: by authority, the highest first; videos that are sure of the kind before all videos."""

from service.graph.name_support import (
    NO_SUPPORT,
    add_support,
    count_sure,
    count_videos,
    read_support,
    support_of,
)


def test_a_video_that_is_sure_counts_twice_and_a_guess_once() -> None:
    assert support_of("PERSON", None) == (1, 0, 0, 1, 0, 0)
    assert support_of("LANGUAGE_MODEL", None, 4) == (0, 4, 0, 0, 4, 0)
    assert support_of("OFFLINE", True, -2) == (0, 0, 0, 0, 0, -2)


def test_how_a_name_was_spelled_says_nothing_of_its_kind() -> None:
    assert support_of("LANGUAGE_MODEL_RECOGNIZED", None) == support_of("LANGUAGE_MODEL", None)
    assert support_of("OFFLINE_RECOGNIZED", True) == support_of("OFFLINE", True)


def test_support_is_added_and_counted() -> None:
    support = add_support(support_of("OFFLINE", True, 3), support_of("PERSON", None, 2))

    assert (support, count_sure(support), count_videos(support)) == ((2, 0, 0, 2, 0, 3), 2, 5)


def test_a_name_that_no_video_uses_has_no_support() -> None:
    assert read_support(None) == NO_SUPPORT == (0, 0, 0, 0, 0, 0)
    assert read_support([0, 0, 1, 0, 0, 1]) == support_of("OFFLINE", None)
