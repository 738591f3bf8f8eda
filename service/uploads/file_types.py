"""The type of an uploaded file that is no audio or video, by its content: transcripts as the import detects them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from service.errors import TranscriptError, UnsupportedUpload
from service.transcripts.detect import Format, as_value, binary_kind, refusal, text_format
from service.transcripts.detect_json import is_aside, json_format, json_refusal
from service.transcripts.encoding.packed import OLE, ZIP
from service.transcripts.metadata.companions import COMPANION_ENDINGS
from service.transcripts.source import decoded

type FileKind = Literal["transcript", "metadata", "media"]
"""`metadata`: facts or chapters of a talk, which the import reads beside its transcript."""


@dataclass(frozen=True)
class FileType:
    """`media_type`: a MIME type."""

    kind: FileKind
    media_type: str


_TRANSCRIPTS: dict[Format, str] = {
    "webvtt": "text/vtt",
    "subrip": "application/x-subrip",
    "substation": "text/x-ssa",
    "ttml": "application/ttml+xml",
    "timed text": "application/xml",
    "webpage": "text/html",
    "plain": "text/plain",
    "json": "application/json",
    "json lines": "application/x-ndjson",
    "table": "text/csv",
}
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
    path = Path(name)
    try:
        text = decoded(content, path).text
        kind = text_format(text)
        if kind is None:
            raise refusal(text, path)
        if kind in ("json", "json lines", "table"):
            value, _ = as_value(text, kind, path)
            found = json_format(value)
            if found == "document":
                return FileType("transcript", VIDEO_DOCUMENT)
            if found is None:
                if is_aside(value) or (isinstance(value, dict) and name.endswith(COMPANION_ENDINGS)):
                    return FileType("metadata", _TRANSCRIPTS[kind])
                raise json_refusal(value, path)
    except TranscriptError as error:
        raise UnsupportedUpload(error.message) from None
    if content.startswith(ZIP):
        return FileType("transcript", _WORD if b"word/document.xml" in content else _OPEN_DOCUMENT)
    return FileType("transcript", _TRANSCRIPTS[kind])


def _refused(name: str, kind: str) -> UnsupportedUpload:
    return UnsupportedUpload(f"{name}: is neither audio or video nor a transcript, but {kind}")
