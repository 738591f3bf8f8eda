"""Which entities are for the map: what can be seen of each, how sure it is, how salient."""

import pytest

from spoken import things, transcript
from videograph_extractor.entity import salience as module
from videograph_extractor.entity.salience import rank_things
from videograph_extractor.entity.thing_traits import read_thing_traits
from videograph_extractor.entity.things import Thing
from videograph_extractor.offline import extract
from videograph_extractor.text.language import embed
from videograph_extractor.text.weights import Weights

MANY = [
    f"{word}{end}"
    for word in ("Zorkle", "Flurb", "Widget", "Gronk", "Blarf")
    for end in ("DB", "JS", "OS", "QL", "VR", "KV")
]
"""Thirty names of nothing known."""


def weigh(monkeypatch: pytest.MonkeyPatch, traits: dict[str, float], always: float) -> None:
    weights = Weights(traits, always, (0.0,) * 384)
    monkeypatch.setattr(module, "read_weights", {"entity_sureness": weights}.__getitem__)


def rank(*lines: str, title: str = "A talk") -> list[Thing]:
    talk = transcript(*lines, title=title)
    return rank_things(talk, things(talk), embed(list(lines)).mean(axis=0))


def test_traits_say_what_can_be_seen() -> None:
    talk = transcript("We run Zorkle2 and Redis here.", "I like Zorkle2, says Ann.")
    zorkle = next(thing for thing in things(talk) if thing.name == "Zorkle2")
    assert sorted(read_thing_traits(zorkle, talk.segments, 11)) == [
        "certain 2 PRODUCT",
        "digits PRODUCT",
        "kind PRODUCT",
        "name",
        "name PRODUCT",
        "name after like",
        "name after word",
        "name before ,",
        "name before and",
        "name said 1",
        "name words 1",
        "name words 1 PRODUCT",
        "plainest 5 name",
        "rarest 5 name",
        "rate 5",
        "said 1",
        "small 0 name",
        "special 4",
        "words 1",
    ]


def test_who_is_not_sure_enough_is_left_out_and_voices_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    weigh(monkeypatch, {"known name": 2.0, "name": -2.0}, 0.0)
    found = rank("Ann_Bell: We run Redis on Zorkle.", "Ann_Bell: Redis and Zorkle are fine.")
    assert [(t.name, t.sureness) for t in found] == [("Redis", 0.88), ("Ann Bell", 0.12)]


def test_what_is_surer_is_more_salient(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ("We run Redis, Zorkle and Flurb.", "Redis is fine, Zorkle is fine, Flurb is fine.")
    weigh(monkeypatch, {"known name": -0.5}, 1.0)
    first = [t.name for t in rank(*lines)]
    weigh(monkeypatch, {"known name": 3.0}, 1.0)
    assert (first[-1], rank(*lines)[0].name) == ("Redis", "Redis")


def test_a_map_has_room_for_some_more_than_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    weigh(monkeypatch, {}, 0.5)
    assert len(rank(f"We use {', '.join(MANY)}.")) == 12 + 15


def test_a_term_of_every_talk_is_of_this_one_when_it_is_said_often(monkeypatch: pytest.MonkeyPatch) -> None:
    weigh(monkeypatch, {}, 0.5)
    thrice = rank("Redis has a compiler.", "The compiler is fast, as a compiler should be.")
    often = rank("Redis has a compiler.", "The compiler is fast, as a compiler should be: a fine compiler.")
    assert [t.name for t in thrice] == ["Redis"]
    assert sorted(t.name for t in often) == ["Redis", "compiler"]


def test_a_document_says_why_an_entity_is_not_on_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    weigh(monkeypatch, {"known name": -2.0}, 0.5)
    dropped = extract(transcript(f"We use {', '.join(MANY)}.", "We use Redis.")).dropped
    assert dropped == {"entity with low relevance": 3, "entity with low confidence": 1}
