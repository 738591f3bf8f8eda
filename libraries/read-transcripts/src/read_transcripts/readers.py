"""Which reader reads a text: one that somebody else has installed, or that of a format that is detected."""

from collections.abc import Callable
from functools import cache, partial
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Protocol

from read_transcripts.captions.substation import read_substation
from read_transcripts.captions.ttml import read_ttml
from read_transcripts.captions.webvtt import read_subrip, read_webvtt
from read_transcripts.captions.youtube import read_caption_list, read_json3, read_timed_text
from read_transcripts.detect import TextFormat, as_value, refusal, text_format
from read_transcripts.detect_json import JsonFormat, json_format, json_refusal
from read_transcripts.parts.markup import preformatted
from read_transcripts.parts.spoken import RawTranscript, TimedLines
from read_transcripts.services.nested import read_nested
from read_transcripts.services.podcasting import read_podcasting
from read_transcripts.services.records import read_rows
from read_transcripts.services.turn_services import read_assemblyai, read_deepgram
from read_transcripts.services.whisper import read_whisper
from read_transcripts.services.word_services import read_speech
from read_transcripts.text.plain import read_plain
from read_transcripts.text.webpage import read_webpage
from read_transcripts.transcript import Transcript

GROUP = "read_transcripts.readers"
"""Of the entry points."""


class Reader(Protocol):
    """A reader of one's own, which an entry point of the group `read_transcripts.readers` names. The entry point's name is the format's."""

    def matches(self, text: str) -> bool:
        """Returns whether a text is in its format. It is asked before all others, so it must be sure and quick."""
        ...

    def read(self, text: str, name: str) -> Transcript:
        """Returns the segments, and what else the text says. `name`: what the file is called, for messages.

        Raises:
            TranscriptError: it cannot be read.
        """
        ...


_TEXT_READERS: dict[TextFormat, Callable[[str, Path], RawTranscript]] = {
    "webvtt": read_webvtt,
    "subrip": read_subrip,
    "substation": read_substation,
    "ttml": read_ttml,
    "timed text": read_timed_text,
    "webpage": read_webpage,
    "plain": read_plain,
}
_JSON_READERS: dict[JsonFormat, Callable[[Any, str, Path], RawTranscript]] = {
    "podcasting": read_podcasting,
    "json3": read_json3,
    "caption list": read_caption_list,
    "whisper": read_whisper,
    "deepgram": read_deepgram,
    "assemblyai": read_assemblyai,
    "speech": read_speech,
    "rows": read_rows,
    "nested": read_nested,
    "prose": lambda value, text, file: read_plain(value["text"], file),
}


@cache
def installed_readers() -> dict[str, Reader]:
    """The readers of others, by the names of their formats."""
    found = sorted(entry_points(group=GROUP), key=lambda one: one.name)
    return {one.name: _instance(one.load()) for one in found}


def _instance(loaded: Any) -> Reader:
    return loaded() if isinstance(loaded, type) else loaded


def find_reader(text: str, path: Path) -> tuple[str, Callable[[], RawTranscript]]:
    """Returns the format of a text, and what reads it.

    Raises:
        TranscriptError: no reader reads it; the message says what it is instead.
    """
    for name, reader in installed_readers().items():
        if reader.matches(text):
            return name, partial(_read_by, reader, text, path)
    within = preformatted(text)
    if within is not None and text_format(within) in ("webvtt", "subrip"):
        text = within
    kind = text_format(text)
    if kind is None:
        raise refusal(text, path)
    if kind not in ("json", "json lines", "table"):
        read_text = _TEXT_READERS[kind]
        return kind, lambda: read_text(text, path)
    value, source = as_value(text, kind, path)
    json_kind = json_format(value)
    if json_kind is None:
        raise json_refusal(value, path)
    read_json = _JSON_READERS[json_kind]
    return json_kind, lambda: read_json(value, source, path)


def _read_by(reader: Reader, text: str, path: Path) -> RawTranscript:
    transcript = reader.read(text, str(path))
    return RawTranscript(
        [
            TimedLines(one.start, one.end, (one.text,), one.speaker, one.speaker_changes, one.words)
            for one in transcript.segments
        ],
        transcript.language,
        transcript.title,
        transcript.changes,
        transcript.metadata,
    )
