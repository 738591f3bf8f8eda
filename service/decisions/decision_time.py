"""The times of decisions. Everything that decides or undoes takes its time here, so that the order of decisions is that in which they were made."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock

_STEP = timedelta(milliseconds=1)
"""Decisions are stored to the millisecond."""


def _read_clock() -> datetime:
    return datetime.now(UTC)


class DecisionClock:
    """Gives times that only grow, also if the machine's clock is set back.

    Args:
        read: the clock.
    """

    def __init__(self, read: Callable[[], datetime] = _read_clock) -> None:
        self._read = read
        self._last: datetime | None = None
        self._lock = Lock()

    def now(self) -> str:
        """Returns the present time as ISO 8601, later than all times that were given before."""
        with self._lock:
            at = self._read()
            at -= timedelta(microseconds=at.microsecond % 1000)
            if self._last is not None:
                at = max(at, self._last + _STEP)
            self._last = at
        return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


decision_time = DecisionClock().now
"""Returns the time of a decision that is made or undone now."""
