"""Rules for the shown spelling and for salience, which do not depend on the order of imports."""

from collections.abc import Callable
from itertools import permutations

import pytest

from service.domain.salience import salience
from service.graph.preferred_values import best_main_name, best_name, best_text, best_url, thousandths


@pytest.mark.parametrize(
    ("choose", "values", "best"),
    [
        (best_name, ("steam power", "Steam Power", "STEAM POWER"), "Steam Power"),
        (best_name, ("STEAM POWER", "steam power"), "steam power"),
        (best_name, ("NASA", "nasa", None), "NASA"),
        (best_name, ("IoS", "iOS", "IOS"), "iOS"),
        (best_name, (None,), None),
        (best_text, ("short", "much longer", None, "much-longer"), "much longer"),
        (best_url, ("https://a.example/long", "https://a.example", None), "https://a.example"),
    ],
)
def test_the_best_is_the_same_in_any_order(
    choose: Callable[[tuple[str | None, ...]], str | None], values: tuple[str | None, ...], best: str | None
) -> None:
    assert {choose(order) for order in permutations(values)} == {best}


@pytest.mark.parametrize(
    ("kind", "talks", "best"),
    [
        ("PERSON", {"LeCun": 9, "Yann LeCun": 1, "YANN LECUN": 1}, "Yann LeCun"),
        ("PERSON", {"Mikael Rogers": 1, "Mikeal Rogers": 25, "Mikeal": 3}, "Mikeal Rogers"),
        ("COMPANY", {"Meta Platforms": 1, "Meta": 1}, "Meta"),
        ("COMPANY", {"CloudFlares": 1, "Cloudflare": 31}, "Cloudflare"),
        ("COMPANY", {"AMD": 10, "Asynchronous Module Definition": 1}, "AMD"),
        ("CONCEPT", {"OSS": 1, "open source": 1}, "open source"),
        ("PRODUCT", {"JS": 2, "JavaScript": 2}, "JavaScript"),
        ("COMPANY", {"NASA": 1, "Nasa Ames": 1}, "Nasa Ames"),
        ("CONCEPT", {"A.I": 1, "AI": 1}, "AI"),
        ("CONCEPT", {"Open source": 1, "open source": 2}, "Open source"),
        ("CONCEPT", {"Open source": 1, "open source": 3}, "open source"),
        ("CONCEPT", {"OSS": 3, "Open Source": 2, "open source": 2}, "Open Source"),
        ("CONCEPT", {"Open Source": 2, "Open source": 3}, "Open source"),
        ("PRODUCT", {"npm": 5, "Npm": 2}, "npm"),
        ("PRODUCT", {"iPhone": 1, "IPhone": 2, "iphone": 2}, "iPhone"),
        ("CONCEPT", {"Bitcoin": 10, "bitcoin": 18}, "Bitcoin"),
        ("CONCEPT", {"AI": 2, "ai": 2}, "AI"),
        ("COMPANY", {"NVIDIA": 3, "Nvidia": 2}, "NVIDIA"),
        ("CONCEPT", {}, None),
    ],
)
def test_the_main_name_is_that_of_most_talks(kind: str, talks: dict[str, int], best: str | None) -> None:
    orders = permutations(talks.items())
    assert {best_main_name(kind, dict(order)) for order in orders} == {best}


@pytest.mark.parametrize(
    ("kind", "talks", "mentions", "best"),
    [
        ("COMPANY", {"Facebook": 1, "Meta": 1}, {"Facebook": 3, "Meta": 14}, "Meta"),
        ("COMPANY", {"Facebook": 1, "Meta": 1}, {"Facebook": 3, "Meta": 3}, "Facebook"),
        ("COMPANY", {"Facebook": 2, "Meta": 1}, {"Facebook": 3, "Meta": 14}, "Facebook"),
        ("COMPANY", {"Facebook": 1, "Meta": 1}, {"Meta": 1}, "Meta"),
        ("PERSON", {"LeCun": 1, "Yann LeCun": 1}, {"LeCun": 9, "Yann LeCun": 1}, "Yann LeCun"),
        ("CONCEPT", {"OSS": 1, "open source": 1}, {"OSS": 9, "open source": 1}, "open source"),
        (
            "CONCEPT",
            {"Open Source": 1, "open source": 1},
            {"Open Source": 1, "open source": 9},
            "Open Source",
        ),
        ("CONCEPT", {"A.I": 1, "AI": 1}, {"A.I": 9, "AI": 1}, "AI"),
    ],
)
def test_of_as_many_talks_those_that_mention_it_most(
    kind: str, talks: dict[str, int], mentions: dict[str, int], best: str
) -> None:
    orders = permutations(talks.items())
    assert {best_main_name(kind, dict(order), mentions) for order in orders} == {best}


def test_thousandths() -> None:
    assert [thousandths(value) for value in (None, 0.0, 0.0005, 0.333, 0.9995, 1.0)] == [
        1000,
        0,
        1,
        333,
        1000,
        1000,
    ]


def test_salience() -> None:
    assert salience([0.0, 100.0, 500.0, 900.0], most=4, spoken=0.0, duration=1000.0) == 0.82
    assert salience([900.0], most=4, spoken=0.0, duration=1000.0) == 0.265
    assert salience([], most=4, spoken=250.0, duration=1000.0) == 0.25
    assert salience([900.0], most=4, spoken=800.0, duration=1000.0) == 0.8
    assert salience([0.0], most=1, spoken=0.0, duration=0.0) == 0.73
