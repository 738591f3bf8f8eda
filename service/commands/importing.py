"""Files into the graph: read and extract, check, load. What one file has wrong does not stop the rest."""

from collections import Counter
from collections.abc import AsyncGenerator, Container, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path

from service.commands.console import Steps
from service.commands.extracting import read_ahead
from service.commands.importing_decisions import applied_words
from service.commands.reading import Reading, Refusal, try_to_read, version_of, what_went_wrong
from service.errors import GraphUnavailable, SetupError
from service.graph.database import Database
from service.graph.health import read_sources
from service.ingest.document import VideoDocument
from service.ingest.formats import Overrides
from service.ingest.load import ImportReport, import_document
from service.ingest.said_before import SaidBefore, find_said_before
from service.ingest.source import source_hash


@dataclass(frozen=True)
class FileResult:
    """What became of one file: `report`, `error` (file, line and reason) where it failed, or `other`: what it is, where it
    need not have been a talk and is none. `notes` are on how it was read. `before`: of a new talk those that the graph has its words
    of already."""

    file: Path
    report: ImportReport | None = None
    dropped: Counter[str] = field(default_factory=Counter)
    error: str | None = None
    notes: tuple[str, ...] = ()
    other: str | None = None
    before: tuple[SaidBefore, ...] = ()

    @property
    def outcome(self) -> str:
        """created, changed, unchanged, passed over or failed."""
        if self.report is not None:
            return self.report.outcome
        return "failed" if self.other is None else "passed over"


async def import_file(
    database: Database, file: Path, extractor: str = "offline", overrides: Overrides | None = None
) -> FileResult:
    """One file, read in this process; what is wrong with it is in the result.

    Raises:
        GraphUnavailable, SetupError: it is not the file's fault, and the next one would fare no better.
    """
    reading = try_to_read(file, extractor, overrides)
    return await _load(database, file, source_hash(file, overrides, version_of(extractor)), reading)


async def import_files(
    database: Database,
    files: Sequence[Path],
    extractor: str,
    overrides: Overrides | None,
    steps: Steps,
    workers: int = 1,
    expected: Container[Path] | None = None,
) -> AsyncGenerator[FileResult, None]:
    """All files in their order, those that the graph has already without reading them; raises as `import_file`.

    Args:
        workers: processes that extract, where there are several files to extract.
        expected: files that must be transcripts, by default all; others are passed over if they are something else.
    """
    version = version_of(extractor)
    hashes = {file: source_hash(file, overrides, version) for file in files}
    there = await read_sources(database, sorted({hash_ for hash_ in hashes.values() if hash_ is not None}))
    known = {file: there[hash_] for file, hash_ in hashes.items() if hash_ in there}
    left = [file for file in files if file not in known]
    async with aclosing(_read(left, extractor, overrides, workers)) as readings:
        for file in files:
            steps.begin(file.name)
            if file in known:
                result = FileResult(file, ImportReport(*known[file], "unchanged", {}))
            else:
                reading = await anext(readings)
                if (
                    isinstance(reading, Refusal)
                    and reading.other
                    and expected is not None
                    and file not in expected
                ):
                    result = FileResult(file, other=reading.other)
                else:
                    result = await _load(database, file, hashes[file], reading)
            steps.end(None if result.other else describe(result), "red" if result.error else None)
            yield result


async def _read(
    files: Sequence[Path], extractor: str, overrides: Overrides | None, workers: int
) -> AsyncGenerator[Reading | Refusal, None]:
    # A model takes minutes for a talk: in a process of its own it can be stopped at once.
    if len(files) > 1 or (files and extractor == "llm"):
        async with aclosing(read_ahead(files, extractor, overrides, workers)) as readings:
            async for reading in readings:
                yield reading
    else:
        for file in files:
            yield try_to_read(file, extractor, overrides)


async def _load(database: Database, file: Path, source: str | None, reading: Reading | Refusal) -> FileResult:
    if isinstance(reading, Refusal):
        if reading.setup:
            raise SetupError(reading.message)
        return FileResult(file, error=reading.message)
    try:
        # what has no hash of its source is read again by the next import
        report = await import_document(
            database, reading.document, source=source if reading.complete else None
        )
        before = await _said_before(database, reading.document, report)
    except (GraphUnavailable, SetupError):
        raise
    except Exception as error:
        return FileResult(file, error=what_went_wrong(file, error))
    return FileResult(file, report, reading.dropped, notes=reading.notes, before=before)


async def _said_before(
    database: Database, document: VideoDocument, report: ImportReport
) -> tuple[SaidBefore, ...]:
    if report.outcome != "created":
        return ()
    texts = [segment.text for segment in document.segments]
    return tuple(await find_said_before(database, report.video_id, texts))


def describe(result: FileResult) -> str:
    """One line on what became of a file."""
    if result.report is None:
        return f"failed     {result.error}"
    told = list(result.notes)
    if result.report.decisions.carried:
        told.append(applied_words(result.report.decisions))
    for one in result.before[:1]:  # more of them are in `duplicates`
        told.append(
            f"{one.share:.0%} of its words are in the graph already, as {one.slug}: if that is the same talk, take it out with "
            f"`videograph delete {one.slug}`"
        )
    known = {one.slug for one in result.before}
    for slug in result.report.same_title:
        if slug not in known:
            told.append(
                f"of the same title as {slug}: if it is that talk, mended, take that out with `videograph delete {slug}`"
            )
    notes = f" ({'; '.join(told)})" if told else ""
    return f"{result.outcome:<9}  {result.file}  {result.report.video_id}{notes}"
