"""What is shown of several spellings, and how much a video is about somebody: rules that know no order of imports."""

from collections.abc import Callable
from itertools import permutations

import pytest

from service.graph.display import best_main_name, best_name, best_text, best_url, thousandths
from service.ingest.salience import salience


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
        (lambda names: best_main_name("PERSON", names), ("LeCun", "Yann LeCun", "YANN LECUN"), "Yann LeCun"),
        (lambda names: best_main_name("COMPANY", names), ("Meta Platforms", "Meta"), "Meta"),
        (lambda names: best_main_name("CONCEPT", names), ("OSS", "open source"), "open source"),
        (lambda names: best_main_name("PRODUCT", names), ("JS", "JavaScript"), "JavaScript"),
        (lambda names: best_main_name("COMPANY", names), ("NASA", "Nasa Ames"), "Nasa Ames"),
        (lambda names: best_main_name("CONCEPT", names), ("A.I", "AI"), "AI"),
    ],
)
def test_the_best_is_the_same_in_any_order(
    choose: Callable[[tuple[str | None, ...]], str | None], values: tuple[str | None, ...], best: str | None
) -> None:
    assert {choose(order) for order in permutations(values)} == {best}


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
