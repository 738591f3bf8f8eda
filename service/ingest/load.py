"""Loads a VideoDocument into the graph, and deletes a video: one video, one transaction.

The order (docs: graph model, Writing): lock the video; lock the names of its old and new version, in key order; read
which entities they name; lock aliases, channels, entities and topics, in id order; only then read counts and write. A
failure at any point leaves nothing behind.
"""

from dataclasses import dataclass, field
from typing import Literal

from service.domain.document import VideoDocument
from service.domain.text import search_form
from service.errors import InvalidInput, NotFound
from service.graph.driver.database import Database, Transaction
from service.graph.joined_statements import run_joined
from service.graph.statement_runner import run_statement
from service.ingest.change_log import note_change
from service.ingest.curation.apply_decisions import Applied, apply_decisions
from service.ingest.curation.dry_run import try_or_write
from service.ingest.guard import UNGUARDED, Guard
from service.ingest.identity import bare, canonical_url, content_hash, video_id
from service.ingest.resolution.namings import read_namings
from service.ingest.resolution.resolve import Candidate
from service.ingest.storage.build import video_row
from service.ingest.storage.change import change_video
from service.ingest.storage.find_video import find_video, require_revision, video_not_found
from service.ingest.storage.kept_documents import forget_documents
from service.ingest.storage.known_names import lock_names
from service.ingest.storage.locks import Shared, lock_shared
from service.ingest.storage.stored_video import read_part
from service.ingest.storage.write_document import write_document
from service.ingest.talk_decisions.overlay import apply_corrections
from service.ingest.video_rows import Part, Row


@dataclass(frozen=True)
class ImportReport:
    """`counts`: contents of the video now, by noun. `candidates`: entities that may be the same (none if unchanged).
    `same_title`: slugs of at most three other videos with its title, if a new one has neither id nor address: it may
    be a corrected version. `decisions`: result of the document's decisions. `missing`: statements that a person added, in
    words, whose quote the video no longer has. They are left out until it has them again."""

    video_id: str
    slug: str
    outcome: Literal["created", "changed", "unchanged"]
    counts: dict[str, int]
    candidates: tuple[Candidate, ...] = ()
    same_title: tuple[str, ...] = ()
    decisions: Applied = field(default_factory=Applied)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class DeleteReport:
    """`counts`: former contents of the video, by noun."""

    video_id: str
    slug: str
    title: str
    counts: dict[str, int]


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
        instead_of: id of another video, which goes in the same transaction.
        guard: what runs first and last in the transaction.

    Raises:
        InvalidInput: a name, quote or connection that cannot be written (`path` leads to it), or the graph has
            another video under this id.
    """
    video = video_id(document)
    hash_, source = _origin(document, source)
    row = video_row(document, video, hash_, source)
    # Invalid names are reported before anything is locked.
    read_namings(document, video)
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
        applied = Applied()
        if document.decisions is not None:
            applied = await apply_decisions(transaction, document.decisions)
        if instead_of not in (None, video):
            await _take_out(transaction, instead_of)
        known = await _read_video(transaction, video)
        if known is None or known["contentHash"] != row["contentHash"]:
            known = await _lock_video(transaction, video)
        exists = known["contentHash"] is not None
        before = await read_part(transaction, video, known["publishedOn"]) if exists else Part(video)
        if known["contentHash"] == row["contentHash"]:
            if transaction.doubtful and attempted:  # an earlier attempt with unknown outcome has written this
                return attempted[-1]
            if document.export is None and source not in (None, known["sourceHash"]):
                await run_statement(transaction, "video/set_source_hash", id=video, sourceHash=source)
            outcome = "changed" if applied.taken else "unchanged"
            return ImportReport(video, row["slug"], outcome, before.counts(), decisions=applied)
        if not _is_same_url(known["url"], row["url"]):
            corrected = (await apply_corrections(transaction, document, video)).document
            if not _is_same_url(known["url"], corrected.video.url):
                raise _other_talk(known["url"], row["url"], video)
        written = await write_document(transaction, document, before, row=row)
        same = () if exists else await _of_same_title(transaction, document, video)
        outcome = "changed" if exists or instead_of is not None else "created"
        note_change(transaction, "TALK_CHANGED" if exists else "TALK_IMPORTED", videos=[video])
        missing = await _in_words(transaction, video) if written.missing else ()
        counts = written.after.counts()
        return ImportReport(
            video, row["slug"], outcome, counts, written.candidates, same, applied, missing
        )  # fmt: skip

    return await try_or_write(database, work, name="import video", settle=True)


def _origin(document: VideoDocument, source: str | None) -> tuple[str, str | None]:
    """Returns content hash and source hash of the video. For an unchanged export, these are those of the original
    document and file, so that another graph recognizes them."""
    hash_ = content_hash(document)
    export = document.export
    if export is not None and export.hash == hash_:
        return export.content_hash, export.source_hash
    return hash_, source


async def delete_video(
    database: Database, reference: str, *, dry_run: bool = False, if_revision: int | None = None
) -> DeleteReport:
    """Deletes everything that a video added. What other videos share is kept, with new counts.

    Args:
        reference: id (with or without `video:`), slug or url.
        dry_run: say what would go, and leave the graph as it is.
        if_revision: delete it only if this is its revision.

    Raises:
        NotFound: there is no such video.
        InvalidInput: several videos have this address.
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
        report = await _take_out(transaction, video, if_revision)
        if report is None:
            raise video_not_found(reference)
        attempted.append(report)
        return report

    return await try_or_write(database, work, name="delete video", dry_run=dry_run, settle=True)


async def _take_out(
    transaction: Transaction, video: str, if_revision: int | None = None
) -> DeleteReport | None:
    """Returns None if the video was deleted before it was locked."""
    await run_statement(transaction, "video/lock_existing", ids=[video])
    known = await _read_video(transaction, video)
    if known is None:
        return None
    require_revision(known, if_revision)
    before = await read_part(transaction, video, known["publishedOn"])
    await lock_names(transaction, before, [])
    after = Part(video)
    await lock_shared(transaction, [Shared(before, after)])
    await change_video(transaction, before, after)
    await run_statement(transaction, "video/delete", id=video)
    await forget_documents(transaction, [video])
    note_change(transaction, "TALK_DELETED", videos=[video])
    return DeleteReport(video, known["slug"], known["title"], before.counts())


async def _of_same_title(transaction: Transaction, document: VideoDocument, video: str) -> tuple[str, ...]:
    if document.video.id is not None or document.video.url is not None:
        return ()
    form = search_form(document.video.title)
    found = await run_statement(transaction, "video/find_by_title", id=video, searchTitle=form)
    return tuple(row["slug"] for row in found)


async def _in_words(transaction: Transaction, video: str) -> tuple[str, ...]:
    missing = await run_statement(transaction, "talk_decision/list_missing", video=video)
    return tuple(row["detail"] for row in missing)


async def _lock_video(transaction: Transaction, video: str) -> Row:
    """Locks a video and returns its state. If a deletion is committed while this waits for the lock, the lock is on what is gone: then the
    video is created anew."""
    while True:
        key = {"id": video}
        _, rows = await run_joined(transaction, [("video/lock", key), ("video/read_state", key)])
        if rows:
            return rows[0]


async def _read_video(transaction: Transaction, video: str) -> Row | None:
    rows = await run_statement(transaction, "video/read_state", id=video)
    return rows[0] if rows else None


def _is_same_url(known: str | None, given: str | None) -> bool:
    """Whether both may be the address of one talk."""
    return known is None or given is None or canonical_url(known) == canonical_url(given)


def _other_talk(known: str, given: str, video: str) -> InvalidInput:
    return InvalidInput(
        f"the graph has {known} under the id {bare(video)}: give {given} an id of its own, "
        "or delete the other talk first",
        ("video", "id"),
    )
