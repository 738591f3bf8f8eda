"""Keeps the documents of talks before a decision changes them."""

from collections.abc import Sequence

from service.domain.document import VideoDocument
from service.graph.driver.database import Transaction
from service.ingest.export.video import documents_of_stored
from service.ingest.storage.kept_documents import keep_documents, read_all_kept, unpack
from service.ingest.storage.stored_video import Stored
from service.ingest.talk_decisions.stored import read_removed


async def keep_stored(transaction: Transaction, stored: Stored) -> VideoDocument:
    """Keeps the document of a talk as it is before a decision, unless it is kept already. Returns the kept one."""
    kept = await read_all_kept(transaction, [stored.part.video])
    if kept:
        return unpack(kept[stored.part.video])
    return (await make_kept(transaction, [stored]))[stored.part.video]


async def keep_all_stored(transaction: Transaction, videos: Sequence[Stored]) -> None:
    """As `keep_stored`, of several talks."""
    kept = await read_all_kept(transaction, [stored.part.video for stored in videos])
    await make_kept(transaction, [stored for stored in videos if stored.part.video not in kept])


async def make_kept(transaction: Transaction, videos: Sequence[Stored]) -> dict[str, VideoDocument]:
    """Keeps the documents of talks that have none, and returns them by talk."""
    if not videos:
        return {}
    documents = await documents_of_stored(transaction, videos)
    made = {stored.part.video: document for stored, document in zip(videos, documents, strict=True)}
    await keep_documents(transaction, made)
    return made


async def keep_corrected(transaction: Transaction, videos: Sequence[Stored]) -> None:
    """Keeps the documents of the talks that have corrections, before other names than theirs change in them."""
    corrected = await read_removed(transaction, [stored.part.video for stored in videos])
    some = [stored for stored in videos if stored.part.video in corrected]
    if some:
        await keep_all_stored(transaction, some)
