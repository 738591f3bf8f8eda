"""Where talks are extracted: the interface of a pool, and the pool of processes of this machine. `dask_cluster.py` has another one.

The processes report over one pipe. Messages are short enough to be written atomically, so no lock is needed; a stopped worker
could keep a lock.
"""

import asyncio
import json
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import asynccontextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

from service.errors import VideographError
from service.extractors.progress import run_reporting
from service.process_memory import limit_memory

_TALKS = 100
"""Number of talks after which a worker is replaced, because its tables of words grow with every talk."""
_PAUSE = 0.2
"""Seconds between two messages of a worker, at least."""

_GRACE = 3.0
"""Seconds between the request to end and the kill: code in C does not hear the first, and an extractor may ignore it."""

type Hear = Callable[[str, float], None]
"""Called in the event loop with the stage ("" when the work begins) and the completed share."""


class Pool(Protocol):
    """Runs work somewhere else. `awaited`: what work waits for until it begins, for people. `local`: a pool on this machine, for work
    that needs no extractor."""

    @property
    def awaited(self) -> str: ...

    @property
    def local(self) -> "Pool": ...

    def run[T](self, work: Callable[[], T], hear: Hear) -> Future[T]:
        """Runs work, and tells `hear` how far it is. Call it in the event loop."""
        ...

    def stop(self, *, stuck: bool = False) -> None:
        """Gives up what runs, and nobody hears of it any more. The pool can be used again.

        Args:
            stuck: it would go on for long, or for ever, so whatever is at it ends.
        """
        ...


class PoolExecutor(Executor):
    """A pool as an executor of the standard library, whose work reports to one listener."""

    def __init__(self, pool: Pool, hear: Hear) -> None:
        self._pool, self._hear = pool, hear

    def submit[**P, T](self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self._pool.run(partial(fn, *args, **kwargs), self._hear)


class Places:
    """Pools in which one talk each is extracted. A job takes one only when it has its file, so that nobody waits for what is being fetched."""

    def __init__(self, *pools: Pool) -> None:
        self._pools: list[Pool] = []
        self._free: list[tuple[Pool, float]] = []
        """With the time since which it is free. The one that was used last is taken first, since its process has its tables."""
        self._places = asyncio.Semaphore(0)
        for pool in pools:
            self.add(pool)

    def add(self, pool: Pool) -> None:
        self._pools.append(pool)
        self._give_back(pool)

    @property
    def are_taken(self) -> bool:
        return self._places.locked()

    @asynccontextmanager
    async def take(self) -> AsyncGenerator[Pool]:
        """Gives a pool, in the order in which they are asked for. What still runs there at the end is stopped."""
        await self._places.acquire()
        pool, _ = self._free.pop()
        try:
            yield pool
        except VideographError:
            raise
        except BaseException:
            pool.stop(stuck=True)  # its process may be dead, or go on
            raise
        finally:
            self._give_back(pool)

    def _give_back(self, pool: Pool) -> None:
        self._free.append((pool, time.monotonic()))
        self._places.release()

    def stop_idle(self, seconds: float) -> None:
        """Stops what has been free for so long: its processes hold tables of words."""
        for pool, since in self._free:
            if time.monotonic() - since >= seconds:
                pool.stop()

    def stop(self) -> None:
        for pool in self._pools:
            pool.stop()


class Workers:
    """Processes of this machine, started with the first work."""

    awaited = "starting"

    def __init__(self, count: int = 1, memory: int | None = None) -> None:
        """
        Args:
            memory: megabytes that each process may use.
        """
        self._count, self._memory = count, memory
        self._executor: ProcessPoolExecutor | None = None
        self._telling: Connection | None = None
        self._running: dict[int, tuple[Future[Any], Hear]] = {}
        self._number = 0

    @property
    def local(self) -> Pool:
        return self

    def run[T](self, work: Callable[[], T], hear: Hear) -> Future[T]:
        """
        Raises:
            BrokenProcessPool: a process has died.
        """
        executor = self._executor or self._start()
        self._number += 1
        future = executor.submit(_report, self._number, work)
        self._running = {at: one for at, one in self._running.items() if not one[0].done()}
        self._running[self._number] = future, hear
        return future

    def stop(self, *, stuck: bool = False) -> None:
        """Stops them at once, whether or not they are stuck. Those that do not end within three seconds are killed."""
        self._running = {}
        if self._executor is None or self._telling is None:
            return
        processes = list((self._executor._processes or {}).values())  # pyright: ignore[reportPrivateUsage]
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        threading.Thread(target=_kill, args=(processes,), daemon=True).start()
        self._telling.close()  # when the processes are gone, the listener gets end of file
        self._executor = self._telling = None

    def _start(self) -> ProcessPoolExecutor:
        # Not forked, because this process has connections and threads.
        context = multiprocessing.get_context("spawn")
        told, self._telling = context.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(
            self._count,
            mp_context=context,
            initializer=_begin,
            initargs=(self._telling, self._memory),
            max_tasks_per_child=_TALKS,
        )
        loop = asyncio.get_running_loop()
        threading.Thread(target=_listen, args=(told, loop, self._heard), daemon=True).start()
        return self._executor

    def _heard(self, number: int, stage: str, share: float) -> None:
        if number in self._running:  # otherwise it was given up
            self._running[number][1](stage, share)


def _kill(processes: Sequence[BaseProcess]) -> None:
    """Waits until they have ended. The end of this program waits for them too, so without this it could wait for ever."""
    left = {process.sentinel: process for process in processes}
    until = time.monotonic() + _GRACE
    while left and (seconds := until - time.monotonic()) > 0:
        for ended in wait(list(left), seconds):
            del left[ended]  # pyright: ignore[reportArgumentType]: a sentinel is an int
    for process in left.values():
        process.kill()


def _listen(
    told: Connection, loop: asyncio.AbstractEventLoop, heard: Callable[[int, str, float], None]
) -> None:
    with told, suppress(EOFError, OSError, RuntimeError):  # RuntimeError: the loop is closed
        while True:
            number, stage, share = json.loads(told.recv_bytes())
            loop.call_soon_threadsafe(heard, number, stage, share)


_telling: Connection | None = None
"""In a worker, the pipe to its parent, which is passed at the start of the process and not with each work."""


def _begin(telling: Connection, memory: int | None) -> None:
    """In a worker: ignores Ctrl-C, which the parent handles, limits its memory, and ends if the parent is gone."""
    global _telling
    _telling = telling
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory is not None:
        limit_memory(memory)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _report[T](number: int, work: Callable[[], T]) -> T:
    """In a worker."""
    return run_reporting(work, partial(_send, number), _PAUSE)


def _send(number: int, stage: str, share: float) -> None:
    assert _telling is not None
    with suppress(OSError):  # the parent is gone
        _telling.send_bytes(json.dumps([number, stage, share]).encode())
