"""Reads a talk's file as a document to load; also with errors as values, for other processes."""

import logging
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.actions.extraction.recordings import read_recording, recording_at
from service.domain.document import Transcript, VideoDocument
from service.errors import NotATranscript, SetupError, VideographError
from service.extractors.extract import extract
from service.extractors.progress import part
from service.extractors.registry import OFFLINE, require_statements
from service.store.check import require_borne_out
from service.transcripts import Overrides, Recording, TalkFile, read, read_with_notes

_log = logging.getLogger("videograph")
_HEARD = 0.9
"""Share of the work on a recording that is to hear it; the rest is the extraction."""


@dataclass(frozen=True)
class Reading:
    """A document, the counts by reason of statements without support, and notes on reading it. `complete`: another
    try would find no more. `whole`: it was read from a VideoDocument."""

    document: VideoDocument
    dropped: Counter[str]
    notes: tuple[str, ...]
    complete: bool = True
    whole: bool = False


@dataclass(frozen=True)
class Refusal:
    """Why there is no document, with the file name first. `setup`: the next file would fail too. `other`: what the
    file is, if it is clearly not a transcript."""

    message: str
    setup: bool = False
    other: str | None = None


def read_document(
    file: Path | TalkFile | Recording, extractor: str = OFFLINE, overrides: Overrides | None = None
) -> Reading:
    """Reads the document of a file.

    Raises:
        TranscriptError, InvalidInput: the file or an option cannot be used.
        SetupError: it is a transcript, and the extractor is not installed or not set up; or a recording, and speech recognition is not.
    """
    file = (recording_at(file) or file) if isinstance(file, Path) else file
    if isinstance(file, Recording):
        with part(0.0, _HEARD):
            heard, notes = read_recording(file, overrides or Overrides())
        with part(_HEARD, 1.0):
            return _extracted(extractor, heard, notes)
    if isinstance(file, TalkFile):
        talk, notes = read(file.name, file.content, file.companions, overrides)
    else:
        talk, notes = read_with_notes(file, overrides)
    if isinstance(talk, VideoDocument):
        require_borne_out(talk)
        return Reading(talk, Counter(), notes, whole=True)
    return _extracted(extractor, talk, notes)


def _extracted(extractor: str, talk: Transcript, notes: tuple[str, ...]) -> Reading:
    require_statements(extractor)
    extraction = extract(extractor, talk)
    return Reading(extraction.document, extraction.dropped, (*notes, *extraction.notes), extraction.complete)


def read_again(document: VideoDocument, extractor: str) -> Reading:
    """Extracts a talk of the graph again, from the transcript in its document.

    Raises:
        SetupError: the extractor is not installed or not set up.
    """
    extraction = extract(extractor, document.transcript())
    return Reading(extraction.document, extraction.dropped, extraction.notes, extraction.complete)


def try_to_read(
    file: Path | TalkFile | Recording, extractor: str, overrides: Overrides | None
) -> Reading | Refusal:
    """Like `read_document`, with errors as values."""
    path = file if isinstance(file, Path) else Path(file.name)
    try:
        return read_document(file, extractor, overrides)
    except SetupError as error:
        return Refusal(error.message, setup=True)
    except NotATranscript as error:
        return Refusal(error.message, other=error.what)
    except Exception as error:
        return Refusal(what_went_wrong(path, error))


def what_went_wrong(file: Path, error: Exception) -> str:
    """Returns the error's message with the file name first, and the path in the document if there is one."""
    if isinstance(error, MemoryError):
        return f"{file}: there is not enough memory for it: try it again by itself, with --workers 1, or with more (VIDEOGRAPH_EXTRACT_MEMORY)"
    if not isinstance(error, VideographError):
        _log.debug("%s failed", file, exc_info=error)
        return f"{file}: a fault in Videograph, please report it: {type(error).__name__}: {error}"
    message = error.message
    path: tuple[Any, ...] = getattr(error, "path", ())
    if path:
        message = f"{'.'.join(str(key) for key in path)}: {message}"
    return message if message.startswith(str(file)) else f"{file}: {message}"
