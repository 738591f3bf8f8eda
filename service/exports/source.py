"""What a writer gets and gives: rows of the graph in, pieces of files out. Nothing of it is ever in memory whole."""

import io
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Any, Protocol

type Row = dict[str, Any]
type Piece = tuple[str, bytes]
"""Name of a file, and its next bytes. Another name begins another file."""
type Pieces = AsyncGenerator[Piece]
type Progress = Callable[[str, int, int], None]
"""Told the table that is read, and how many of its talks or entities are done, out of how many (0: unknown)."""


class ExportSource(Protocol):
    """The graph, or some talks of it.

    Attributes:
        base: address of the pages for readers, without `/` at its end, for links.
        name: of files that have no other: the slug of the only talk, or `videograph`.
    """

    @property
    def base(self) -> str: ...

    @property
    def name(self) -> str: ...

    def rows(self, table: str) -> AsyncIterator[Row]:
        """Returns the rows of a table of `service/exports/tables.py`, or of `documents`, `nodes` and `links`.

        A row has all columns of its table, in their order. Dates and times are ISO 8601 texts. The rows of the videos come in the order of their ids, those of one video together; the same is
        true of `relationships` and their sources.
        """
        ...


async def grouped(rows: AsyncIterator[Row], key: str) -> AsyncGenerator[tuple[Any, list[Row]]]:
    """The rows of each value of a key, which come together."""
    of: Any = None
    group: list[Row] = []
    async for row in rows:
        if group and row[key] != of:
            yield of, group
            group = []
        of = row[key]
        group.append(row)
    if group:
        yield of, group


class GroupsByKey:
    """The groups of a table beside those of another one in the same order: `take` skips the keys that this one lacks."""

    def __init__(self, rows: AsyncIterator[Row], key: str) -> None:
        self._groups = grouped(rows, key)
        self._next: tuple[Any, list[Row]] | None = None
        self._is_over = False

    async def take(self, key: Any) -> list[Row]:
        """Returns the rows with this key; keys must be asked for in the order of the rows."""
        if self._next is None and not self._is_over:
            self._next = await anext(self._groups, None)
            self._is_over = self._next is None
        if self._next is None or self._next[0] != key:
            return []
        found, self._next = self._next[1], None
        return found


class GrowingFile(io.RawIOBase):
    """A file for libraries that write one: it only grows, and what was written is taken away as it comes."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self._taken = self.waiting = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        part = bytes(data)
        self._parts.append(part)
        self.waiting += len(part)
        return len(part)

    def tell(self) -> int:
        return self._taken + self.waiting

    def taken(self) -> bytes:
        found = b"".join(self._parts)
        self._parts.clear()
        self._taken += len(found)
        self.waiting = 0
        return found
