"""Topics, and the symbols of bullets."""

import tomllib
from collections import Counter

import pytest

from service.extractors.common.symbols import symbol_for
from service.extractors.interface import map_size
from spoken import kinds, transcript
from videograph_extractor.entity.things import Mention, Thing
from videograph_extractor.offline import extract
from videograph_extractor.outline.topics import count_themes, find_topics, title_case, topic_name
from videograph_extractor.text.language import DATA
from videograph_extractor.text.phrases import Term


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
    assert topic_name(plural, {}, ()) == topic_name(initials, {}, ()) == "Large Language Models"
    term = Term("headers chain", Counter({"headers chains": 3}))
    spoken = Thing("headers chains", "CONCEPT", loose={"headers chains"}, said=Counter({"headers chains": 3}))
    assert topic_name(spoken, {"headers chain": term}, ()) == "Headers Chain"


def test_topics_are_themes_and_what_lies_between_two_mentions_is_about_them_too() -> None:
    idea = Thing("silent payments", "CONCEPT", loose={"silent payments"}, salience=0.5)
    idea.mentions = [Mention(2, 0, 3), Mention(5, 0, 3), Mention(9, 0, 3)]
    person = Thing(
        "Ruben Somsen", "PERSON", exact={"Ruben Somsen"}, salience=1.0, mentions=[Mention(0, 0, 3)]
    )
    talk = transcript(*["Nothing to see."] * 12)
    (topic,) = find_topics(talk.segments, [person, idea], {})
    assert (topic.name, topic.segments) == ("Silent Payments", (2, 3, 4, 5, 9))


def test_the_tail_of_the_topics_is_cut() -> None:
    ideas = [Thing(f"flurb {word}", "CONCEPT", loose={f"flurb {word}"}) for word in "abcdefghij"]
    for place, idea in enumerate(ideas):
        idea.salience, idea.mentions = 1 - place / 20, [Mention(place, 0, 3)]
    talk = transcript(*["Nothing to see."] * 12)
    names = [f"Flurb {word}" for word in "ABCDEFGHIJ"]
    assert [t.name for t in find_topics(talk.segments, ideas, {})] == names[:8]
    ideas[1].salience = ideas[2].salience = 0.2
    assert [t.name for t in find_topics(talk.segments, ideas[:3], {})] == names[:1]


def test_themes_of_the_table_are_found_by_what_is_said_of_them() -> None:
    talk = transcript(
        "We run it in docker, and each container image is small.",
        "The unit tests are slow.",
        "Is a private key private?",
        "Our test suite needs a test-driven development mind.",
        "Containerized apps, again.",
    )
    product = Thing("Docker Hub", "PRODUCT", exact={"Docker Hub"}, salience=0.1, mentions=[Mention(4, 0, 3)])
    topics = find_topics(talk.segments, [product], {})
    # a private key is no privacy, and one word of a theme is not enough
    assert [(t.name, t.segments) for t in topics] == [
        ("Software Testing", (1, 2, 3)),
        ("Containers", (0, 4)),
    ]


def test_what_nearly_every_talk_speaks_of_comes_behind_what_few_do() -> None:
    talk = transcript(
        "The API calls another API, and the API is fast.",
        "A taproot covenant is a script, and a covenant can hold a covenant by OP_CAT.",
        *["Nothing to see here, as on most days of the year, and so on."] * 200,
    )
    assert [t.name for t in find_topics(talk.segments, [], {})] == ["Covenants", "APIs"]


def test_words_of_themes_are_counted_as_they_weigh() -> None:
    # "script" is a plain word and weighs half, "scripts" is none; nothing says that the second talk is of that kind of script
    said, places = count_themes(transcript("An opcode, a script.", "Goroutines run scripts.").segments)
    assert (said, places["Concurrency"]) == ({"Scripts and Addresses": 2.5, "Concurrency": 1.0}, {1})
    said, _ = count_themes(transcript("The startup time of a startup.", "Cut startup cost.").segments)
    assert said == {"Performance": 2.0}  # "startup" alone is no theme, startups are
    assert count_themes(transcript("A script for goroutines.").segments)[0] == {"Concurrency": 1.0}


def test_a_word_that_is_said_of_other_things_too_counts_beside_one_that_is_not() -> None:
    lines = [
        "The script is long, and scripts fail.",
        "Scripts have an address, and addresses are written into scripts.",
    ]
    assert find_topics(transcript(*lines).segments, [], {}) == []
    (topic,) = find_topics(transcript(*lines, "Each opcode is checked.").segments, [], {})
    assert (topic.name, topic.segments) == ("Scripts and Addresses", (0, 1, 2))


@pytest.mark.parametrize(
    "word", ["pairing", "activation", "mint", "covenant", "alignment", "custody", "identity"]
)
def test_an_everyday_word_is_no_theme_without_a_second_term_of_its_field(word: str) -> None:
    talk = transcript(*[f"We had a {word} here, and a {word} there, and then one {word} more."] * 6)
    assert count_themes(talk.segments)[0] == {}
    found = extract(talk).document.topics
    assert {topic.name for topic in found} <= {word.title()}


def test_an_everyday_word_is_a_theme_beside_terms_of_its_field() -> None:
    talk = transcript(
        "The mint signs what it gives out.",
        "Each mint holds coins in a multisig, and a mint can fail.",
        "A soft fork would let the mint prove it.",
    )
    assert count_themes(talk.segments)[0]["Ecash"] == 4.0
    said, _ = count_themes(transcript("The mint is in the mempool.", "A mint, a mint.").segments)
    assert "Ecash" not in said  # one term of its field may be of another, too
    assert "Ecash" in count_themes(transcript("The mint makes ecash.").segments)[0]


def test_an_everyday_term_of_a_table_needs_a_second_term_of_its_field() -> None:
    assert "oracle" not in kinds(transcript("She is an oracle of the stock market.", "So it went on."))
    assert kinds(transcript("The oracle signs it.", "The adaptor signature is made."))["oracle"] == "CONCEPT"


def test_a_version_is_no_theme_beside_what_it_is_of() -> None:
    talk = transcript(*["Nothing to see."] * 3)
    things = [
        Thing(name, "PRODUCT", exact={name}, salience=salience, mentions=[Mention(0, 0, 3)])
        for name, salience in (("Foo Server", 0.9), ("Foo Server 24", 0.8), ("Bar", 0.4), ("API", 0.9))
    ]
    assert [t.name for t in find_topics(talk.segments, things, {})] == ["Foo Server", "Bar"]


def test_topics_of_one_stem_are_one_topic() -> None:
    talk = transcript(*["Nothing to see."] * 12)
    things = [
        Thing(name, "CONCEPT", loose={name}, salience=salience, mentions=[Mention(place, 0, 3)])
        for place, (name, salience) in enumerate(
            [("zorkle testing", 0.9), ("zorkles tested", 0.8), ("flurb", 0.7), ("flurbs", 0.6)]
        )
    ]
    found = [(topic.name, topic.segments) for topic in find_topics(talk.segments, things, {})]
    assert found == [("Zorkle Testing", (0, 1)), ("Flurb", (2, 3))]


def test_each_word_belongs_to_one_theme() -> None:
    raw: dict[str, str] = tomllib.loads((DATA / "topics.toml").read_text(encoding="utf-8"))
    del raw["fields"]
    words = [word.strip().lower() for others in raw.values() for word in others.split(";")]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    assert "" not in words


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("The attack makes nodes fail.", "⚠️"),
        ("The miners are paid a fee.", "💰"),
        ("Satoshi wrote it in 2008.", "🕰️"),
        ("A public key of the receiver is added.", "💡"),
        ("A test will fit.", "🧪"),
        ("Wallets will soon have it.", "🔮"),
        ("Whales sing.", "💡"),
    ],
)
def test_symbols_by_kind_of_statement(text: str, symbol: str) -> None:
    assert symbol_for(text) == symbol


@pytest.mark.parametrize(("minutes", "entities"), [(1, 12), (9, 30), (60, 77), (300, 140)])
def test_entities_kept_for_a_length(minutes: int, entities: int) -> None:
    assert map_size(minutes * 150) == entities
