"""Content of transcripts and of the files beside them, by the library that reads them; its errors become ours."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError

import read_transcripts
from read_transcripts import source
from read_transcripts.beside import companions
from read_transcripts.folders import FoundFiles
from read_transcripts.parts import jsontext
from service.errors import NotATranscript, TranscriptError, reason_of

SIDECAR_ENDING = ".video.json"
COMPANION_ENDINGS = (SIDECAR_ENDING, *companions.COMPANION_ENDINGS)
_ADVICE = {
    "facts about a talk without its words": f"Put them beside the transcript, as <its name>{SIDECAR_ENDING}"
}


@contextmanager
def our_errors() -> Iterator[None]:
    """Raises: TranscriptError, NotATranscript: the library raised its own."""
    try:
        yield
    except read_transcripts.NotATranscript as error:
        advice = _ADVICE.get(error.what)
        reason = error.reason if advice is None else f"{error.reason}. {advice}"
        raise NotATranscript(error.file, error.what, reason) from None
    except read_transcripts.TranscriptError as error:
        raise TranscriptError(error.file, error.reason, error.line) from None


@our_errors()
def read_bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        TranscriptError: it is no regular file, or is too large.
    """
    return source.read_bytes(path)


@our_errors()
def text_of(content: bytes, path: Path, encoding: str | None = None) -> str:
    """The text of a file's content, its lines ended by `\\n` alone. `path`: what messages call it.

    Raises:
        TranscriptError: it is empty, too large, or not in its encoding.
    """
    return source.decoded(content, path, encoding).text


def load_text(path: Path) -> str:
    """The text of a file; errors are those of `read_bytes` and `text_of`."""
    return text_of(read_bytes(path), path)


class FilesBeside(companions.FilesBeside):
    """What lies beside a file on disk, by name: sidecar, chapters, yt-dlp's info. Each is read only when it is needed."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, COMPANION_ENDINGS)

    def __getitem__(self, name: str) -> bytes:
        """
        Raises:
            TranscriptError: it cannot be read.
        """
        with our_errors():
            return super().__getitem__(name)


def paths_beside(file: Path) -> list[Path]:
    """All that is read beside a file."""
    return companions.companions(file, COMPANION_ENDINGS)


def look_through(paths: Iterable[Path]) -> FoundFiles:
    """What there is: files named, and in folders all that may be a talk, without the files that belong to one."""
    return read_transcripts.look_through(paths, COMPANION_ENDINGS)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The talks of `look_through`."""
    return look_through(paths).talks


@our_errors()
def parse(text: str, file: Path) -> Any:
    """The value of a JSON text.

    Raises:
        TranscriptError: it is no JSON, with the line.
    """
    return jsontext.parse(text, file)


def fault_of(error: ValidationError) -> tuple[jsontext.Place, str]:
    """The first fault that pydantic found: where, and why, in one line; how many more there are."""
    faults = error.errors(include_url=False, include_context=False)
    first = faults[0]
    path = first["loc"]
    reason = reason_of(first)
    value = first.get("input")
    if isinstance(value, (str, int, float, bool)) and not first["type"].startswith("value_error"):
        shown = repr(value)
        reason += f", and this is {shown if len(shown) <= 60 else shown[:57] + '…'}"
    if path:
        reason = f"{jsontext.path_text(path)}: {reason}"
    if len(faults) > 1:
        reason += f" (and {len(faults) - 1} more)"
    return path, reason.encode("utf-8", "backslashreplace").decode()


def refused(file: Path, text: str, error: ValidationError) -> TranscriptError:
    """pydantic's error as ours, with line, path and reason."""
    path, reason = fault_of(error)
    return TranscriptError(file, reason, jsontext.line_of(text, path) if path else None)
