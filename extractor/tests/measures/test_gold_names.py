"""The pairs of names that resolution is judged by are in order, and how two names come to be one."""

import json
from collections import Counter
from pathlib import Path

import pytest

from extractor.benchmarks.gold_standard.name_pairs import FRESH, GOLD, Pair, read_pairs
from extractor.benchmarks.gold_standard.names import Heard, are_one, excerpt, says
from service.domain.document import (
    EntityInfo,
    Kind,
    MentionInfo,
    SegmentInfo,
    Transcript,
    VideoDocument,
    VideoInfo,
)
from service.domain.model import KINDS

VIDEO = VideoInfo(title="Talk")
SAID = tuple(
    SegmentInfo(text=text, start_seconds=i, end_seconds=i + 1)
    for i, text in enumerate(["Hello.", "We write C++ and Node.js.", "C is older.", "Node too."])
)


def heard(*entities: tuple[str, tuple[str, ...], Kind]) -> Heard:
    """Each entity as (name, aliases, kind); the names asked for are those of the entities, in order."""
    mention = MentionInfo(segment=0, start_offset=0, end_offset=5)
    infos = tuple(
        EntityInfo(key=str(i), name=name, kind=kind, aliases=aliases, mentions=(mention,))
        for i, (name, aliases, kind) in enumerate(entities)
    )
    keys = tuple(entity.key for entity in infos)
    return Heard(VideoDocument(video=VIDEO, segments=SAID[:1], entities=infos), keys, 0)


def test_there_are_at_least_150_pairs_of_each_sort() -> None:
    sorts = Counter(pair.same for pair in read_pairs())
    assert sorts[True] >= 150
    assert sorts[False] >= 150


def test_the_fresh_pairs_are_of_other_talks() -> None:
    known = {talk for pair in read_pairs() for talk in pair.talks}
    fresh = read_pairs(FRESH)
    assert len(fresh) >= 150
    assert [pair for pair in fresh if not known.isdisjoint(pair.talks)] == []


@pytest.mark.parametrize("path", [GOLD, FRESH])
def test_every_row_has_two_names_kinds_a_reason_and_one_or_two_talks(path: Path) -> None:
    rows = json.loads(path.read_text(encoding="utf-8"))
    assert list(rows) == ["pairs_same", "pairs_different"]
    assert {len(row) for key in rows for row in rows[key]} == {4}
    for pair in read_pairs(path):
        assert set(pair.kinds) <= set(KINDS), pair
        assert pair.why, pair
        assert len(set(pair.talks)) == len(pair.talks) in (1, 2), pair
        assert all(name == " ".join(name.split()) != "" for name in pair.names), pair


@pytest.mark.parametrize("path", [GOLD, FRESH])
def test_what_is_the_same_is_of_one_kind_under_two_spellings(path: Path) -> None:
    for pair in read_pairs(path):
        if pair.same:
            assert pair.kinds[0] == pair.kinds[1], pair
            assert pair.names[0] != pair.names[1], pair


@pytest.mark.parametrize("path", [GOLD, FRESH])
def test_no_two_names_are_the_same_and_different_in_the_same_talks(path: Path) -> None:
    def key(pair: Pair) -> tuple[frozenset[tuple[str, str]], tuple[str, ...]]:
        return frozenset(zip(pair.names, pair.kinds, strict=True)), tuple(sorted(pair.talks))

    counts = Counter(key(pair) for pair in read_pairs(path))
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "places"), [("C", [2]), ("C++", [1]), ("Node", [3]), ("Node.js", [1]), ("Rust", [])]
)
def test_a_name_is_said_as_whole_words(name: str, places: list[int]) -> None:
    assert [i for i, segment in enumerate(SAID) if says(name).search(segment.text)] == places


def test_an_excerpt_has_the_segments_with_the_names_or_the_first_two() -> None:
    talk = Transcript(video=VIDEO, segments=SAID)
    assert excerpt(talk, ["C", "Node"]).segments == (SAID[2], SAID[3])
    assert excerpt(talk, ["Rust"]).segments == (SAID[0], SAID[1])


def test_within_a_talk_one_entity_of_two_names_is_one() -> None:
    go = heard(("Go", ("Golang",), "PRODUCT"))
    assert are_one(Heard(go.document, ("0", "0"), 0), None)
    assert not are_one(heard(("Go", (), "PRODUCT"), ("Rust", (), "PRODUCT")), None)


def test_across_talks_a_shared_name_makes_one_and_a_kind_keeps_apart() -> None:
    go = heard(("Go", ("Golang",), "PRODUCT"))
    assert are_one(go, heard(("Golang", (), "PRODUCT")))
    assert not are_one(go, heard(("Golang", (), "CONCEPT")))
    assert not are_one(go, heard(("Rust", (), "PRODUCT")))
