"""Exports a talk: its kept document, with the decisions on it. Importing it gives the same graph."""

from collections import Counter
from dataclasses import dataclass

from service.domain.document import VideoDocument
from service.domain.document_types import ExportInfo
from service.domain.faults import check_document
from service.domain.identity import bare, content_hash
from service.extractors.authority import with_authority
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement
from service.store.export.decisions import decisions_of_document
from service.store.find_video import find_video, video_not_found
from service.store.kept_documents import read_document
from service.store.versions import read_videos


@dataclass(frozen=True)
class ExportedVideo:
    """`dropped`: statements that the video's own words do not support, counted by reason; a document may not contain them."""

    slug: str
    document: VideoDocument
    dropped: Counter[str]


async def list_videos(database: Database) -> list[str]:
    """The ids of all, in order."""
    return [id_ for (id_,) in await execute(database, "video/list", label="videos")]


async def export_video(database: Database, reference: str) -> ExportedVideo:
    """
    Args:
        reference: id (with or without `video:`), slug or url.

    Raises:
        NotFound: there is no such video.
        InvalidInput: several videos have this address.
    """

    async def work(transaction: Transaction) -> ExportedVideo:
        id_ = (await find_video(transaction, reference))["id"]
        await run_statement(
            transaction, "video/lock_existing", ids=[id_]
        )  # nothing of it changes while it is read
        state = (await read_videos(transaction, [id_])).get(id_)
        if state is None:  # it went before it was locked
            raise video_not_found(reference)
        said = with_authority(await read_document(transaction, id_), state["authority"])
        document, dropped = check_document(said)
        video = document.video.model_copy(update={"id": bare(id_)})
        document = document.model_copy(update={"video": video})
        decisions = await decisions_of_document(transaction, document, id_)
        origin = ExportInfo(
            hash=content_hash(document), content_hash=state["contentHash"], source_hash=state["sourceHash"]
        )
        document = document.model_copy(update={"decisions": decisions, "export": origin})
        return ExportedVideo(state["slug"], document, dropped)

    return await database.write(work, name="export video")
