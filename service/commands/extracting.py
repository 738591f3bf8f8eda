"""Files read and extracted in processes of their own, a few ahead of what is asked for, and given in the order of the files.

Extraction takes seconds of one core for a talk and loading a fraction of that: so this process loads, one talk after
the other, while others extract. A worker that dies takes one file with it, not the rest.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from service.commands.reading import Reading, Refusal, try_to_read
from service.ingest.formats import Overrides

_AHEAD = 2
"""Talks a worker has in hand or ready: more would only hold memory."""
_TALKS = 100
"""Talks after which a worker is replaced: its tables of words grow with every talk."""


def default_workers(extractor: str = "offline") -> int:
    """One core is left for loading and for Neo4j. A language model's time is not this machine's: one talk at a time, in several
    requests."""
    return 1 if extractor == "llm" else max(1, (os.cpu_count() or 1) - 1)


async def read_ahead(
    files: Sequence[Path], extractor: str, overrides: Overrides | None, workers: int
) -> AsyncGenerator[Reading | Refusal, None]:
    """What was read of each file, in their order."""
    pool = _Pool(extractor, overrides, min(workers, len(files)))
    pending: deque[Future[Reading | Refusal]] = deque()
    try:
        for place, file in enumerate(files):
            while place + len(pending) < min(len(files), place + workers * _AHEAD):
                pending.append(pool.submit(files[place + len(pending)]))
            try:
                reading = await asyncio.wrap_future(pending.popleft())
            except BrokenProcessPool:
                reading = await pool.once_more(file)
                later = files[place + 1 : place + 1 + len(pending)]
                pending = deque(map(pool.submit, later))
            yield reading
    finally:
        pool.stop()


class _Pool:
    def __init__(self, extractor: str, overrides: Overrides | None, workers: int) -> None:
        self._arguments = (extractor, overrides)
        self._workers = workers
        self._executor = self._start()

    def submit(self, file: Path) -> Future[Reading | Refusal]:
        """What the file gives. A pool that has broken meanwhile refuses at once: that too is told at the file's turn."""
        try:
            return self._executor.submit(try_to_read, file, *self._arguments)
        except BrokenProcessPool as error:
            refused: Future[Reading | Refusal] = Future()
            refused.set_exception(error)
            return refused

    async def once_more(self, file: Path) -> Reading | Refusal:
        """By itself, with new workers: the file whose turn it was need not be the one that a worker died of."""
        self._restart()
        try:
            return await asyncio.wrap_future(self.submit(file))
        except BrokenProcessPool:
            self._restart()
            return Refusal(
                f"{file}: its extraction ended without a word, twice; most likely the machine is short of memory: "
                "try it again with --workers 1"
            )

    def stop(self) -> None:
        """At once: what was read ahead is not wanted any more."""
        processes = list((self._executor._processes or {}).values())  # pyright: ignore[reportPrivateUsage]
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()

    def _restart(self) -> None:
        self.stop()
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # Not forked: this process holds connections and threads.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(
            self._workers, mp_context=context, initializer=_begin, max_tasks_per_child=_TALKS
        )


def _begin() -> None:
    """In a worker: Ctrl-C is its parent's affair, and without its parent it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
