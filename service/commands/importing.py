"""One file after the other into the graph: read, extract, check, load. What one file has wrong does not stop the rest."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.commands.console import Steps
from service.errors import GraphUnavailable, SetupError, VideographError
from service.graph.database import Database
from service.ingest.check import require_borne_out
from service.ingest.document import VideoDocument
from service.ingest.formats import Overrides, read_with_notes
from service.ingest.load import ImportReport, import_document

if TYPE_CHECKING:
    from service.ingest.extract.interface import Extractor

_log = logging.getLogger("videograph")


@dataclass(frozen=True)
class FileResult:
    """What became of one file: `report`, or `error` (file, line and reason) where it failed. `notes` are on how it was read."""

    file: Path
    report: ImportReport | None = None
    dropped: Counter[str] = field(default_factory=Counter)
    error: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        """created, changed, unchanged or failed."""
        return "failed" if self.report is None else self.report.outcome


def find_extractor(name: str) -> "Extractor":
    """The extractor of that name.

    Raises:
        SetupError: its packages are not installed.
    """
    assert name == "offline"
    try:
        from service.ingest.extract.offline import extract
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("service"):
            raise
        raise SetupError(
            f"offline extraction needs the package {error.name}, which is not installed: "
            "pip install 'videograph[extract]'. Complete VideoDocuments can be imported without it."
        ) from error
    return extract


def read_document(
    file: Path, extractor: str = "offline", overrides: Overrides | None = None
) -> tuple[VideoDocument, Counter[str], tuple[str, ...]]:
    """What is to be loaded of a file, the count by reason of what its words do not bear out, notes on how it was read.

    Raises:
        TranscriptError, InvalidInput: the file or an option cannot be used.
        SetupError: it is a transcript, and the extractor is not installed.
    """
    talk, notes = read_with_notes(file, overrides)
    if isinstance(talk, VideoDocument):
        require_borne_out(talk)
        return talk, Counter(), notes
    extraction = find_extractor(extractor)(talk)
    return extraction.document, extraction.dropped, notes


async def import_file(
    database: Database, file: Path, extractor: str = "offline", overrides: Overrides | None = None
) -> FileResult:
    """One file; what is wrong with it is in the result.

    Raises:
        GraphUnavailable, SetupError: it is not the file's fault, and the next one would fare no better.
    """
    try:
        document, dropped, notes = read_document(file, extractor, overrides)
        report = await import_document(database, document)
    except (GraphUnavailable, SetupError):
        raise
    except VideographError as error:
        return FileResult(file, error=_with_place(file, error))
    except Exception as error:
        _log.debug("%s failed", file, exc_info=True)
        fault = f"{type(error).__name__}: {error}"
        return FileResult(file, error=f"{file}: a fault in Videograph, please report it: {fault}")
    return FileResult(file, report, dropped, notes=notes)


async def import_files(
    database: Database, files: Sequence[Path], extractor: str, overrides: Overrides | None, steps: Steps
) -> list[FileResult]:
    """All files in turn; raises as `import_file`."""
    results: list[FileResult] = []
    for file in files:
        steps.begin(file.name)
        result = await import_file(database, file, extractor, overrides)
        steps.end(describe(result), "red" if result.error else None)
        results.append(result)
    return results


def describe(result: FileResult) -> str:
    """One line on what became of a file."""
    if result.report is None:
        return f"failed     {result.error}"
    notes = f" ({'; '.join(result.notes)})" if result.notes else ""
    return f"{result.outcome:<9}  {result.file}  {result.report.video_id}{notes}"


def _with_place(file: Path, error: VideographError) -> str:
    """The error's message with the file in front, and the path into the document where it has one."""
    message = error.message
    path: tuple[Any, ...] = getattr(error, "path", ())
    if path:
        message = f"{'.'.join(str(key) for key in path)}: {message}"
    return message if message.startswith(str(file)) else f"{file}: {message}"
