"""Knows the number of the latest change. One read in half a second does this for all subscribers of a process."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

from service.errors import VideographError
from service.graph.change_log import ChangeRange, read_range
from service.graph.driver.database import Database

INTERVAL = 0.5
"""Seconds between two reads. A commit of this process is read at once."""
_log = logging.getLogger("videograph")


class ChangeWatch:
    """Reads the counter of changes while somebody watches."""

    def __init__(self, database: Database, interval: float = INTERVAL) -> None:
        self.latest = 0
        self._database = database
        self._interval = interval
        self._lock = asyncio.Lock()
        self._queued: asyncio.Task[ChangeRange] | None = None
        self._changed = asyncio.Event()
        self._committed = asyncio.Event()
        self._watchers = 0
        self._woken = False
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def watching(self) -> AsyncGenerator[None]:
        """While this is open, the counter is read."""
        self._watchers += 1
        if self._task is None:
            self._database.after_changes.add(self._committed.set)
            self._task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            self._watchers -= 1
            if not self._watchers:
                self._database.after_changes.discard(self._committed.set)
                self._task.cancel()
                self._task = None

    async def refresh(self) -> ChangeRange:
        """Returns the numbers of the log, by a read that begins now. Those who ask meanwhile share the next one.

        Raises:
            GraphUnavailable, QueryTimeout
        """
        queued = self._queued
        if queued is None:
            queued = self._queued = asyncio.create_task(self._read())
            queued.add_done_callback(_mark_seen)
        return await asyncio.shield(queued)

    async def other_than(self, number: int) -> int:
        """Returns the number of the latest change as soon as it is another one."""
        while self.latest == number and not self._woken:
            await self._changed.wait()
        return self.latest

    def wake(self) -> None:
        """Lets all who wait go on, because the service stops."""
        self._woken = True
        self._changed.set()

    async def _read(self) -> ChangeRange:
        async with self._lock:  # one after the other, so that no older number follows a newer one
            self._queued = None
            found = await read_range(self._database)
            if found.latest != self.latest:
                self.latest = found.latest
                changed, self._changed = self._changed, asyncio.Event()
                changed.set()
            return found

    async def _watch(self) -> None:
        failing = False
        while True:
            try:
                await self.refresh()
                failing = False
            except VideographError as error:
                if not failing:
                    _log.warning("subscriptions wait, because new changes cannot be read: %s", error.message)
                failing = True
            except Exception:
                _log.exception("new changes cannot be read")
            with suppress(TimeoutError):
                async with asyncio.timeout(self._interval):
                    await self._committed.wait()
            self._committed.clear()


def _mark_seen(task: asyncio.Task[ChangeRange]) -> None:
    """Retrieves the error of a task that nobody waits for any more, so that asyncio does not report it as never retrieved."""
    if not task.cancelled():
        task.exception()
