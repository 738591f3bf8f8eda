"""`/videos/<slug>/recording`: the recording of a talk, as it lies. Ranges are answered, so that players can seek."""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import anyio
from anyio import AsyncFile, to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from service.api.http.access import refused
from service.api.http.request_parts import NO_SNIFFING, Slug, part_of
from service.errors import VideographError
from service.settings import Settings
from service.uploads.receive import Uploads
from service.uploads.recordings import FoundFile, open_recording

TICKET_SECONDS = 12 * 3600
"""How long the ticket of a recording is good: a player asks for a part of the file whenever somebody seeks."""
_HEADERS = {
    **NO_SNIFFING,
    "cache-control": "private, no-cache",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "vary": "authorization, x-api-key",
}


class StoredFile(FileResponse):
    """Starlette's answer with ranges, for a file of any storage. `_open_file` is not public there: a test tries it on the installed version."""

    chunk_size = 256 * 1024

    def __init__(self, found: FoundFile) -> None:
        times = (found.modified, found.modified, found.modified)
        stat = os.stat_result((0o100400, 0, 0, 1, 0, 0, found.size, *times))
        super().__init__(found.path, headers=_HEADERS, media_type=found.type, stat_result=stat)
        self._found = found

    @asynccontextmanager
    async def _open_file(self) -> AsyncGenerator[AsyncFile[bytes]]:
        file = anyio.wrap_file(await to_thread.run_sync(self._found.open))
        try:
            yield file
        finally:
            with anyio.CancelScope(shield=True):
                await file.aclose()


async def send_recording(request: Request, slug: Slug) -> Response:
    """Returns the file, or the part that the header Range asks for.

    Raises: RefusedRequest: 404 if there is no such video, or its recording is not here; 503 if Neo4j or the storage does not answer.
    """
    uploads, settings = part_of(request, "uploads", Uploads), part_of(request, "settings", Settings)
    try:
        return StoredFile(await open_recording(uploads, settings.recordings, slug))
    except VideographError as error:
        raise refused(error) from error
