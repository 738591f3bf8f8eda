"""Names that the words introduce, and words that are none for all their capitals, on sentences written for it."""

import pytest

from spoken import kinds, things, transcript
from videograph_extractor.entity.people.people import is_plausible_person
from videograph_extractor.entity.things import Thing
from videograph_extractor.entity.too_general import is_too_general


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("I worked with a group called flurbonics, which helped people.", "flurbonics", "COMPANY"),
        ("She maintains a library called zork2.js, and it is small.", "zork2.js", "PRODUCT"),
        ("They wrote a framework called gronkle.", "gronkle", "PRODUCT"),
        ("There was a little company, which is called flurbo, in Ghent.", "flurbo", "COMPANY"),
    ],
)
def test_a_name_in_small_letters_is_one_where_it_is_introduced(sentence: str, name: str, kind: str) -> None:
    assert kinds(transcript(sentence, "Berlin was Nice."))[name] == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "There is a service called customer support there.",
        "There is a service called fly. io is the address.",
        "There is a service called [unintelligible] there.",
        "Every tool called that day failed.",
        "There is a thing called reproducibility.",
    ],
)
def test_other_words_behind_called_are_no_names(sentence: str) -> None:
    assert set(kinds(transcript(sentence, "Berlin was Nice.")).values()) <= {"CONCEPT"}


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("Startups like Zorkle, Flurbit and Gronkly came here.", "Flurbit", "COMPANY"),
        ("Zorkle, Flurbit and Gronkly use Slack every day.", "Flurbit", "COMPANY"),
        ("He told us why he started Coinbase.", "Coinbase", "COMPANY"),
        ("She has been on the board of Twitter.", "Twitter", "COMPANY"),
        ("It was my newly homegrown project, which is called Zork Hole.", "Zork Hole", "PRODUCT"),
        (
            "The Law of Demeter, which is a concept, is the law. They know the Law of Demeter.",
            "Law of Demeter",
            "CONCEPT",
        ),
        ("This was recorded live at Zorkle Days.", "Zorkle Days", "EVENT"),
        (
            "She works at the Office of Science and Technology Policy.",
            "Office of Science and Technology Policy",
            "COMPANY",
        ),
        ("This is Chat Lisp To Me, with Ann Widgeon.", "Chat Lisp To Me", "PRODUCT"),
    ],
)
def test_what_is_said_of_a_name_tells_its_kind(sentence: str, name: str, kind: str) -> None:
    assert kinds(transcript(sentence))[name] == kind


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Let us build this amazing Corpus of answers.", "Corpus"),
        ("That was the BT, but they're gone.", "but they're"),
    ],
)
def test_plain_words_are_no_names(sentence: str, name: str) -> None:
    assert name not in kinds(transcript(sentence))


def test_a_title_and_a_hyphen_make_nobody_else() -> None:
    talk = transcript(
        "Dr._Fei_Fei_Widgeon: I looked at pictures.", "Ann_Gull: Fei-Fei knows. Fei-Fei Widgeon saw."
    )
    people = [thing.name for thing in things(talk) if "Fei" in thing.name]
    assert people == ["Fei Fei Widgeon"]


@pytest.mark.parametrize(
    ("name", "person"), [("AG Lafley", True), ("UI Lafley", False), ("AG Widget", False)]
)
def test_initials_may_be_a_first_name(name: str, person: bool) -> None:
    assert is_plausible_person(name) == person


@pytest.mark.parametrize(
    ("name", "general"),
    [
        ("CEOs", True),
        ("product manager", True),
        ("data scientists", True),
        ("venture-backed", True),
        ("package manager", False),
        ("product management", False),
    ],
)
def test_jobs_belong_on_no_map(name: str, general: bool) -> None:
    thing = Thing(name, "CONCEPT", known=True)
    assert is_too_general(thing, 0, in_title=False) == general
    assert not is_too_general(thing, 0, in_title=True)
