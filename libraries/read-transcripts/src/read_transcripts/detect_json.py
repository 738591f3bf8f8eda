# pyright: standard
# Parsed JSON may be anything.
"""Detects the format of parsed JSON by its keys; and what it is if it is not a known format."""

from pathlib import Path
from typing import Any, Literal

from read_transcripts.detect import is_prose
from read_transcripts.errors import FactsOnly, NotATranscript, TranscriptError, unread
from read_transcripts.services.nested import place_of_turns
from read_transcripts.services.records import place_of_rows
from read_transcripts.services.word_services import service_of
from read_transcripts.unread_formats import unread_json

_OTHER_JSON = "JSON of another kind"
_BESIDE_TEXT = {"text", "language", "usage", "logprobs", "duration", "task", "words", "segments"}
"""Keys of a service's answer with text only."""
_PARTS = ("segments", "utterances", "transcript", "transcription", "captions", "cues")
"""Top-level lists that other JSON rarely has."""
JsonFormat = Literal[
    "podcasting", "json3", "caption list", "whisper", "deepgram", "assemblyai", "speech", "rows", "nested",
    "prose",
]  # fmt: skip


def json_format(value: Any) -> JsonFormat | None:
    """Returns the format of parsed JSON; None if it is not a known one."""
    if isinstance(value, list):
        first = value[0] if value and isinstance(value[0], dict) else {}
        if {"text", "start"} <= first.keys() and not {"end", "stop"} & first.keys():
            return "caption list"
        return _listed(value)
    if not isinstance(value, dict) or unread_json(value) is not None:
        return None
    segments = value.get("segments")
    if isinstance(segments, list):
        sample = [item for item in segments[:5] if isinstance(item, dict)]
        if "version" in value or any("body" in item or "startTime" in item for item in sample):
            return "podcasting"
        if any("start" in item and "text" in item and "stop" not in item for item in sample) or (
            not segments and _heard_nothing(value)
        ):
            return "whisper"
        return _listed(value)
    if isinstance(value.get("results"), dict) and {"channels", "utterances"} & value["results"].keys():
        return "deepgram"
    if isinstance(value.get("events"), list):
        return "json3"
    if isinstance(value.get("transcription"), list) or (
        isinstance(value.get("chunks"), list) and "text" in value
    ):
        return "whisper"
    if {"words", "utterances"} & value.keys() and {
        "audio_duration",
        "utterances",
        "audio_url",
    } & value.keys():
        return "assemblyai"
    return _other_format(value)


def _heard_nothing(value: dict[str, Any]) -> bool:
    """What Whisper writes of silence."""
    text = value.get("text", "")
    return isinstance(text, str) and not text.strip() and ("text" in value or value.keys() <= _BESIDE_TEXT)


def _other_format(value: dict[str, Any]) -> JsonFormat | None:
    """Detects formats with single words, with rows under any key, or with only a text."""
    if service_of(value) is not None:
        return "speech"
    listed = None if "extractor" in value else _listed(value)  # yt-dlp's facts have comments
    if listed is not None:
        return listed
    said = value.get("text")
    return "prose" if isinstance(said, str) and is_prose(said) and value.keys() <= _BESIDE_TEXT else None


def _listed(value: Any) -> JsonFormat | None:
    """Detects formats with lists of rows, or of turns with their words inside."""
    if place_of_rows(value) is not None:
        return "rows"
    return None if place_of_turns(value) is None else "nested"


def _may_be_a_transcript(value: dict[str, Any]) -> bool:
    """Returns whether JSON of an unknown format has the parts of a transcript: it is broken, or in a new format."""
    return any(isinstance(value.get(part), list) for part in _PARTS)


def json_refusal(value: Any, path: Path) -> TranscriptError:
    """Returns why parsed JSON of an unknown format is refused."""
    if isinstance(value, dict):
        known = unread_json(value)
        if known is not None:
            return TranscriptError(path, unread(known))
        if _may_be_a_transcript(value):
            return TranscriptError(path, unread(_OTHER_JSON))
        if "chapters" in value:
            advice = ". Put them beside the transcript, as <its name>.chapters.json"
            return FactsOnly(path, "chapters without words", advice)
        if "playabilityStatus" in value:
            what = "YouTube's answer about a video, which has no words in it"
            return FactsOnly(path, what, _player_says(value))
        if "title" in value:
            return FactsOnly(path, "facts about a talk without its words")
    return NotATranscript(path, _OTHER_JSON)


def _player_says(value: dict[str, Any]) -> str:
    """Returns YouTube's data on captions, or why there are none."""
    captions = value.get("captions")
    tracks = captions.get("playerCaptionsTracklistRenderer") if isinstance(captions, dict) else None
    listed = tracks.get("captionTracks") if isinstance(tracks, dict) else None
    if isinstance(listed, list) and listed:
        return f". It names captions ({len(listed)}): save one of them, for example with yt-dlp"
    status = value["playabilityStatus"]
    reason = status.get("reason") if isinstance(status, dict) else None
    return f" and says: {reason[:100]}" if isinstance(reason, str) else " and names no captions"
