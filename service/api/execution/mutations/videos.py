"""Mutations of videos."""

from typing import Any

from service.actions.videos.delete_video import DeleteReport, DeleteVideo, delete_video
from service.actions.videos.update_video import (
    CLEARABLE,
    NamedSpeaker,
    UpdateReport,
    UpdateVideo,
    VideoData,
    update_video,
)
from service.api.execution.mutations.faults import Result
from service.api.operation.plan.entries import RESULT_TYPE
from service.errors import InvalidInput
from service.graph.driver.database import Database


async def run_delete_video(database: Database, given: dict[str, Any]) -> DeleteReport:
    return await delete_video(
        database,
        DeleteVideo(given["video"], dry_run=given["dryRun"], if_revision=given.get("ifRevision")),
    )


def deleted_video(report: DeleteReport) -> Result:
    return {
        RESULT_TYPE: "DeletedVideo",
        "id": report.video_id,
        "slug": report.slug,
        "title": report.title,
        "segmentCount": report.counts["segments"],
        "mentionCount": report.counts["mentions"],
        "evidenceCount": report.counts["evidence"],
        "undoableUntil": report.until,
        "decisionIds": [] if report.decision is None else [report.decision],
    }


async def run_update_video(database: Database, given: dict[str, Any]) -> UpdateReport:
    if "title" in given and given["title"] is None:
        raise InvalidInput("a title cannot be removed: give another one", ("title",))
    data = VideoData(
        given.get("title"),
        given.get("publishedOn"),
        given.get("url"),
        given.get("channel"),
        [NamedSpeaker(one["speaker"], one.get("name")) for one in given.get("speakers") or ()],
        frozenset(key for key in CLEARABLE if key in given and given[key] is None),
    )
    return await update_video(
        database, UpdateVideo(given["video"], data, given.get("ifRevision"), given["dryRun"])
    )


def updated_video(report: UpdateReport) -> Result:
    return {
        RESULT_TYPE: "UpdatedVideo",
        "videoId": report.video,
        "changed": list(report.changed),
        "decisionIds": [report.decision],
    }
