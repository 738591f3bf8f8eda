"""How long all reads of one request may take together. Each of them gets what is left.

One read has a limit of its own in Neo4j; but a request may take many, one behind the other: a search of paths, say.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

from service.errors import QueryTimeout

LEAST = 0.01
"""Seconds; with less nothing is begun. To Neo4j no time at all is no limit."""


class _Deadline:
    def __init__(self, at: float) -> None:
        self.at = at


_current: ContextVar[_Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def within(seconds: float) -> Generator[None]:
    """What is read in this context, by tasks that are started in it too, takes no longer than this in all, nor than the context around it."""
    around = _current.get()
    at = monotonic() + seconds
    token = _current.set(_Deadline(at if around is None else min(at, around.at)))
    try:
        yield
    finally:
        _current.reset(token)


def is_set() -> bool:
    """Whether what is read belongs to a request with a time limit."""
    return _current.get() is not None


def cut(limit: float) -> float:
    """`limit`, or what is left for the request where that is less.

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
    """What has taken this long is no fault of the request's."""
    deadline = _current.get()
    if deadline is not None:
        deadline.at += seconds


@contextmanager
def put_off() -> Generator[None]:
    """The same of what happens in this context, perhaps behind the end: at least as long as it takes is left after it."""
    begin = monotonic()
    yield
    deadline = _current.get()
    if deadline is not None:
        now = monotonic()
        deadline.at = max(deadline.at, now + (now - begin))
