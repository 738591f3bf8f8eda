"""Names in captions without capitals, on sentences written for it."""

from spoken import kinds, transcript


def test_what_the_tagger_holds_for_a_name_or_no_model_has_met() -> None:
    talk = transcript(
        "so at microsoft we use kubernetes",
        "and a tool called zorklet which is what erica lindqvist wrote",
        "we got it from the department of energy",
    )
    assert kinds(talk) == {
        "Microsoft": "COMPANY",
        "Kubernetes": "PRODUCT",
        "Zorklet": "PRODUCT",
        "Erica Lindqvist": "PERSON",
        "Department of Energy": "COMPANY",
    }


def test_everyday_words_stay_words() -> None:
    talk = transcript(
        "will you mark it or let it go i will hope so", "an apple in the sun is fair", "we ship it in june"
    )
    assert kinds(talk) == {}


def test_a_product_by_an_everyday_word_is_said_without_an_article() -> None:
    talk = transcript("we wrote it in electron", "and electron is slow", "so electron needs memory")
    assert kinds(talk) == {"Electron": "PRODUCT"}
    talk = transcript("an electron has a charge", "the electron moves", "this electron is here")
    assert kinds(talk).get("Electron") is None


def test_two_names_in_a_row_are_two() -> None:
    talk = transcript("we have people from google microsoft and intel here")
    assert kinds(talk) == {"Google": "COMPANY", "Microsoft": "COMPANY", "Intel": "COMPANY"}


def test_a_word_behind_a_full_name_is_no_part_of_it() -> None:
    talk = transcript("and that is phil hawksworth super big thanks to phil for all of it")
    assert kinds(talk) == {"Phil Hawksworth": "PERSON"}
