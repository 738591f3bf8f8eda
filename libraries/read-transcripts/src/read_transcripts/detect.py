"""Detects the format of a text by its content, not by the file's extension."""

import re
from pathlib import Path
from typing import Any, Literal
from unicodedata import category

from read_transcripts.captions.substation import is_substation
from read_transcripts.encoding.packed import OLE, ZIP, ole_kind, packed_kind
from read_transcripts.errors import NotATranscript, TranscriptError, unread
from read_transcripts.parts.jsontext import is_json_lines, lines_as_json, parse
from read_transcripts.parts.timing import TIMING, has_other_timing
from read_transcripts.services.records import is_table, markdown_table, table_as_json
from read_transcripts.text.frontmatter import without_front_matter
from read_transcripts.text.plain import has_times
from read_transcripts.unread_formats import unread_text

TextFormat = Literal["webvtt", "subrip", "substation", "ttml", "timed text", "webpage", "plain"]
ListFormat = Literal["json", "json lines", "table"]
Format = TextFormat | ListFormat
_SUBRIP = re.compile(rf"^[^\S\n]*{TIMING.pattern}", re.MULTILINE)
_WEBVTT = re.compile(r"WEBVTT(?=\s|$)")
_JSON = re.compile(r"\{(?![0-9\\])|\[\s*[\[{\"\]]")
_WORD = re.compile(
    r"""[\[("'“‘«¿¡–—*-]*+(?:[^\W_]++(?:['’\-–—/&.:。，、！？]+[^\W_]++)*+)?[\])"'”’».,;:!?…–—*。，、！？।۔؟،؛%-]*"""
)
_FEWEST = 10
_MAGIC = (
    (b"%PDF", "a PDF. Save its words as plain text, for example with pdftotext talk.pdf talk.txt"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"RIFF", "a sound or video file"),
    (b"\x1aE\xdf\xa3", "a video file"),
    (b"\0\0\1\xba", "pictures of captions (VobSub), or a video file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "a Rich Text document. Save it as a Word document (.docx) or as plain text"),
)
_ROOT = re.compile(r"(?:\s+|(?><[?!].*?>))*+<(?P<root>[\w:.-]+)", re.DOTALL)
_ASIDE = re.compile(r"<!--.*?(?:-->|\Z)|<!DOCTYPE[^\[>]*\[.*?(?:\]\s*>|\Z)", re.DOTALL)
_HTML = re.compile(
    r"<(?:!doctype html|html|body|cite|time|p|div|pre|section|article|h[1-6]|ul|table)\b", re.IGNORECASE
)


def binary_kind(data: bytes) -> str | None:
    """Returns what a binary file is, in words; None if it is not one of the usual kinds."""
    if data[4:8] == b"ftyp":
        return "a video file"
    if data.startswith(ZIP):
        return str(packed_kind(data))
    if data.startswith(OLE):
        return str(ole_kind(data))
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def is_subrip(text: str) -> bool:
    """Returns whether any line has the times of a cue."""
    return _SUBRIP.search(text) is not None or has_other_timing(text)


def text_format(text: str) -> Format | None:
    """Returns the format; None if it is not a known one."""
    head = text[:1000].lstrip()
    if _WEBVTT.match(head):
        return "webvtt"
    if is_substation(text):
        return "substation"
    if unread_text(text) is not None:
        return None
    if is_subrip(text):
        return "subrip"
    if _JSON.match(head):
        return "json lines" if is_json_lines(text) else "json"
    if head.startswith("<"):
        return _markup_format(text)
    if is_table(markdown_table(text) or text):
        return "table"
    return "plain" if has_times(text) or is_prose(without_front_matter(text)) else None


def as_value(text: str, kind: ListFormat, path: Path) -> tuple[Any, str]:
    """Returns the value of a text in a list format, and the JSON that it was parsed from, line by line as in the
    text.

    Raises:
        TranscriptError: it is no JSON, with the line.
    """
    if kind != "json":
        text = lines_as_json(text) if kind == "json lines" else table_as_json(markdown_table(text) or text)
    return parse(text, path), text


def _markup_format(text: str) -> TextFormat | None:
    match = _ROOT.match(_ASIDE.sub("", text[:20_000]))
    if match is None:
        return None
    name = match["root"].rpartition(":")[2]
    if name == "tt":
        return "ttml"
    if name in ("transcript", "timedtext"):
        return "timed text"
    return "webpage" if _HTML.search(text[:4000]) else None


def is_prose(text: str) -> bool:
    """Returns whether most of a text is words, so that it is not a table, program or list of settings.

    Vowel signs and accents that are characters of their own are parts of words (Hindi, Thai; Latin as macOS writes names).
    """
    tokens = "".join(c for c in text[:20_000] if not category(c).startswith("M")).split()
    words = sum(_WORD.fullmatch(token) is not None for token in tokens)
    letters = sum(character.isalpha() for character in text[:2000])
    return (words >= _FEWEST or letters >= 10 * _FEWEST) and words >= 0.8 * len(tokens)


def refusal(text: str, path: Path) -> TranscriptError:
    """Returns why a text of an unknown format is refused, as exactly as possible."""
    head = text[:4000].lstrip()
    known = unread_text(text)
    if known is not None:
        return TranscriptError(path, unread(str(known)))
    if head.startswith("<"):
        return NotATranscript(path, "XML of another kind")
    if len(text.split()) < _FEWEST:
        return NotATranscript(path, f"text without times, of fewer than {_FEWEST} words")
    return NotATranscript(path, "text without times, and too much of it is code, tables or links")
