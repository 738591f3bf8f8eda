"""The files beside a talk: sidecar, chapters, yt-dlp's info; in a folder, or given as names with content."""

from collections.abc import Container, Iterator, Mapping
from pathlib import Path

from service.transcripts.metadata.infojson import INFO_ENDING
from service.transcripts.metadata.sidecar import CHAPTERS_ENDING, SIDECAR_ENDING, stems
from service.transcripts.source import read_bytes

COMPANION_ENDINGS = (SIDECAR_ENDING, CHAPTERS_ENDING, INFO_ENDING)


class FilesBeside(Mapping[str, bytes]):
    """The companions of a file on disk, by name. Each is read only when it is needed."""

    def __init__(self, file: Path) -> None:
        self._file = file

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
        names = (companion_name(self._file, ending, self) for ending in COMPANION_ENDINGS)
        return (name for name in names if name is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def companion_name(file: Path, ending: str, there: Container[str]) -> str | None:
    """Returns the name of the companion with this ending, of the names that are there."""
    names = (stem + ending for stem in stems(file))
    return next((name for name in names if name != file.name and name in there), None)


def companion(file: Path, ending: str) -> Path | None:
    """The sidecar or chapters file that lies beside a transcript."""
    name = companion_name(file, ending, FilesBeside(file))
    return None if name is None else file.with_name(name)


def companions(file: Path) -> list[Path]:
    """All that is read beside a transcript."""
    return [file.with_name(name) for name in FilesBeside(file)]
