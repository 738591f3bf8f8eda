"""Who made a decision, why and when: what is stored beside what was decided."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from threading import Lock

from service.access.viewer import current_viewer
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement


def signature(transaction: Transaction) -> dict[str, str | None]:
    """Returns who decides (the name of a key, the subject of a token, otherwise None) and why, as properties of a decision."""
    return {"by": current_viewer().name, "reason": transaction.origin.reason}


async def undo_records(transaction: Transaction, ids: Iterable[str]) -> None:
    """Undoes the records of decisions. They stay in the list under their ids, and nothing is found by them any more: read before what is
    needed to restore the state before."""
    await run_statement(
        transaction, "decision/undo", ids=sorted(ids), at=decision_time(), by=current_viewer().name
    )


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
