"""The type of an uploaded file, by its content: audio and video by their first bytes, transcripts as the import detects them."""

import re
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

HEAD = 4096
"""Bytes by which audio and video are detected."""


@dataclass(frozen=True)
class FileType:
    """`media_type`: a MIME type."""

    kind: FileKind
    media_type: str


_TRANSCRIPTS: dict[Format, str] = {
    "webvtt": "text/vtt",
    "subrip": "application/x-subrip",
    "substation": "text/x-ssa",
    "counted": "text/plain",
    "ttml": "application/ttml+xml",
    "podlove": "application/xml",
    "timed text": "application/xml",
    "sami": "application/x-sami",
    "webpage": "text/html",
    "plain": "text/plain",
    "json": "application/json",
    "json lines": "application/x-ndjson",
    "table": "text/csv",
}
VIDEO_DOCUMENT = "application/vnd.videograph+json"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
_MEDIA = (
    (rb"ID3|\xff(?:[\xe2\xe3\xf2\xf3\xfa\xfb])", "audio/mpeg"),  # layer III; \xff\xfe would be UTF-16
    (rb"\xff[\xf0\xf1\xf8\xf9]", "audio/aac"),
    (rb"fLaC", "audio/flac"),
    (rb"OggS.{24}.{0,255}\x80theora", "video/ogg"),
    (rb"OggS", "audio/ogg"),
    (rb"RIFF....WAVE|RF64....WAVE", "audio/wav"),
    (rb"RIFF....AVI ", "video/x-msvideo"),
    (rb"FORM....AIF[FC]", "audio/aiff"),
    (rb"caff\0", "audio/x-caf"),
    (rb"#!AMR", "audio/amr"),
    (rb"\x1aE\xdf\xa3.{0,60}webm", "video/webm"),
    (rb"\x1aE\xdf\xa3.{0,60}matroska", "video/x-matroska"),
    (rb"FLV\x01", "video/x-flv"),
    (rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (rb"\0\0\x01[\xba\xb3]", "video/mpeg"),
    (rb"G.{187}G.{187}G", "video/mp2t"),
    (rb"\0...ftyp(?:M4A|M4B|F4A)", "audio/mp4"),
    (rb"\0...ftypqt|\0...(?:moov|wide|free|skip|mdat)", "video/quicktime"),
    (
        rb"\0...ftyp(?!avi[fs]|hei[cfmsx]|hev[cmsx]|mi[af]1|msf1|crx|jp[2mx])",
        "video/mp4",
    ),  # those are pictures
)
_SIGNATURES = [(re.compile(signature, re.DOTALL), media_type) for signature, media_type in _MEDIA]


def media_type_of(head: bytes) -> FileType | None:
    """Returns the type of audio or video by its first `HEAD` bytes; None if it is something else."""
    found = (media_type for signature, media_type in _SIGNATURES if signature.match(head))
    media_type = next(found, None)
    return None if media_type is None else FileType("media", media_type)


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
