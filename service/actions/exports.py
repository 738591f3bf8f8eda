"""Exports talks and the graph in the formats of `service/exports`."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

from service.exports.formats import format_named
from service.exports.source import Piece, Progress
from service.graph.driver.database import Database
from service.store.export.rows import GraphRows, VideoSelection

__all__ = ["Export", "VideoSelection", "export_files"]


@dataclass(frozen=True)
class Export:
    """`format`: a name of `FORMATS`. `base`: address of the pages for readers, for links. `selection`: which talks."""

    format: str
    base: str
    selection: VideoSelection = field(default_factory=VideoSelection)


def _ignore(table: str, done: int, total: int) -> None:
    del table, done, total


async def export_files(
    database: Database, request: Export, progress: Progress = _ignore
) -> AsyncGenerator[Piece]:
    """Yields the files piece by piece, as they are read. The same graph gives the same bytes.

    Raises:
        InvalidInput: there is no such format, or no talk meets the conditions.
        NotFound: there is no such talk, channel, topic or entity.
        SetupError: the extra of the format is not installed.
    """
    written = format_named(request.format)
    source = await GraphRows.open(database, request.selection, request.base, progress)
    async for piece in written.write(source):
        yield piece
