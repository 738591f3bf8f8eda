"""Corrects the data of a video."""

from dataclasses import dataclass

from service.graph.driver.database import Database
from service.ingest.curation.talks import update_video as curation
from service.ingest.curation.talks.data_changes import CLEARABLE, NamedSpeaker, VideoData
from service.ingest.curation.talks.update_video import UpdateReport

__all__ = ["CLEARABLE", "NamedSpeaker", "UpdateReport", "UpdateVideo", "VideoData", "update_video"]


@dataclass(frozen=True)
class UpdateVideo:
    """
    Attributes:
        video: id, slug or address.
        if_revision: change it only if this is its revision.
        dry_run: report what would change, without changing the graph.
    """

    video: str
    data: VideoData
    if_revision: int | None = None
    dry_run: bool = False


async def update_video(database: Database, request: UpdateVideo) -> UpdateReport:
    """Decides the title, date, address, channel or speakers of a video, whatever its document says.

    Raises:
        NotFound: there is no such video.
        InvalidInput: nothing would change, or a value cannot be used.
        Conflict: it has another revision, or another video has the address.
    """
    return await curation.update_video(
        database, request.video, request.data, if_revision=request.if_revision, dry_run=request.dry_run
    )
