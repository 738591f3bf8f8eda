"""Files that are received: what is kept of them, what is refused, and that nothing stays of those that are refused or break off."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.errors import (
    InvalidInput,
    NotFound,
    QuotaExceeded,
    StorageUnavailable,
    TooLarge,
    UnsupportedUpload,
)
from service.graph.driver.database import Database
from service.graph.projections import fingerprint
from service.settings import Settings
from service.settings.uploads import UploadLimits
from service.uploads import receive as receiving
from service.uploads.receive import Uploads, delete_expired, receive
from service.uploads.records import find_upload
from service.uploads.storage import open_storage, read

pytestmark = pytest.mark.anyio

VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello there.\n"
SONG = b"ID3\x04" + bytes(9_999_996)


@pytest.fixture
def uploads(clean_database: Database, tmp_path: Path) -> Uploads:
    limits = UploadLimits(media=20_000_000, transcript=100_000, quota=25_000_000)
    return Uploads.of(clean_database, open_storage(Settings(home=tmp_path)), limits)


async def chunks(content: bytes, size: int = 65_536) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


async def kept(uploads: Uploads) -> tuple[int, int]:
    """Numbers of files and nodes."""
    [[nodes]] = await uploads.database.read("MATCH (upload:Upload) RETURN count(*)", name="test")
    return len(names(uploads)), nodes


def names(uploads: Uploads) -> list[str]:
    folder = Path(uploads.storage.root)
    return sorted(one.name for one in folder.iterdir()) if folder.exists() else []


async def test_a_transcript_is_kept_for_its_owner(uploads: Uploads) -> None:
    before = await fingerprint(uploads.database)

    upload = await receive(uploads, "key:one", "talk.vtt", chunks(VTT, 7), len(VTT))

    assert (upload.name, upload.size, upload.type, upload.kind) == (
        "talk.vtt",
        len(VTT),
        "text/vtt",
        "transcript",
    )
    assert upload.sha256 == hashlib.sha256(VTT).hexdigest()
    until = datetime.fromisoformat(upload.expires_at) - datetime.now(UTC)
    assert timedelta(hours=23, minutes=55) < until <= timedelta(hours=24)
    assert read(uploads.storage, upload.path) == VTT
    assert await find_upload(uploads.database, upload.id, "key:one") == upload
    assert await find_upload(uploads.database, upload.id, "key:two") is None
    assert await find_upload(uploads.database, "upload:other", "key:one") is None
    assert await fingerprint(uploads.database) == before


@pytest.mark.parametrize("declared", [True, False])
async def test_media_are_written_in_pieces(uploads: Uploads, declared: bool) -> None:
    upload = await receive(uploads, "key:one", "song.mp3", chunks(SONG), len(SONG) if declared else None)

    assert (upload.size, upload.type, upload.kind) == (len(SONG), "audio/mpeg", "media")
    assert upload.sha256 == hashlib.sha256(SONG).hexdigest()
    assert read(uploads.storage, upload.path) == SONG


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (SONG * 3, TooLarge, "file.x: is larger than 20000000 bytes (VIDEOGRAPH_MAX_UPLOAD)."),
        (
            VTT * 3000,
            TooLarge,
            "file.x: is larger than 100000 bytes (VIDEOGRAPH_MAX_TRANSCRIPT) for a file that is not audio or video.",
        ),
        (
            b"%PDF-1.7" + bytes(10_000_000),
            UnsupportedUpload,
            "file.x: is neither audio or video nor a transcript, but a PDF. Save its words as plain text, for example "
            "with pdftotext talk.pdf talk.txt",
        ),
        (b"", UnsupportedUpload, "file.x: is empty"),
    ],
    ids=["media", "transcript", "PDF", "empty"],
)
async def test_what_is_refused_leaves_nothing(
    uploads: Uploads, content: bytes, declared: bool, error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as refused:
        await receive(uploads, "key:one", "file.x", chunks(content), len(content) if declared else None)

    assert str(refused.value) == message
    assert await kept(uploads) == (0, 0)


async def test_a_long_text_that_is_no_transcript_is_refused_after_it_was_written(
    uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "_PIECE", 1000)
    with pytest.raises(UnsupportedUpload, match="JSON of another kind"):
        await receive(uploads, "key:one", "a.json", chunks(b'{"a": "' + b"x" * 50_000 + b'"}'))

    assert await kept(uploads) == (0, 0)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a\0", ""])
async def test_a_name_is_no_path(uploads: Uploads, name: str) -> None:
    with pytest.raises(InvalidInput):
        await receive(uploads, "key:one", name, chunks(VTT))

    assert await kept(uploads) == (0, 0)


@pytest.mark.parametrize("after", [1, 50])
async def test_a_broken_connection_leaves_nothing(uploads: Uploads, after: int) -> None:
    async def broken() -> AsyncIterator[bytes]:
        for count in range(100):
            if count == after:
                raise ConnectionError
            yield SONG[:65_536]

    with pytest.raises(ConnectionError):
        await receive(uploads, "key:one", "song.mp3", broken(), len(SONG))

    assert await kept(uploads) == (0, 0)


async def test_a_cancelled_upload_leaves_nothing(uploads: Uploads) -> None:
    waits = asyncio.Event()

    async def stalled() -> AsyncIterator[bytes]:
        for _ in range(30):
            yield SONG[:65_536]
        waits.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(receive(uploads, "key:one", "song.mp3", stalled()))
    await waits.wait()
    assert await kept(uploads) == (1, 1)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert await kept(uploads) == (0, 0)


@pytest.mark.parametrize("declared", [True, False])
async def test_the_quota_is_that_of_one_client(uploads: Uploads, declared: bool) -> None:
    size = len(SONG) if declared else None
    for _ in range(2):
        await receive(uploads, "key:one", "song.mp3", chunks(SONG), size)

    with pytest.raises(QuotaExceeded) as refused:
        await receive(uploads, "key:one", "song.mp3", chunks(SONG), size)

    assert refused.value.message.endswith(
        "at most 25000000 are kept for one client (VIDEOGRAPH_UPLOAD_QUOTA). Delete some of them, or wait until they expire."
    )
    assert await kept(uploads) == (2, 2)
    await receive(uploads, "key:one", "talk.vtt", chunks(VTT), len(VTT))
    await receive(uploads, "key:two", "song.mp3", chunks(SONG), size)


async def test_two_at_once_do_not_take_the_same_room(uploads: Uploads) -> None:
    one = replace(uploads, limits=replace(uploads.limits, quota=15_000_000))

    results = await asyncio.gather(
        *(receive(one, "key:one", f"{name}.mp3", chunks(SONG), len(SONG)) for name in "ab"),
        return_exceptions=True,
    )

    assert sorted(type(result).__name__ for result in results) == ["QuotaExceeded", "Upload"]
    assert await kept(one) == (1, 1)


async def test_many_at_once_are_kept_apart(uploads: Uploads) -> None:
    contents = [VTT + f"\n00:03.000 --> 00:04.000\n{number}\n".encode() for number in range(20)]

    found = await asyncio.gather(
        *(receive(uploads, f"key:{i % 3}", "talk.vtt", chunks(one, 5)) for i, one in enumerate(contents))
    )

    assert [read(uploads.storage, one.path) for one in found] == contents
    assert len({one.id for one in found}) == 20


async def test_a_storage_that_fails_leaves_no_node(uploads: Uploads, tmp_path: Path) -> None:
    (tmp_path / "uploads").write_bytes(b"a file where the folder should be")

    with pytest.raises(StorageUnavailable, match="The storage of uploads cannot be written"):
        await receive(uploads, "key:one", "talk.vtt", chunks(VTT))

    [[nodes]] = await uploads.database.read("MATCH (upload:Upload) RETURN count(*)", name="test")
    assert nodes == 0


async def expire(uploads: Uploads, **where: Any) -> None:
    await uploads.database.run(
        "MATCH (upload:Upload {id: $id}) SET upload.expiresAt = datetime() - duration('PT1S')",
        where,
        name="test",
    )


async def test_an_expired_file_cannot_be_used_and_is_swept(uploads: Uploads) -> None:
    old = await receive(uploads, "key:one", "old.mp3", chunks(SONG))
    new = await receive(uploads, "key:one", "new.mp3", chunks(SONG))
    await expire(uploads, id=old.id)

    assert await find_upload(uploads.database, old.id, "key:one") is None
    third = await receive(uploads, "key:one", "third.mp3", chunks(SONG))  # its bytes count no more
    assert await delete_expired(uploads) == 1

    assert await kept(uploads) == (2, 2)
    assert await delete_expired(uploads) == 0
    assert [read(uploads.storage, one.path)[:3] for one in (new, third)] == [b"ID3", b"ID3"]


async def test_what_a_killed_process_has_left_is_swept(uploads: Uploads) -> None:
    """Its node expires in ten minutes, not in a day, and until then reserves its bytes."""
    leaves = asyncio.Event()

    async def stalled() -> AsyncIterator[bytes]:
        yield SONG[:2_000_000]
        leaves.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(receive(uploads, "key:one", "song.mp3", stalled()))
    await leaves.wait()
    [[upload, seconds]] = await uploads.database.read(
        "MATCH (upload:Upload) RETURN upload.id, duration.inSeconds(datetime(), upload.expiresAt).seconds",
        name="test",
    )
    assert 590 < seconds <= 600
    assert await find_upload(uploads.database, upload, "key:one") is None
    await expire(uploads, id=upload)

    assert await delete_expired(uploads) == 1

    assert await kept(uploads) == (0, 0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_an_upload_that_was_swept_meanwhile_ends_with_an_error(uploads: Uploads) -> None:
    async def interrupted() -> AsyncIterator[bytes]:
        yield SONG[:2_000_000]
        [[upload]] = await uploads.database.read("MATCH (upload:Upload) RETURN upload.id", name="test")
        await expire(uploads, id=upload)
        await delete_expired(uploads)
        yield SONG[:1000]

    with pytest.raises(NotFound, match="This upload was given up by the server"):
        await receive(uploads, "key:one", "song.mp3", interrupted(), 2_001_000)

    assert await kept(uploads) == (0, 0)


async def test_old_files_that_no_node_knows_are_swept_and_others_are_not(
    uploads: Uploads,
) -> None:
    upload = await receive(uploads, "key:one", "talk.vtt", chunks(VTT))
    folder = Path(uploads.storage.root)
    for name in (f"{'0' * 32}.upload", "notes.txt"):
        (folder / name).write_bytes(b"x")
    assert await delete_expired(uploads) == 0
    later = replace(uploads, limits=replace(uploads.limits, hours=-48.0))  # as if two days had passed

    assert await delete_expired(later) == 1

    assert names(uploads) == sorted([upload.path, "notes.txt"])
