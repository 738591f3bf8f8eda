"""Reads a talk's file and what lies beside it, to send them to another Videograph."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.domain.document import VideoDocument
from service.ingest.formats import Overrides, read_file
from service.ingest.formats.metadata.companions import FilesBeside
from service.ingest.formats.source import read_bytes


@dataclass(frozen=True)
class TalkFile:
    """A file that was read. `is_document`: it is a VideoDocument. `companions`: what lies beside it, by name."""

    name: str
    content: bytes
    is_document: bool
    companions: Mapping[str, bytes]


def read_for_upload(file: Path, metadata: Overrides | None = None) -> TalkFile:
    """
    Args:
        metadata: what the caller says of the talk.

    Raises: TranscriptError, InvalidInput: it is no talk, or cannot be read; the message is that of an import.
    """
    found = read_file(file, metadata)
    is_document = isinstance(found, VideoDocument)
    beside = {} if is_document else FilesBeside(file)
    return TalkFile(file.name, read_bytes(file), is_document, {name: beside[name] for name in beside})
