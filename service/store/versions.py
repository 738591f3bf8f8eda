"""Writes versions of videos in a transaction: new videos, and the parts of others that differ.

Several videos take as few statements as one, and the graph is as if they were written one after the other.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from service.decisions.overlay import apply_corrections
from service.decisions.stored import LIST_BY_VIDEO, VideoDecision, decisions_by_video
from service.domain.document import VideoDocument
from service.domain.identity import bare, canonical_url, content_hash, video_id
from service.domain.text import search_form
from service.errors import InvalidInput
from service.extractors.authority import authority_of
from service.graph.change_log import note_change
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_joined, run_statement
from service.graph.video_rows import Row, VideoRows
from service.resolution.namings import read_namings
from service.resolution.resolve import Candidate
from service.store.rows.build import video_row
from service.store.stored_video import parts_of
from service.store.write_document import WriteReport, Writing, write_documents


@dataclass(frozen=True)
class DecisionCounts:
    """The decisions of a document or of a file. `carried`: how many it has, with those that were undone. `taken`: new ones. `older`:
    ignored ones, because the graph has a later decision. `talks`: changed talks of the graph."""

    carried: int = 0
    taken: int = 0
    older: int = 0
    talks: int = 0


@dataclass(frozen=True)
class ImportReport:
    """`outcome`: `proposed` if an extraction again waits to be accepted. `counts`: contents of the video now, by noun. `candidates`: entities that may be the same (none if unchanged).
    `same_title`: slugs of at most three other videos with its title, if a new one has neither id nor address: it may
    be a corrected version. `decisions`: result of the document's decisions. `missing`: statements that a person added, in
    words, whose quote the video no longer has. They are left out until it has them again."""

    video_id: str
    slug: str
    outcome: Literal["created", "changed", "unchanged", "proposed"]
    counts: dict[str, int]
    candidates: tuple[Candidate, ...] = ()
    same_title: tuple[str, ...] = ()
    decisions: DecisionCounts = field(default_factory=DecisionCounts)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Version:
    """A document of a video, as it shall be in the graph. `row`: what the video says of itself."""

    document: VideoDocument
    video: str
    row: Row
    source: str | None

    def is_known(self, known: Mapping[str, Row]) -> bool:
        """Returns whether the graph has it already.

        Args:
            known: rows of `video/read_state`, by video.
        """
        state = known.get(self.video)
        return state is not None and all(state[key] == self.row[key] for key in ("contentHash", "authority"))

    @classmethod
    def of(cls, document: VideoDocument, source: str | None) -> "Version":
        """
        Args:
            source: hash of what the document was made of (`source_hash`).

        Raises: InvalidInput: it has invalid names. They are reported before anything is locked.
        """
        video = video_id(document)
        hash_ = content_hash(document)
        export = document.export
        if export is not None and export.hash == hash_:
            # an unchanged export has the hashes of the original, so that another graph recognizes it
            hash_, source = export.content_hash, export.source_hash
        read_namings(document, video)
        return cls(document, video, video_row(document, video, authority_of(document), hash_, source), source)


async def write_versions(
    transaction: Transaction, versions: Sequence[Version], attempted: Sequence[ImportReport] = ()
) -> list[ImportReport]:
    """Locks the videos, and writes what differs.

    Args:
        versions: of different videos.
        attempted: reports of an earlier attempt, if it is unknown whether it was committed.

    Raises: InvalidInput: the graph has another video under the id of one.
    """
    known, parts, decisions = await _lock_changed(transaction, versions)
    reports: dict[str, ImportReport] = {
        one.video: report for one, report in zip(versions, attempted, strict=False) if one.is_known(known)
    }
    writings: list[Writing] = []
    for one in versions:
        state, before = known[one.video], parts.get(one.video, VideoRows(one.video))
        if not one.is_known(known):
            await _require_same_video(transaction, one, state)
            writings.append(Writing(one.document, before, one.row, decisions[one.video]))
        elif one.video not in reports:
            if one.document.export is None and one.source not in (None, state["sourceHash"]):
                await run_statement(transaction, "video/set_source_hash", id=one.video, sourceHash=one.source)
            reports[one.video] = ImportReport(one.video, one.row["slug"], "unchanged", before.counts())
    written = await write_documents(transaction, writings)
    titles = await _of_same_titles(transaction, [one for one in writings if not one.before.exists])
    for writing, result in zip(writings, written, strict=True):
        same_title = titles.get(writing.video, ())
        reports[writing.video] = await _report(transaction, writing, result, same_title)
    return [reports[one.video] for one in versions]


async def _report(
    transaction: Transaction, writing: Writing, written: WriteReport, same_title: tuple[str, ...]
) -> ImportReport:
    video, exists = writing.video, writing.before.exists
    note_change(transaction, "TALK_CHANGED" if exists else "TALK_IMPORTED", videos=[video])
    missing = await _in_words(transaction, video) if written.missing else ()
    return ImportReport(
        video,
        (writing.row or {})["slug"],
        "changed" if exists else "created",
        written.after.counts(),
        written.candidates,
        same_title,
        missing=missing,
    )


async def read_videos(transaction: Transaction, videos: Collection[str]) -> dict[str, Row]:
    """Returns the states of those of the videos that exist, by id."""
    return {
        row["id"]: row for row in await run_statement(transaction, "video/read_state", ids=sorted(videos))
    }


async def _lock_changed(
    transaction: Transaction, versions: Sequence[Version]
) -> tuple[dict[str, Row], dict[str, VideoRows], Mapping[str, Sequence[VideoDecision]]]:
    """Locks the videos that differ. Returns the states of all, the rows of those that are not new, and their corrections. New videos are
    created, without a `contentHash`.

    If a video changes or is deleted while this waits for its lock, or before it is read, this is done again: the lock of a deleted one is on
    what is gone.
    """
    wanted = [
        {"id": one.video} | {key: one.row[key] for key in ("contentHash", "authority")}
        for one in sorted(versions, key=lambda one: one.video)
    ]
    ids = [row["id"] for row in wanted]
    locked: set[str] = set()
    while True:
        held, states, rows, decided = await run_joined(
            transaction,
            [
                ("video/lock_changed", {"rows": [row for row in wanted if row["id"] not in locked]}),
                *((name, {"ids": ids}) for name in ("video/read_state", "video/read_rows", LIST_BY_VIDEO)),
            ],
        )
        known = {row["id"]: row for row in states}
        locked |= {row["id"] for row in held} & known.keys()
        if all(one.video in locked or one.is_known(known) for one in versions):
            return known, parts_of(rows), decisions_by_video(decided)


async def _require_same_video(transaction: Transaction, version: Version, known: Row) -> None:
    if _is_same_url(known["url"], version.row["url"]):
        return
    corrected = (await apply_corrections(transaction, version.document, version.video)).document
    if not _is_same_url(known["url"], corrected.video.url):
        raise InvalidInput(
            f"the graph has {known['url']} under the id {bare(version.video)}: "
            f"give {version.row['url']} an id of its own, or delete the other talk first",
            ("video", "id"),
        )


def _is_same_url(known: str | None, given: str | None) -> bool:
    """Whether both may be the address of one talk."""
    return known is None or given is None or canonical_url(known) == canonical_url(given)


async def _of_same_titles(
    transaction: Transaction, writings: Sequence[Writing]
) -> dict[str, tuple[str, ...]]:
    """Returns the slugs of other videos with the same title, by video, of those without id and address."""
    rows = [
        {"id": one.video, "searchTitle": search_form(one.document.video.title)}
        for one in writings
        if one.document.video.id is None and one.document.video.url is None
    ]
    found = await run_statement(transaction, "video/find_by_title", rows=rows) if rows else []
    return {row["id"]: tuple(row["slugs"]) for row in found}


async def _in_words(transaction: Transaction, video: str) -> tuple[str, ...]:
    missing = await run_statement(transaction, "video_decision/list_missing", video=video)
    return tuple(row["detail"] for row in missing)
