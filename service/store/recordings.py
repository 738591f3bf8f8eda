"""Where the recording of a talk lies, so that its page plays it: the id of an upload, or a path on the machine of the service.

It is no part of the talk's document: another graph has other files.
"""

from dataclasses import dataclass
from pathlib import Path

from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement
from service.graph.write_transaction import try_or_write


@dataclass(frozen=True)
class PlayableFile:
    """`place`: id of an upload, or an absolute path. `type`: MIME type. `key`: of an upload, where it is in the storage; None if it is gone."""

    place: str
    type: str
    key: str | None = None

    @property
    def is_upload(self) -> bool:
        return self.place.startswith("upload:")


async def keep_recording(transaction: Transaction, video: str, file: PlayableFile) -> None:
    """Notes what the page of a talk plays. An uploaded file stays from now on as long as the talk."""
    await run_statement(transaction, "video/write_recording", id=video, recording=file.place, type=file.type)


async def note_recording(database: Database, video: str, file: PlayableFile) -> None:
    """As `keep_recording`, in a transaction of its own."""

    async def work(transaction: Transaction) -> None:
        await keep_recording(transaction, video, file)

    await try_or_write(database, work, name="note recording")


async def find_recording(database: Database, slug: str) -> PlayableFile | None:
    """Returns what the page of a talk plays; None if there is no such talk, or it has no recording here."""
    rows = await execute(database, "video/read_recording", {"slug": slug}, label="find recording")
    return PlayableFile(*rows[0]) if rows else None


def is_below(file: Path, folders: tuple[Path, ...]) -> bool:
    """Whether a file lies in or below one of the folders, also where links lead elsewhere."""
    try:
        real = file.resolve(strict=True)
        return any(real.is_relative_to(folder.resolve()) for folder in folders)
    except (OSError, RuntimeError):
        return False
