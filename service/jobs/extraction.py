"""Where jobs are read and extracted: behind `concurrent.futures.Executor`, so that a cluster can take the place of processes of this machine.

Each slot of a worker has a pool of its own. So a process that dies takes one job with it, and it is known which.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from typing import Any, Protocol

from service.actions.extraction.workers import Workers

type Hear = Callable[[str, float], None]
"""Called with the stage ("" when the work begins) and the share of the whole that is done."""


class Pool(Protocol):
    """What a slot extracts in. `awaited`: what a job waits for until its work begins, for people."""

    @property
    def awaited(self) -> str: ...

    def executor(self, hear: Hear) -> Executor:
        """Returns where to run the work of one job, of which `hear` is told what can be told."""
        ...

    def local(self, hear: Hear) -> Executor:
        """Returns where to run work on this machine, which needs no extractor."""
        ...

    def stop(self) -> None:
        """Stops what runs in it, at once. It can be used again."""
        ...


class ProcessPool:
    """One process of this machine, started with the first work."""

    awaited = "starting"

    def __init__(self, memory: int | None = None) -> None:
        """
        Args:
            memory: megabytes that the process may use.
        """
        self._memory = memory
        self._workers: Workers | None = None
        self._hear: Hear | None = None
        self._place = 0

    def executor(self, hear: Hear) -> Executor:
        if self._workers is None:
            self._workers = Workers(1, asyncio.get_running_loop(), self._heard, self._memory)
        self._place += 1
        self._hear = hear
        return _Reporting(self._workers, self._place)

    def local(self, hear: Hear) -> Executor:
        return self.executor(hear)

    def stop(self) -> None:
        self._hear = None
        if self._workers is not None:
            self._workers.stop()
            self._workers = None

    def _heard(self, place: int, stage: str, share: float) -> None:
        if place == self._place and self._hear is not None:  # otherwise it is from work that was given up
            self._hear(stage, share)


class _Reporting(Executor):
    """Runs work in the processes, which report its progress under a number."""

    def __init__(self, workers: Workers, place: int) -> None:
        self._workers = workers
        self._place = place

    def submit[**P, T](self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        work: Callable[[], Any] = partial(fn, *args, **kwargs)
        return self._workers.run(self._place, work)
