"""The file with a talk's sound or picture, as sidecars, feeds and other programs name it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from service.domain.document import MediaInfo
from service.errors import InvalidInput
from service.transcripts.source import fault_of

_TYPES = {
    "aac": "audio/aac",
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "m4b": "audio/mp4",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "webm": "video/webm",
}
"""Ending of a file → MIME type. The standard library's own table differs between systems."""
_TYPE_KEYS = ("mediaType", "media_type", "type", "mimeType", "mime_type")
_URL_KEYS = ("url", "href", "src")


def media_type_of(url: str) -> str | None:
    """Returns the MIME type for the extension of an address's path."""
    try:
        ending = urlsplit(url).path.rpartition(".")[2].lower()
    except ValueError:
        return None
    return _TYPES.get(ending)


def media_at(url: str) -> MediaInfo:
    """The file at an address, its type by the ending.

    Raises:
        InvalidInput: it is no address.
    """
    try:
        return MediaInfo(url=url, media_type=media_type_of(url))
    except ValidationError as error:
        raise InvalidInput(f"media: {fault_of(error)[1]}") from None


def read_media(value: Any) -> Any:
    """An address, an object with address and type, or the first of a list that is sound or picture, as `MediaInfo` has it.

    What is none of these is returned as it is, for validation to refuse.
    """
    if isinstance(value, list):
        items = [read_media(item) for item in value]
        return next((item for item in items if _is_playable(item)), items[0] if items else None)
    if isinstance(value, str):
        url = value.strip()
        return {"url": url, "media_type": media_type_of(url)} if url else None
    if isinstance(value, Mapping):
        url = next((value[key] for key in _URL_KEYS if value.get(key)), None)
        known = next((value[key] for key in _TYPE_KEYS if value.get(key)), None)
        return {"url": url, "media_type": known or (media_type_of(url) if isinstance(url, str) else None)}
    return value


def _is_playable(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    kind = value.get("media_type")
    return kind is None or str(kind).startswith(("audio/", "video/"))
