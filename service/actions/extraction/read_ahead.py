"""Reads and extracts files in separate processes, a few in advance, and returns them in order.

Extraction takes seconds of one core for a talk, and loading a fraction of that. So this process loads one talk after
the other, while others extract. A worker that dies loses only one file; one that takes too long is stopped.
"""

import asyncio
import os
from collections import deque
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from pathlib import Path

from service.actions.extraction.dask_cluster import Cluster, DaskWorkers
from service.actions.extraction.make_document import Reading, Refusal, try_to_read
from service.actions.extraction.recordings import recording_at
from service.actions.extraction.workers import Pool, Workers
from service.errors import ExecutorUnavailable, TranscriptError, WorkLost
from service.extractors.registry import OFFLINE, is_remote
from service.process_memory import machine_memory
from service.speech.recognition import WAITING
from service.transcripts import Overrides, TalkFile, is_document
from service.transcripts.source import FilesBeside, read_bytes, text_of

_AHEAD = 2
"""Talks in progress or ready for each worker; more would only use memory."""
_WORKER_BYTES = 1_000_000_000
"""A process of the offline extraction takes about 600 MB, and what starts it has to live too."""
_LEAST_SECONDS, _SECONDS_A_MEGABYTE = 600, 1800
"""Part of the default time limit: about thirty times what a talk of that size takes on one core."""
_MEGABYTE = 1_000_000
_LOOK = 0.5
"""Seconds between checks of the time that a file has taken."""

type Limit = Callable[[Path], float | None]
type Tell = Callable[[Path, str, float], None]
"""Called with a file, its stage, and the completed share of its extraction."""


def default_workers(extractor: str = OFFLINE) -> int:
    """Returns one less than the number of cores, for loading and Neo4j, and no more than memory allows; for an extractor on another
    machine, 1."""
    if is_remote(extractor):
        return 1
    return max(1, min((os.cpu_count() or 1) - 1, machine_memory() // _WORKER_BYTES))


def time_limit(extractor: str, seconds: float | None) -> Limit:
    """Returns the time limit of each file: `seconds`; by default a time that grows with its size; None without a
    limit, for an extractor on another machine."""

    def limit(file: Path) -> float | None:
        if seconds is not None or is_remote(extractor):
            return seconds
        try:
            size = file.stat().st_size
        except OSError:
            size = 0
        return seconds_for(size)

    return limit


def seconds_for(size: int) -> float:
    """Returns the default time limit of a file with so many bytes."""
    return _LEAST_SECONDS + _SECONDS_A_MEGABYTE * size / _MEGABYTE


def _nobody(_: Path, __: str, ___: float) -> None:
    pass


async def read_ahead(
    files: Sequence[Path],
    extractor: str,
    overrides: Mapping[Path, Overrides],
    workers: int | None,
    limit: Limit | None = None,
    tell: Tell = _nobody,
    cluster: Cluster | None = None,
    memory: int | None = None,
    hints: tuple[str, ...] = (),
) -> AsyncGenerator[Reading | Refusal, None]:
    """Yields the result of each file, in order.

    Args:
        workers: number of files that are read at a time; None: as many as the cluster has workers, which is asked when the first file is sent to it.
        limit: seconds that a file may take; by default `time_limit`'s.
        tell: is called while files are being extracted.
        cluster: extracts instead of processes of this machine.
        memory: megabytes that each process may use.
        hints: names that recordings may say.

    Raises:
        ExecutorUnavailable: the cluster does not answer, or has no workers.
    """
    pool = _FilesInWork(
        files,
        extractor,
        overrides,
        Workers(min(workers or 1, len(files)), memory) if cluster is None else DaskWorkers(cluster, memory),
        tell,
        hints,
    )
    limit = limit or time_limit(extractor, None)
    pending: deque[Future[Reading | Refusal]] = deque()
    try:
        for place, file in enumerate(files):
            while place + len(pending) < min(len(files), place + (workers or 1) * _AHEAD):
                pending.append(pool.submit(place + len(pending)))
                if workers is None and cluster is not None and cluster.is_used:
                    workers = await asyncio.to_thread(cluster.slots)
            future = pending.popleft()
            try:
                reading = await pool.wait(place, future, limit(file))
            except BrokenProcessPool:
                reading = await pool.once_more(place, limit(file))
                pending = pool.again(place + 1, pending)
            except TimeoutError:
                pool.restart()
                pending = pool.again(place + 1, pending)
                reading = Refusal(_took_too_long(file, limit(file) or 0))
            yield reading
    finally:
        pool.stop()


def _took_too_long(file: Path, seconds: float) -> str:
    shown = f"{seconds / 60:.0f} minutes" if seconds >= 120 else f"{seconds:g} seconds"
    return (
        f"{file}: its extraction took longer than {shown} and was stopped: give it more time with --time-limit SECONDS, "
        "or divide the file"
    )


def _is_document(file: TalkFile) -> bool:
    try:
        return is_document(text_of(file.content, Path(file.name)))
    except TranscriptError:
        return False


class _FilesInWork:
    """The files in a pool, which is started again if a process has died or was stopped."""

    def __init__(
        self,
        files: Sequence[Path],
        extractor: str,
        overrides: Mapping[Path, Overrides],
        pool: Pool,
        tell: Tell,
        hints: tuple[str, ...],
    ) -> None:
        self._pool = pool
        self._hints = hints
        self._files = files
        self._extractor = extractor
        self._overrides = overrides
        self._tell = tell
        self._begun: dict[int, float] = {}
        """When a worker began a file, by the loop's clock."""

    def submit(self, place: int) -> Future[Reading | Refusal]:
        """Starts a file, which is read here: a worker may be on another machine. A VideoDocument needs no extractor, so it asks nothing of
        such machines; a recording is large, so it stays here. What fails at once is reported at the file's turn, also if the pool has broken
        meanwhile."""
        file = self._files[place]
        self._begun.pop(place, None)
        failed: Future[Reading | Refusal] = Future()
        try:
            recording = recording_at(file)
            local = self._pool.local
            if recording is not None:
                content, stays = replace(recording, hints=self._hints), True
            else:
                content = TalkFile(str(file), read_bytes(file), dict(FilesBeside(file)))
                stays = local is not self._pool and _is_document(content)
            work = partial(try_to_read, content, self._extractor, self._overrides.get(file))
            return (local if stays else self._pool).run(work, partial(self._hear, place))
        except TranscriptError as error:
            failed.set_result(Refusal(error.message))
        except BrokenProcessPool as error:
            failed.set_exception(error)
        return failed

    async def wait(
        self, place: int, future: Future[Reading | Refusal], limit: float | None
    ) -> Reading | Refusal:
        """
        Raises:
            TimeoutError: the file took longer, from when a worker began it.
            BrokenProcessPool: a worker has died.
        """
        loop = asyncio.get_running_loop()
        waiting = asyncio.wrap_future(future)
        try:
            while not waiting.done():
                await asyncio.wait((waiting,), timeout=_LOOK if limit is None else min(_LOOK, limit))
                took = loop.time() - self._begun.get(place, loop.time())
                if limit is not None and took > limit and not waiting.done():
                    raise TimeoutError
            return waiting.result()
        except ExecutorUnavailable as error:
            return Refusal(error.message, setup=True)
        except WorkLost as error:
            return Refusal(f"{self._files[place]}: {error.message}")
        finally:
            waiting.cancel()

    async def once_more(self, place: int, limit: float | None) -> Reading | Refusal:
        """Reads a file alone, with new workers, because another file may have killed the worker."""
        self.restart()
        file = self._files[place]
        try:
            return await self.wait(place, self.submit(place), limit)
        except BrokenProcessPool:
            self.restart()
            return Refusal(
                f"{file}: its extraction crashed twice, probably for lack of memory: "
                "try it again with --workers 1, or with more of it (VIDEOGRAPH_EXTRACT_MEMORY)"
            )
        except TimeoutError:
            self.restart()
            return Refusal(_took_too_long(file, limit or 0))

    def again(
        self, first: int, pending: Sequence[Future[Reading | Refusal]]
    ) -> deque[Future[Reading | Refusal]]:
        """Restarts the pending files with new workers. Finished results are kept."""
        return deque(
            future
            if future.done() and not future.cancelled() and future.exception() is None
            else self.submit(first + later)
            for later, future in enumerate(pending)
        )

    def stop(self) -> None:
        """Stops at once; files read in advance are not needed any more."""
        self._pool.stop()

    def restart(self) -> None:
        self._pool.stop(stuck=True)

    def _hear(self, place: int, stage: str, share: float) -> None:
        now = asyncio.get_running_loop().time()
        if stage == WAITING:
            self._begun[place] = now
        self._begun.setdefault(place, now)
        if stage:
            self._tell(self._files[place], stage, share)
