"""Forms of one thing within a talk, and what stays two things."""

from collections import Counter

import pytest

from service.domain.document import Kind
from spoken import things, transcript
from videograph_extractor.entity.mentions import read_neighbours
from videograph_extractor.entity.things import Mention, Thing
from videograph_extractor.entity.variants import join_variants


def thing(name: str, mentions: int, kind: Kind = "PRODUCT", known: bool = False) -> Thing:
    places = [Mention(i, 0, len(name)) for i in range(mentions)]
    return Thing(name, kind, {name}, known=known, mentions=places, said=Counter({name: mentions}))


def joined(*things: Thing) -> dict[str, set[str]]:
    return {one.name: one.exact for one in join_variants(list(things))}


def test_a_version_a_plain_noun_and_a_slip_of_spelling_are_other_forms() -> None:
    things = joined(
        thing("Flurbonet", 3),
        thing("Flurbonet 2.1", 1),
        thing("Flurbonet library", 2),
        thing("Flurbonett", 1),
    )
    assert things == {"Flurbonet": {"Flurbonet", "Flurbonet library", "Flurbonett"}}


def test_a_version_said_once_is_a_mention_of_the_thing_and_no_name_of_it() -> None:
    flurbonet, version = thing("Flurbonet", 2), thing("Flurbonet 2.1", 1)
    version.mentions = [Mention(7, 4, 17)]
    assert join_variants([flurbonet, version]) == [flurbonet]
    assert flurbonet.exact == {"Flurbonet"}
    assert flurbonet.said == {"Flurbonet": 3}
    assert flurbonet.mentions == [Mention(0, 0, 9), Mention(1, 0, 9), Mention(7, 4, 13)]


def test_a_version_spoken_of_a_thing_of_its_own_and_another_kind_stay_apart() -> None:
    names = [
        "Flurbonet",
        "Flurbonet 2.1",
        "Flurbonet Native",
        "Flurbonet Foundation",
        "Flurbinat",
        "Flurbonet Server",
        "Flurbonet OS",
    ]
    assert (
        list(
            joined(
                thing("Flurbonet", 3),
                thing("Flurbonet 2.1", 2),
                thing("Flurbonet Native", 1),
                thing("Flurbonet Foundation", 1, "COMPANY"),
                thing("Flurbinat", 1),
                thing("Flurbonet Server", 1),
                thing("Flurbonet OS", 1),
            )
        )
        == names
    )


def test_a_podcast_and_an_interface_are_not_what_they_are_about() -> None:
    things = joined(thing("Flurbo", 3), thing("Flurbo Podcast", 2), thing("Flurbo API", 1))
    assert things == {name: {name} for name in ("Flurbo", "Flurbo Podcast", "Flurbo API")}


def test_a_library_is_the_same_with_its_ending() -> None:
    assert joined(thing("Node", 3, known=True), thing("Node.js", 2, known=True)) == {
        "Node": {"Node", "Node.js"}
    }
    assert list(joined(thing("Node", 3, "CONCEPT"), thing("Node.js", 2))) == ["Node", "Node.js"]


def test_what_the_table_knows_is_never_joined() -> None:
    assert list(joined(thing("Flurbonet", 3), thing("Flurbonet library", 1, known=True))) == [
        "Flurbonet",
        "Flurbonet library",
    ]


def test_a_list_speaks_for_one_kind() -> None:
    talk = transcript("Docker, Flurbo and Kubernetes", "Flurbo. Docker")
    docker, flurbo = Thing("Docker", "PRODUCT", {"Docker"}), Thing("Flurbo")
    docker.mentions = [Mention(0, 0, 6), Mention(1, 8, 14)]
    flurbo.mentions = [Mention(0, 8, 14), Mention(1, 0, 6)]
    assert {key: dict(votes) for key, votes in read_neighbours(talk.segments, [docker, flurbo]).items()} == {
        id(flurbo): {"PRODUCT": 0.8}
    }


def test_a_library_of_javascript_is_one_inside_a_longer_name_and_an_address_is_what_it_leads_to() -> None:
    assert joined(thing("Flurb.js Foundation", 1, "COMPANY"), thing("Flurb Foundation", 2, "COMPANY")) == {
        "Flurb Foundation": {"Flurb.js Foundation", "Flurb Foundation"}
    }
    assert joined(thing("Flurbcorp", 2, "COMPANY"), thing("Flurbcorp.com", 1)) == {
        "Flurbcorp": {"Flurbcorp", "Flurbcorp.com"}
    }
    assert joined(thing("Flurb.dev", 1)) == {"Flurb.dev": {"Flurb.dev"}}


def test_a_product_with_its_maker_before_it_and_a_term_with_what_is_done_are_no_others() -> None:
    assert joined(thing("Flurb", 2), thing("Microsoft Flurb", 1)) == {"Flurb": {"Flurb", "Microsoft Flurb"}}
    assert len(joined(thing("Flurb", 2), thing("Go Flurb", 1))) == 2
    assert len(joined(thing("flurb test", 2, "CONCEPT"), thing("flurb testing", 1, "CONCEPT"))) == 1
    assert len(joined(thing("API", 2, "CONCEPT"), thing("Api.com", 1))) == 2


def test_a_part_of_the_one_full_name_is_that_person() -> None:
    person = thing("Fiona Flurbson", 2, "PERSON")
    assert joined(person, thing("Fiona", 3)) == {"Fiona Flurbson": {"Fiona Flurbson"}}
    assert (person.short, len(person.mentions)) == ({"Fiona"}, 5)
    two = (thing("Fiona Flurbson", 2, "PERSON"), thing("Fiona Example", 2, "PERSON"), thing("Fiona", 3))
    assert len(joined(*two)) == 3
    assert len(joined(thing("Changelogging Flurbson", 1, "PERSON"), thing("Flurbson", 3))) == 2


def test_a_name_and_the_same_word_in_small_letters_are_one_where_it_is_said_as_a_name() -> None:
    talk = transcript(
        "We run Spark, and spark is fast. Then spark failed, and we love spark.",
        "So spark it is, and Spark it was.",
    )
    assert [(t.name, t.kind, len(t.mentions)) for t in things(talk)] == [("Spark", "PRODUCT", 6)]
    nouns = transcript(
        "We run Spark. The spark jumps, and a spark is hot, and every spark glows, and no spark is cold.",
        "Spark is fast. The spark went out, and another spark came.",
    )
    assert {(t.name, len(t.mentions)) for t in things(nouns) if t.kind == "PRODUCT"} == {("Spark", 2)}


@pytest.mark.parametrize(
    "lines",
    [
        ("Daniel Kahneman wrote it, and Danny Kahneman said so.", "Kahneman knows."),
        ("The book is Daniel Kahneman's.", "So Kahneman was right, and Kahneman knew."),
        ("the book is by daniel kahneman", "so kahneman was right"),
    ],
)
def test_a_family_name_and_the_full_name_are_one_person(lines: tuple[str, ...]) -> None:
    persons = [thing for thing in things(transcript(*lines)) if thing.kind == "PERSON"]
    assert [(thing.name, thing.local) for thing in persons] == [("Daniel Kahneman", False)]
    assert len(persons[0].mentions) == sum(line.lower().count("kahneman") for line in lines)


def test_a_word_said_twice_is_that_name_alone() -> None:
    assert joined(thing("Flurb", 2), thing("Flurb FLURB", 1)) == {"Flurb": {"Flurb"}}
    assert joined(thing("Flurb FLURB", 1)) == {"Flurb": {"Flurb"}}
    assert list(joined(thing("Flurb Flurb", 1, known=True))) == ["Flurb Flurb"]


def test_a_body_is_the_same_with_its_country_in_letters_and_a_firm_with_its_form() -> None:
    navy = joined(thing("United States Navy", 1, "COMPANY", known=True), thing("US Navy", 2, "COMPANY"))
    assert navy == {"United States Navy": {"United States Navy", "US Navy"}}
    assert list(joined(thing("U.K. Flurb", 1), thing("United Kingdom Flurb", 1))) == ["U.K. Flurb"]
    assert len(joined(thing("US Navy", 1, "COMPANY"), thing("UK Navy", 1, "COMPANY"))) == 2
    assert list(joined(thing("Flurb", 2, "COMPANY"), thing("Flurb Inc.", 1, "COMPANY"))) == ["Flurb"]


def test_a_misspelled_name_has_the_kind_of_the_right_one_if_its_own_was_guessed() -> None:
    meeting, slip = thing("FlurberCon", 3, "EVENT"), thing("FluberCon", 1)
    slip.certainty = 0.0
    assert joined(meeting, slip) == {"FlurberCon": {"FlurberCon", "FluberCon"}}
    assert len(joined(thing("FlurberCon", 3, "EVENT"), thing("FluberCon", 1))) == 2


def test_a_person_with_the_same_first_name_and_nearly_the_same_family_name_is_one() -> None:
    assert list(joined(thing("Roy Marmelstein", 1, "PERSON"), thing("Roy Marlestein", 1, "PERSON"))) == [
        "Roy Marmelstein"
    ]
    assert list(joined(thing("John O'Bacon", 1, "PERSON"), thing("John O", 1, "PERSON"))) == ["John O'Bacon"]
    two = (thing("Chris Broadfoot", 1, "PERSON"), thing("Chris Broadhurst", 1, "PERSON"))
    assert len(joined(*two)) == 2


def test_who_has_the_first_name_of_a_voice_is_a_person() -> None:
    talk = transcript(
        "Yishai_Beeri: We plan with care.",
        "Dan_Lines: So Yishai Berry, what do you plan?",
        "I met Nathan S there.",
    )
    assert [(t.name, t.kind) for t in things(talk) if t.name in ("Yishai Berry", "Nathan S")] == [
        ("Yishai Berry", "PERSON"),
        ("Nathan S", "PERSON"),
    ]
