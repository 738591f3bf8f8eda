"""Exports talks as VideoDocuments, and the decisions of the graph. Importing both into an empty graph gives the same graph."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.decision_records import DecisionsFile
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.ingest.export import decisions, video
from service.ingest.export.video import Exported

__all__ = [
    "DecisionsFile",
    "ExportVideo",
    "Exported",
    "VideoDocument",
    "export_decisions",
    "export_video",
    "list_videos",
]


@dataclass(frozen=True)
class ExportVideo:
    """`video`: id, slug or address of the talk."""

    video: str


async def export_video(database: Database, request: ExportVideo) -> Exported:
    """Returns everything that the graph has about a talk, as a document.

    Raises: NotFound: the talk does not exist. InvalidInput: several talks have this address.
    """
    return await video.export_video(database, request.video)


async def export_decisions(database: Database) -> DecisionsFile:
    """Returns all decisions of the graph."""
    return await decisions.export_decisions(database)


async def list_videos(database: Database) -> Sequence[str]:
    """Returns the ids of all talks, sorted."""
    return await video.list_videos(database)
