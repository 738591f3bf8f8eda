"""The time limit of all reads of one request. Each read gets the remaining time.

Each read has its own limit in Neo4j, but a request may need many in sequence, such as a search of paths.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

from service.errors import QueryTimeout

LEAST = 0.01
"""Seconds; with less, no read is started, because Neo4j takes 0 as no limit."""


class _Deadline:
    def __init__(self, at: float) -> None:
        self.at = at


_current: ContextVar[_Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def within(seconds: float) -> Generator[None]:
    """Limits the total time of all reads in this context and in tasks started in it. An outer limit still applies."""
    around = _current.get()
    at = monotonic() + seconds
    token = _current.set(_Deadline(at if around is None else min(at, around.at)))
    try:
        yield
    finally:
        _current.reset(token)


def is_set() -> bool:
    """Returns whether the current reads belong to a request with a time limit."""
    return _current.get() is not None


def cut(limit: float) -> float:
    """Returns `limit`, or the remaining time of the request if that is less.

    Raises:
        QueryTimeout: nothing is left.
    """
    deadline = _current.get()
    if deadline is None:
        return limit
    left = deadline.at - monotonic()
    if left < LEAST:
        raise QueryTimeout("The query took too long and was stopped. Ask for less.")
    return min(limit, left)


def add(seconds: float) -> None:
    """Adds time to the limit that the request did not cause."""
    deadline = _current.get()
    if deadline is not None:
        deadline.at += seconds


@contextmanager
def paused() -> Generator[None]:
    """Time in this context does not count; that of several ones at once not more than once."""
    begin, deadline = monotonic(), _current.get()
    at = 0.0 if deadline is None else deadline.at
    try:
        yield
    finally:
        if deadline is not None:
            deadline.at = max(deadline.at, at + monotonic() - begin)


@contextmanager
def put_off() -> Generator[None]:
    """Does the same for this context, even after its end: at least the given time remains afterwards."""
    begin = monotonic()
    yield
    deadline = _current.get()
    if deadline is not None:
        now = monotonic()
        deadline.at = max(deadline.at, now + (now - begin))
