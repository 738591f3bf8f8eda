"""Runs any extractor on a talk, and checks its result against the transcript, so that no extractor can add words that
were not said."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from service.domain.document import Transcript, VideoDocument
from service.domain.faults import check_document
from service.errors import ExtractorFault, VideographError
from service.extractors.authority import with_authority
from service.extractors.interface import Extraction, Extractor
from service.extractors.registry import authority_of_extractor, find_extractor, package_of

_log = logging.getLogger("videograph")


def extract(name: str, transcript: Transcript) -> Extraction:
    """Returns the extractor's result for a talk, without statements that the talk does not support; `dropped` counts
    these.

    Raises: SetupError: the extractor is not installed or not configured. ExtractorFault: it failed, or returned
    something else than a document of this talk.
    """
    extractor = find_extractor(name)
    found = _run(name, extractor, transcript)
    extraction = found if isinstance(found, Extraction) else Extraction(found)
    document = extraction.document
    if not isinstance(document, VideoDocument):  # pyright: ignore[reportUnnecessaryIsInstance]: others' code
        raise ExtractorFault(name, f"it gave a {type(document).__name__} instead of a VideoDocument")
    for fault in _changes(transcript, document):
        raise ExtractorFault(name, fault)
    made = document.model_copy(
        update={
            "extractor": extractor.version,
            "inferred": tuple(_inferred(transcript, document)),
            "decisions": None,
            "export": None,
        }
    )
    checked, dropped = check_document(with_authority(made, authority_of_extractor(name)))
    return replace(extraction, document=checked, dropped=+(extraction.dropped + dropped))


def _inferred(transcript: Transcript, document: VideoDocument) -> Iterator[Literal["speakers", "chapters"]]:
    """Yields what the document has and the transcript has not."""
    if document.speakers and not transcript.speakers:
        yield "speakers"
    if document.chapters and not transcript.chapters:
        yield "chapters"


def _run(name: str, extractor: Extractor, transcript: Transcript) -> Extraction | VideoDocument:
    package = package_of(name)
    if package is None:
        return extractor(transcript)
    try:
        return extractor(transcript)
    except (VideographError, MemoryError):
        raise
    except Exception as error:
        _log.debug("%s failed", name, exc_info=error)
        raise ExtractorFault(
            name, f"{type(error).__name__}: {error}; please report it to the makers of {package}"
        ) from error


def _changes(transcript: Transcript, document: VideoDocument) -> Iterator[str]:
    """Returns what the extractor changed in the talk itself. It may add speakers that the source does not name."""
    if document.video != transcript.video:
        yield "it changed what the source says of the talk"
    if len(document.segments) != len(transcript.segments):
        yield f"the talk has {len(transcript.segments)} segments, and its document {len(document.segments)}"
    for index, (said, given) in enumerate(zip(transcript.segments, document.segments, strict=False)):
        speaker = said.speaker or given.speaker
        if given != said.model_copy(update={"speaker": speaker}):
            yield f"it changed segment {index}"
