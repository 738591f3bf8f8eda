"""yt-dlp's `<name>.info.json` beside its captions: title, channel, date, address, chapters.

It has hundreds of keys, of which a few are read. An unexpected value counts as missing, because the file belongs to
another program.
"""

import re
from pathlib import Path
from typing import Any

from service.domain.document import ChapterInfo
from service.errors import TranscriptError
from service.transcripts.metadata.chapters import partition
from service.transcripts.metadata.sidecar import Sidecar, fits, usable
from service.transcripts.parts.jsontext import parse

INFO_ENDING = ".info.json"
_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


class Info:
    """What an info.json says."""

    def __init__(self, text: str, file: Path) -> None:
        """Of the text of a file.

        Raises:
            TranscriptError: it cannot be read, or is no JSON object.
        """
        self.file = file
        self.text = text
        value = parse(text, file)
        if not isinstance(value, dict):
            raise TranscriptError(file, "is not yt-dlp's info.json: it must be one JSON object")
        self.value: dict[str, Any] = value

    def sidecar(self) -> Sidecar:
        """Its facts, as a sidecar has them."""
        channel = self._text("channel") or self._text("uploader")
        url = self._text("webpage_url") or self._text("original_url")
        duration = self.value.get("duration")
        facts = {
            "title": self._text("fulltitle") or self._text("title"),
            "description": self._text("description"),
            "language": self._text("language"),
            "url": url,
            "published": self._day("release_date") or self._day("upload_date"),
            "channel": channel
            and {"name": channel[:200], "url": self._address("channel_url", "uploader_url")},
            "thumbnail_url": self._text("thumbnail"),
            # Elsewhere `url` is that of one format, for a few hours.
            "media": self._address("url") if self.value.get("direct") is True else None,
            "duration": duration
            if isinstance(duration, (int, float)) and not isinstance(duration, bool)
            else None,
        }
        return usable(facts)

    def chapters(self, talk_end: float) -> tuple[ChapterInfo, ...]:
        """Its chapters, which may be none.

        Raises:
            TranscriptError: they cannot be read, or are out of order.
        """
        items = self.value.get("chapters")
        if not isinstance(items, list):
            return ()
        return partition(items, ("chapters",), self.text, self.file, talk_end, ("start_time", "end_time"))

    def _text(self, key: str) -> str | None:
        value = self.value.get(key)
        return value if isinstance(value, str) and value.strip() else None

    def _day(self, key: str) -> str | None:
        match = _DAY.fullmatch(self._text(key) or "")
        return "-".join(match.groups()) if match else None

    def _address(self, *keys: str) -> str | None:
        return next((found for key in keys if (found := self._text(key)) and fits("url", found)), None)
