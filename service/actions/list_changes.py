"""Lists what was committed to the graph, in order, from a cursor on."""

import re
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from functools import partial

import anyio

from service.errors import InvalidCursor
from service.graph.change_log import ChangeRecord, read_changes
from service.graph.driver.database import Database

__all__ = ["ChangeRecord", "ListChanges", "cursor_number", "follow", "follow_changes", "list_changes"]

_PAGE = 100
_PAUSE = 1.0
"""Seconds between two looks for new changes."""


@dataclass(frozen=True)
class ListChanges:
    """`after`: cursor of the last change that the caller knows (`Change.seq`). By default the log from its beginning."""

    after: str | None = None


async def list_changes(database: Database, request: ListChanges) -> AsyncGenerator[ChangeRecord]:
    """Returns the changes after a cursor, the earliest first.

    Raises: CursorExpired: changes after it are deleted. InvalidCursor: the log has no such change.
    """
    after = cursor_number(request.after)
    while True:
        found = await read_changes(database, after, _PAGE)
        for change in found:
            yield change
            after = change.seq
        if len(found) < _PAGE:
            return


async def follow_changes(database: Database, request: ListChanges) -> AsyncGenerator[ChangeRecord]:
    """Returns the same, and then each new change within about a second, for ever."""
    async for change in follow(partial(list_changes, database), request, _PAUSE):
        yield change


async def follow(
    listing: Callable[[ListChanges], AsyncGenerator[ChangeRecord]], request: ListChanges, pause: float
) -> AsyncGenerator[ChangeRecord]:
    """Lists changes again and again. `pause`: seconds between two looks."""
    after = request.after
    while True:
        async for change in listing(ListChanges(after)):
            yield change
            after = str(change.seq)
        await anyio.sleep(pause)


def cursor_number(cursor: str | None) -> int | None:
    """Returns the number of a cursor that a person gave.

    Raises: InvalidCursor: it is no number.
    """
    if cursor is None:
        return None
    if not re.fullmatch(r"0|[1-9][0-9]{0,17}", cursor):
        raise InvalidCursor(
            f"{cursor!r:.40} is no cursor: give the number of a change, as `videograph changes` prints it"
        )
    return int(cursor)
