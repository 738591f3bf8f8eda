"""Text of documents that word processors save (`.docx`, `.odt`), as meeting programs export transcripts: a line a paragraph.

A document is a ZIP archive; only the one file with its words is opened, up to the size that any transcript may have.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from service.errors import TranscriptError
from service.ingest.formats.xmltree import Element, local_name, parse_xml

_BODIES = ("word/document.xml", "content.xml")
_PARAGRAPHS = ("p", "h")
_BREAKS = {"br": "\n", "cr": "\n", "line-break": "\n", "tab": "\t", "s": " ", "noBreakHyphen": "-"}
_ASIDE = (
    "del", "moveFrom", "annotation", "tracked-changes", "note", "instrText", "txbxContent", "Fallback", "frame",
    "rt", "ruby-text", "pPr",
)  # fmt: skip
"""Deleted words, comments, notes, fields, boxes and pictures, reading aids, and properties, among which are tab stops."""


def is_office(data: bytes) -> bool:
    """Whether bytes may be such a document."""
    return data.startswith(b"PK\x03\x04")


def office_text(data: bytes, most: int, path: Path) -> str | None:
    """The text of a document; None where an archive is none (a spreadsheet, say), or broken. `most` is the size of its words' file in bytes.

    Raises:
        TranscriptError: its words are broken, locked by a password, or too many.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            body = next((name for name in _BODIES if name in names), None)
            if body is None:
                return None
            with archive.open(body) as file:
                xml = file.read(most + 1)
    except (zipfile.BadZipFile, ValueError, struct.error):  # offsets and names that cannot be
        return None
    except (zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise TranscriptError(
            path, f"is an office document that cannot be opened: {error}. Save it as plain text"
        ) from None
    if len(xml) > most:
        raise TranscriptError(path, "is an office document with too many words. Save it as plain text")
    root = parse_xml(xml.decode("utf-8", "replace"), path)
    in_runs = body == _BODIES[0]
    if not in_runs and not any(local_name(part) == "text" for part in root.iterfind("{*}body/{*}*")):
        return None
    return "\n".join("".join(_text(paragraph, in_runs)) for paragraph in _paragraphs(root))


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
