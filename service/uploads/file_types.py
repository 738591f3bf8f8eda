"""The type of an uploaded file that is no audio or video, by its content: transcripts as the import detects them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import read_transcripts
from read_transcripts.detect import binary_kind, text_format
from read_transcripts.encoding.packed import OLE, ZIP
from service.errors import TranscriptError, UnsupportedUpload
from service.transcripts.document_reader import VideoDocumentReader
from service.transcripts.source import COMPANION_ENDINGS, parse, text_of

type FileKind = Literal["transcript", "metadata", "media"]
"""`metadata`: facts or chapters of a talk, which the import reads beside its transcript."""


@dataclass(frozen=True)
class FileType:
    """`media_type`: a MIME type."""

    kind: FileKind
    media_type: str


_TRANSCRIPTS = {
    "webvtt": "text/vtt",
    "subrip": "application/x-subrip",
    "substation": "text/x-ssa",
    "ttml": "application/ttml+xml",
    "timed text": "application/xml",
    "webpage": "text/html",
    "plain": "text/plain",
}
_JSON = "application/json"
_LISTS = {"json lines": "application/x-ndjson", "table": "text/csv"}
VIDEO_DOCUMENT = "application/vnd.videograph+json"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"


def refuse_binary(name: str, head: bytes) -> None:
    """Checks the first bytes of a file that is no audio or video.

    Raises:
        UnsupportedUpload: it is a binary file of a known kind without words.
    """
    kind = None if head.startswith((ZIP, OLE)) else binary_kind(head)
    if head[4:8] == b"ftyp":
        kind = "a picture"  # the video formats among these files are known to `media_type_of`
    if kind is not None:
        raise _refused(name, kind)


def transcript_type_of(name: str, content: bytes) -> FileType:
    """Returns the type of a whole file that is no audio or video.

    Raises:
        UnsupportedUpload: the import does not read it; the message says what it is.
    """
    try:
        found = read_transcripts.format_of(content, name=name)
    except read_transcripts.TranscriptError as error:
        if isinstance(error, read_transcripts.FactsOnly) or (
            name.endswith(COMPANION_ENDINGS) and _is_object(content, name)
        ):
            return FileType("metadata", _JSON)
        raise UnsupportedUpload(str(error)) from None
    if found == VideoDocumentReader.name:
        return FileType("transcript", VIDEO_DOCUMENT)
    if content.startswith(ZIP):
        return FileType("transcript", _WORD if b"word/document.xml" in content else _OPEN_DOCUMENT)
    return FileType("transcript", _TRANSCRIPTS.get(found) or _list_type(content, Path(name)))


def _list_type(content: bytes, path: Path) -> str:
    """Returns the type of a file whose format is one of lists of rows, which may be written in several ways."""
    return _LISTS.get(text_format(text_of(content, path)) or "", _JSON)


def _is_object(content: bytes, name: str) -> bool:
    try:
        return isinstance(parse(text_of(content, Path(name)), Path(name)), dict)
    except TranscriptError:
        return False


def _refused(name: str, kind: str) -> UnsupportedUpload:
    return UnsupportedUpload(f"{name}: is neither audio or video nor a transcript, but {kind}")
