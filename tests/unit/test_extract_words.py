"""What is written rather than found: titles, topics, bullets, the paragraph."""

from collections import Counter

import pytest

from service.ingest.extract.phrases import Term
from service.ingest.extract.salience import map_size
from service.ingest.extract.summary import group_sections, symbol_for, trim, write_paragraph
from service.ingest.extract.things import Mention, Thing
from service.ingest.extract.titles import Subject, title_stretches
from service.ingest.extract.topics import find_topics, title_case, topic_name


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("silent payment", "Silent Payment"),
        ("proof of work", "Proof of Work"),
        ("next-token prediction", "Next-Token Prediction"),
        ("xPub key", "xPub Key"),
        ("UTXO set", "UTXO Set"),
    ],
)
def test_title_case(words: str, title: str) -> None:
    assert title_case(words) == title


def test_topics_have_one_name_in_all_talks() -> None:
    plural = Thing("large language models", "CONCEPT", loose={"large language models"})
    initials = Thing("LLM", "CONCEPT", exact={"LLM"})
    assert topic_name(plural, {}) == topic_name(initials, {}) == "Large Language Models"
    term = Term("headers chain", Counter({"headers chains": 3}))
    spoken = Thing("headers chains", "CONCEPT", loose={"headers chains"}, said=Counter({"headers chains": 3}))
    assert topic_name(spoken, {"headers chain": term}) == "Headers Chain"


def test_topics_are_themes_and_what_lies_between_two_mentions_is_about_them_too() -> None:
    idea = Thing("silent payments", "CONCEPT", loose={"silent payments"}, salience=0.5)
    idea.mentions = [Mention(2, 0, 3), Mention(5, 0, 3), Mention(9, 0, 3)]
    person = Thing(
        "Ruben Somsen", "PERSON", exact={"Ruben Somsen"}, salience=1.0, mentions=[Mention(0, 0, 3)]
    )
    (topic,) = find_topics([person, idea], {}, minutes=30)
    assert (topic.name, topic.segments) == ("Silent Payments", (2, 3, 4, 5, 9))


def test_a_title_names_what_its_stretch_has_more_than_the_others() -> None:
    subjects = [
        Subject("Bitcoin", tuple(range(30)), 1.0),
        Subject("stealth addresses", (1, 2, 3), 0.6),
        Subject("shared secrets", (4, 5), 0.5),
        Subject("light clients", (12, 13, 14), 0.5),
        Subject("xPub", (22, 23, 24), 0.5),
    ]
    assert title_stretches([(0, 10), (10, 20), (20, 30)], subjects) == [
        "Stealth addresses and shared secrets",
        "Light clients and Bitcoin",
        "xPub and Bitcoin",
    ]


def test_a_stretch_that_names_nothing_still_has_a_title() -> None:
    assert title_stretches([(0, 1), (1, 2), (2, 3)], []) == [
        "Opening words",
        "In between, part 1",
        "Closing words",
    ]


@pytest.mark.parametrize(
    ("said", "bullet"),
    [
        ("So, you know, the block is full.", "The block is full."),
        (
            "Yeah... I think that mining pools, you know, pay the miners, right.",
            "Mining pools pay the miners.",
        ),
        ("And um, iPhones are expensive.", "iPhones are expensive."),
        ("Bitcoin works.", "Bitcoin works."),
    ],
)
def test_bullets_lose_what_speech_puts_around_them(said: str, bullet: str) -> None:
    assert trim(said) == bullet


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("The attack makes nodes fail.", "⚠️"),
        ("The miners are paid a fee.", "💰"),
        ("Satoshi wrote it in 2008.", "🕰️"),
        ("Whales sing.", "💡"),
    ],
)
def test_symbols_by_kind_of_statement(text: str, symbol: str) -> None:
    assert symbol_for(text) == symbol


def test_sections_are_neighbouring_chapters_of_about_even_length() -> None:
    assert group_sections([5, 5, 5]) == [range(0, 1), range(1, 2), range(2, 3)]
    assert group_sections([9, 1, 1, 9, 9, 9, 9, 9]) == [
        range(0, 3), range(3, 4), range(4, 5), range(5, 6), range(6, 7), range(7, 8),
    ]  # fmt: skip


def test_paragraph() -> None:
    assert (
        write_paragraph(["A", "B"], ["X", "Y", "Z"], ["It is so."])
        == "A and B talk about X, Y and Z. It is so."
    )
    assert write_paragraph(["A"], ["X"], []) == "A talks about X."
    assert write_paragraph([], ["X"], []) == "A talk about X."
    assert write_paragraph([], [], []) is None


@pytest.mark.parametrize(("minutes", "entities"), [(1, 12), (9, 30), (60, 77), (300, 140)])
def test_entities_kept_for_a_length(minutes: int, entities: int) -> None:
    assert map_size(minutes * 150) == entities
