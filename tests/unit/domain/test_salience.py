"""How much a talk is about an entity: exact values, by hand."""

import pytest

from service.domain.salience import salience


@pytest.mark.parametrize(
    ("starts", "most", "spoken", "expected"),
    [
        ([], 9, 0.0, 0.0),
        ([], 9, 25.0, 0.25),  # a voice that nobody names
        ([], 9, 200.0, 1.0),
        ([0.0], 1, 0.0, 0.73),  # named once and first: 0.5 + 0.3 * 1/10 + 0.2
        ([50.0], 1, 0.0, 0.63),  # in the middle of the talk it is 0.1 less
        (
            [90.0, 10.0],
            2,
            0.0,
            0.74,
        ),  # by its first mention, whatever the order: 0.5 + 0.3 * 2/10 + 0.2 * 0.9
        ([0.0], 3, 0.0, 0.48),  # half as often, on a scale of logarithms
        ([0.0], 3, 90.0, 0.9),  # its own voice counts more
        ([100.0], 1, 0.0, 0.53),
    ],
)
def test_by_number_spread_position_and_voice(
    starts: list[float], most: int, spoken: float, expected: float
) -> None:
    assert salience(starts, most, spoken, duration=100.0) == expected


def test_a_talk_without_a_length_has_one_second() -> None:
    assert salience([0.0], 1, 0.5, duration=0.0) == 0.73
