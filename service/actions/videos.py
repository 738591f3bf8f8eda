"""Deletes, corrects, keeps and exports talks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from service.access.scopes import Scope
from service.actions.declaration import (
    UNSET,
    ApiType,
    Decisions,
    Doc,
    DryRun,
    Id,
    IfRevision,
    Object,
    Unset,
    action,
)
from service.curation import load
from service.curation.deleted_videos import forget_deleted_forever
from service.curation.load import DeleteReport
from service.curation.videos import update_video as curation
from service.curation.videos.update_video import (
    CLEARABLE,
    Clearable,
    NamedSpeaker,
    UpdateReport,
    VideoData,
)
from service.domain.decision_records import DecisionsFile
from service.domain.document import VideoDocument
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.settings import read_settings
from service.store.duplicates import talks
from service.store.duplicates.talks import KeptVideo
from service.store.export import decisions, video
from service.store.export.video import ExportedVideo

__all__ = [
    "CLEARABLE",
    "DecisionsFile",
    "DeleteReport",
    "DeleteVideo",
    "DeletedVideo",
    "ExportVideo",
    "ExportedVideo",
    "KeepTalks",
    "KeptVideo",
    "UpdateReport",
    "UpdateVideo",
    "UpdatedVideo",
    "VideoDocument",
    "VideoSpeaker",
    "delete_video",
    "export_decisions",
    "export_video",
    "forget_deleted_forever",
    "keep_talks",
    "list_videos",
    "undo_keep_talks",
    "update_video",
]  # fmt: skip


@dataclass(frozen=True)
class DeleteVideo:
    """A video to delete."""

    video: Annotated[Id, Doc("Id, slug or address of the video.")]
    if_revision: Annotated[
        int | None, Doc("Deletes it only if this is its revision; otherwise the result is a Conflict.")
    ] = None
    dry_run: Annotated[bool, Doc("Only says what would be deleted.")] = False


@dataclass(frozen=True)
class DeletedVideo:
    """A video that was deleted, with everything that only it supports."""

    id: Annotated[Id, Doc("Id that it had.")]
    slug: Annotated[str, Doc("Slug that it had.")]
    title: Annotated[str, Doc("Title that it had.")]
    segment_count: Annotated[int, Doc("Number of its transcript segments.")]
    mention_count: Annotated[int, Doc("Number of its mentions.")]
    evidence_count: Annotated[int, Doc("Number of its pieces of evidence.")]
    undoable_until: Annotated[
        Annotated[str, ApiType("DateTime")] | None,
        Doc("Until when `undo` brings it back by the id in `decisions`. Null if its document is not kept."),
    ]
    decisions: Annotated[Decisions, Doc("The deletion. Empty with `dryRun`, or if its document is not kept.")]

    @classmethod
    def of(cls, report: DeleteReport) -> "DeletedVideo":
        counts = report.counts
        return cls(
            report.video_id,
            report.slug,
            report.title,
            counts["segments"],
            counts["mentions"],
            counts["evidence"],
            report.until,
            () if report.decision is None else (report.decision,),
        )


@action((Scope.INGEST, Scope.CURATE), result=DeletedVideo.of)
async def delete_video(database: Database, request: DeleteVideo) -> DeleteReport:
    """Deletes a video. What other videos also say stays, with corrected counts. With the scope `ingest` alone only a video
    that this key or token has imported.

    Its document is kept for as long as VIDEOGRAPH_DELETED_DAYS says, and `undo` brings it back.

    Raises:
        NotFound: the video does not exist.
        InvalidInput: several videos have this address.
        Forbidden: another client has imported it, and the viewer lacks the scope `curate`.
        Conflict: it has another revision.
    """
    return await load.delete_video(
        database,
        request.video,
        days=read_settings().deleted_days,
        dry_run=request.dry_run,
        if_revision=request.if_revision,
    )


@dataclass(frozen=True)
class VideoSpeaker:
    """Who a speaker of a video is."""

    speaker: Annotated[Id, Doc("Id of the speaker, or its label in the transcript.")]
    name: Annotated[
        str | None,
        Doc("Name of the person, at most 200 characters. Without it, it is not known who speaks."),
    ] = None


@dataclass(frozen=True)
class UpdateVideo:
    """What to correct of a video; give at least one value. `null` removes the date, the address or the channel."""

    video: Annotated[Id, Doc("Id, slug or address of the video.")]
    title: Annotated[str | Unset | None, Doc("The title, at most 2,000 characters. Id and slug stay.")] = (
        UNSET
    )
    published_on: Annotated[date | Unset | None, Doc("The publication date.")] = UNSET
    url: Annotated[str | Unset | None, Doc("The address where it can be watched.")] = UNSET
    channel: Annotated[
        str | Unset | None,
        Doc("The channel: name, id or slug of one of the graph, or the name of a new one."),
    ] = UNSET
    speakers: Annotated[tuple[VideoSpeaker, ...], Doc("Who its speakers are; others stay as they are.")] = ()
    if_revision: IfRevision = None
    dry_run: DryRun = False


@dataclass(frozen=True)
class UpdatedVideo:
    """Data of a video was corrected."""

    video: Annotated[str, Object("Video"), Doc("The video. With `dryRun` as it is without the correction.")]
    changed: Annotated[tuple[str, ...], Doc("What has another value, by its name in the input.")]
    decisions: Decisions

    @classmethod
    def of(cls, report: UpdateReport) -> "UpdatedVideo":
        return cls(report.video, report.changed, (report.decision,))


@action(Scope.CURATE, result=UpdatedVideo.of, takes_reason=True)
async def update_video(database: Database, request: UpdateVideo) -> UpdateReport:
    """Corrects the title, date, address, channel or speakers of a video, whatever its source says. Later imports follow the
    decision.

    Raises:
        NotFound: there is no such video.
        InvalidInput: nothing would change, or a value cannot be used.
        Conflict: it has another revision, or another video has the address.
    """
    if request.title is None:
        raise InvalidInput("a title cannot be removed: give another one", ("title",))
    removable: dict[Clearable, object] = {
        "publishedOn": request.published_on,
        "url": request.url,
        "channel": request.channel,
    }
    data = VideoData(
        _given(request.title),
        _given(request.published_on),
        _given(request.url),
        _given(request.channel),
        [NamedSpeaker(one.speaker, one.name) for one in request.speakers],
        frozenset(key for key, value in removable.items() if value is None),
    )
    return await curation.update_video(
        database, request.video, data, if_revision=request.if_revision, dry_run=request.dry_run
    )


def _given[T](value: T | Unset) -> T | None:
    return None if isinstance(value, Unset) else value


@dataclass(frozen=True)
class KeepTalks:
    """`videos`: ids, slugs or addresses of two or more talks. `dry_run`: report what would happen, without changing
    the graph."""

    videos: tuple[str, ...]
    dry_run: bool = False


async def keep_talks(database: Database, request: KeepTalks) -> tuple[KeptVideo, ...]:
    """Decides that no two of these talks are listed as duplicates again.

    Raises: NotFound: a talk does not exist. InvalidInput: the same talk twice, fewer than two, or an address of
    several talks.
    """
    return await talks.keep_talks(database, request.videos, dry_run=request.dry_run)


async def undo_keep_talks(database: Database, request: KeepTalks) -> tuple[KeptVideo, ...]:
    """Undoes what `keep_talks` decided on these talks, for all pairs or none.

    Raises: NotFound: a talk or the decision does not exist. InvalidInput: as `keep_talks`.
    """
    return await talks.take_back_talks(database, request.videos, dry_run=request.dry_run)


@dataclass(frozen=True)
class ExportVideo:
    """`video`: id, slug or address of the talk."""

    video: str


async def export_video(database: Database, request: ExportVideo) -> ExportedVideo:
    """Returns everything that the graph has about a talk, as a document.

    Raises: NotFound: the talk does not exist. InvalidInput: several talks have this address.
    """
    return await video.export_video(database, request.video)


async def export_decisions(database: Database) -> DecisionsFile:
    """Returns all decisions of the graph. With the talks' documents, importing them gives the same graph."""
    return await decisions.export_decisions(database)


async def list_videos(database: Database) -> Sequence[str]:
    """Returns the ids of all talks, sorted."""
    return await video.list_videos(database)
