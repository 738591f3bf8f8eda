"""Files read and extracted in processes of their own, a few ahead of what is asked for, and given in the order of the files.

Extraction takes seconds of one core for a talk and loading a fraction of that: so this process loads, one talk after
the other, while others extract. A worker that dies takes one file with it, not the rest; one that takes too long is stopped.
"""

import asyncio
import os
from collections import deque
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from service.actions.extraction.workers import Workers
from service.ingest.extractors.registry import OFFLINE, is_remote
from service.ingest.formats import Overrides
from service.ingest.make_document import Reading, Refusal

_AHEAD = 2
"""Talks a worker has in hand or ready: more would only hold memory."""
_LEAST_SECONDS, _SECONDS_A_MEGABYTE = 600, 1800
"""Of the default time limit: some thirty times what a talk of that size takes on one core."""
_MEGABYTE = 1_000_000
_LOOK = 0.5
"""Seconds after which it is looked again how long a file has been taking."""

type Limit = Callable[[Path], float | None]
type Tell = Callable[[Path, str, float], None]
"""Called with a file, its stage, and the share of its extraction that is done."""


def default_workers(extractor: str = OFFLINE) -> int:
    """One core is left for loading and for Neo4j. For an extractor whose work another machine does: one talk at
    a time."""
    return 1 if is_remote(extractor) else max(1, (os.cpu_count() or 1) - 1)


def time_limit(extractor: str, seconds: float | None) -> Limit:
    """How long each file may take: `seconds`, by default a time that grows with its size; None for as long as it takes, as where
    another machine does the work."""

    def limit(file: Path) -> float | None:
        if seconds is not None or is_remote(extractor):
            return seconds
        try:
            size = file.stat().st_size
        except OSError:
            size = 0
        return _LEAST_SECONDS + _SECONDS_A_MEGABYTE * size / _MEGABYTE

    return limit


def _nobody(_: Path, __: str, ___: float) -> None:
    pass


async def read_ahead(
    files: Sequence[Path],
    extractor: str,
    overrides: Mapping[Path, Overrides],
    workers: int,
    limit: Limit | None = None,
    tell: Tell = _nobody,
) -> AsyncGenerator[Reading | Refusal, None]:
    """What was read of each file, in their order.

    Args:
        limit: seconds that a file may take; by default `time_limit`'s.
        tell: is called while files are being extracted.
    """
    pool = _Pool(files, extractor, overrides, min(workers, len(files)), tell)
    limit = limit or time_limit(extractor, None)
    pending: deque[Future[Reading | Refusal]] = deque()
    try:
        for place, file in enumerate(files):
            while place + len(pending) < min(len(files), place + workers * _AHEAD):
                pending.append(pool.submit(place + len(pending)))
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


class _Pool:
    """The workers, started anew when one of them has died or had to be stopped."""

    def __init__(
        self,
        files: Sequence[Path],
        extractor: str,
        overrides: Mapping[Path, Overrides],
        count: int,
        tell: Tell,
    ) -> None:
        self._files = files
        self._extractor = extractor
        self._overrides = overrides
        self._count = count
        self._tell = tell
        self._begun: dict[int, float] = {}
        """When a worker began a file, by the loop's clock."""
        self._starts = 0
        self._workers = self._start()

    def submit(self, place: int) -> Future[Reading | Refusal]:
        """What the file gives. A pool that has broken meanwhile refuses at once: that too is told at the file's turn."""
        file = self._files[place]
        self._begun.pop(place, None)
        try:
            return self._workers.submit(place, file, self._extractor, self._overrides.get(file))
        except BrokenProcessPool as error:
            refused: Future[Reading | Refusal] = Future()
            refused.set_exception(error)
            return refused

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
        finally:
            waiting.cancel()

    async def once_more(self, place: int, limit: float | None) -> Reading | Refusal:
        """By itself, with new workers: the file whose turn it was need not be the one that a worker died of."""
        self.restart()
        file = self._files[place]
        try:
            return await self.wait(place, self.submit(place), limit)
        except BrokenProcessPool:
            self.restart()
            return Refusal(
                f"{file}: its extraction crashed twice, probably for lack of memory: "
                "try it again with --workers 1"
            )
        except TimeoutError:
            self.restart()
            return Refusal(_took_too_long(file, limit or 0))

    def again(
        self, first: int, pending: Sequence[Future[Reading | Refusal]]
    ) -> deque[Future[Reading | Refusal]]:
        """What is pending from a file on, with new workers: what was ready is kept."""
        return deque(
            future
            if future.done() and not future.cancelled() and future.exception() is None
            else self.submit(first + later)
            for later, future in enumerate(pending)
        )

    def stop(self) -> None:
        """At once: what was read ahead is not wanted any more."""
        self._workers.stop()

    def restart(self) -> None:
        self.stop()
        self._workers = self._start()

    def _start(self) -> Workers:
        loop = asyncio.get_running_loop()
        self._starts += 1
        start = self._starts

        def heard(place: int, stage: str, share: float) -> None:
            if start != self._starts:
                return  # of workers that have been stopped
            self._begun.setdefault(place, loop.time())
            if stage:
                self._tell(self._files[place], stage, share)

        return Workers(self._count, loop, heard)
