"""Keeps the documents of talks before a decision changes them."""

from service.domain.document import VideoDocument
from service.errors import InvalidInput
from service.graph.driver.database import Transaction
from service.ingest.export.video import document_of_stored
from service.ingest.storage.kept_documents import keep_document, read_kept
from service.ingest.storage.stored_video import Stored
from service.ingest.talk_decisions.stored import read_removed


async def keep_stored(transaction: Transaction, stored: Stored) -> VideoDocument:
    """Keeps the document of a talk as it is before a decision, unless it is kept already. Returns the kept one."""
    video = stored.part.video
    document = await read_kept(transaction, video)
    if document is None:
        require_whole(stored)
        document = await document_of_stored(transaction, video, stored)
        await keep_document(transaction, video, document)
    return document


async def keep_corrected(transaction: Transaction, stored: Stored) -> None:
    """Keeps the document of a talk that has corrections, before other names than theirs change in it."""
    if await read_removed(transaction, stored.part.video) is not None:
        await keep_stored(transaction, stored)


def require_whole(stored: Stored) -> None:
    if stored.mixed:
        raise InvalidInput(
            f"{stored.part.video} was imported before a merge was undone: import it again first, with `videograph ingest`"
        )
