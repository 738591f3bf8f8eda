"""What clients and networks do, in counted lines: a thousand broken connections are one line of the log and not a thousand."""

import asyncio
import logging
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum

_log = logging.getLogger("videograph")


class Event(StrEnum):
    """Each value is the line's words for one of it, then for more."""

    NOT_HTTP = "request was not HTTP|requests were not HTTP"
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


@contextmanager
def counted_lines(events: EventLog) -> Generator[None]:
    """While this lasts, what uvicorn logs of single bad requests is counted; at the end all counts are logged."""
    lines = _CountedLines(events)
    logger = logging.getLogger("uvicorn.error")
    logger.addFilter(lines)
    try:
        yield
    finally:
        logger.removeFilter(lines)
        events.flush()


class _CountedLines(logging.Filter):
    """Keeps uvicorn's line for each request that is not HTTP out of the log: whoever sends rubbish would write it. It is counted instead."""

    def __init__(self, events: EventLog) -> None:
        super().__init__()
        self._events = events

    def filter(self, record: logging.LogRecord) -> bool:
        if record.msg == "Invalid HTTP request received.":
            self._events.count(Event.NOT_HTTP)
            return False
        # An offer to upgrade, as some clients make with every request. It is answered as if it were not there.
        return record.msg != "Unsupported upgrade request." and not str(record.msg).startswith(
            "No supported WebSocket library"
        )
