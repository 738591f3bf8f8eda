"""Reads a file, or its content, as text: checks kind of file, size and encoding.

Encodings: UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one, and the encoding that XML or HTML
declares. Others are refused, with the line of the first invalid byte, because a wrong guess would put wrong words
into the graph. There are two exceptions. One is a format without a declared encoding (SubRip and similar, plain text,
HTML, tables) whose bytes beyond ASCII can only be Western, or are words of a language in only one old
code page (charsets). The other is UTF-16 without a mark, whose byte order is evident.
"""

import codecs
import re
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from service.errors import TranscriptError
from service.transcripts.detect import binary_kind, text_format, turned_away
from service.transcripts.encoding.charsets import Guess, candidates, guessed, told, western, without_mark
from service.transcripts.text.office import is_office, office_text

_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?([A-Za-z0-9_-]{1,20})""")
_OLD_CODES = {
    **dict.fromkeys(("iso-8859-1", "latin1", "windows-1252", "us-ascii"), "cp1252"),
    **{
        name: name
        for name in (
            "iso-8859-2",
            "iso-8859-5",
            "iso-8859-7",
            "iso-8859-9",
            "iso-8859-15",
            "koi8-r",
            "koi8-u",
            "shift_jis",
        )
    },
    **{f"windows-{number}": f"cp{number}" for number in range(1250, 1259) if number != 1252},
    **{name: name for name in ("euc-jp", "euc-kr", "gb2312", "gbk", "gb18030", "big5", "utf-8")},
}

SIZE_CAP = 50 * 1024 * 1024
"""Bytes. A talk of ten hours has one or two million."""

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


def decoded(content: bytes, path: Path) -> DecodedText:
    """The text of a file's content, without a byte order mark, its lines ended by `\\n` alone.

    Args:
        path: what messages call it; nothing is read there.

    Raises:
        TranscriptError: it is empty, is too large, or is in no encoding that is read.
    """
    if len(content) > SIZE_CAP:
        raise _too_large(path, len(content))
    found = decode(content, path)
    if not found.text or found.text.isspace():
        raise TranscriptError(path, "is empty")
    return DecodedText(found.text.replace("\r\n", "\n").replace("\r", "\n"), found.note)


def decode(data: bytes, path: Path) -> DecodedText:
    """Text of bytes, by the rules on top of this module.

    Raises:
        TranscriptError: with the line of the first byte that does not fit.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return DecodedText(_strict(data[len(mark) :], encoding, path))
    document = office_text(data, SIZE_CAP, path) if is_office(data) else None
    if document is not None:
        return DecodedText(document)
    kind = binary_kind(data)
    if kind is not None:
        raise turned_away(path, kind)
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
        return DecodedText(_strict(data, _OLD_CODES.get(declared[1].decode().lower(), "utf-8"), path))
    text = western(data)
    if text is not None and text_format(text) in _WITHOUT_ENCODING:
        return DecodedText(text, _note("WINDOWS-1252", "letters"))
    guesses = guessed(data)
    found = told(data, guesses)
    if found is not None and text_format(found[1]) in _WITHOUT_ENCODING:
        return DecodedText(found[1], _note(found[0], "words"))
    return DecodedText(_strict(data, "utf-8", path, guesses))


def _note(page: str, sign: str) -> str:
    return f"it is not UTF-8 and names no encoding: it is read as {page}, by its {sign}"


def _too_large(path: Path, size: int) -> TranscriptError:
    megabyte = 1024 * 1024
    return TranscriptError(
        path,
        f"is too large for a transcript: {size / megabyte:.0f} MB, and at most {SIZE_CAP // megabyte} MB are read",
    )


def _strict(data: bytes, encoding: str, path: Path, guesses: Sequence[Guess] | None = None) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="replace")
        line = len(re.findall(r"\r\n|\r|\n", before)) + 1
        name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        byte = data[error.start]
        likeliest, *more = candidates(data, guessed(data) if guesses is None else guesses) or ["WINDOWS-1252"]
        others = f" (it may also be {' or '.join(more)})" if more else ""
        raise TranscriptError(
            path,
            f"is not {name} here (byte 0x{byte:02X}, {error.start + 1} bytes into the text): save it as UTF-8, "
            f"for example with iconv -f {likeliest} -t UTF-8{others}",
            line,
        ) from None
