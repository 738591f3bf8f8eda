"""The nodes `Upload`: who has uploaded which file, until when it is kept, and how much of a client's quota is used.

A file that is being received has a node too, which reserves its bytes and lasts only as long as its process says that it
is at work. So no process has to clean up behind one that was killed: what is over is over for the sweep alike.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from service.errors import Conflict, NotFound, QuotaExceeded
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement
from service.uploads.storage import ENDING

RECEIVING_SECONDS = 600
"""Seconds that a file in reception lasts after its process has said so the last time."""


@dataclass(frozen=True)
class Upload:
    """A received file. `owner`: the client that may use it. `path`: where it is in the storage. `expires_at`: ISO 8601."""

    id: str
    name: str
    size: int
    type: str
    kind: str
    sha256: str
    owner: str
    path: str
    expires_at: str


@dataclass(frozen=True)
class Reservation:
    """A file that is being received."""

    id: str
    path: str
    owner: str


async def reserve(database: Database, owner: str, name: str, size: int, quota: int) -> Reservation:
    """Creates the node of a file that is about to be received, with the bytes that it will have at least.

    Raises:
        QuotaExceeded: the client has no such room left.
    """
    number = secrets.token_hex(16)
    reserved = Reservation(f"upload:{number}", f"{number}{ENDING}", owner)

    async def create(transaction: Transaction) -> None:
        await _require_room(transaction, owner, size, quota)
        values = {"id": reserved.id, "name": name, "owner": owner, "path": reserved.path, "size": size}
        await run_statement(transaction, "upload/create", **values, seconds=RECEIVING_SECONDS)

    await database.write(create, name="create upload")
    return reserved


async def extend(database: Database, reserved: Reservation, more: int, quota: int) -> None:
    """Reserves more bytes (or none), and says that the file is still being received.

    Raises:
        QuotaExceeded: the client has no such room left.
        NotFound: the node is gone, because nothing was said for too long.
    """

    async def add(transaction: Transaction) -> list[dict[str, Any]]:
        if more:
            await _require_room(transaction, reserved.owner, more, quota)
        values = {"id": reserved.id, "bytes": more, "seconds": RECEIVING_SECONDS}
        return await run_statement(transaction, "upload/extend", **values)

    if not await database.write(add, name="extend upload"):
        raise _lost()


async def _require_room(transaction: Transaction, owner: str, size: int, quota: int) -> None:
    # The lock makes uploads of the same client wait for each other, so that two cannot take the same room.
    await run_statement(transaction, "name_lock/take", keys=[f"upload:{owner}"])
    [row] = await run_statement(transaction, "upload/read_use", owner=owner)
    if row["bytes"] + size > quota:
        raise QuotaExceeded(
            f"Your uploaded files have {row['bytes']} bytes, and this one needs {size} more: at most {quota} are kept for one "
            "client (VIDEOGRAPH_UPLOAD_QUOTA). Delete some of them, or wait until they expire."
        )


async def complete(database: Database, reserved: Reservation, values: dict[str, Any], hours: float) -> Upload:
    """Stores what is known of a received file, which from now on can be used.

    Args:
        values: size, type, kind, sha256.

    Raises:
        NotFound: the node is gone, because nothing was said for too long.
    """

    async def store(transaction: Transaction) -> list[dict[str, Any]]:
        seconds = round(hours * 3600)
        return await run_statement(transaction, "upload/complete", id=reserved.id, seconds=seconds, **values)

    rows = await database.write(store, name="complete upload", settle=True)
    if not rows:
        raise _lost()
    return Upload(**_named(rows[0]))


def _lost() -> NotFound:
    return NotFound(
        "This upload was given up by the server, because it had stopped for too long. Send the file again."
    )


async def find_upload(database: Database, upload: str, owner: str) -> Upload | None:
    """Returns a complete file of this client; None if there is none of this id, if it has expired, or is another client's."""
    rows = await execute(database, "upload/find", {"id": upload, "owner": owner}, label="find upload")
    return Upload(*rows[0]) if rows else None


async def find_kept(database: Database, upload: str, owner: str) -> Upload | None:
    """As `find_upload`, also of a file that has expired and is kept because a job needs it."""
    rows = await execute(database, "upload/find_kept", {"id": upload, "owner": owner}, label="find upload")
    return Upload(*rows[0]) if rows else None


async def list_expired(database: Database, count: int) -> list[tuple[str, str]]:
    """Returns ids and paths of files whose time is over, and which no job needs."""
    return [
        (row[0], row[1])
        for row in await execute(database, "upload/list_expired", {"count": count}, label="uploads")
    ]


async def list_known(database: Database, paths: list[str]) -> set[str]:
    """Returns those of the paths that a node has."""
    return {row[0] for row in await execute(database, "upload/list_known", {"paths": paths}, label="uploads")}


async def require_unneeded(database: Database, upload: str) -> None:
    """
    Raises:
        Conflict: a job that has not ended imports the file, or it is the recording of a talk.
    """
    for jobs, video in await execute(database, "upload/read_needs", {"id": upload}, label="find upload"):
        if jobs:
            raise Conflict("A job that has not ended imports this file: cancel the job first.", upload)
        if video is not None:
            raise Conflict(f"The file is the recording of the talk {video}, and goes with it.", video)


async def forget(database: Database, upload: str) -> None:
    """Deletes a node. Delete its file first: a file without a node is noticed only after days."""
    await execute(database, "upload/delete", {"id": upload}, label="delete upload")


def _named(row: dict[str, Any]) -> dict[str, Any]:
    return {"expires_at" if key == "expiresAt" else key: value for key, value in row.items()}
