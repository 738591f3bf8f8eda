"""Keeps the documents of talks before a decision changes them."""

from service.errors import InvalidInput
from service.graph.driver.database import Transaction
from service.ingest.export.video import document_of_stored
from service.ingest.storage.kept_documents import keep_document, read_kept
from service.ingest.storage.stored_video import Stored


async def keep_stored(transaction: Transaction, stored: Stored) -> None:
    """Keeps the document of a talk as it is before a decision, unless it is kept already."""
    video = stored.part.video
    if await read_kept(transaction, video) is None:
        require_whole(stored)
        await keep_document(transaction, video, await document_of_stored(transaction, video, stored))


def require_whole(stored: Stored) -> None:
    if stored.mixed:
        raise InvalidInput(
            f"{stored.part.video} was imported before a merge was undone: import it again first, with `videograph ingest`"
        )
