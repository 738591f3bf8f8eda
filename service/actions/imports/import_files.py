"""Imports files in order, while other processes read in advance. A fault in one file does not stop the rest.

Files that are read already are imported together, in one transaction, where that makes no difference (`Batch`): most of the time of an
import is that of its statements and of the commit, which are then the same for one talk as for several.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import (
    AsyncGenerator,
    Awaitable,
    Callable,
    Container,
    Mapping,
    Sequence,
)
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from service.actions.extraction.dask_cluster import Cluster
from service.actions.extraction.make_document import (
    Reading,
    Refusal,
    try_to_read,
    what_went_wrong,
)
from service.actions.extraction.read_ahead import read_ahead, time_limit
from service.actions.imports.batch import choose_batch, has_room
from service.actions.imports.import_talk import (
    SameWords,
    SameWordsStored,
    TalkReport,
    load_talk,
    load_talks,
    read_hints,
)
from service.actions.imports.source import source_hash
from service.curation.load import ImportReport
from service.errors import GraphUnavailable, SetupError
from service.extractors.registry import OFFLINE, version_of
from service.graph.driver.database import Database
from service.graph.health import read_sources
from service.settings import read_settings
from service.speech.media_types import head_of, is_recording, media_type_of
from service.store.duplicates.same_words import SaidBefore
from service.store.recordings import PlayableFile, is_below, note_recording
from service.transcripts import Overrides


class Prefetch[T]:
    """Takes items from a generator in advance, as many as `has_room` allows of those that wait. Use it in `async with`.

    Args:
        has_room: whether one more may be taken in advance, while these wait.
    """

    def __init__(self, items: AsyncGenerator[T], has_room: Callable[[deque[T]], bool]) -> None:
        self._items = items
        self._has_room = has_room
        self.waiting = deque[T]()
        """Items that are there already, in order."""
        self._changed = asyncio.Event()

    async def first(self) -> T:
        """Returns the next item, which stays in `waiting`, as soon as it is there.

        Raises: StopAsyncIteration: there is none. And what the generator raises.
        """
        while not self.waiting:
            if self._task.done():
                self._task.result()
                raise StopAsyncIteration
            await self._wait()
        return self.waiting[0]

    def take(self, count: int) -> None:
        """Removes the first items."""
        for _ in range(count):
            self.waiting.popleft()
        self._changed.set()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._run())
        self._task.add_done_callback(lambda _: self._changed.set())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._task.cancel()
        with suppress(asyncio.CancelledError, Exception):  # an error is raised when its item is wanted
            await self._task

    async def _run(self) -> None:
        async with aclosing(self._items):
            async for item in self._items:
                self.waiting.append(item)
                self._changed.set()
                while not self._has_room(self.waiting):
                    await self._wait()

    async def _wait(self) -> None:
        self._changed.clear()
        await self._changed.wait()


_log = logging.getLogger("videograph")

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
    `replaced`: slug of the replaced talk."""

    file: Path
    report: ImportReport | None = None
    dropped: Counter[str] = field(default_factory=Counter[str])
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


@dataclass(frozen=True)
class ImportFiles:
    """
    Attributes:
        files: in the order in which they are imported.
        metadata: what the caller says of the files of which it says anything.
        extractor: reads bare transcripts.
        workers: processes that extract, where there are several files to extract; None: as many as the cluster has workers.
        memory: megabytes that each of them may use.
        seconds: that reading and extracting a file may take; by default what `time_limit` allows.
        cluster: extracts instead of processes of this machine.
        same_words: what happens to new talks whose words the graph has already, if somebody has said so for all.
        expected: files that must be transcripts, by default all; others are passed over if they are something else.
    """

    files: Sequence[Path]
    metadata: Mapping[Path, Overrides] = field(default_factory=dict[Path, Overrides])
    extractor: str = OFFLINE
    workers: int | None = 1
    seconds: float | None = None
    same_words: SameWords | None = None
    expected: Container[Path] | None = None
    cluster: Cluster | None = None
    memory: int | None = None


async def _nothing() -> None:
    pass


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
    database: Database,
    wanted: ImportFiles,
    progress: FileProgress,
    choose: ChooseFor = keep_both,
    between: Callable[[], Awaitable[None]] = _nothing,
) -> AsyncGenerator[FileResult, None]:
    """Imports all files in order, without reading those that the graph has already. Raises as `import_file`.

    Args:
        choose: is asked of each new talk whose words the graph has already.
        between: is called between transactions, when the results of all talks that are in the graph were yielded.
    """
    version, files = version_of(wanted.extractor), wanted.files
    hashes = {file: source_hash(file, wanted.metadata.get(file), version) for file in files}
    there = await read_sources(database, sorted({hash_ for hash_ in hashes.values() if hash_ is not None}))
    known = {file: there[hash_] for file, hash_ in hashes.items() if hash_ in there}
    limit = time_limit(wanted.extractor, wanted.seconds)
    folders = read_settings().recordings
    left = [file for file in files if file not in known]
    hints = await read_hints(database) if any(map(is_recording, left)) else ()
    ahead = read_ahead(
        left,
        wanted.extractor,
        wanted.metadata,
        wanted.workers,
        limit,
        progress.tell,
        wanted.cluster,
        wanted.memory,
        hints,
    )
    async with Prefetch(ahead, has_room) as readings:
        begun = 0
        for place, file in enumerate(files):
            if place < begun:  # was imported together with one before
                continue
            await between()
            progress.begin(file)
            if file in known:
                report = ImportReport(*known[file], "unchanged", {})
                await _note_playable(database, file, report, folders)
                yield FileResult(file, report)
                continue
            reading = await readings.first()
            if isinstance(reading, Refusal) and reading.other and not _is_expected(file, wanted.expected):
                readings.take(1)
                yield FileResult(file, other=reading.other)
                continue
            following = list(takewhile(lambda one: one not in known, files[place:]))
            batch = await choose_batch(database, following, readings.waiting)
            readings.take(len(batch))
            begun = place + len(batch)
            together = await _load_together(database, [(*one, hashes[one[0]]) for one in batch])
            for one, read in batch:
                if one != file:
                    progress.begin(one)
                result = together.get(one) or await _load(database, one, hashes[one], read, choose)
                await _note_playable(database, one, result.report, folders)
                yield result


async def _note_playable(
    database: Database, file: Path, report: ImportReport | None, folders: tuple[Path, ...]
) -> None:
    """Notes where a recording lies, so that its page plays it."""
    if report is None or not folders:
        return
    playable = await asyncio.to_thread(playable_at, file, folders)
    if playable is not None:
        await note_recording(database, report.video_id, playable)


def playable_at(file: Path, folders: tuple[Path, ...]) -> PlayableFile | None:
    """Returns the recording that a file on the disk is, if it is in one of the folders from which pages play; otherwise None."""
    media_type = media_type_of(head_of(file)) if is_below(file, folders) else None
    return None if media_type is None else PlayableFile(str(file.resolve()), media_type)


def _is_expected(file: Path, expected: Container[Path] | None) -> bool:
    return expected is None or file in expected


async def _load_together(
    database: Database, batch: Sequence[tuple[Path, Reading | Refusal, str | None]]
) -> Mapping[Path, FileResult]:
    """Imports several files in one transaction. Returns nothing if that fails: one after the other, a fault is that of its file."""
    readings = [(reading, source) for _, reading, source in batch if isinstance(reading, Reading)]
    if len(readings) < 2:
        return {}
    try:
        talks = await load_talks(database, readings)
    except (GraphUnavailable, SetupError):
        raise
    except Exception as error:
        _log.debug("%d files cannot be imported together", len(batch), exc_info=error)
        return {}
    return {file: _result_of(file, talk) for (file, *_), talk in zip(batch, talks, strict=True)}


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
        return FileResult(file, error=f"{file}: {error.message}", before=error.before)
    except Exception as error:
        return FileResult(file, error=what_went_wrong(file, error))
    return _result_of(file, talk)


def _result_of(file: Path, talk: TalkReport) -> FileResult:
    """Returns the result of a file that was imported."""
    return FileResult(
        file, talk.imported, talk.dropped, notes=talk.notes, before=talk.before, replaced=talk.replaced
    )
