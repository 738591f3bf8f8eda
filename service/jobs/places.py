"""The places in which the jobs of a process are extracted. A job takes one when it has work for it: not while it fetches, nor while it loads."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from time import monotonic

from service.actions.extraction.workers import Hear, Pool
from service.errors import VideographError

_WAITING = "waiting for a free worker"


class Places:
    """Pools of which each extracts one talk at a time. A process that dies takes one job with it."""

    def __init__(self, *pools: Pool) -> None:
        self._pools: list[Pool] = []
        self._free: list[tuple[Pool, float]] = []
        """With the time since which it is free; the one that was used last is taken first, since its process has its tables."""
        self._places = asyncio.Semaphore(0)
        for pool in pools:
            self.add(pool)

    def add(self, pool: Pool) -> None:
        self._pools.append(pool)
        self._free.append((pool, monotonic()))
        self._places.release()

    @property
    def awaited(self) -> str:
        """What new work waits for."""
        return _WAITING if self._places.locked() else self._free[-1][0].awaited

    @asynccontextmanager
    async def one(self) -> AsyncGenerator[Pool]:
        """Gives a pool, in the order in which they are asked for."""
        async with self._places:
            pool, _ = self._free.pop()
            try:
                yield pool
            finally:
                self._free.append((pool, monotonic()))

    def stop_idle(self, seconds: float) -> None:
        """Stops what has been free for so long: its processes hold tables of words."""
        for pool, since in self._free:
            if monotonic() - since >= seconds:
                pool.stop()

    def stop(self) -> None:
        for pool in self._pools:
            pool.stop()


class PlacesPool:
    """The pool of one job: it takes a place for each work."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def awaited(self) -> str:
        return self._places.awaited

    @property
    def local(self) -> Pool:
        return _LocalPool(self)

    def run[T](self, work: Callable[[], T], hear: Hear, *, is_local: bool = False) -> Future[T]:
        future = Future[T]()
        task = asyncio.create_task(self._run(work, hear, future, is_local))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return future

    def stop(self, *, stuck: bool = False) -> None:
        for task in self._tasks:
            task.cancel()

    async def _run[T](self, work: Callable[[], T], hear: Hear, future: Future[T], is_local: bool) -> None:
        async with self._places.one() as given:
            pool = given.local if is_local else given
            try:
                result = await asyncio.wrap_future(pool.run(work, hear))
            except asyncio.CancelledError:
                pool.stop(stuck=True)
                raise
            except Exception as error:
                if not isinstance(error, VideographError):
                    pool.stop(stuck=True)  # its process may be dead
                if future.set_running_or_notify_cancel():
                    future.set_exception(error)
            else:
                if future.set_running_or_notify_cancel():
                    future.set_result(result)


class _LocalPool:
    def __init__(self, pool: PlacesPool) -> None:
        self._pool = pool
        self.awaited, self.stop = pool.awaited, pool.stop

    @property
    def local(self) -> Pool:
        return self

    def run[T](self, work: Callable[[], T], hear: Hear) -> Future[T]:
        return self._pool.run(work, hear, is_local=True)
