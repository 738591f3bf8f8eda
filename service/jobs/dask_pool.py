"""Extracts jobs on a Dask cluster instead of in processes of this machine. All slots of a process share its connection."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from functools import partial
from typing import Any

from service.actions.extraction.dask_cluster import Cluster
from service.jobs.extraction import Hear, ProcessPool


class DaskPool:
    """The cluster, as a slot uses it: for one job at a time. What needs no extractor is read in a process of this machine."""

    def __init__(self, cluster: Cluster, memory: int | None = None) -> None:
        """
        Args:
            memory: megabytes that the process of this machine may use.
        """
        self._cluster = cluster
        self._here = ProcessPool(memory)
        self._run: Any = None

    @property
    def awaited(self) -> str:
        return f"waiting for the Dask cluster at {self._cluster.address}"

    def local(self, hear: Hear) -> Executor:
        return self._here.executor(hear)

    def executor(self, hear: Hear) -> Executor:
        loop = asyncio.get_running_loop()

        def heard(stage: str, share: float) -> None:
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(hear, stage, share)

        return _OnCluster(self, heard)

    def stop(self) -> None:
        """Gives up what runs. The worker that is at it is restarted, as Dask cannot stop a single task."""
        self._here.stop()
        if self._run is not None:
            self._run.kill()
            self._run = None

    def submit(self, work: Callable[[], Any], hear: Hear) -> Future[Any]:
        self._run = self._cluster.submit(work, hear)
        return self._run.future


class _OnCluster(Executor):
    def __init__(self, pool: DaskPool, hear: Hear) -> None:
        self._pool, self._hear = pool, hear

    def submit[**P, T](self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self._pool.submit(partial(fn, *args, **kwargs), self._hear)
