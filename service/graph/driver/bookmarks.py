"""Neo4j's bookmarks of reads. A bookmark names the last transaction that a server had at that time.

A read with a bookmark waits until its server has that transaction. So a read after a bookmark is never older than it.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

from neo4j import Bookmarks

_after: ContextVar[Bookmarks | None] = ContextVar("after", default=None)
_kept: ContextVar[list[Bookmarks] | None] = ContextVar("kept", default=None)


@contextmanager
def reading_after(bookmarks: Bookmarks) -> Generator[None]:
    """All reads of this context, and of tasks that are started in it, wait for these bookmarks."""
    token = _after.set(bookmarks)
    try:
        yield
    finally:
        _after.reset(token)


@contextmanager
def keeping() -> Generator[list[Bookmarks]]:
    """Collects the bookmarks of each read of this context in the list."""
    kept: list[Bookmarks] = []
    token = _kept.set(kept)
    try:
        yield kept
    finally:
        _kept.reset(token)


def to_wait_for() -> Bookmarks | None:
    """Returns the bookmarks that a read of this context waits for."""
    return _after.get()


def kept() -> list[Bookmarks] | None:
    """Returns the list for the bookmarks of a read in this context; None if there is none."""
    return _kept.get()
