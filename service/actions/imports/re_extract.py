"""Extracts a talk of the graph again, from its stored transcript."""

import asyncio
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

from service.actions.imports.import_talk import TalkReport
from service.domain.document import Transcript, VideoDocument
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.ingest.export.video import export_video
from service.ingest.extractors.extract import extract
from service.ingest.extractors.interface import Extraction
from service.ingest.extractors.progress import Listen, listening
from service.ingest.extractors.registry import OFFLINE
from service.ingest.load import import_document


@dataclass(frozen=True)
class ReExtract:
    """`video`: id, slug or address of the talk. `extractor`: an installed one. `by_hand`: also a talk that a person
    has edited."""

    video: str
    extractor: str = OFFLINE
    by_hand: bool = False


async def re_extract(
    database: Database,
    request: ReExtract,
    *,
    progress: Listen | None = None,
    executor: Executor | None = None,
) -> TalkReport:
    """Extracts a talk again, for example after an update of the extractor. The talk keeps its id, its words, its
    speakers and its chapters. Entities, connections, topics and summary are the new results, and decisions apply as
    in any import.

    Args:
        progress, executor: as in `import_talk`.

    Raises:
        NotFound: there is no such talk.
        InvalidInput: a person wrote what the graph has of the talk, which would be lost.
        SetupError: the extractor is not installed or not set up.
    """
    document = (await export_video(database, request.video)).document
    if document.relationships and document.extractor == "person" and not request.by_hand:
        raise InvalidInput(
            f"a person wrote the entities and connections of {document.video.id}, and extracting them again would replace them"
        )
    work = partial(_extract, request.extractor, _transcript(document))
    if executor is not None:
        extraction = await asyncio.get_running_loop().run_in_executor(executor, work)
    else:
        extraction = await asyncio.to_thread(work, progress)
    imported = await import_document(database, extraction.document)
    return TalkReport(imported, extraction.dropped, extraction.notes)


def _extract(extractor: str, transcript: Transcript, progress: Listen | None = None) -> Extraction:
    if progress is None:
        return extract(extractor, transcript)
    with listening(progress):
        return extract(extractor, transcript)


def _transcript(document: VideoDocument) -> Transcript:
    """Returns the stored source of the document."""
    return Transcript(
        video=document.video,
        speakers=tuple(speaker.model_copy(update={"person": None}) for speaker in document.speakers),
        segments=document.segments,
        chapters=document.chapters,
    )
