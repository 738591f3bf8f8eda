"""Files into the graph: read and extract, check, load. What one file has wrong does not stop the rest."""

from collections import Counter
from collections.abc import AsyncGenerator, Callable, Container, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from service.commands.console import Steps
from service.commands.extracting import read_ahead, time_limit
from service.commands.importing_decisions import applied_words
from service.commands.reading import Reading, Refusal, try_to_read, what_went_wrong
from service.domain.document import VideoDocument
from service.errors import GraphUnavailable, SetupError
from service.graph.driver.database import Database
from service.graph.health import read_sources
from service.ingest.duplicates.same_words import SaidBefore, find_said_before, is_stored
from service.ingest.extractors.registry import version_of
from service.ingest.formats import Overrides
from service.ingest.identity import video_id
from service.ingest.load import ImportReport, import_document
from service.ingest.source import source_hash

type Choice = Literal["replace", "keep both", "refuse"]
type Choose = Callable[[Path, SaidBefore], Choice]
"""What is to become of a file whose words another talk has, all or nearly all of them."""


def keep_both(_: Path, __: SaidBefore) -> Choice:
    return "keep both"


@dataclass(frozen=True)
class FileResult:
    """What became of one file: `report`, `error` (file, line and reason) where it failed, or `other`: what it is, where it
    need not have been a talk and is none. `notes` are on how it was read. `before`: of a new talk those that the graph has its words
    of already. `replaced`: slug of the talk in whose place it came."""

    file: Path
    report: ImportReport | None = None
    dropped: Counter[str] = field(default_factory=Counter)
    error: str | None = None
    notes: tuple[str, ...] = ()
    other: str | None = None
    before: tuple[SaidBefore, ...] = ()
    replaced: str | None = None

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
    overrides: Mapping[Path, Overrides] | None,
    steps: Steps,
    workers: int = 1,
    expected: Container[Path] | None = None,
    choose: Choose = keep_both,
    seconds: float | None = None,
) -> AsyncGenerator[FileResult, None]:
    """All files in their order, those that the graph has already without reading them; raises as `import_file`.

    Args:
        overrides: what the caller says of the files of which it says anything.
        workers: processes that extract, where there are several files to extract.
        seconds: that reading and extracting a file may take; by default what `time_limit` allows.
        choose: is asked of each new talk whose words the graph has already.
        expected: files that must be transcripts, by default all; others are passed over if they are something else.
    """
    version = version_of(extractor)
    said = overrides or {}
    hashes = {file: source_hash(file, said.get(file), version) for file in files}
    there = await read_sources(database, sorted({hash_ for hash_ in hashes.values() if hash_ is not None}))
    known = {file: there[hash_] for file, hash_ in hashes.items() if hash_ in there}
    left = [file for file in files if file not in known]
    limit = time_limit(extractor, seconds)
    async with aclosing(read_ahead(left, extractor, said, workers, limit, steps.tell)) as readings:
        for file in files:
            steps.begin(file)
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
                    result = await _load(database, file, hashes[file], reading, choose)
            steps.end(None if result.other else describe(result), "red" if result.error else None)
            yield result


async def _load(
    database: Database, file: Path, source: str | None, reading: Reading | Refusal, choose: Choose = keep_both
) -> FileResult:
    if isinstance(reading, Refusal):
        if reading.setup:
            raise SetupError(reading.message)
        return FileResult(file, error=reading.message)
    try:
        before = await _said_before(database, reading.document)
        # a VideoDocument with an id says that it is that talk and no other
        named = reading.whole and reading.document.video.id is not None
        there = None if named else next((one for one in before if one.is_whole), None)
        choice = "keep both" if there is None else choose(file, there)
        if there is not None and choice == "refuse":
            return FileResult(file, error=f"{file}: {_same_words(there)}", before=before)
        replaced = there if choice == "replace" else None
        # what has no hash of its source is read again by the next import
        report = await import_document(
            database,
            reading.document,
            source=source if reading.complete else None,
            instead_of=None if replaced is None else replaced.id,
        )
    except (GraphUnavailable, SetupError):
        raise
    except Exception as error:
        return FileResult(file, error=what_went_wrong(file, error))
    return FileResult(
        file,
        report,
        reading.dropped,
        notes=reading.notes,
        before=tuple(one for one in before if one is not replaced),
        replaced=None if replaced is None else replaced.slug,
    )


async def _said_before(database: Database, document: VideoDocument) -> tuple[SaidBefore, ...]:
    video = video_id(document)
    if await is_stored(database, video):
        return ()
    return tuple(await find_said_before(database, video, [segment.text for segment in document.segments]))


def _same_words(one: SaidBefore) -> str:
    return (
        f"the graph has the same words already, as the talk {one.slug} (“{one.title}”): --replace puts this one in its place, "
        "--keep-both keeps two talks"
    )


def describe(result: FileResult) -> str:
    """One line on what became of a file."""
    if result.report is None:
        return f"failed     {result.error}"
    told = [f"in place of {result.replaced}"] if result.replaced else []
    told += result.notes
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
