"""Names and terms of all fields: the tables, the shapes that show a name, and what only sponsors' notices say."""

import pytest

from service.extractors.common.word_tables import read_known_names
from spoken import kinds, things, transcript
from videograph_extractor.entity.kinds.vote import known_kind
from videograph_extractor.entity.names.proper_names import find_names
from videograph_extractor.entity.names.shapes import is_ruler
from videograph_extractor.entity.people.people import is_family_name, may_be_first_name
from videograph_extractor.text.speech import read_passages
from videograph_extractor.text.tables import read_background, read_places


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Milton Friedman", "PERSON"),
        ("International Monetary Fund", "COMPANY"),
        ("Fourth Crusade", "EVENT"),
        ("Maillard reaction", "CONCEPT"),
        ("Helvetica", "PRODUCT"),
        ("Buckminster Fuller", "PERSON"),  # of WordNet
        ("Crohn's disease", "CONCEPT"),
        ("OWASP", "COMPANY"),  # of simple-icons
        ("Pinboard", "PRODUCT"),
        ("Jsonnet", "PRODUCT"),  # of linguist-languages
        ("Kafka", "PRODUCT"),  # the finer table of technology goes first
    ],
)
def test_known_names(name: str, kind: str) -> None:
    assert known_kind(name) == kind


def test_words_of_every_day_are_known_as_names_only_with_other_evidence() -> None:
    table = read_known_names()
    assert {name: table.ambiguous[name] for name in ("Buffer", "Arc", "Homer", "Congress")} == {
        "Buffer": "PRODUCT",
        "Arc": "PRODUCT",
        "Homer": "PERSON",
        "Congress": "COMPANY",
    }
    assert not {"Just", "Local", "Things", "Effect", "Session"} & {*table.kinds, *table.ambiguous}


def test_places_of_wordnet_are_places_unless_persons_bear_the_name() -> None:
    assert {"Lausanne", "Mount Everest", "San Francisco"} <= read_places()
    assert not {"Madison", "Florence", "Sydney"} & read_places()


def test_terms_of_a_dictionary_count_from_their_second_mention() -> None:
    once = transcript("We looked at the anterior fontanelle of a child.")
    twice = transcript("We looked at the anterior fontanelle of a child. An anterior fontanelle closes late.")
    assert "anterior fontanelle" not in kinds(once)
    assert kinds(twice)["anterior fontanelle"] == "CONCEPT"


def test_words_that_all_talks_have_are_in_the_background() -> None:
    assert round(read_background()["plugin"] * 1e6) == 71
    assert "inflation" not in read_background()


def test_first_and_family_names_with_accents_and_hyphens() -> None:
    assert may_be_first_name("René")
    assert may_be_first_name("Kenji")
    assert not may_be_first_name("Docker")
    assert is_family_name("López-Alt")
    assert is_family_name("Müller-Brockmann")


def test_titles_are_no_part_of_a_name() -> None:
    talk = transcript(
        "Then Chief Justice John Roberts wrote it, and Justice Elena Kagan wrote the dissent. "
        "He went to the Justice Department with Senator Lindqvist."
    )
    names = find_names(read_passages(talk.segments))
    assert {"John Roberts", "Elena Kagan", "Justice Department"} <= names.keys()


def test_rulers_bear_a_number_or_an_epithet() -> None:
    assert is_ruler("Mehmed the Second")
    assert is_ruler("Ivan the Terrible")
    assert is_ruler("Louis XIV")
    assert not is_ruler("Rust the Language")


def test_a_law_named_for_somebody_is_a_term_and_names_nobody() -> None:
    talk = transcript(
        "That is the Zarnitz curve. Everybody draws the Zarnitz curve, and the Hofmann-Keller effect is small."
    )
    found = kinds(talk)
    assert found["Zarnitz curve"] == "CONCEPT"
    assert found["Hofmann-Keller effect"] == "CONCEPT"
    assert "Zarnitz" not in found


def test_a_nationality_or_number_begins_a_name_of_plain_words_only() -> None:
    talk = transcript(
        "She worked at the European Space Bureau when the German Bitcoin crowd met after the Fifth Coalition War."
    )
    names = find_names(read_passages(talk.segments))
    assert "European Space Bureau" in names
    assert "Fifth Coalition War" in names
    assert "German Bitcoin" not in names


def test_what_only_a_notice_of_sponsors_names_is_left_out() -> None:
    notice = (
        "This episode is brought to you by SiteBuilderly. SiteBuilderly makes websites easy. Go to sitebuilderly.com/talk.",
        "We talked about WidgetHub for an hour, and WidgetHub is what we use.",
        "I like WidgetHub.",
        "It was good to talk.",
    )
    found = kinds(transcript(*notice))
    assert "WidgetHub" in found
    assert "SiteBuilderly" not in found
    assert "SiteBuilderly" in kinds(transcript(*notice, "And today we moved to SiteBuilderly."))


def test_a_letter_is_a_language_only_among_languages() -> None:
    maths = transcript("So C and D are children of B, and C alone is picked into the block, as D is after E.")
    code = transcript("It was all written in C, and later we moved to Python, as C is hard.")
    assert not {"C", "D"} & kinds(maths).keys()
    assert kinds(code)["C"] == "PRODUCT"


def test_what_compares_is_no_part_of_a_term() -> None:
    talk = transcript(*["We look at the lowest mining score, and the mining score is what counts."] * 3)
    assert "mining score" in kinds(talk)
    assert "lowest mining score" not in kinds(talk)


def test_captions_join_a_known_family_name_to_its_person_and_leave_out_strange_words_said_once() -> None:
    talk = transcript(
        "so milton friedman said it and friedman was joined by michael edwards",
        "who then said it was all joggable and that mitchell gave a talk to the economist over there",
    )
    found = {thing.name: sorted(thing.forms) for thing in things(talk)}
    assert "Milton Friedman" in found
    assert "friedman" in found["Milton Friedman"]
    assert "Michael Edwards" in found
    assert not {"Friedman", "Joggable", "Mitchell Gave", "The Economist"} & found.keys()


def test_who_holds_an_office_is_not_named_by_it() -> None:
    talk = transcript(
        "Thank you, Mr. Chair. The Prime Minister said that the Government knows it. Mr. Lindqvist is next, and Parks Canada too."
    )
    names = find_names(read_passages(talk.segments))
    assert not {"Mr. Chair", "Prime Minister", "Government", "Mr. Lindqvist"} & names.keys()
    assert "Parks Canada" in names
    assert kinds(talk).get("Parks Canada") != "PERSON"


def test_what_is_said_of_the_subject_is_no_term_of_its_own() -> None:
    lines = ["A block has a header, and the block after a block has one.", "The orphan block is a block."] * 6
    talk = transcript(*lines, *["So this is a valid block."] * 2, *["See the silent handshake."] * 3)
    found = kinds(talk)
    assert "valid block" not in found
    assert found["silent handshake"] == "CONCEPT"


def test_letters_of_a_seat_behind_a_name_are_no_part_of_it() -> None:
    names = find_names(
        read_passages(transcript("I was told so by Suzy Davies AM, and by the U.S. press.").segments)
    )
    assert "Suzy Davies" in names
    assert not {"Suzy Davies AM", "U.S"} & names.keys()
