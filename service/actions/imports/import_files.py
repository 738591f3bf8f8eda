"""Imports files one after the other, while other processes read in advance. A fault in one file does not stop the
rest."""

from collections import Counter
from collections.abc import AsyncGenerator, Callable, Container, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from service.actions.extraction.dask_cluster import Cluster
from service.actions.extraction.read_ahead import read_ahead, time_limit
from service.actions.imports.import_talk import SameWords, SameWordsStored, load_talk
from service.errors import GraphUnavailable, SetupError
from service.graph.driver.database import Database
from service.graph.health import read_sources
from service.ingest.duplicates.same_words import SaidBefore
from service.ingest.extractors.registry import OFFLINE, version_of
from service.ingest.formats import Overrides
from service.ingest.load import ImportReport
from service.ingest.make_document import (
    Reading,
    Refusal,
    try_to_read,
    what_went_wrong,
)
from service.ingest.source import source_hash

type ChooseFor = Callable[[Path, SaidBefore], SameWords]
"""Decision on a file whose words another talk has, completely or nearly."""


class FileProgress(Protocol):
    """Receives the progress of an import of files."""

    def begin(self, file: Path) -> None:
        """Called when the file's turn comes."""

    def tell(self, file: Path, stage: str, share: float) -> None:
        """Called with the progress of a file, which may not be the current one."""


def keep_both(_: Path, __: SaidBefore) -> SameWords:
    return "keep both"


@dataclass(frozen=True)
class FileResult:
    """Result of one file: `report`; `error` (file, line and reason) if it failed; or `other`: what it is, if it is
    not a talk and need not be. `notes`: notes on reading it. `before`: for a new talk, the talks with the same words.
    `replaced`: slug of the replaced talk. `same`: the talk with the same words for which it was refused."""

    file: Path
    report: ImportReport | None = None
    dropped: Counter[str] = field(default_factory=Counter[str])
    error: str | None = None
    notes: tuple[str, ...] = ()
    other: str | None = None
    before: tuple[SaidBefore, ...] = ()
    replaced: str | None = None
    same: SaidBefore | None = None

    @property
    def outcome(self) -> str:
        """created, changed, unchanged, passed over or failed."""
        if self.report is not None:
            return self.report.outcome
        return "failed" if self.other is None else "passed over"


@dataclass(frozen=True)
class ImportFiles:
    """
    Attributes:
        files: in the order in which they are imported.
        metadata: what the caller says of the files of which it says anything.
        extractor: reads bare transcripts.
        workers: processes that extract, where there are several files to extract.
        seconds: that reading and extracting a file may take; by default what `time_limit` allows.
        cluster: extracts instead of processes of this machine.
        same_words: what happens to new talks whose words the graph has already, if somebody has said so for all.
        expected: files that must be transcripts, by default all; others are passed over if they are something else.
    """

    files: Sequence[Path]
    metadata: Mapping[Path, Overrides] = field(default_factory=dict[Path, Overrides])
    extractor: str = OFFLINE
    workers: int = 1
    seconds: float | None = None
    same_words: SameWords | None = None
    expected: Container[Path] | None = None
    cluster: Cluster | None = None


async def import_file(
    database: Database, file: Path, extractor: str = OFFLINE, overrides: Overrides | None = None
) -> FileResult:
    """Imports one file, read in this process. Faults are in the result.

    Raises: GraphUnavailable, SetupError: not a fault of the file; the next one would fail too.
    """
    reading = try_to_read(file, extractor, overrides)
    return await _load(
        database, file, source_hash(file, overrides, version_of(extractor)), reading, keep_both
    )


async def import_files(
    database: Database, wanted: ImportFiles, progress: FileProgress, choose: ChooseFor = keep_both
) -> AsyncGenerator[FileResult, None]:
    """Imports all files in order, without reading those that the graph has already. Raises as `import_file`.

    Args:
        choose: is asked of each new talk whose words the graph has already.
    """
    version, files = version_of(wanted.extractor), wanted.files
    hashes = {file: source_hash(file, wanted.metadata.get(file), version) for file in files}
    there = await read_sources(database, sorted({hash_ for hash_ in hashes.values() if hash_ is not None}))
    known = {file: there[hash_] for file, hash_ in hashes.items() if hash_ in there}
    left = [file for file in files if file not in known]
    limit = time_limit(wanted.extractor, wanted.seconds)
    async with aclosing(
        read_ahead(
            left, wanted.extractor, wanted.metadata, wanted.workers, limit, progress.tell, wanted.cluster
        )
    ) as readings:
        for file in files:
            progress.begin(file)
            if file in known:
                yield FileResult(file, ImportReport(*known[file], "unchanged", {}))
                continue
            reading = await anext(readings)
            if isinstance(reading, Refusal) and reading.other and not _is_expected(file, wanted.expected):
                yield FileResult(file, other=reading.other)
            else:
                yield await _load(database, file, hashes[file], reading, choose)


def _is_expected(file: Path, expected: Container[Path] | None) -> bool:
    return expected is None or file in expected


async def _load(
    database: Database, file: Path, source: str | None, reading: Reading | Refusal, choose: ChooseFor
) -> FileResult:
    if isinstance(reading, Refusal):
        if reading.setup:
            raise SetupError(reading.message)
        return FileResult(file, error=reading.message)
    try:
        talk = await load_talk(database, reading, source, lambda before: choose(file, before))
    except (GraphUnavailable, SetupError):
        raise
    except SameWordsStored as error:
        return FileResult(file, error=f"{file}: {error.message}", before=error.before, same=error.there)
    except Exception as error:
        return FileResult(file, error=what_went_wrong(file, error))
    return FileResult(
        file, talk.imported, talk.dropped, notes=talk.notes, before=talk.before, replaced=talk.replaced
    )
