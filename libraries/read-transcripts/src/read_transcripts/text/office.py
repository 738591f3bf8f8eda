"""Extracts the text of word processor documents (`.docx`, `.odt`), as exported by meeting programs: each paragraph as
a line.

A document is a ZIP archive; only the one file with its words is opened, up to the size that any transcript may have.
"""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Set
from io import BytesIO
from pathlib import Path

from read_transcripts.encoding.packed import WORD, ZIP, Kind, packed_kind
from read_transcripts.errors import TranscriptError
from read_transcripts.parts.xmltree import Element, local_name, parse_xml

_BODIES = ("word/document.xml", "content.xml")
_MANIFEST, _MANIFEST_PART = "META-INF/manifest.xml", 1_000_000
_LOCKED = re.compile(rb"""full-path=["']content\.xml["'][^>]*>\s*<[\w:]*encryption-data\b""")
_PACKAGE = "encrypted-package"
"""Where an OpenDocument notes that its words are locked; what a later one that is locked as a whole consists of."""
_LAST, _LAST_PART = b"PK\x05\x06", 65_557
"""What stands at the end of an archive, and in how many bytes of it, with the longest comment."""
_BROKEN = (
    zipfile.BadZipFile, ValueError, struct.error,  # offsets and names that cannot be
    zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, EOFError, OSError,
)  # fmt: skip
_PARAGRAPHS = ("p", "h")
_BREAKS = {"br": "\n", "cr": "\n", "line-break": "\n", "tab": "\t", "s": " ", "noBreakHyphen": "-"}
_ASIDE = (
    "del", "moveFrom", "annotation", "tracked-changes", "note", "instrText", "txbxContent", "Fallback", "frame",
    "rt", "ruby-text", "pPr",
)  # fmt: skip
"""Deleted words, comments, notes, fields, boxes and pictures, reading aids, and properties, among which are tab stops."""


def is_office(data: bytes) -> bool:
    """Whether bytes may be such a document."""
    return data.startswith(ZIP)


def office_text(data: bytes, most: int, path: Path) -> str | None:
    """The text of a document; None if an archive is none (a spreadsheet, say). `most` is the size of its words' file in bytes.

    Raises:
        TranscriptError: it is broken or locked by a password, or its words are too many.
    """
    kind = packed_kind(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            body = next((name for name in _BODIES if name in names), None)
            kind = WORD if body == _BODIES[0] else kind
            locked = _is_locked(archive, names, body)
            xml = b""
            if body is not None and not locked:
                with archive.open(body) as file:
                    xml = file.read(most + 1)
    except _BROKEN:
        if not kind.document:
            return None
        raise _unreadable(path, kind, _what_is_wrong(data)) from None
    if locked and kind.document:
        raise _unreadable(path, kind, "it is locked by a password", "Save it without one, or as plain text")
    if body is None and kind.document:
        raise _unreadable(path, kind, "the part with its words is missing")
    if body is None or locked:
        return None
    if len(xml) > most:
        raise TranscriptError(path, "is an office document with too many words. Save it as plain text")
    try:
        root = parse_xml(xml.decode("utf-8", "replace"), path)
    except TranscriptError as error:
        if not kind.document:
            return None
        raise _unreadable(path, kind, f"{body} in it {error.reason}") from None
    in_runs = body == _BODIES[0]
    if not in_runs and not any(local_name(part) == "text" for part in root.iterfind("{*}body/{*}*")):
        return None
    return "\n".join("".join(_text(paragraph, in_runs)) for paragraph in _paragraphs(root))


def _is_locked(archive: zipfile.ZipFile, names: Set[str], body: str | None) -> bool:
    """By a password: of the archive's or, in an OpenDocument, of its own, which is noted beside the words."""
    if body is None:
        return _PACKAGE in names
    if archive.getinfo(body).flag_bits & 1:
        return True
    if body == _BODIES[0] or _MANIFEST not in names:
        return False
    try:
        with archive.open(_MANIFEST) as file:
            return _LOCKED.search(file.read(_MANIFEST_PART)) is not None
    except _BROKEN:  # it is not needed for reading the words
        return False


def _what_is_wrong(data: bytes) -> str:
    if _LAST not in data[-_LAST_PART:]:
        return "its end is missing, as when a download or a copy breaks off"
    return "a part of it is damaged"


def _unreadable(path: Path, kind: Kind, why: str, advice: str | None = None) -> TranscriptError:
    return TranscriptError(
        path, f"looks like {kind.name} that cannot be read: {why}. {advice or kind.advice}"
    )


def _paragraphs(element: Element) -> Iterator[Element]:
    for child in element:
        if local_name(child) in _PARAGRAPHS:
            yield child
        elif local_name(child) not in _ASIDE:
            yield from _paragraphs(child)


def _text(element: Element, in_runs: bool) -> Iterator[str]:
    """What a paragraph says; in Word's documents it stands in runs alone (`w:t`), elsewhere in anything."""
    name = local_name(element)
    if name in _ASIDE:
        return
    if name in _BREAKS:
        yield _BREAKS[name]
    if element.text and (name == "t" or not in_runs):
        yield element.text
    for child in element:
        yield from _text(child, in_runs)
        if child.tail and not in_runs:
            yield child.tail
