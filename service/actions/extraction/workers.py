"""Processes that read files and report their progress: the start of a file, and the completed share.

They report over one pipe. Messages are short enough to be written atomically, so no lock is needed; a stopped worker
could keep a lock.
"""

import asyncio
import json
import multiprocessing
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from service.ingest.extractors.progress import listening
from service.ingest.formats import Overrides
from service.ingest.make_document import Reading, Refusal, try_to_read

_TALKS = 100
"""Number of talks after which a worker is replaced, because its tables of words grow with every talk."""
_PAUSE = 0.2
"""Seconds between two messages of a worker, at least."""

_GRACE = 3.0
"""Seconds between the request to end and the kill: code in C does not hear the first, and an extractor may ignore it."""
_MEGABYTE = 1_000_000

type Heard = Callable[[int, str, float], None]
"""Called with the position of a file, the stage ("" at its start), and the completed share."""


class Workers:
    """A pool of processes. It must be created in an event loop, in which `heard` is called."""

    def __init__(
        self, count: int, loop: asyncio.AbstractEventLoop, heard: Heard, memory: int | None = None
    ) -> None:
        """
        Args:
            memory: megabytes that each process may use.
        """
        # Not forked, because this process has connections and threads.
        context = multiprocessing.get_context("spawn")
        self._told, self._telling = context.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(
            count,
            mp_context=context,
            initializer=_begin,
            initargs=(self._telling, memory),
            max_tasks_per_child=_TALKS,
        )
        threading.Thread(target=_listen, args=(self._told, loop, heard), daemon=True).start()

    def submit(
        self, place: int, file: Path, extractor: str, overrides: Overrides | None
    ) -> Future[Reading | Refusal]:
        return self.run(place, partial(try_to_read, file, extractor, overrides))

    def run[T](self, place: int, work: Callable[[], T]) -> Future[T]:
        """Runs any work in a process. Its progress is reported as that of the file at `place`."""
        return self._executor.submit(_report, place, work)

    def stop(self, *, stuck: bool = False) -> None:
        """Stops them at once, whether or not they are stuck. Those that do not end within three seconds are killed."""
        processes = list((self._executor._processes or {}).values())  # pyright: ignore[reportPrivateUsage]
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        threading.Thread(target=_kill, args=(processes,), daemon=True).start()
        self._telling.close()  # when the workers are gone, the listener gets end of file


def _kill(processes: Sequence[BaseProcess]) -> None:
    """Waits until they have ended. The end of this program waits for them too, so without this it could wait for ever."""
    left = {process.sentinel: process for process in processes}
    until = time.monotonic() + _GRACE
    while left and (seconds := until - time.monotonic()) > 0:
        for ended in wait(list(left), seconds):
            del left[ended]  # pyright: ignore[reportArgumentType]: a sentinel is an int
    for process in left.values():
        process.kill()


def _listen(told: Connection, loop: asyncio.AbstractEventLoop, heard: Heard) -> None:
    with told, suppress(EOFError, OSError, RuntimeError):  # RuntimeError: the loop is closed
        while True:
            place, stage, share = json.loads(told.recv_bytes())
            loop.call_soon_threadsafe(heard, place, stage, share)


_telling: Connection | None = None
"""In a worker, the pipe to its parent, which is passed at the start of the process and not with each file."""


def _begin(telling: Connection, memory: int | None) -> None:
    """In a worker: ignores Ctrl-C, which the parent handles, limits its memory, and ends if the parent is gone."""
    global _telling
    _telling = telling
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory is not None:
        _limit_memory(memory * _MEGABYTE)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _limit_memory(size: int) -> None:
    """Has requests for more memory fail, with a MemoryError. Linux counts what can be written to, without files that are only mapped;
    other systems count all addresses, or nothing."""
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _, most = resource.getrlimit(kind)
    with suppress(OSError, ValueError):  # the system allows less already, or has no such limit
        resource.setrlimit(kind, (size, most))


def _report[T](place: int, work: Callable[[], T]) -> T:
    """In a worker."""
    told = float("-inf")

    def tell(stage: str, share: float) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= _PAUSE:
            told = now
            _send(place, stage, share)

    _send(place, "", 0.0)
    with listening(tell):
        return work()


def _send(place: int, stage: str, share: float) -> None:
    assert _telling is not None
    with suppress(OSError):  # the parent is gone
        _telling.send_bytes(json.dumps([place, stage[:80], round(share, 3)]).encode())
