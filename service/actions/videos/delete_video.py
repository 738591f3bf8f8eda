"""Deletes a talk, with everything that only it supports."""

from dataclasses import dataclass

from service.graph.driver.database import Database
from service.ingest import load
from service.ingest.curation.deleted_talks import forget_deleted_forever
from service.ingest.load import DeleteReport
from service.settings import read_settings

__all__ = ["DeleteReport", "DeleteVideo", "delete_video", "forget_deleted_forever"]


@dataclass(frozen=True)
class DeleteVideo:
    """
    Attributes:
        video: id, slug or address of the talk.
        dry_run: report what would be deleted, without changing the graph.
        if_revision: delete it only if this is its revision.
    """

    video: str
    dry_run: bool = False
    if_revision: int | None = None


async def delete_video(database: Database, request: DeleteVideo) -> DeleteReport:
    """Deletes a talk from the graph. What other talks say too is kept, with new counts. Its document is kept for as long as
    VIDEOGRAPH_DELETED_DAYS says, and `undo` brings it back.

    Raises:
        NotFound: the talk does not exist.
        InvalidInput: several talks have this address.
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
