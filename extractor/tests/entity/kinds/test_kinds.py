"""What shows the kind of a name that no table knows, on sentences written for it."""

import pytest

from service.extractors.common.word_tables import read_known_names
from spoken import kinds, things, transcript
from videograph_extractor.entity.salience import rank_things
from videograph_extractor.entity.things import fold, one_name
from videograph_extractor.text.language import embed


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("We met people from the Office of Widgets there.", "Office of Widgets", "COMPANY"),
        ("I opened Microsoft Edge this morning.", "Microsoft Edge", "PRODUCT"),
        ("I asked about it on the Widget Discord.", "Widget Discord", "PRODUCT"),
        ("We saw it at Gopher Days 2019, and it was fun.", "Gopher Days 2019", "EVENT"),
        ("I was on the Fizzbuzz Podcast last week.", "Fizzbuzz Podcast", "PRODUCT"),
        ("It comes with WidgetSmith and other things.", "WidgetSmith", "PRODUCT"),
        ('She has an article called "How We Lost the Plot" on that.', "How We Lost the Plot", "PRODUCT"),
    ],
)
def test_form_and_parts_of_a_name_show_its_kind(sentence: str, name: str, kind: str) -> None:
    assert kinds(transcript(sentence))[name] == kind


def test_what_is_somebodys_name_only_somewhere_is_a_person_by_more_than_the_models_word() -> None:
    talk = transcript("We wrote it in Sails.", "Sails is a framework, and we used Sails for years.")
    assert kinds(talk) == {"Sails": "PRODUCT"}
    assert kinds(transcript("We met Ezra there.", "Ezra said that it was fine."))["Ezra"] == "PERSON"


def test_a_place_with_a_first_name_is_no_person() -> None:
    assert "Austin" not in kinds(transcript("We recorded this in Austin, Texas, last week."))


def test_a_place_of_two_words_is_no_person() -> None:
    talk = transcript("I live in San Francisco.", "San Francisco is great, and Los Angeles is far.")
    assert kinds(talk) == {}


def test_syllables_stand_for_the_words_that_they_begin() -> None:
    talk = transcript("I work for the Platform Division.", "Everybody says PlatDiv, and PlatDiv is large.")
    assert [(t.name, t.kind, len(t.mentions)) for t in things(talk)] == [("PlatDiv", "COMPANY", 3)]


def test_initials_may_count_the_small_words() -> None:
    talk = transcript("The Department of Widgets is new.", "DOW pays for it.", "We like DOW.")
    assert [(t.name, t.kind, len(t.mentions)) for t in things(talk)] == [("DOW", "COMPANY", 3)]


def test_short_forms_of_a_first_name_are_the_one_person_that_has_it() -> None:
    talk = transcript("Matthew Widgeon is here.", "So Matt, how are you?")
    assert [(t.name, len(t.mentions)) for t in things(talk)] == [("Matthew Widgeon", 2)]


def test_terms_of_the_field_count_when_said_once() -> None:
    assert kinds(transcript("They do continuous integration there, and computer vision.")) == {
        "continuous integration": "CONCEPT",
        "computer vision": "CONCEPT",
    }


def test_everyday_abbreviations_and_words_are_not_for_the_map() -> None:
    talk = transcript(
        "The API is in Kubernetes.", "We care for privacy.", "Privacy is good.", "Privacy, privacy, Zorkle."
    )
    center = embed([segment.text for segment in talk.segments]).mean(axis=0)
    assert sorted(t.name for t in rank_things(talk, things(talk), center)) == ["Kubernetes", "Zorkle"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("It runs on WidgetScriptCore (WSC). I like WSC a lot, and WSC likes me.", "WSC"),
        ("I was at the Northern Quebec Widget Expo (NQWE).", "NQWE"),
        ("I was at the Northern Quebec Widget Expo (NOQUWE).", "NOQUWE"),
        ("They ship the ACME Widget Accelerator (ACWA).", "ACWA"),
    ],
)
def test_what_stands_in_brackets_behind_the_words_that_it_begins_is_short_for_them(
    sentence: str, name: str
) -> None:
    [thing] = [t for t in things(transcript(sentence)) if name in t.said]
    assert len(thing.said) == 2, thing.said


def test_a_name_of_the_table_is_written_as_there() -> None:
    found = kinds(transcript("We asked Open AI about it.", "I love VIM, and Space X too."))
    assert {"OpenAI": "COMPANY", "Vim": "PRODUCT", "SpaceX": "COMPANY"}.items() <= found.items()


def test_the_table_has_one_kind_for_the_spellings_of_a_name() -> None:
    kinds_of: dict[str, set[str]] = {}
    for name, kind in read_known_names().kinds.items():
        kinds_of.setdefault(fold(one_name(name)), set()).add(kind)
    # neural networks and the broadcaster, an operating system and an attack, two names, a kind of money and one of it
    two = {"cnn", "dos", "argo", "ecash"}
    assert {name for name, found in kinds_of.items() if len(found) > 1} == two


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("There is a paper called Flurbs and Probes in the Widget Network that I read.", "Flurbs and Probes in the Widget Network", "PRODUCT"),
        ("Last year ZQRT announced it, and then ZQRT said no.", "ZQRT", "COMPANY"),
        ("Then Zorvald and I were at the meetup.", "Zorvald", "PERSON"),
        ("I ran it in an Ubuntu VM.", "Ubuntu", "PRODUCT"),
        ("And then I went to Apple.", "Apple", "COMPANY"),
        ("We are using Hugo for the site, and Hugo themes are nice.", "Hugo", "PRODUCT"),
        ("I asked Hugo, and Hugo said no.", "Hugo", "PERSON"),
    ],
)  # fmt: skip
def test_words_around_and_the_shape_of_a_name_show_its_kind(sentence: str, name: str, kind: str) -> None:
    assert kinds(transcript(sentence)).get(name) == kind


def test_a_surname_of_which_nothing_tells_what_it_is_names_nothing() -> None:
    assert kinds(transcript("It will not be Donaldson, but close.")) == {}


def test_a_term_is_not_a_second_one_with_a_noun_behind_it() -> None:
    talk = transcript("An open source project is open source.", "Most open source projects are small.")
    assert kinds(talk) == {"open source": "CONCEPT"}


def test_two_names_with_a_dash_or_a_stroke_between_them_are_not_one() -> None:
    found = kinds(transcript("And it was Mozilla - Google too. Then Facebook/Google did it."))
    assert found == {"Mozilla": "COMPANY", "Google": "COMPANY"}
