"""Reads a talk's file and what lies beside it, for a job, here or on another Videograph."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from read_transcripts.beside.companions import companion_name, stems
from service.domain.document import VideoDocument
from service.errors import InvalidInput
from service.speech.media_types import is_recording
from service.transcripts import Overrides, read_file
from service.transcripts.source import SIDECAR_ENDING, FilesBeside, read_bytes

_LARGEST_INLINE = 500_000
"""Bytes of a file that is sent in a request: JSON makes it longer, and a request has at most 1 MB."""


@dataclass(frozen=True)
class UploadFile:
    """A file that was read; of a recording, `content` is where it lies. `is_document`: it is a VideoDocument. `companions`: what lies beside
    it, by name. `metadata`: what else is said of the talk."""

    name: str
    content: bytes | Path
    is_document: bool
    companions: Mapping[str, bytes]
    metadata: Overrides

    @property
    def inline(self) -> bytes | None:
        """The content, if it can be sent in a request; None if the file and what lies beside it are to be uploaded first."""
        content = self.content
        return (
            content
            if isinstance(content, bytes) and len(content) <= _LARGEST_INLINE and not self.companions
            else None
        )


def read_for_upload(file: Path, metadata: Overrides | None = None) -> UploadFile:
    """
    Args:
        metadata: what the caller says of the talk. What only a sidecar can say is written into one.

    Raises: TranscriptError, InvalidInput: it is no talk, or cannot be read; the message is that of an import.
    """
    metadata = metadata or Overrides()
    if is_recording(file):
        return _with_companions(file, file, metadata)
    found = read_file(file, metadata)
    content = read_bytes(file)
    if isinstance(found, VideoDocument):
        if _for_sidecar(metadata):
            raise InvalidInput(
                f"{file}: what --metadata says of description, thumbnail, moments or the channel's address cannot be sent with a "
                "VideoDocument: write it into the document"
            )
        return UploadFile(file.name, content, True, {}, metadata)
    return _with_companions(file, content, metadata)


def _with_companions(file: Path, content: bytes | Path, metadata: Overrides) -> UploadFile:
    beside = FilesBeside(file)
    companions = {name: beside[name] for name in beside}
    said = _for_sidecar(metadata)
    if said:
        name = companion_name(file, SIDECAR_ENDING, companions) or f"{stems(file)[0]}{SIDECAR_ENDING}"
        companions[name] = _with_values(companions.get(name), said)
        metadata = replace(
            metadata, description=None, thumbnail_url=None, moment_url_template=None, channel_id=None, channel_url=None
        )  # fmt: skip
        if isinstance(said.get("channel"), dict):  # it is complete there
            metadata = replace(metadata, channel=None)
    return UploadFile(file.name, content, False, companions, metadata)


def _for_sidecar(metadata: Overrides) -> dict[str, Any]:
    """Returns what `TalkMetadataInput` has no key for, by the keys of a sidecar."""
    said: dict[str, Any] = {
        "description": metadata.description,
        "thumbnailUrl": metadata.thumbnail_url,
        "momentUrlTemplate": metadata.moment_url_template,
    }
    if metadata.moment_url_template is not None and metadata.url is not None:
        said["url"] = metadata.url  # another address would bring another template
    if metadata.channel is not None and (metadata.channel_id or metadata.channel_url):
        channel = {"name": metadata.channel, "id": metadata.channel_id, "url": metadata.channel_url}
        said["channel"] = {key: value for key, value in channel.items() if value is not None}
    return {key: value for key, value in said.items() if value is not None}


def _with_values(sidecar: bytes | None, said: Mapping[str, Any]) -> bytes:
    values = json.loads(sidecar) if sidecar is not None else {}  # `read_file` has read it
    return json.dumps({**cast("dict[str, Any]", values), **said}, ensure_ascii=False).encode()
