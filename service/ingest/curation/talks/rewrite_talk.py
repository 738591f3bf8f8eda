"""Writes one talk of the graph again after its corrections have changed, from its own statements."""

from dataclasses import dataclass

from service.domain.document import VideoDocument
from service.errors import NotFound
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.ingest.curation.talks.keep_stored import keep_stored
from service.ingest.storage.stored_video import Stored, read_stored
from service.ingest.storage.video_data import own_row
from service.ingest.storage.write_document import View, write_document
from service.ingest.video_rows import Part, Row


@dataclass(frozen=True)
class Talk:
    """A locked talk. `state`: of its node. `document`: its own statements, without decisions."""

    video: str
    state: Row
    stored: Stored
    document: VideoDocument


async def lock_talk(transaction: Transaction, video: str) -> Talk | None:
    """Locks a talk and keeps its document, so that it can be written again; None if it does not exist."""
    await run_statement(transaction, "video/lock_existing", ids=[video])
    stored = await read_stored(transaction, video)
    if stored is None:
        return None
    document = await keep_stored(transaction, stored)
    [state] = await run_statement(transaction, "video/read_state", ids=[video])
    return Talk(video, state, stored, document)


async def require_talk(transaction: Transaction, video: str) -> Talk:
    """As `lock_talk`.

    Raises:
        NotFound: there is no such talk.
    """
    talk = await lock_talk(transaction, video)
    if talk is None:
        raise NotFound(f"there is no talk with id {video!r}")
    return talk


async def rewrite_talk(transaction: Transaction, talk: Talk, *, with_data: bool = False) -> Part:
    """Writes the talk with its present corrections, and returns its new rows.

    Args:
        with_data: also what the video says of itself.
    """
    return await write_again(transaction, talk.document, talk.stored.part, View(), with_data=with_data)


async def write_again(
    transaction: Transaction, document: VideoDocument, before: Part, view: View, *, with_data: bool
) -> Part:
    """Writes the document of a talk whose rows are `before`, and returns its new rows. A change raises its revision."""
    video = before.video
    row = await own_row(transaction, video, document) if with_data else None
    after = (await write_document(transaction, document, before, row=row, view=view)).after
    if row is None and before.rows != after.rows:
        await run_statement(transaction, "video/increase_revision", ids=[video])
    return after
