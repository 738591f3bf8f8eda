"""The events of subscriptions: history after a cursor, then what is committed, without a gap or a double between them.

A subscriber has a position, the number of the last change that it knows, and always reads the page after it. So history and
live changes are the same reads, and a slow subscriber needs no queue.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import aclosing, asynccontextmanager, suppress
from typing import Any

from service.access.viewer import Viewer
from service.api.execution.engine import Engine
from service.api.execution.request import OperationRefused, SubscriptionRequest
from service.api.operation.arguments.cursors import Cursors, NumberCursors
from service.api.response.error_format import error_extensions, formatted
from service.api.subscriptions.change_query import ChangeQuery, change_query
from service.api.subscriptions.job_feed import JobWatch, job_query, read_event
from service.api.subscriptions.pages import EventsFailed, FeedEvent, FeedPage, Pages
from service.errors import GraphUnavailable, QueryTimeout, RateLimited, VideographError
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


CHECK_SECONDS = 15.0
"""Seconds after which a subscriber without events is checked again, and gets a sign of life where the protocol has one."""
_RETRY_SECONDS = 1.0
_CURSORS = NumberCursors(Cursors(), "changes")
_TIMEOUTS = 5
"""Reads of one page that may run into the time limit, one after the other."""

type Identify = Callable[[], Awaitable[Viewer]]
"""Returns who has the subscription, and raises as soon as its key or token is no longer valid."""


class Feed:
    """Answers subscriptions."""

    def __init__(self, engine: Engine, watch: ChangeWatch | None = None) -> None:
        self.engine = engine
        self.watch = watch or ChangeWatch(engine.database)
        self.jobs = JobWatch(engine)
        self.pages = Pages(engine)
        self.closing = False

    async def follow(
        self, subscribed: SubscriptionRequest, identify: Identify, resume: str | None = None
    ) -> AsyncGenerator[FeedEvent | None]:
        """Returns the events of a subscription, and None now and then if there is none.

        Args:
            resume: the cursor to go on from, instead of the argument `after`.

        Raises:
            OperationRefused, EventsFailed: it cannot be answered, with errors for the client.
            Unauthenticated, Forbidden: whoever has it may no longer read.
            RateLimited: the client has no budget left for another subscription.
        """
        viewer = await identify()
        self.engine.charge(viewer).take(1, 0)
        [(name, _)] = subscribed.needs
        follow = self._follow_job if name == "Subscription.job" else self._follow_changes
        async with aclosing(follow(subscribed, identify, viewer, resume)) as events:
            async for event in events:
                yield event

    async def _follow_job(
        self, subscribed: SubscriptionRequest, identify: Identify, viewer: Viewer, _: str | None
    ) -> AsyncGenerator[FeedEvent | None]:
        query = job_query(self.engine.requests, subscribed, viewer)
        mark = ""
        sent = b""
        async with self.jobs.watching(query.id):
            while not self.closing:
                latest = await _soon(self.jobs.other_than(query.id, mark))
                viewer = await self._require(subscribed, identify)
                if self.closing:
                    return
                if latest is None:
                    yield None
                    continue
                try:
                    event, ended = await read_event(self.engine, query, viewer)
                except RateLimited as error:
                    await asyncio.sleep(error.retry_after)
                    continue
                except EventsFailed as failed:
                    if not failed.codes & {GraphUnavailable.code, QueryTimeout.code}:
                        raise
                    await asyncio.sleep(_RETRY_SECONDS)
                    continue
                mark = latest
                if event.result != sent:
                    sent = event.result
                    yield event
                if ended:
                    return

    async def _follow_changes(
        self, subscribed: SubscriptionRequest, identify: Identify, viewer: Viewer, resume: str | None
    ) -> AsyncGenerator[FeedEvent | None]:
        query = change_query(self.engine.requests, subscribed, viewer)
        async with self.watch.watching():
            position = await self._start(query.after if resume is None else resume)
            while not self.closing:
                latest = await _soon(self.watch.other_than(position))
                if self.closing:
                    return
                await self._require(subscribed, identify)
                if latest is None:
                    yield None
                    continue
                page = await self._page(query, position, latest, identify)
                for event in page.events:
                    await self._require(subscribed, identify)
                    yield event
                position = page.last

    def close(self) -> None:
        """Ends all subscriptions, because the service stops."""
        self.closing = True
        self.watch.wake()
        self.jobs.wake()

    async def _start(self, after: str | None) -> int:
        found = await self.watch.refresh()
        if after is None:
            return found.latest
        [number] = _CURSORS.decode(after, 1, "after")
        found.require(number, "after")
        return number

    async def _require(self, subscribed: SubscriptionRequest, identify: Identify) -> Viewer:
        viewer = await identify()
        for what, needed in subscribed.needs:
            viewer.require(needed, what)
        return viewer

    async def _page(self, query: ChangeQuery, position: int, latest: int, identify: Identify) -> FeedPage:
        """Returns the next page. Waits while the graph is gone, or while the client's budget is used."""
        timeouts = 0
        while True:
            viewer, own = await identify(), True
            try:
                page, own = await self.pages.read(query, position, latest, viewer)
                return page
            except RateLimited as error:
                if own:
                    await asyncio.sleep(error.retry_after)
            except EventsFailed as failed:
                timeouts += QueryTimeout.code in failed.codes
                if not failed.codes & {GraphUnavailable.code, QueryTimeout.code} or timeouts >= _TIMEOUTS:
                    raise
                await asyncio.sleep(_RETRY_SECONDS)


async def _soon[T](news: Coroutine[Any, Any, T]) -> T | None:
    """Returns the news, or None if there is none for a while."""
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await news
    except TimeoutError:
        return None


def errors_of(error: Exception) -> list[dict[str, Any]]:
    """Returns the errors that a client sees when its subscription ends with this exception."""
    match error:
        case OperationRefused():
            return [formatted(one, error.code) for one in error.errors]
        case EventsFailed():
            return error.errors
        case VideographError():
            return [{"message": error.message, "extensions": error_extensions(error)}]
        case _:
            return [{"message": "Internal error.", "extensions": {"code": "INTERNAL"}}]
