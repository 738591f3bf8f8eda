"""Deletes a talk, with everything that only it bears out."""

from dataclasses import dataclass

from service.graph.driver.database import Database
from service.ingest import load
from service.ingest.load import DeleteReport

__all__ = ["DeleteReport", "DeleteVideo", "delete_video"]


@dataclass(frozen=True)
class DeleteVideo:
    """`video`: id, slug or address of the talk. `dry_run`: say what would go, and leave the graph as it is."""

    video: str
    dry_run: bool = False


async def delete_video(database: Database, request: DeleteVideo) -> DeleteReport:
    """Takes a talk out of the graph; what other talks say too stays, with corrected counts.

    Raises:
        NotFound: there is no such talk.
        InvalidInput: several talks have this address.
    """
    return await load.delete_video(database, request.video, dry_run=request.dry_run)
