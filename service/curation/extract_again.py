"""Extractions again: another extractor's document takes the place of a talk's own. Decisions on the talk hold for it.

Such a change is a decision without effect on imports, as a deletion is: the document before it is kept for some days, so that it can be undone.
The hash of the source stays, so that importing the same file again by the extractor before does not bring the old document back.
"""

from dataclasses import dataclass
from typing import Literal

from service.curation.deleted_videos import forget_expired, with_hashes
from service.curation.videos.replay import require_video
from service.decisions.origin import decision_time, signature, undo_records
from service.decisions.overlay import apply_corrections
from service.domain.comparison import Comparison, compare
from service.domain.document import VideoDocument
from service.domain.document_types import DocumentPart, Words
from service.domain.identity import decision_id
from service.errors import Conflict
from service.extractors.authority import with_authority
from service.graph.change_log import note_change
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row
from service.store.kept_documents import forget_documents, pack, unpack
from service.store.versions import ImportReport, Version, read_videos, write_versions


class VideoExtraction(DocumentPart):
    """What the kept document does not say. `contentHash`, `sourceHash`: of what it was imported from; `became`: hash of the document in its
    place."""

    sort: Literal["EXTRACT_AGAIN"] = "EXTRACT_AGAIN"
    content_hash: Words | None = None
    source_hash: Words | None = None
    became: Words


@dataclass(frozen=True)
class Replacement:
    """`decision`: id by which it can be undone; None if nothing changed, or documents are not kept."""

    imported: ImportReport
    comparison: Comparison
    decision: str | None = None


async def propose_document(transaction: Transaction, video: str, made: VideoDocument) -> Replacement:
    """Compares a new extraction with the talk, and leaves the talk as it is.

    Raises:
        NotFound: there is no such talk. Conflict: it has other words now.
    """
    talk = await require_video(transaction, video)
    _require_same_words(talk.document, made, video)
    same = await _compare(transaction, video, talk.document, made)
    return Replacement(ImportReport(video, talk.state["slug"], "proposed", {}), same)


async def replace_document(
    transaction: Transaction, video: str, made: VideoDocument, days: float
) -> Replacement:
    """Writes a talk with a new extraction, under the decisions that hold.

    Args:
        days: how long its document before that is kept. 0: not at all.

    Raises:
        NotFound: there is no such talk. Conflict: it has other words now.
    """
    await forget_expired(transaction)
    talk = await require_video(transaction, video)
    _require_same_words(talk.document, made, video)
    comparison = await _compare(transaction, video, talk.document, made)
    version = Version.of(made, talk.state["sourceHash"])
    [report] = await write_versions(transaction, [version])
    if report.outcome == "unchanged" or not days:
        return Replacement(report, comparison)
    change = VideoExtraction(
        content_hash=talk.state["contentHash"] or None,
        source_hash=talk.state["sourceHash"],
        became=version.row["contentHash"],
    )
    at = decision_time()
    id_ = decision_id(change.sort, video, talk.state["revision"], at)
    row: Row = {
        "id": id_, "sort": change.sort, "videoId": None, "title": talk.state["title"],
        "detail": f"by {made.extractor} after {talk.document.extractor}", "ends": [video],
        "changes": change.model_dump_json(by_alias=True, exclude_none=True), "decidedAt": at, **signature(transaction),
    }  # fmt: skip
    await run_statement(transaction, "video_decision/write_record", rows=[row])
    before = pack(with_authority(talk.document, talk.state["authority"]))
    await run_statement(transaction, "kept_document/keep_deleted", id=id_, document=before, days=days)
    return Replacement(report, comparison, id_)


async def undo_extraction(transaction: Transaction, id_: str) -> None:
    """Writes the talk from its document before the extraction, with the decisions on it that hold now.

    Raises:
        Conflict: that document is no longer kept, or the talk is gone or was extracted or imported again since.
    """
    await forget_expired(transaction)
    [row] = await run_statement(transaction, "video_decision/read_record", ids=[id_])
    change = VideoExtraction.model_validate_json(row["changes"])
    video, title = row["ends"][0], row["title"]
    await run_statement(transaction, "video/lock_existing", ids=[video])
    state = (await read_videos(transaction, [video])).get(video)
    if state is None:
        raise Conflict(f"{title!r} is not in the graph any more: import it first", video)
    if state["contentHash"] != change.became:
        raise Conflict(
            f"{title!r} was imported or extracted again since: undo that first, or extract it again", video
        )
    kept = await run_statement(transaction, "kept_document/read", ids=[id_])
    if not kept:
        raise Conflict(
            f"{title!r} was extracted again on {row['decidedAt'][:10]}, and its document before that is no longer kept",
            video,
        )
    before = with_hashes(unpack(kept[0]["document"]), change.content_hash, change.source_hash)
    await write_versions(transaction, [Version.of(before, None)])
    await undo_records(transaction, [id_])
    await forget_documents(transaction, [id_])
    note_change(transaction, "DECISION_UNDONE", videos=[video], decisions=[id_])


async def _compare(
    transaction: Transaction, video: str, before: VideoDocument, made: VideoDocument
) -> Comparison:
    """Compares the documents with the corrections of the talk on both."""
    old, new = [(await apply_corrections(transaction, one, video)).document for one in (before, made)]
    return compare(old, new)


def _require_same_words(before: VideoDocument, made: VideoDocument, video: str) -> None:
    """Checks that quotes and mentions of the new document are at their places. Speakers may differ."""
    words = [[(one.text, one.start_seconds) for one in each.segments] for each in (before, made)]
    if words[0] != words[1]:
        raise Conflict(
            "the talk was imported with other words while it was extracted again: extract it once more", video
        )
