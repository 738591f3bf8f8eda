# pyright: standard
# Parsed JSON may be anything.
"""Formats that are recognized but not read. Each is refused by its name, so that its times and marks never become words.

Each costs one pattern. Whoever has such files converts them, or writes a reader of their own.
"""

import re
from dataclasses import dataclass
from typing import Any

_HEAD = 20_000
"""Characters that are looked at."""
_FRAMES = r"[0-9]{2}:[0-9]{2}:[0-9]{2}[:;][0-9]{2}"


@dataclass(frozen=True, slots=True)
class UnreadFormat:
    """A format and what to do with its files. `fewest`: occurrences of the pattern; 0 if it must match at the start."""

    name: str
    pattern: re.Pattern[str]
    advice: str
    fewest: int = 0

    def __str__(self) -> str:
        return f"{self.name}. {self.advice}"


def _by_ffmpeg(ending: str) -> str:
    return f"Convert it to WebVTT or SubRip, for example with ffmpeg -i talk.{ending} talk.vtt"


_EXPORT = "Export it as WebVTT or SubRip"
_TEXTS = (
    UnreadFormat("captions as a broadcast carries them (SCC)", re.compile("Scenarist_SCC"), _by_ffmpeg("scc")),
    UnreadFormat("SAMI captions", re.compile(r"<sami\b", re.IGNORECASE), _by_ffmpeg("smi")),
    UnreadFormat("RealText captions", re.compile(r"<window\b", re.IGNORECASE), _by_ffmpeg("rt")),
    UnreadFormat(
        "MicroDVD captions",
        re.compile(r"(?:\{DEFAULT\}[^\n]*\n\s*)?\{[0-9]{1,9}\}\{[0-9]{0,9}\}", re.IGNORECASE),
        _by_ffmpeg("sub"),
    ),
    UnreadFormat("MPL2 captions", re.compile(r"^\[[0-9]{1,9}\]\[[0-9]{0,9}\]", re.MULTILINE), _by_ffmpeg("mpl"), 3),
    UnreadFormat("SubViewer captions", re.compile(r"\[(?:information|subtitle)\]", re.IGNORECASE), _by_ffmpeg("sub")),
    UnreadFormat("QuickTime text", re.compile(r"\{QTtext\}", re.IGNORECASE), _EXPORT),
    UnreadFormat(
        "a Podlove Simple Transcript",
        re.compile(r"(?:<\?.*?\?>\s*)?<(?:\w+:)?transcripts\b[^>]*simple-transcripts", re.DOTALL),
        "Export it as WebVTT",
    ),
    UnreadFormat(
        "TTML with time codes of a broadcast (SMPTE)",
        re.compile(r"""(?:<[?!][^>]*>\s*)*<(?:\w+:)?tt\b[^>]*timeBase\s*=\s*["']smpte""", re.DOTALL),
        _by_ffmpeg("ttml"),
    ),
    UnreadFormat(
        "a list of subtitles of an editing program (Avid, Encore, Spruce)",
        re.compile(rf"^\s*(?:[0-9]+\s+)?{_FRAMES}\s*[,\s]\s*{_FRAMES}", re.MULTILINE | re.ASCII),
        _EXPORT,
        2,
    ),
    UnreadFormat(
        "labels of Audacity",
        re.compile(r"[0-9]{1,6}[.,][0-9]{1,9}\t[0-9]{1,6}[.,][0-9]{1,9}\t", re.ASCII),
        _EXPORT,
    ),
    UnreadFormat(
        "TMPlayer captions",
        re.compile(r"^[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:,[0-9])?[:=][^\s\d]", re.MULTILINE | re.ASCII),
        _by_ffmpeg("txt"),
        2,
    ),
    UnreadFormat(
        "text with time marks of f4 or MAXQDA",
        re.compile(r"#[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:-[0-9])?#", re.ASCII),
        _EXPORT,
        2,
    ),
)  # fmt: skip
_NO_PROSE = "Export it as WebVTT, SubRip, or JSON that Whisper writes"


def unread_text(text: str) -> UnreadFormat | None:
    """Returns the format of a text if it is a known one that is not read."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    for unread in _TEXTS:
        if unread.fewest == 0:
            found = unread.pattern.match(head) is not None
        else:
            found = len(unread.pattern.findall(head)) >= unread.fewest
        if found:
            return unread
    return None


def unread_json(value: Any) -> str | None:
    """Returns the name of a JSON format that is known and not read, with advice."""
    name = _json_name(value) if isinstance(value, dict) else None
    return None if name is None else f"{name}. {_NO_PROSE}"


def _json_name(value: dict[str, Any]) -> str | None:
    if isinstance(value.get("blocks"), list) and "entityMap" in value:
        return "a document of an editor on Draft.js"
    if isinstance(value.get("text"), str) and "media" in value and value["text"].lstrip().startswith("<"):
        return "an oTranscribe document"
    if isinstance(value.get("words"), list) and isinstance(value.get("paragraphs"), list):
        return "a Hyperaudio transcript"
    if _first(value.get("result")).keys() >= {"word", "start", "end"}:
        return "a result of Vosk"
    alternatives = _first(value.get("results")).get("alternatives")
    return "a result of IBM Watson" if "timestamps" in _first(alternatives) else None


def _first(listed: Any) -> dict[str, Any]:
    first = listed[0] if isinstance(listed, list) and listed else None
    return first if isinstance(first, dict) else {}
