"""yt-dlp's `<name>.info.json` beside its captions: title, channel, date, address, chapters.

It has hundreds of keys, of which a few are read. An unexpected value counts as missing, because the file belongs to
another program.
"""

import re
from pathlib import Path
from typing import Any

from read_transcripts.beside.chapters import partition
from read_transcripts.errors import TranscriptError
from read_transcripts.parts.jsontext import parse
from read_transcripts.parts.markup import tidy
from read_transcripts.transcript import Chapter

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

    def metadata(self) -> dict[str, Any]:
        """Its facts, as `Transcript.metadata` has them; without those of another form than expected."""
        channel = self._text("channel") or self._text("uploader")
        url = self._address("webpage_url", "original_url")
        duration = self.value.get("duration")
        facts = {
            "title": tidy(self._text("fulltitle") or self._text("title") or "") or None,
            "description": self._text("description"),
            "language": self._text("language"),
            "url": url,
            "published_on": self._day("release_date") or self._day("upload_date"),
            "channel": channel
            and {"name": channel[:200], "url": self._address("channel_url", "uploader_url")},
            "thumbnail_url": self._address("thumbnail"),
            # Elsewhere `url` is that of one format, for a few hours.
            "media": self._address("url") if self.value.get("direct") is True else None,
            "duration": duration
            if isinstance(duration, (int, float)) and not isinstance(duration, bool)
            else None,
        }
        return {key: value for key, value in facts.items() if value is not None}

    def chapters(self) -> tuple[Chapter, ...]:
        """Its chapters, which may be none.

        Raises:
            TranscriptError: they cannot be read, or are out of order.
        """
        items = self.value.get("chapters")
        if not isinstance(items, list):
            return ()
        return partition(items, ("chapters",), self.text, self.file, ("start_time", "end_time"))

    def _text(self, key: str) -> str | None:
        value = self.value.get(key)
        return value if isinstance(value, str) and value.strip() else None

    def _day(self, key: str) -> str | None:
        match = _DAY.fullmatch(self._text(key) or "")
        return "-".join(match.groups()) if match else None

    def _address(self, *keys: str) -> str | None:
        found = (self._text(key) or "" for key in keys)
        return next((one for one in found if one.startswith(("http://", "https://"))), None)
