"""Detects the contents of archives and old office files by the names of their parts, also if they are broken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"

_HEADER = re.compile(rb"PK\x03\x04.{14}(.{4}).{4}(..)(..)", re.DOTALL)
_PART = re.compile(
    r"(?P<office>word|xl|ppt)/[\w/.]+\.(?:xml|bin|rels)|(?P<open>content\.xml)"
    r"|(?P<apple>Index/.+\.iwa|Index\.zip|buildVersionHistory\.plist)"
)
_TYPES = "[Content_Types].xml"
_NO_SIGN = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|docProps/.*")
"""Parts that documents, tables and slides have in front."""
_OPEN_DOCUMENT = re.compile(rb"mimetypeapplication/vnd\.oasis\.opendocument\.([a-z]+)")
_SHEET = "Save its table as CSV"
_SLIDES = "Save its words as plain text"


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` with its article; `document`: it is of a kind whose words are read, if they can be."""

    name: str
    advice: str
    document: bool = False

    def __str__(self) -> str:
        return f"{self.name}. {self.advice}"


WORD = Kind("a Word document", "Save it again, or as plain text", document=True)
_OPEN_TEXT = Kind("an OpenDocument text", "Save it again, or as plain text", document=True)
_OPEN = Kind("an OpenDocument file", "Save its words as plain text", document=True)
_OFFICE = Kind("an office document", "Save it again, or as plain text", document=True)
_OFFICE_KINDS = {
    "word": WORD,
    "xl": Kind("a spreadsheet", _SHEET),
    "ppt": Kind("a presentation", _SLIDES),
}
_OPEN_KINDS = {
    b"text": _OPEN_TEXT,
    b"spreadsheet": Kind("a spreadsheet", _SHEET),
    b"presentation": Kind("a presentation", _SLIDES),
}
_APPLE = Kind(
    "a document of Pages, Numbers or Keynote", "Export it as a Word document (.docx) or as plain text"
)
_ARCHIVE = Kind("a ZIP archive", "Unpack it")
_STREAMS = {
    "EncryptedPackage": Kind(
        "an office document that is locked by a password", "Save it without the password, or as plain text"
    ),
    "WordDocument": Kind("an old Word document (.doc)", "Save it as .docx or as plain text"),
    "PowerPoint Document": Kind("an old presentation (.ppt)", _SLIDES),
    "Workbook": Kind("an old spreadsheet (.xls)", _SHEET),
    "Book": Kind("an old spreadsheet (.xls)", _SHEET),
}
"""A document may hold a table of another program, so the order counts."""
_OLD = Kind("an old office document", "Save it as plain text")
_ENTRY = 128


def packed_kind(data: bytes) -> Kind:
    """Returns what a ZIP archive contains, by the first part with a known name. The archive may be cut off."""
    mimetype = _OPEN_DOCUMENT.match(data, 30)
    if mimetype is not None:
        return _OPEN_KINDS.get(mimetype[1], _OPEN)
    names = list(_names(data))
    part = next(filter(None, map(_PART.fullmatch, names)), None)
    if part is not None:
        return _OFFICE_KINDS[part["office"]] if part["office"] else _OPEN if part["open"] else _APPLE
    return _OFFICE if _TYPES in names and all(map(_NO_SIGN.fullmatch, names)) else _ARCHIVE


def ole_kind(data: bytes) -> Kind:
    """Returns what an OLE file contains: an old office document, or a newer one with a password."""
    return next((kind for name, kind in _STREAMS.items() if _has_stream(data, name)), _OLD)


def _names(data: bytes) -> Iterator[str]:
    """Yields the names of the parts from their own headers, so the list at the end may be missing. Contents of known size are skipped."""
    header = _HEADER.match(data)
    while header is not None:
        size, length, more = (int.from_bytes(number, "little") for number in header.groups())
        begins = header.end() + length
        yield data[header.end() : begins].decode("utf-8", "replace")
        header = _HEADER.search(data, begins + more + size)


def _has_stream(data: bytes, name: str) -> bool:
    """Returns whether the directory has an entry of this name. Entries begin at multiples of their size."""
    sought = name.encode("utf-16-le") + b"\0\0"
    at = data.find(sought)
    while at >= 0:
        length = int.from_bytes(data[at + 64 : at + 66], "little")
        if at % _ENTRY == 0 and length == len(sought):
            return True
        at = data.find(sought, at + 1)
    return False
