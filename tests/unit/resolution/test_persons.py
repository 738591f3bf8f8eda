"""Full names of one person, and those of two who are nearly called the same."""

import pytest

from service.domain.text import normalise_name
from service.graph.name_keys import full_name
from service.resolution.persons import alike, is_part_of


def likeness(one: str, other: str) -> float:
    first, second = full_name(normalise_name(one)), full_name(normalise_name(other))
    assert first is not None
    return alike(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sjors Provoost", "Sjors Provost"),
        ("Mathias Buus", "Matthias Buus"),
        ("Rebecca Murphey", "Rebecca Murphy"),
        ("Rob Pike", "Rob Pyke"),
        ("Frederick Brooks", "Fred Brooks"),
        ("Dan Abramov", "Danny Abramov"),
        ("David A. Wheeler", "David Wheeler"),
        ("Stefan Livera", "Stephan Livera"),
        ("Aaron Heckmann", "Aaron Heckman"),
        ("Mikola Lysenko", "Mik Lysenko"),
    ],
)
def test_one_person(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nick Jonas", "Nick Jones"),
        ("Michael Chan", "Michael Cohen"),
        ("Kristina Owen", "Katrina Owen"),
        ("Maria Rossi", "Mario Rossi"),
        ("Daniela Rossi", "Daniel Rossi"),
        ("Jon Li", "Jan Li"),
        ("Dan Smith", "Daniel Smith-Jones"),
        ("Mike Schmidt", "Mike Smith"),
        ("Ben Johnson", "Ben Johnston"),
        ("Bill Gates", "Melinda Gates"),
        ("Michael I. Jordan", "Michael B. Jordan"),
        ("Tom Clark", "Tom Clarkson"),
    ],
)
def test_two_persons(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == 0


def test_a_first_or_family_name_is_part_of_a_full_name() -> None:
    full = "PERSON:aaron van wirdum"
    assert is_part_of("PERSON@video:1:aaron", full)
    assert is_part_of("PERSON@video:1:wirdum", full)
    assert is_part_of("PERSON@video:1:van wirdum", full)
    assert is_part_of("PERSON@video:1:bill", "PERSON:william kennedy")
    assert not is_part_of("PERSON@video:1:aaro", full)
