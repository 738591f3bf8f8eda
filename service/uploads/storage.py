"""The storage of uploaded files: a folder, or any other storage of fsspec. The functions block: run them in a thread."""

import errno
import logging
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from urllib.parse import urlsplit

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem
from fsspec.spec import AbstractBufferedFile, AbstractFileSystem

from service.errors import SetupError, StorageUnavailable
from service.settings import Settings

ENDING = ".upload"
_KEY = re.compile(rf"[0-9a-f]{{32}}{re.escape(ENDING)}")
"""Other files, of whoever shares the folder, are left alone."""
_FULL = (errno.ENOSPC, errno.EDQUOT)
_log = logging.getLogger("videograph")


@dataclass(frozen=True)
class Storage:
    """`place`: where it is, for messages. `secrets`: what no message or log may contain."""

    files: AbstractFileSystem = field(repr=False)
    root: str = field(repr=False)
    place: str
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def path(self, key: str) -> str:
        return f"{self.root}/{key}"


def open_storage(settings: Settings) -> Storage:
    """Returns the storage of the settings. Connects to nothing yet.

    Raises:
        SetupError: the address is of an unknown kind, or a package for it is missing.
    """
    if settings.uploads is None:
        folder = str(settings.home.expanduser().absolute() / "uploads")
        return Storage(LocalFileSystem(), folder, folder)
    address = settings.uploads.get_secret_value()
    scheme, place, secrets = _without_secrets(address)
    try:
        files, root = url_to_fs(str(Path(address).expanduser()) if scheme == "file" else address)
    except (ImportError, ValueError) as error:
        reason = f"{error}" if isinstance(error, ImportError) else f"there is no storage {scheme!r} in fsspec"
        raise SetupError(f"VIDEOGRAPH_UPLOADS cannot be used: {_redacted(reason, secrets)}") from None
    return Storage(files, root.rstrip("/"), place, secrets)


def _without_secrets(address: str) -> tuple[str, str, tuple[str, ...]]:
    """Returns the scheme, the address without user and password, and these."""
    if "://" not in address:
        return "file", address, ()
    parts = urlsplit(address)
    user, _, rest = parts.netloc.rpartition("@")
    secrets = (address, user, parts.password or "", parts.query)
    return parts.scheme, f"{parts.scheme}://{rest}{parts.path}", tuple(one for one in secrets if one)


def _redacted(text: str, secrets: tuple[str, ...]) -> str:
    for secret in secrets:
        text = text.replace(secret, "…")
    return text


class UploadWriter:
    """A file that is being written. It ends with `commit` or `discard`."""

    def __init__(self, storage: Storage, key: str) -> None:
        self._storage, self._key = storage, key
        with storage_errors(storage, "written"):
            if isinstance(storage.files, LocalFileSystem):
                Path(storage.root).mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file: Any = storage.files.open(storage.path(key), "wb")

    def write(self, data: bytes) -> None:
        """
        Raises:
            StorageUnavailable: nothing can be written.
        """
        with storage_errors(self._storage, "written"):
            self._file.write(data)

    def commit(self) -> None:
        """Raises as `write`."""
        with storage_errors(self._storage, "written"):
            self._file.close()

    def discard(self) -> None:
        """Deletes what was written. Raises as `write`."""
        with storage_errors(self._storage, "written"):
            if isinstance(self._file, AbstractBufferedFile) and not self._file.closed:
                # Closing it would send the rest and make the file complete.
                with suppress(NotImplementedError):
                    self._file.discard()
                self._file.closed = True
            else:
                self._file.close()
        delete(self._storage, self._key)


def read(storage: Storage, key: str) -> bytes:
    """Returns a whole file.

    Raises:
        FileNotFoundError: it is not there any more.
        StorageUnavailable: it cannot be read.
    """
    with storage_errors(storage, "read"):
        content = storage.files.cat_file(storage.path(key))
        assert isinstance(content, bytes)
        return content


@contextmanager
def local_copy(storage: Storage, key: str) -> Generator[Callable[[], Path]]:
    """Gives what brings a file onto this machine and returns its path: where it lies already, or a copy, which is deleted in the end.

    Raises (the call): as `read`.
    """
    copies: list[Path] = []

    def bring() -> Path:
        if isinstance(storage.files, LocalFileSystem):
            file = Path(storage.path(key))
            if not file.is_file():
                raise FileNotFoundError(file)
            return file
        with storage_errors(storage, "read"):
            copies.append(Path(mkdtemp(prefix="videograph-")) / key)
            storage.files.get_file(storage.path(key), str(copies[0]))
        return copies[0]

    try:
        yield bring
    finally:
        for copy in copies:
            rmtree(copy.parent, ignore_errors=True)


def delete(storage: Storage, key: str) -> None:
    """Deletes a file, if it is there.

    Raises:
        StorageUnavailable: it cannot be deleted.
    """
    with suppress(FileNotFoundError), storage_errors(storage, "changed"):
        storage.files.rm_file(storage.path(key))


def list_older(storage: Storage, moment: datetime) -> Iterator[str]:
    """Yields the keys of all uploads in the storage that were written before a moment.

    Raises:
        StorageUnavailable: the storage cannot be read.
    """
    with storage_errors(storage, "read"):
        storage.files.invalidate_cache()
        try:
            paths = [
                one["name"] for one in storage.files.ls(storage.root, detail=True) if one["type"] == "file"
            ]
        except FileNotFoundError:
            return
    for path in paths:
        with suppress(FileNotFoundError), storage_errors(storage, "read"):
            key = path.rpartition("/")[2]
            if _KEY.fullmatch(key) and _utc(storage.files.modified(path)) < moment:
                yield key


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


@contextmanager
def storage_errors(storage: Storage, what: str) -> Generator[None]:
    """Turns all errors of a storage, of whatever package, into `StorageUnavailable`; only `FileNotFoundError` stays."""
    clean = partial(_redacted, secrets=storage.secrets)
    try:
        yield
    except (FileNotFoundError, StorageUnavailable):
        raise
    except Exception as error:
        _log.warning(
            "uploads: %s cannot be %s: %s: %s", storage.place, what, type(error).__name__, clean(str(error))
        )
        if isinstance(error, OSError) and error.errno in _FULL:
            raise StorageUnavailable("The storage of uploads is full. Try again later.") from None
        raise StorageUnavailable(
            f"The storage of uploads cannot be {what}. The log of the server says why (VIDEOGRAPH_UPLOADS). Try again later."
        ) from None
