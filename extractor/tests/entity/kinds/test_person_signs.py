"""Whether what a person may be called is said of one, on sentences written for it."""

import pytest

from spoken import kinds, things, transcript
from videograph_extractor.entity.kinds.person_signs import (
    Signs,
    is_doubtful,
    is_person,
    shows_person,
    shows_thing,
)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("I asked ", " about it."),
        ("our CTO ", " wrote that."),
        ("and then ", ", our CEO, left."),
        ("I think ", " is very busy with it."),
        ("it was ", " who did that."),
        ("I saw ", " there, and she was fine."),
        ("How consistent you have been, ", "."),
        ("So, ", ", what do you make of it?"),
        ("So ", "'s talk was good."),
        ("he works with me and ", " there."),
        ("That is ", " from Widgetry."),
        ("I talked to Nadia and ", " all about it."),
        ("a paper by ", " and Fooson."),
        ("We spoke of it with ", " a few weeks ago."),
        ("", ", yeah."),
    ],
)
def test_signs_of_a_person(before: str, behind: str) -> None:
    assert (shows_person(before, behind), shows_thing(before, behind)) == (True, False)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("We use ", " for it."),
        ("there are tools like ", " and such."),
        ("it was built with ", "."),
        ("a few ", " templates."),
        ("We have ", ", which is kind of a static site generator."),
        ("We run ", " 2.0 there."),
        ("It came in an ", " box."),
        ("Astro, Jekyll and ", " are all in there."),
        ("I am a big fan of the ", " way."),
    ],
)
def test_signs_of_a_thing(before: str, behind: str) -> None:
    assert (shows_person(before, behind), shows_thing(before, behind)) == (False, True)


def test_one_of_many_is_nobody_for_all_that_follows() -> None:
    signs = Signs()
    signs.add("If you are a ", " who reads.")
    assert (signs.person, signs.thing) == (0, 1)


def test_words_that_show_nothing() -> None:
    assert not shows_person("We saw ", " in it.")
    assert not shows_thing("We saw ", " in it.")
    assert not shows_person("and in that, ", ", Gulp and Grunt.")


@pytest.mark.parametrize(
    ("name", "doubtful"),
    [
        ("Mage", True),
        ("Hugo", False),  # a first name
        ("Kube Controller", True),
        ("East Wing", True),
        ("Beyang Liu", False),
        ("Marcy Sutton", False),
        ("Buckminster Fuller", False),  # whom all know
    ],
)
def test_names_that_need_a_sign(name: str, doubtful: bool) -> None:
    assert is_doubtful(name) == doubtful


def test_a_doubtful_name_needs_a_sign_and_a_first_name_only_none_against_it() -> None:
    assert [
        is_person("Mage", Signs(person, thing), 5) for person, thing in ((0, 0), (1, 0), (1, 1), (1, 2))
    ] == [
        False,
        True,
        True,
        False,
    ]
    assert [is_person("Hugo", Signs(person, thing), 5) for person, thing in ((0, 0), (0, 1), (1, 1))] == [
        True,
        False,
        True,
    ]
    assert is_person("Mage", Signs(), 5, beside=True)
    assert not is_person("Mage", Signs(2, 0), 20)


def test_a_single_word_that_is_somebodys_name_somewhere_is_what_is_said_of_it() -> None:
    used = transcript("Have any of you used Mage?", "Mage does this thing that others do.")
    assert kinds(used) == {"Mage": "PRODUCT"}
    assert kinds(transcript("We met there, and then Jory said that it was fine."))["Jory"] == "PERSON"
    assert kinds(transcript("My friend Shmuela has one."))["Shmuela"] == "PERSON"
    assert "Getty" not in kinds(transcript("We saw it in Getty, too."))


def test_first_names_of_things_are_things() -> None:
    talk = transcript("There are tools like Hugo, which is kind of a static site generator.")
    assert kinds(talk)["Hugo"] == "PRODUCT"
    assert kinds(transcript("I met Hugo there, and he told us about it."))["Hugo"] == "PERSON"
    assert kinds(transcript("We read the file, and Hugo was fine with it."))["Hugo"] == "PERSON"


def test_what_ends_with_a_plain_noun_is_a_person_by_a_sign_only() -> None:
    assert kinds(transcript("It runs the Kube Controller in there."))["Kube Controller"] == "PRODUCT"
    talk = transcript("I talked to Sacha Grief, and he said yes.")
    assert [(t.name, t.kind) for t in things(talk)] == [("Sacha Grief", "PERSON")]
