"""Receives a file: bytes as they come, a megabyte in memory, into the storage. A file that is refused or breaks off leaves nothing. Deletes files when their
time is over."""

import hashlib
import logging
import time
from collections.abc import AsyncIterable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import anyio
from anyio import CapacityLimiter, to_thread

from service.errors import NotFound, OutcomeUnknown, QuotaExceeded, TooLarge, VideographError
from service.graph.driver.database import Database
from service.loop_time import paid
from service.periodic import run_every
from service.settings.uploads import UploadLimits
from service.speech.media_types import HEAD, media_type_of
from service.uploads.file_types import FileType, refuse_binary, transcript_type_of
from service.uploads.names import check_name
from service.uploads.records import (
    Reservation,
    Upload,
    complete,
    extend,
    find_upload,
    forget,
    list_expired,
    list_known,
    require_unneeded,
    reserve,
)
from service.uploads.storage import Storage, UploadWriter, delete, list_older, read

_PIECE = 1_000_000
"""Bytes that are written at once."""
_STEP = 16_000_000
"""Bytes that are reserved at once for a file whose size is not known in advance."""
_SAYS_SECONDS = 60.0
"""Seconds between two notes in the graph that the file is still being received."""
_log = logging.getLogger("videograph")


@dataclass(frozen=True)
class Uploads:
    """What receives files: one for a process. `writers`, `readers`: how many threads write to the storage, and how many detect
    the type of a transcript, for which it is read whole."""

    database: Database
    storage: Storage
    limits: UploadLimits
    writers: CapacityLimiter
    readers: CapacityLimiter

    @classmethod
    def of(cls, database: Database, storage: Storage, limits: UploadLimits) -> "Uploads":
        return cls(database, storage, limits, CapacityLimiter(8), CapacityLimiter(1))


async def receive(
    uploads: Uploads, owner: str, name: str, chunks: AsyncIterable[bytes], declared: int | None = None
) -> Upload:
    """Receives a file of a client.

    Args:
        owner: the client, who alone can use the file.
        name: what the client calls it. It names no place.
        declared: the size that the client has announced.

    Raises:
        InvalidInput: the name is no name of a file.
        TooLarge, QuotaExceeded: it is, or the client's files are, larger than allowed.
        UnsupportedUpload: it is neither audio or video nor a transcript.
        StorageUnavailable: it cannot be kept.
        NotFound: it took so long that it was given up.
    """
    check_name(name)
    limits = uploads.limits
    if declared is not None and declared > limits.media:
        raise _too_large(name, limits.media, "VIDEOGRAPH_MAX_UPLOAD")
    reserved = await reserve(uploads.database, owner, name, declared or 0, limits.quota)
    file = _Incoming(uploads, reserved, name, declared or 0)
    try:
        async for chunk in chunks:
            await file.add(chunk)
        return await file.finish()
    except OutcomeUnknown:
        raise  # it may be complete; if it is not, it expires soon
    except BaseException:
        with anyio.CancelScope(shield=True):
            await file.discard()
        raise


async def remove(uploads: Uploads, owner: str, upload: str) -> None:
    """Deletes a file of a client before its time.

    Raises:
        NotFound: the client has no such file.
        Conflict: a job that has not ended imports it, or it is the recording of a talk.
        StorageUnavailable: it cannot be deleted now.
    """
    found = await find_upload(uploads.database, upload, owner)
    if found is None:
        raise NotFound(f"There is no uploaded file {upload!r:.60} of yours, or it has expired.")
    await require_unneeded(uploads.database, upload)
    await to_thread.run_sync(delete, uploads.storage, found.path, limiter=uploads.writers)
    await forget(uploads.database, upload)


class _Incoming:
    """A file as far as it has come."""

    def __init__(self, uploads: Uploads, reserved: Reservation, name: str, size: int) -> None:
        self._uploads = uploads
        self._reserved = reserved
        self._name = name
        self._room = size
        self._announced = size
        self._size = 0
        self._pending = bytearray()
        self._hash = hashlib.sha256()
        self._writing: UploadWriter | None = None
        self._type: FileType | None = None
        self._looked = False
        self._said = time.monotonic()

    async def add(self, chunk: bytes) -> None:
        self._pending += chunk
        self._size += len(chunk)
        if len(self._pending) >= HEAD or self._looked:
            self._check_size()
        if self._size > self._room or time.monotonic() - self._said > _SAYS_SECONDS:
            await self._extend()
        if len(self._pending) >= _PIECE:
            await self._write()

    async def finish(self) -> Upload:
        self._check_size()
        if self._type is None and self._writing is None:
            # Nothing is written of a small file that is refused.
            self._type = await self._detect(lambda: bytes(self._pending))
        await self._write()
        assert self._writing is not None
        await self._in_thread(self._writing.commit)
        kind = self._type or await self._detect(lambda: read(self._uploads.storage, self._reserved.path))
        values = {
            "size": self._size,
            "type": kind.media_type,
            "kind": kind.kind,
            "sha256": self._hash.hexdigest(),
        }
        return await complete(self._uploads.database, self._reserved, values, self._uploads.limits.hours)

    async def discard(self) -> None:
        """Deletes file and node. If that fails, the sweep does it later."""
        try:
            if self._writing is not None:
                await self._in_thread(self._writing.discard)
            await forget(self._uploads.database, self._reserved.id)
        except (VideographError, FileNotFoundError) as error:
            _log.warning("an upload that broke off is not deleted yet: %s", error)

    def _check_size(self) -> None:
        """Looks at the beginning, once, and compares the size with the limit of what the file is."""
        limits = self._uploads.limits
        if not self._looked:
            self._looked = True
            head = bytes(self._pending[:HEAD])
            media_type = media_type_of(head)
            if media_type is not None:
                self._type = FileType("media", media_type)
            else:
                refuse_binary(self._name, head)
        size = max(self._size, self._announced)
        if self._type is not None and size > limits.media:
            raise _too_large(self._name, limits.media, "VIDEOGRAPH_MAX_UPLOAD")
        if self._type is None and size > limits.transcript:
            raise _too_large(
                self._name,
                limits.transcript,
                "VIDEOGRAPH_MAX_TRANSCRIPT",
                " for a file that is not audio or video",
            )

    async def _extend(self) -> None:
        """Reserves what has come beyond the room, and some more; says in any case that the file is still coming."""
        more = max(0, self._size - self._room)
        uploads, step = self._uploads, _STEP if more else 0
        try:
            await extend(uploads.database, self._reserved, more + step, uploads.limits.quota)
        except QuotaExceeded:
            step = 0
            await extend(uploads.database, self._reserved, more, uploads.limits.quota)
        self._room += more + step
        self._said = time.monotonic()

    async def _write(self) -> None:
        data = bytes(self._pending)
        self._pending.clear()

        def write() -> None:
            if self._writing is None:
                self._writing = UploadWriter(self._uploads.storage, self._reserved.path)
            self._hash.update(data)
            self._writing.write(data)

        await self._in_thread(write)

    async def _detect(self, content: Callable[[], bytes]) -> FileType:
        """Returns the type of a file that is no audio or video. One at a time is read, as it may be large."""
        return await to_thread.run_sync(
            paid(lambda: transcript_type_of(self._name, content())), limiter=self._uploads.readers
        )

    async def _in_thread(self, work: Callable[[], None]) -> None:
        await to_thread.run_sync(paid(work), limiter=self._uploads.writers)


def _too_large(name: str, limit: int, setting: str, what: str = "") -> TooLarge:
    return TooLarge(f"{name}: is larger than {limit} bytes ({setting}){what}.")


_BATCH = 100
_EVERY = 600.0
_MARGIN = timedelta(days=1)
"""How much older than any upload a file must be that no node knows, before it is deleted."""


async def delete_expired(uploads: Uploads) -> int:
    """Deletes expired files with their nodes, and files without a node. Returns how many files are gone.

    Raises:
        StorageUnavailable, GraphUnavailable: the rest is deleted the next time.
    """
    total = 0
    while rows := await list_expired(uploads.database, _BATCH):
        for upload, path in rows:
            await to_thread.run_sync(delete, uploads.storage, path, limiter=uploads.writers)
            await forget(uploads.database, upload)
            total += 1
    return total + await _delete_unknown(uploads)


async def _delete_unknown(uploads: Uploads) -> int:
    """Files of a graph that was deleted, say. A file is written only after its node, so a young one without a node is rare."""
    before = datetime.now(UTC) - timedelta(hours=uploads.limits.hours) - _MARGIN
    paths = await to_thread.run_sync(_older, uploads.storage, before, limiter=uploads.writers)
    known = await list_known(uploads.database, paths) if paths else set[str]()
    for path in paths:
        if path not in known:
            await to_thread.run_sync(delete, uploads.storage, path, limiter=uploads.writers)
    return len(set(paths) - known)


def _older(storage: Storage, moment: datetime) -> list[str]:
    return list(list_older(storage, moment))


async def delete_expired_forever(uploads: Uploads) -> None:
    """Runs `delete_expired` now and every ten minutes. A failure is logged, and the next time tries again."""
    await run_every(_EVERY, lambda: delete_expired(uploads), "expired uploads were not deleted")
