"""Reads a file, or its content, as text: checks kind of file, size and encoding.

Encodings: the one that the caller names; UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one, and the encoding
that XML or HTML declares. Others are refused, with the line of the first invalid byte, because a wrong guess would change words.
There are two exceptions. One is a format without a declared encoding (SubRip and similar, plain text, HTML, tables) whose bytes
beyond ASCII can only be Western. The other is UTF-16 without a mark, whose byte order is evident.
"""

import codecs
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from read_transcripts.detect import binary_kind, text_format
from read_transcripts.encoding.western import western, without_mark
from read_transcripts.errors import NotATranscript, TranscriptError
from read_transcripts.text.office import is_office, office_text

_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?([A-Za-z0-9_-]{1,20})""")
SIZE_CAP = 50 * 1024 * 1024
"""Bytes. A talk of ten hours has one or two million."""

_NO_ENCODINGS = {"charmap", "idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
"""Of Python, that no file of words is in; one takes quadratic time."""
_WITHOUT_ENCODING = ("subrip", "substation", "plain", "webpage", "table")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A file's text; `note`, for whoever imports it, where the file does not say in which encoding it is."""

    text: str
    note: str | None = None


def load_text(path: Path) -> str:
    """The text of a file, see `text_of`."""
    return text_of(read_bytes(path), path)


def read_bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        TranscriptError: it is no regular file, or is too large.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise TranscriptError(path, "is a folder, not a file")
        if not stat.S_ISREG(status.st_mode):
            raise TranscriptError(path, "is not a regular file")
        if status.st_size > SIZE_CAP:
            raise _too_large(path, status.st_size)
        with path.open("rb") as file:
            return file.read(SIZE_CAP + 1)  # it may grow meanwhile
    except FileNotFoundError:
        raise TranscriptError(path, "there is no such file") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise TranscriptError(path, f"cannot be read: {reason}") from error


def text_of(content: bytes, path: Path) -> str:
    """As `decoded`, the text alone."""
    return decoded(content, path).text


def decoded(content: bytes, path: Path, encoding: str | None = None) -> DecodedText:
    """The text of a file's content, without a byte order mark, its lines ended by `\\n` alone.

    Args:
        path: what messages call it; nothing is read there.
        encoding: what it is in, by any name that Python knows; a byte order mark takes precedence. None: as above.

    Raises:
        TranscriptError: it is empty, is too large, or is in no encoding that is read.
    """
    if len(content) > SIZE_CAP:
        raise _too_large(path, len(content))
    found = decode(content, path, encoding)
    if not found.text or found.text.isspace():
        raise TranscriptError(path, "is empty")
    return DecodedText(found.text.replace("\r\n", "\n").replace("\r", "\n"), found.note)


def decode(data: bytes, path: Path, encoding: str | None = None) -> DecodedText:
    """Text of bytes, by the rules on top of this module.

    Raises:
        TranscriptError: with the line of the first byte that does not fit.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return DecodedText(_strict(data[len(mark) :], marked, path))
    document = office_text(data, SIZE_CAP, path) if is_office(data) else None
    if document is not None:
        return DecodedText(document)
    kind = binary_kind(data)
    if kind is not None:
        raise NotATranscript(path, kind)
    if encoding is not None:
        return DecodedText(_strict(data, encoding, path))
    if b"\0" in data[:4096]:
        wide = without_mark(data)
        if wide is not None and text_format(wide) is not None:
            return DecodedText(wide)
        raise TranscriptError(
            path,
            "holds zero bytes: a binary file, or UTF-16 without a byte order mark that does not read as text. If it is text, save it as UTF-8",
        )
    try:
        return DecodedText(data.decode())
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:2000]) if data.lstrip().startswith(b"<") else None
    if declared is not None:
        return DecodedText(_strict(data, declared[1].decode(), path))
    text = western(data)
    if text is not None and text_format(text) in _WITHOUT_ENCODING:
        return DecodedText(
            text, "it is not UTF-8 and names no encoding: it is read as WINDOWS-1252, by its letters"
        )
    return DecodedText(_strict(data, "utf-8", path))


def _too_large(path: Path, size: int) -> TranscriptError:
    megabyte = 1024 * 1024
    return TranscriptError(
        path,
        f"is too large for a transcript: {size / megabyte:.0f} MB, and at most {SIZE_CAP // megabyte} MB are read",
    )


def _strict(data: bytes, encoding: str, path: Path) -> str:
    codec = _codec_of(encoding, path)
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(codec, errors="replace")
        line = len(re.findall(r"\r\n|\r|\n", before)) + 1
        name = codec.upper().removesuffix("-LE").removesuffix("-BE")
        byte = data[error.start]
        raise TranscriptError(
            path,
            f"is not {name} here (byte 0x{byte:02X}, {error.start + 1} bytes into the text): name its encoding (--encoding), or save it as UTF-8, "
            "for example with iconv -f WINDOWS-1251 -t UTF-8",
            line,
        ) from None


def _codec_of(encoding: str, path: Path) -> str:
    with suppress(LookupError):
        codec = codecs.lookup(encoding).name
        # What names Latin-1 or ASCII is in Windows-1252, by the WHATWG's Encoding Standard.
        codec = "cp1252" if codec in ("iso8859-1", "ascii") else codec
        if codec not in _NO_ENCODINGS:
            b"a".decode(codec, "ignore")  # base64 and others are no encodings of text
            return codec
    raise TranscriptError(
        path, f"its encoding {encoding[:40]!r} is not known: name one such as cp1251 or shift_jis"
    )
