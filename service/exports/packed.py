"""Several files as one: a ZIP that is written while it is sent. Equal pieces give equal bytes."""

import zipfile
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

from service.exports.source import GrowingFile, Piece

_BLOCK = 1 << 16
_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can have."""


async def packed(pieces: AsyncIterator[Piece]) -> AsyncGenerator[bytes]:
    """Returns a ZIP with the files, in blocks."""
    sink = GrowingFile()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        opened: Any = None
        name: str | None = None
        try:
            async for file, data in pieces:
                if file != name:
                    if opened is not None:
                        opened.close()
                    info = zipfile.ZipInfo(file, _TIME)
                    info.compress_type = zipfile.ZIP_DEFLATED
                    name, opened = file, archive.open(info, "w", force_zip64=True)
                opened.write(data)
                if sink.waiting >= _BLOCK:
                    yield sink.taken()
        finally:
            if opened is not None:
                opened.close()
    yield sink.taken()


async def joined(pieces: AsyncIterator[Piece]) -> AsyncGenerator[bytes]:
    """Returns the bytes of a single file, in blocks."""
    waiting: list[bytes] = []
    size = 0
    async for _, data in pieces:
        waiting.append(data)
        size += len(data)
        if size >= _BLOCK:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)
