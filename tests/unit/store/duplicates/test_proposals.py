"""Pairs of possible duplicates by their names, also in a large archive."""

import pytest

from service.domain.text import normalise_name
from service.store.duplicates.entities import DuplicateProposal, Name, Reason, different_places, propose


def name(kind: str, text: str, entity: str | None = None) -> Name:
    return Name(f"{kind}:{normalise_name(text)}", entity or text, kind, text)


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (("PRODUCT", "Docker"), ("COMPANY", "Docker, Inc."), [("the same name, of another kind", 0.54)]),
        (("PRODUCT", "Nostr"), ("PRODUCT", "Nuster"), [("sounds alike", 0.35)]),
        (("PRODUCT", "Phoenix"), ("PRODUCT", "Fenix"), [("sounds alike", 0.35)]),
        (("PRODUCT", "Rails"), ("PRODUCT", "Wails"), [("one letter apart", 0.372)]),
        (("COMPANY", "Casa"), ("COMPANY", "Kasa"), [("sounds alike", 0.35)]),
        (("CONCEPT", "Existentialism"), ("CONCEPT", "Existentialists"), [("words of one stem", 0.5)]),
        (("PRODUCT", "Libbitcoin"), ("PRODUCT", "Libbitcon"), [("one letter apart", 0.656)]),
        (
            ("CONCEPT", "CPFP"),
            ("CONCEPT", "Child Pays For Parent"),
            [("the one has the initials of the other", 0.5)],
        ),
        (("EVENT", "Conf Go"), ("EVENT", "Go Conf"), [("the same words in another order", 0.6)]),
        (("PERSON", "Matthew Boyle"), ("PERSON", "Matt Boyle"), [("full names that are alike", 0.72)]),
        (
            ("PERSON", "Kristina Owen"),
            ("PERSON", "Kristine Owen"),
            [("one family name, and first names that are alike", 0.3)],
        ),
    ],
)
def test_a_pair_and_why(
    one: tuple[str, str], other: tuple[str, str], reasons: list[tuple[str, float]]
) -> None:
    (found,) = propose([name(*one), name(*other)])

    assert (found.one, found.other) == tuple(sorted((one[1], other[1])))
    assert [(reason.words, round(reason.weight, 3)) for reason in found.reasons] == reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("PRODUCT", "Go 1.5"), ("PRODUCT", "Go 1.6")),
        (("CONCEPT", "BIP 157"), ("CONCEPT", "BIP 158")),
        (("PRODUCT", "C"), ("PRODUCT", "C++")),
        (("PERSON", "Adam Back"), ("PERSON", "Adam Gibson")),
        (("PRODUCT", "React"), ("PRODUCT", "React Native")),
    ],
)
def test_no_pair(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert propose([name(*one), name(*other)]) == []


def test_names_of_one_entity_and_names_of_one_talk_are_no_pair() -> None:
    known = [name("PRODUCT", "Nostr", "N"), name("PRODUCT", "Nuster", "N")]
    local = [Name(f"PERSON@video:{i}:adam", f"A{i}", "PERSON", "Adam") for i in range(3)]
    first = [Name("PERSON:martin", "M", "PERSON", "Martin Kleppmann"), name("PERSON", "Daniel Martin", "D")]

    assert propose(known + local + first) == []


def test_reasons_of_several_names_add_up_and_the_most_likely_comes_first() -> None:
    found = propose(
        [
            name("PRODUCT", "Lightning Development Kit", "A"),
            name("PRODUCT", "Lightning Devkit", "A"),
            name("PRODUCT", "LDK", "B"),
            name("PRODUCT", "Lightening Devkit", "B"),
            name("PRODUCT", "Nostr", "C"),
            name("PRODUCT", "Nuster", "D"),
        ]
    )

    assert [(p.one, p.other) for p in found] == [("A", "B"), ("C", "D")]
    assert [r.words for r in found[0].reasons] == [
        "one letter apart",
        "the one has the initials of the other",
    ]
    assert DuplicateProposal("A", "B", (Reason("x", 0.5), Reason("y", 0.5))).score == 0.75


def test_the_places_of_a_pair_are_two_passages_if_there_are_two() -> None:
    def said(*passages: tuple[str | None, float | None]) -> dict[str, object]:
        rows = [{"text": text, "startSeconds": start} for text, start in passages]
        return {"videoId": "talk", "videoTitle": "Talk", "momentUrlTemplate": None, "passages": rows}

    def quotes(one: dict[str, object], other: dict[str, object]) -> list[str | None]:
        return [place.quote for place in different_places(one, other)]

    assert quotes(said(("both", 1.0), ("one", 2.0)), said(("both", 1.0), ("other", 3.0))) == ["both", "other"]
    assert quotes(said(("both", 1.0), ("one", 2.0)), said(("both", 1.0))) == ["one", "both"]
    assert quotes(said(("both", 1.0)), said(("both", 1.0))) == ["both", "both"]
    assert quotes(said((None, None)), said(("other", 3.0))) == [None, "other"]


def test_what_half_an_archive_shares_is_no_meeting_place() -> None:
    many = [name("PRODUCT", f"Bitcoin{chr(97 + i // 26)}{chr(97 + i % 26)}xyzw{i}") for i in range(500)]

    assert propose(many) == []
