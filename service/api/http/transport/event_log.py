"""Logs frequent events of clients and networks as counts: a thousand broken connections are one line of the log."""

import asyncio
import logging
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum

_log = logging.getLogger("videograph")


class LogEvent(StrEnum):
    """Each value has the log text for one event and for several."""

    NOT_HTTP = "request was not HTTP|requests were not HTTP"
    WENT_AWAY = (
        "client went away before its request was complete|clients went away before their request was complete"
    )
    LEFT = (
        "client closed its connection while an answer was being sent|"
        "clients closed their connections while an answer was being sent"
    )
    TOO_SLOW = "connection was closed because its client was too slow|connections were closed because their clients were too slow"
    MADE_ROOM = "idle connection was closed to make room|idle connections were closed to make room"
    REFUSED = "connection was refused because there were too many|connections were refused because there were too many"
    CUT_OFF = "request was cut off because the service was stopping|requests were cut off because the service was stopping"


class EventLog:
    """Counts events and logs them together: `gather` seconds after the first one, and at most once in `interval`
    seconds."""

    def __init__(self, *, gather: float = 5.0, interval: float = 60.0) -> None:
        self._gather = gather
        self._interval = interval
        self._counts: Counter[LogEvent] = Counter()
        self._timer: asyncio.TimerHandle | None = None
        self._next = 0.0

    def count(self, event: LogEvent) -> None:
        """Must be called in the event loop."""
        self._counts[event] += 1
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_at(max(loop.time() + self._gather, self._next), self.flush)

    def flush(self) -> None:
        """Logs the remaining counts now, in the order of `LogEvent`."""
        if self._timer is None:
            return
        self._timer.cancel()
        self._timer = None
        self._next = asyncio.get_running_loop().time() + self._interval
        counts, self._counts = self._counts, Counter()
        _log.warning(
            "%s", "; ".join(_words(event, counts[event]) for event in LogEvent if counts[event]) + "."
        )


def _words(event: LogEvent, count: int) -> str:
    one, _, more = event.value.partition("|")
    return f"{count} {one if count == 1 else more}"


@contextmanager
def counted_lines(events: EventLog) -> Generator[None]:
    """Counts uvicorn's log lines about single bad requests in this context, so that invalid data cannot fill the log, and logs all counts at the end."""

    def is_single(record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError):
            return False  # it was cut off, and is counted
        if record.msg == "Invalid HTTP request received.":
            events.count(LogEvent.NOT_HTTP)
            return False
        # An offer to upgrade, which some clients send with every request. It is ignored.
        return record.msg != "Unsupported upgrade request." and not str(record.msg).startswith(
            "No supported WebSocket library"
        )

    logger = logging.getLogger("uvicorn.error")
    logger.addFilter(is_single)
    try:
        yield
    finally:
        logger.removeFilter(is_single)
        events.flush()
