"""The files beside a transcript, and what the file's name says: language and title."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path

from read_transcripts.parts.markup import tidy
from read_transcripts.source import read_bytes

CHAPTERS_ENDING = ".chapters.json"
INFO_ENDING = ".info.json"
COMPANION_ENDINGS = (CHAPTERS_ENDING, INFO_ENDING)
"""Of the files that are read beside a transcript."""
_LANGUAGE_ENDING = re.compile(
    r"\.(?:ar|ca|cs|da|de|el|en|es|fi|fr|he|hi|hu|id|it|ja|ko|nb|nl|no|pl|pt|ro|ru|sv|th|tr|uk|vi|zh)"
    r"(?:-[A-Za-z0-9]{2,8})*$"
)
_VIDEO_ID = re.compile(r"(?<=\S) \[[A-Za-z0-9_-]{11}\]$")
"""YouTube's, which yt-dlp puts behind the title."""
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")


class FilesBeside(Mapping[str, bytes]):
    """The companions of a file on disk, by name. Each is read only when it is needed."""

    def __init__(self, file: Path, endings: Sequence[str] = COMPANION_ENDINGS) -> None:
        self._file = file
        self._endings = endings

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._file.with_name(name).is_file()

    def __getitem__(self, name: str) -> bytes:
        """
        Raises:
            TranscriptError: it cannot be read.
        """
        if name not in self:
            raise KeyError(name)
        return read_bytes(self._file.with_name(name))

    def __iter__(self) -> Iterator[str]:
        names = (companion_name(self._file, ending, self) for ending in self._endings)
        return (name for name in names if name is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def companion_name(file: Path, ending: str, there: Container[str]) -> str | None:
    """Returns the name of the companion with this ending, of the names that are there."""
    names = (stem + ending for stem in stems(file))
    return next((name for name in names if name != file.name and name in there), None)


def companions(file: Path, endings: Sequence[str] = COMPANION_ENDINGS) -> list[Path]:
    """All that is read beside a transcript."""
    return [file.with_name(name) for name in FilesBeside(file, endings)]


def stems(file: Path) -> tuple[str, ...]:
    """What a talk's companions may be called: `talk` of talk.transcript.json, talk.vtt, talk.en.vtt."""
    name = _ENDING.sub("", file.name)
    name = name.removesuffix(".transcript") or name
    shorter = _LANGUAGE_ENDING.sub("", name)
    return (name,) if shorter in ("", name) else (name, shorter)


def language_in_name(file: Path) -> str | None:
    """`en-GB` of talk.en-GB.vtt."""
    name, *shorter = stems(file)
    return name.removeprefix(shorter[0]).removeprefix(".").removesuffix("-orig") if shorter else None


def readable(file: Path) -> str:
    """A title out of a file's name: `op_return-and-ctv.en.vtt` → `Op return and ctv`."""
    words = tidy(re.sub(r"[-_.\s]*--[-_.\s]*", " – ", _VIDEO_ID.sub("", stems(file)[-1])))
    if " " not in words.replace(" – ", ""):
        words = re.sub(r"[-_]+|\.+(?![0-9])|(?<![0-9])\.+", " ", words)
    words = tidy(words) if any(c.isalnum() for c in words) else file.name
    return words[0].upper() + words[1:] if words.islower() else words
