"""The storage of uploads: a folder, and others by address; what is written, discarded, found again."""

import errno
import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem
from fsspec.spec import AbstractBufferedFile, AbstractFileSystem

from service.errors import SetupError, StorageUnavailable
from service.settings import Settings
from service.uploads.storage import Storage, UploadWriter, delete, list_older, open_storage, read

KEY = "0123456789abcdef0123456789abcdef.upload"


@pytest.fixture(params=["folder", "file", "memory"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    address = {"folder": None, "file": f"file://{tmp_path}/there", "memory": f"memory://{tmp_path.name}"}[
        request.param
    ]
    return open_storage(Settings(home=tmp_path / "home", uploads=address))  # pyright: ignore[reportArgumentType]


def test_a_file_is_written_read_and_deleted(storage: Storage) -> None:
    writing = UploadWriter(storage, KEY)
    writing.write(b"one ")
    writing.write(b"two")
    writing.commit()

    assert read(storage, KEY) == b"one two"
    delete(storage, KEY)
    delete(storage, KEY)
    with pytest.raises(FileNotFoundError):
        read(storage, KEY)


def test_a_discarded_file_leaves_nothing(storage: Storage) -> None:
    writing = UploadWriter(storage, KEY)
    writing.write(b"x" * 100_000)

    writing.discard()

    assert list(list_older(storage, datetime.now(UTC) + timedelta(days=1))) == []
    with pytest.raises(FileNotFoundError):
        read(storage, KEY)


def test_old_uploads_are_listed_and_other_files_are_not(storage: Storage) -> None:
    assert list(list_older(storage, datetime.now(UTC))) == []
    for key in (KEY, "notes.txt"):
        writing = UploadWriter(storage, key)
        writing.write(b"x")
        writing.commit()

    assert list(list_older(storage, datetime.now(UTC) - timedelta(hours=1))) == []
    assert list(list_older(storage, datetime.now(UTC) + timedelta(hours=1))) == [KEY]


def test_the_folder_is_in_the_home_and_its_owner_s(tmp_path: Path) -> None:
    storage = open_storage(Settings(home=tmp_path))
    assert storage.place == str(tmp_path / "uploads")
    UploadWriter(storage, KEY).commit()

    assert (tmp_path / "uploads").stat().st_mode & 0o777 == 0o700
    assert [one.name for one in (tmp_path / "uploads").iterdir()] == [KEY]


class _Remote(AbstractFileSystem):
    """A storage like one in the network: parts are sent when they are full, and the file exists once it is
    closed."""

    protocol = "remote"
    parts: list[bytes]
    ended: list[str]

    def _open(self, path: str, mode: str = "rb", **_: Any) -> AbstractBufferedFile:  # pyright: ignore
        return _Part(self, path, mode, block_size=1000)  # pyright: ignore[reportArgumentType]

    def _rm(self, path: str) -> None:
        self.ended.append("deleted")


class _Part(AbstractBufferedFile):
    def _initiate_upload(self) -> None:
        self.fs.parts, self.fs.ended = [], []

    def _upload_chunk(self, final: bool = False) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride]
        self.fs.parts.append(self.buffer.getvalue())
        if final:
            self.fs.ended.append("complete")
        return True

    def discard(self) -> None:
        self.fs.ended.append("aborted")


def test_a_file_in_the_network_is_sent_in_parts_and_aborted_if_it_breaks_off() -> None:
    storage = Storage(_Remote(skip_instance_cache=True), "bucket", "remote://bucket")
    writing = UploadWriter(storage, KEY)
    for _ in range(3):
        writing.write(b"x" * 1000)
    assert b"".join(storage.files.parts) == b"x" * 3000  # pyright: ignore[reportAttributeAccessIssue]

    writing.discard()
    del writing

    assert storage.files.ended == ["aborted", "deleted"]  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("nothing://there", "VIDEOGRAPH_UPLOADS cannot be used: there is no storage 'nothing' in fsspec"),
        ("s3://key:secret@bucket", "VIDEOGRAPH_UPLOADS cannot be used: Install s3fs to access S3"),
    ],
)
def test_an_address_that_cannot_be_used_stops_the_start(address: str, message: str) -> None:
    with pytest.raises(SetupError) as refused:
        open_storage(Settings(uploads=address))  # pyright: ignore[reportArgumentType]

    assert refused.value.message == message


def test_no_message_and_no_log_has_the_credentials(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(uploads="memory://ann:pass-word@bucket/videos?token=abc")  # pyright: ignore
    storage = open_storage(settings)

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("login of ann:pass-word at memory://ann:pass-word@bucket/videos?token=abc failed")

    monkeypatch.setattr(MemoryFileSystem, "open", fail)
    with caplog.at_level(logging.WARNING), pytest.raises(StorageUnavailable) as refused:
        UploadWriter(storage, KEY)

    shown = f"{refused.value.message} {caplog.text} {storage!r} {settings!r}"
    assert (
        "uploads: memory://bucket/videos cannot be written: RuntimeError: login of … at … failed"
        in caplog.text
    )
    assert [secret for secret in ("pass-word", "token=abc") if secret in shown] == []


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = open_storage(Settings(home=tmp_path))
    writing = UploadWriter(storage, KEY)

    def fail(_: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(writing._file, "write", fail)  # pyright: ignore[reportPrivateUsage]
    with pytest.raises(StorageUnavailable, match=r"The storage of uploads is full\. Try again later\."):
        writing.write(b"x")

    writing.discard()
    assert list((tmp_path / "uploads").iterdir()) == []
