"""Opens the recording of a talk for its page: an uploaded one, or one that lies below a folder of VIDEOGRAPH_RECORDINGS."""

from dataclasses import dataclass
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from anyio import to_thread
from fsspec.implementations.local import LocalFileSystem
from fsspec.spec import AbstractFileSystem

from service.errors import NotFound, StorageUnavailable
from service.speech.media_types import head_of, media_type_of
from service.store.recordings import PlayableFile, find_recording, is_below
from service.uploads.receive import Uploads
from service.uploads.storage import storage_errors


@dataclass(frozen=True)
class FoundFile:
    """A file of any storage. `modified`: seconds since 1970. `type`: MIME type."""

    files: AbstractFileSystem
    path: str
    size: int
    modified: float
    type: str

    def open(self) -> BinaryIO:
        """Opens it for reading, in a thread that may wait."""
        files: Any = self.files
        return files.open(self.path, "rb")


async def open_recording(uploads: Uploads, folders: tuple[Path, ...], slug: str) -> FoundFile:
    """Returns the recording of a talk.

    Args:
        folders: those from which pages play.

    Raises:
        NotFound: there is no such talk, or its recording is not here.
        GraphUnavailable, QueryTimeout, StorageUnavailable: it cannot be read now.
    """
    found = await find_recording(uploads.database, slug)
    if found is None:
        raise _no_recording(slug)
    work = partial(_of_upload, uploads) if found.is_upload else partial(_in_folder, folders)
    try:
        return await to_thread.run_sync(work, found, limiter=uploads.writers)
    except FileNotFoundError:
        raise _no_recording(slug) from None


def _in_folder(folders: tuple[Path, ...], found: PlayableFile) -> FoundFile:
    file = Path(found.place)
    # The file may be another one by now, or a link to another one.
    media_type = media_type_of(head_of(file)) if is_below(file, folders) else None
    if media_type is None:
        raise FileNotFoundError(file)
    stat = file.stat()
    return FoundFile(LocalFileSystem(), str(file), stat.st_size, stat.st_mtime, media_type)


def _of_upload(uploads: Uploads, found: PlayableFile) -> FoundFile:
    if found.key is None:
        raise FileNotFoundError(found.place)
    storage = uploads.storage
    path = storage.path(found.key)
    with storage_errors(storage, "read"):
        info: dict[str, Any] = storage.files.info(path)
        modified = storage.files.modified(path)
    if info["size"] is None:
        raise StorageUnavailable("The storage of uploads does not say how long the recording is.")
    seconds = (modified if modified.tzinfo else modified.replace(tzinfo=UTC)).timestamp()
    return FoundFile(storage.files, path, info["size"], seconds, found.type)


def _no_recording(slug: str) -> NotFound:
    return NotFound(f"The talk {slug!r:.100} has no recording here.")
