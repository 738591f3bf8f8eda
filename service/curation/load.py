"""Loads VideoDocuments into the graph, and deletes a video.

The order (docs: graph model, Writing): lock the videos; lock the names of their old and new versions, in key order; read
which entities they name; lock aliases, channels, entities and topics, in id order; only then read counts and write. A
failure at any point leaves nothing behind.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.curation.apply_decisions import apply_decisions
from service.curation.deleted_videos import keep_deleted
from service.curation.videos.take_over import list_decided_names, note_former, take_over
from service.domain.document import VideoDocument
from service.errors import NotFound
from service.graph.change_log import note_change
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row, VideoRows
from service.graph.write_transaction import UNGUARDED, Guard, try_or_write
from service.store.change import change_video
from service.store.find_video import find_video, require_importer, require_revision, video_not_found
from service.store.kept_documents import forget_documents
from service.store.known_names import lock_names
from service.store.locks import SharedObjects, lock_shared
from service.store.stored_video import read_stored
from service.store.versions import DecisionCounts, ImportReport, Version, read_videos, write_versions

__all__ = ["DeleteReport", "ImportReport", "delete_video", "import_document", "import_documents"]


@dataclass(frozen=True)
class DeleteReport:
    """`counts`: former contents of the video, by noun. `decision`: id by which the deletion can be undone `until` then (ISO 8601); None if
    the document is not kept."""

    video_id: str
    slug: str
    title: str
    counts: dict[str, int]
    decision: str | None = None
    until: str | None = None


async def import_document(
    database: Database,
    document: VideoDocument,
    *,
    source: str | None = None,
    instead_of: str | None = None,
    guard: Guard[ImportReport] = UNGUARDED,
) -> ImportReport:
    """Writes a video, or replaces the part of it that differs. The same document again writes nothing.

    Args:
        source: hash of what the document was made of (`source_hash`); noted even if the document is the same.
        instead_of: id of another video, which goes in the same transaction. Decisions on it hold for this one.
        guard: what runs first and last in the transaction.

    Raises:
        InvalidInput: a name, quote or connection that cannot be written (`path` leads to it), or the graph has
            another video under this id.
        Forbidden: the viewer may not delete the video `instead_of`.
    """
    version = Version.of(document, source)
    attempted: list[ImportReport] = []

    async def work(transaction: Transaction) -> ImportReport:
        if (
            await guard.first(transaction) and attempted
        ):  # an earlier attempt with unknown outcome was committed
            return attempted[-1]
        report = await load(transaction)
        attempted.append(report)
        await guard.last(transaction, report)
        return report

    async def load(transaction: Transaction) -> ImportReport:
        applied = DecisionCounts()
        if document.decisions is not None:
            applied = await apply_decisions(transaction, document.decisions)
        known: Row = {}
        if instead_of not in (None, version.video):
            known = (await read_videos(transaction, [instead_of])).get(instead_of, {})
            names = await list_decided_names(transaction, instead_of)
            await _take_out(transaction, instead_of)
            await take_over(transaction, instead_of, version.video, names)
        earlier = attempted[-1:] if transaction.doubtful else []
        [report] = await write_versions(transaction, [version], earlier)
        if report in earlier:
            return report
        if known.get("recording"):  # other words of the same recording
            values = {"recording": known["recording"], "type": known["recordingType"]}
            await run_statement(transaction, "video/write_recording", id=version.video, **values)
        if known:
            await note_former(transaction, known, version.video)
        outcome = report.outcome
        if (outcome == "created" and instead_of is not None) or (outcome == "unchanged" and applied.taken):
            outcome = "changed"
        return replace(report, outcome=outcome, decisions=applied)

    return await try_or_write(database, work, name="import video", settle=True)


async def import_documents(
    database: Database, documents: Sequence[tuple[VideoDocument, str | None]]
) -> list[ImportReport]:
    """Writes several videos in one transaction, as if they were imported one after the other.

    Args:
        documents: of different videos and without decisions, each with the hash of what it was made of.

    Raises:
        InvalidInput: as `import_document`, for any of them. Nothing is written then.
    """
    versions = [Version.of(document, source) for document, source in documents]
    attempted: list[ImportReport] = []

    async def work(transaction: Transaction) -> list[ImportReport]:
        reports = await write_versions(transaction, versions, attempted if transaction.doubtful else ())
        attempted[:] = reports
        return reports

    return await try_or_write(database, work, name="import videos", settle=True)


async def delete_video(
    database: Database,
    reference: str,
    *,
    days: float = 0,
    dry_run: bool = False,
    if_revision: int | None = None,
) -> DeleteReport:
    """Deletes everything that a video added. What other videos share is kept, with new counts.

    Args:
        reference: id (with or without `video:`), slug or url.
        days: how long its document is kept, so that the deletion can be undone. 0: not at all.
        dry_run: say what would go, and leave the graph as it is.
        if_revision: delete it only if this is its revision.

    Raises:
        NotFound: there is no such video.
        InvalidInput: several videos have this address.
        Forbidden: the viewer may delete only what it has imported.
        Conflict: it has another revision.
    """

    attempted: list[DeleteReport] = []

    async def work(transaction: Transaction) -> DeleteReport:
        try:
            video = (await find_video(transaction, reference))["id"]
        except NotFound:
            if transaction.doubtful and attempted:  # an earlier attempt with unknown outcome has deleted it
                return attempted[-1]
            raise
        report = await _take_out(transaction, video, if_revision, days)
        if report is None:
            raise video_not_found(reference)
        attempted.append(report)
        return report

    return await try_or_write(database, work, name="delete video", dry_run=dry_run, settle=True)


async def _take_out(
    transaction: Transaction, video: str, if_revision: int | None = None, days: float = 0
) -> DeleteReport | None:
    """Returns None if the video was deleted before it was locked."""
    await run_statement(transaction, "video/lock_existing", ids=[video])
    known = (await read_videos(transaction, [video])).get(video)
    stored = await read_stored(transaction, video)
    if known is None or stored is None:
        return None
    require_importer(known)
    require_revision(known, if_revision)
    kept = await keep_deleted(transaction, known, days) if days else None
    if known["recording"]:
        await run_statement(
            transaction, "video/leave_recording", id=video, kept=None if kept is None else kept.decision
        )
    before, after = stored.part, VideoRows(video)
    await lock_names(transaction, before, [])
    await lock_shared(transaction, [SharedObjects(before, after)])
    await change_video(transaction, before, after)
    await run_statement(transaction, "video/delete", id=video)
    await forget_documents(transaction, [video])
    decisions = () if kept is None else (kept.decision,)
    note_change(transaction, "TALK_DELETED", videos=[video], decisions=decisions)
    report = DeleteReport(video, known["slug"], known["title"], before.counts())
    return report if kept is None else replace(report, decision=kept.decision, until=kept.until)
