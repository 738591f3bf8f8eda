"""Neo4j's bookmarks, as far as reads give and take them. A bookmark names the last transaction that a server had when it was given.

A read that is given one waits until its server has that transaction. So what is read after a bookmark is never older than it.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

from neo4j import Bookmarks

_after: ContextVar[Bookmarks | None] = ContextVar("after", default=None)
_kept: ContextVar[list[Bookmarks] | None] = ContextVar("kept", default=None)


@contextmanager
def reading_after(bookmarks: Bookmarks) -> Generator[None]:
    """All reads of this context, and of tasks that are started in it, see what these bookmarks name."""
    token = _after.set(bookmarks)
    try:
        yield
    finally:
        _after.reset(token)


@contextmanager
def keeping() -> Generator[list[Bookmarks]]:
    """The list gets the bookmarks of each read of this context."""
    kept: list[Bookmarks] = []
    token = _kept.set(kept)
    try:
        yield kept
    finally:
        _kept.reset(token)


def to_wait_for() -> Bookmarks | None:
    """What a read of this context has to wait for."""
    return _after.get()


def kept() -> list[Bookmarks] | None:
    """Where a read of this context puts its bookmarks; None where nobody wants them."""
    return _kept.get()
