"""What clients and networks do, in counted lines: a thousand broken connections are one line of the log and not a thousand."""

import asyncio
import logging
from collections import Counter
from enum import StrEnum

_log = logging.getLogger("videograph")


class Event(StrEnum):
    """Each value is the line's words for one of it, then for more."""

    WENT_AWAY = (
        "client went away before its request was complete|clients went away before their request was complete"
    )
    TOO_SLOW = "connection was closed because its client was too slow|connections were closed because their clients were too slow"
    MADE_ROOM = "idle connection was closed to make room|idle connections were closed to make room"
    REFUSED = "connection was refused because there were too many|connections were refused because there were too many"


class EventLog:
    """Counts events and logs them together: `gather` seconds after the first one, and at most once in `interval` seconds."""

    def __init__(self, *, gather: float = 5.0, interval: float = 60.0) -> None:
        self._gather = gather
        self._interval = interval
        self._counts: Counter[Event] = Counter()
        self._timer: asyncio.TimerHandle | None = None
        self._next = 0.0

    def count(self, event: Event) -> None:
        """Called in the event loop."""
        self._counts[event] += 1
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_at(max(loop.time() + self._gather, self._next), self.flush)

    def flush(self) -> None:
        """Logs now what was counted and not logged, in the order of `Event`."""
        if self._timer is None:
            return
        self._timer.cancel()
        self._timer = None
        self._next = asyncio.get_running_loop().time() + self._interval
        counts, self._counts = self._counts, Counter()
        _log.warning("%s", "; ".join(_words(event, counts[event]) for event in Event if counts[event]) + ".")


def _words(event: Event, count: int) -> str:
    one, _, more = event.value.partition("|")
    return f"{count} {one if count == 1 else more}"
