"""Mutations of videos."""

from typing import Any

from service.actions.delete_video import DeleteReport, DeleteVideo, delete_video
from service.api.execution.mutations.faults import Result
from service.api.operation.entries import RESULT_TYPE
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
    }
