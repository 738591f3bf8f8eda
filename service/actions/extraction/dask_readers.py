"""Reads files on a Dask cluster, with the interface of `Workers`: files are read here, and their bytes are sent. A VideoDocument needs no
extractor, so a process of this machine reads it, and the cluster is not asked for anything.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from service.actions.extraction.dask_cluster import Cluster
from service.actions.extraction.workers import Workers
from service.errors import ExecutorUnavailable, TranscriptError, WorkLost
from service.ingest.formats import Overrides, TalkFile, is_document
from service.ingest.formats.metadata.companions import FilesBeside
from service.ingest.formats.source import read_bytes, text_of
from service.ingest.make_document import Reading, Refusal, try_to_read

type Heard = Callable[[int, str, float], None]


class DaskReaders:
    """Must be created in an event loop, in which `heard` is called."""

    def __init__(
        self, cluster: Cluster, loop: asyncio.AbstractEventLoop, heard: Heard, memory: int | None = None
    ) -> None:
        """
        Args:
            memory: megabytes that the process of this machine may use.
        """
        self._cluster, self._loop, self._heard, self._memory = cluster, loop, heard, memory
        self._runs: list[Any] = []
        self._here: Workers | None = None

    def submit(
        self, place: int, file: Path, extractor: str, overrides: Overrides | None
    ) -> Future[Reading | Refusal]:
        result: Future[Reading | Refusal] = Future()
        try:
            content = TalkFile(str(file), read_bytes(file), dict(FilesBeside(file)))
        except TranscriptError as error:
            result.set_result(Refusal(error.message))
            return result
        if _is_document(content):
            self._here = self._here or Workers(1, self._loop, self._heard, self._memory)
            return self._here.submit(place, file, extractor, overrides)
        run = self._cluster.submit(
            partial(try_to_read, content, extractor, overrides), partial(self._hear, place)
        )
        self._runs = [one for one in self._runs if not one.future.done()] + [run]
        run.future.add_done_callback(lambda done: _pass_on(done, result, file))
        return result

    def stop(self, *, stuck: bool = False) -> None:
        """Gives up what is not done.

        Args:
            stuck: some of it takes too long, so the workers that are at it are restarted.
        """
        for run in self._runs:
            run.kill() if stuck else run.cancel()
        self._runs = []
        if self._here is not None:
            self._here.stop(stuck=stuck)
            self._here = None

    def _hear(self, place: int, stage: str, share: float) -> None:
        with suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(self._heard, place, stage, share)


def _is_document(file: TalkFile) -> bool:
    try:
        return is_document(text_of(file.content, Path(file.name)))
    except TranscriptError:
        return False


def _pass_on(done: Future[Reading | Refusal], result: Future[Reading | Refusal], file: Path) -> None:
    if result.cancelled() or not result.set_running_or_notify_cancel():
        return
    if done.cancelled():
        result.set_result(Refusal(f"{file}: was given up"))
        return
    error = done.exception()
    if error is None:
        result.set_result(done.result())
    elif isinstance(error, ExecutorUnavailable):
        result.set_result(Refusal(error.message, setup=True))
    elif isinstance(error, WorkLost):
        result.set_result(Refusal(f"{file}: {error.message}"))
    else:
        result.set_exception(error)
