"""Times of decisions."""

from datetime import UTC, datetime, timedelta

import pytest

from service.decisions.origin import DecisionClock

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "times"),
    [
        ([0.3, 0.385, 2], ["12:00:00.300Z", "12:00:00.385Z", "12:00:02.000Z"]),
        # Within a millisecond; set back by a second; behind until the clock has caught up.
        ([0, 0.0004, 0.0009], ["12:00:00.000Z", "12:00:00.001Z", "12:00:00.002Z"]),
        ([1, 0, 0.5, 1.002, 1.2], ["12:00:01.000Z", "12:00:01.001Z", "12:00:01.002Z", "12:00:01.003Z", "12:00:01.200Z"]),
    ],
)  # fmt: skip
def test_a_later_decision_has_a_later_time(seconds: list[float], times: list[str]) -> None:
    readings = [NOON + timedelta(seconds=one) for one in seconds]
    clock = DecisionClock(iter(readings).__next__)
    assert [clock.now().removeprefix("2026-12-01T") for _ in readings] == times
