"""Deleted talks: their documents are kept for some days, so that a deletion can be undone.

A deletion is a decision without effect on imports. The document is what an export of the talk would have, without the decisions on it: these
are kept when a talk is deleted, and hold for it when it is in the graph again.
"""

from dataclasses import dataclass
from typing import Literal

from service.decisions.origin import decision_time, signature, undo_records
from service.domain.document import VideoDocument
from service.domain.document_types import DocumentPart, ExportInfo, Words
from service.domain.identity import content_hash, decision_id
from service.errors import Conflict
from service.extractors.authority import with_authority
from service.graph.change_log import note_change
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement
from service.graph.video_rows import Row
from service.periodic import run_every
from service.store.kept_documents import forget_documents, pack, read_document, unpack
from service.store.versions import Version, read_videos, write_versions

_EVERY = 3600.0


class VideoDeletion(DocumentPart):
    """What the document of a deleted talk does not say. `contentHash`, `sourceHash`: of what it was imported from; none if it had to be
    imported again."""

    sort: Literal["DELETE_VIDEO"] = "DELETE_VIDEO"
    content_hash: Words | None = None
    source_hash: Words | None = None
    imported_by: Words | None = None
    added_at: Words
    revision: int
    recording: Words | None = None
    recording_type: Words | None = None
    former_ids: tuple[Words, ...] = ()


@dataclass(frozen=True)
class KeptDeletion:
    """`decision`: id of the deletion. `until`: ISO 8601, when its document is forgotten."""

    decision: str
    until: str


async def keep_deleted(transaction: Transaction, known: Row, days: float) -> KeptDeletion:
    """Keeps the document of a talk that is about to be deleted, and stores the deletion as a decision.

    Args:
        known: state of the locked talk.
    """
    video: str = known["id"]
    await forget_expired(transaction)
    document = with_authority(await read_document(transaction, video), known["authority"])
    deletion = VideoDeletion(
        content_hash=known["contentHash"] or None,
        source_hash=known["sourceHash"],
        imported_by=known["importedBy"],
        added_at=known["addedAt"],
        revision=known["revision"],
        recording=known["recording"],
        recording_type=known["recordingType"],
        former_ids=tuple(known["formerIds"]),
    )
    at = decision_time()
    id_ = decision_id(deletion.sort, video, known["revision"], at)
    row: Row = {
        "id": id_, "sort": deletion.sort, "videoId": None, "title": known["title"], "detail": known["title"], "ends": [video],
        "changes": deletion.model_dump_json(by_alias=True, exclude_none=True), "decidedAt": at, **signature(transaction),
    }  # fmt: skip
    await run_statement(transaction, "video_decision/write_record", rows=[row])
    [kept] = await run_statement(
        transaction, "kept_document/keep_deleted", id=id_, document=pack(document), days=days
    )
    return KeptDeletion(id_, kept["until"])


async def undo_deletion(transaction: Transaction, id_: str) -> None:
    """Imports the deleted talk again, with the decisions on it that hold now.

    Raises:
        Conflict: the document is no longer kept, or the talk is in the graph.
    """
    await forget_expired(transaction)
    [row] = await run_statement(transaction, "video_decision/read_record", ids=[id_])
    deletion = VideoDeletion.model_validate_json(row["changes"])
    video, title = row["ends"][0], row["title"]
    await run_statement(transaction, "video/lock_existing", ids=[video])
    if await read_videos(transaction, [video]):
        raise Conflict(
            f"{title!r} was imported again after it was deleted: to get the earlier version back, delete the talk first",
            video,
        )
    kept = await run_statement(transaction, "kept_document/read", ids=[id_])
    if not kept:
        raise Conflict(
            f"{title!r} was deleted on {row['decidedAt'][:10]}, and its document is no longer kept: import the talk again",
            video,
        )
    document = with_hashes(unpack(kept[0]["document"]), deletion.content_hash, deletion.source_hash)
    await write_versions(transaction, [Version.of(document, None)])
    await run_statement(
        transaction, "video/restore", id=video, importedBy=deletion.imported_by, addedAt=deletion.added_at,
        revision=deletion.revision + 1, recording=deletion.recording, type=deletion.recording_type,
        formerIds=list(deletion.former_ids) or None,
    )  # fmt: skip
    await undo_records(transaction, [id_])
    await forget_documents(transaction, [id_])
    note_change(transaction, "DECISION_UNDONE", videos=[video], decisions=[id_])


def with_hashes(document: VideoDocument, content: str | None, source: str | None) -> VideoDocument:
    """Returns the document with the hashes of what it was imported from, as an export has them."""
    if content is None:
        return document
    origin = ExportInfo(hash=content_hash(document), content_hash=content, source_hash=source)
    return document.model_copy(update={"export": origin})


async def forget_expired(transaction: Transaction) -> None:
    """Deletes the documents whose time is over. Their deletions stay in the list of decisions."""
    await run_statement(transaction, "kept_document/delete_expired")


async def forget_deleted_forever(database: Database) -> None:
    """Does it now and every hour. A failure is logged, and the next hour tries again."""

    async def forget() -> None:
        await execute(database, "kept_document/delete_expired", label="forget deleted talks")

    await run_every(_EVERY, forget, "documents of deleted talks were not deleted")
