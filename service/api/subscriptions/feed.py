"""The events of subscriptions: history after a cursor, then what is committed, without a gap or a double between them.

A subscriber has a position, the number of the last change that it knows, and always reads the page after it. So history and
live changes are the same reads, and a slow subscriber needs no queue.

A subscription to a job has an event for how it is now, and then one each time it has changed, until it has ended.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import aclosing, asynccontextmanager, suppress
from contextvars import Context
from typing import Any

import orjson

from service.access.viewer import Viewer
from service.api.execution.documents import OperationRefused
from service.api.execution.engine import Engine, GraphqlRequest
from service.api.execution.prepared_operations import SubscriptionRequest
from service.api.operation.arguments.cursors import Cursors, NumberCursors
from service.api.response.error_format import error_extensions, formatted
from service.api.subscriptions.event_queries import STATE, ChangeQuery, JobQuery, change_query, job_query
from service.api.subscriptions.pages import EventsFailed, FeedEvent, FeedPage, Pages, placed
from service.errors import GraphUnavailable, NotFound, QueryTimeout, RateLimited, VideographError
from service.graph.change_log import ChangeRange, read_range
from service.graph.driver import bookmarks
from service.graph.driver.database import Database
from service.jobs.job import ENDED, read_marks

INTERVAL = 0.5
"""Seconds between two reads of the counter of changes, and of all jobs that somebody watches. A change of this process is read at once."""
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
            self._task = asyncio.create_task(self._watch(), context=Context())  # it is for all who watch
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
                if not failing and not isinstance(
                    error, GraphUnavailable
                ):  # which is logged where it is noticed
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
        self.engine.charge(viewer).take(1)
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


_GONE = "there is no such job"


class JobWatch:
    """Notices when jobs change, by one read in half a second while somebody watches one."""

    def __init__(self, engine: Engine, interval: float = INTERVAL) -> None:
        self._engine = engine
        self._interval = interval
        self._watched: dict[str, int] = {}
        self._marks: dict[str, str] = {}
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def watching(self, id_: str) -> AsyncGenerator[None]:
        self._watched[id_] = self._watched.get(id_, 0) + 1
        if self._task is None:
            self._task = asyncio.create_task(self._watch(), context=Context())
        try:
            yield
        finally:
            self._watched[id_] -= 1
            if not self._watched[id_]:
                del self._watched[id_]
                self._marks.pop(id_, None)
            if not self._watched:
                self._task.cancel()
                self._task = None

    async def other_than(self, id_: str, mark: str) -> str:
        """Returns the mark of a job as soon as it is another one."""
        while self._marks.get(id_, mark) == mark:
            await self._changed.wait()
        return self._marks[id_]

    def wake(self) -> None:
        """Lets all who wait look again, because the service stops."""
        for id_ in self._watched:
            self._marks[id_] = "the service stops"
        self._tell()

    def _tell(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def _watch(self) -> None:
        while True:
            try:
                found = await read_marks(self._engine.database, list(self._watched))
                marks = {id_: found.get(id_, _GONE) for id_ in self._watched}
                news = {id_: mark for id_, mark in marks.items() if self._marks.get(id_) != mark}
                self._marks |= news
                if news:
                    self._tell()
            except VideographError as error:
                _log.debug("jobs cannot be watched: %s", error.message)
            except Exception:
                _log.exception("jobs cannot be watched")
            await asyncio.sleep(self._interval)


async def read_event(engine: Engine, query: JobQuery, viewer: Viewer) -> tuple[FeedEvent, bool]:
    """Returns the event of a job as it is now, and whether it has ended.

    Raises:
        EventsFailed: it cannot be read.
        NotFound: there is no such job.
        RateLimited: the client has used its budget.
    """
    asked = GraphqlRequest(query.text, dict(query.variables), viewer=viewer, keep=False)
    with bookmarks.keeping() as seen:
        answer: dict[str, Any] = orjson.loads((await engine.answer(asked)).body)
    # Neo4j has no snapshots: while a commit becomes visible, the job may have ended and its video not be there yet. A read after the
    # bookmark of the first one waits until the whole commit is visible.
    found: dict[str, dict[str, Any] | None] = answer.get("data") or {}
    if (found.get("node") or {}).get(STATE) in ENDED:
        with bookmarks.reading_after(seen[-1]):
            answer = orjson.loads((await engine.answer(asked)).body)
    errors = [placed(error, query.key, 1) for error in answer.get("errors", [])]
    data: dict[str, Any] | None = answer.get("data")
    if data is None or (data["node"] is None and errors):
        raise EventsFailed(errors)
    job: dict[str, Any] = data["node"] or {}
    if STATE not in job:
        raise NotFound(f"There is no job with the id {query.id!r:.60}. `jobs` lists them.")
    ended = job.pop(STATE) in ENDED
    result = {"data": {query.key: job}, **({"errors": errors} if errors else {})}
    return FeedEvent("", orjson.dumps(result)), ended
