"""Talks read in a thread of the test's process: a command starts processes for that, which takes a second each time. Not where these
processes are the subject (tests/unit/actions/extraction)."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest

from service.actions.extraction import read_ahead
from service.actions.extraction.workers import Hear, Pool
from service.extractors.progress import run_reporting


class ThreadWorkers:
    """What `Workers` is to whoever reads talks, with one thread."""

    awaited = "starting"

    def __init__(self, count: int = 1, memory: int | None = None) -> None:
        self._executor: ThreadPoolExecutor | None = None

    @property
    def local(self) -> Pool:
        return self

    def run[T](self, work: Callable[[], T], hear: Hear) -> Future[T]:
        executor = self._executor = self._executor or ThreadPoolExecutor(1)
        loop = asyncio.get_running_loop()

        def heard(stage: str, share: float) -> None:
            if self._executor is executor:  # otherwise it was given up
                hear(stage, share)

        def send(stage: str, share: float) -> None:
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(heard, stage, share)

        return executor.submit(run_reporting, work, send, 0.2)

    def stop(self, *, stuck: bool = False) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


@contextmanager
def thread_workers() -> Iterator[None]:
    """What reads files in this process, reads them so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read_ahead, "Workers", ThreadWorkers)
        yield
