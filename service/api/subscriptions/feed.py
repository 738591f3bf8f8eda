"""The events of subscriptions: history after a cursor, then what is committed, without a gap or a double between them.

A subscriber has a position, the number of the last change that it knows, and always reads the page after it. So history and
live changes are the same reads, and a slow subscriber needs no queue.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import aclosing
from typing import Any

from service.access.viewer import Viewer
from service.api.execution.engine import Engine
from service.api.execution.request import OperationRefused, Subscribed
from service.api.operation.arguments.cursors import Cursors, NumberCursors
from service.api.response.error_format import error_extensions, formatted
from service.api.subscriptions.change_query import ChangeQuery, change_query
from service.api.subscriptions.job_feed import JobWatch, read_event
from service.api.subscriptions.job_query import job_query
from service.api.subscriptions.pages import EventsFailed, FeedEvent, FeedPage, Pages
from service.api.subscriptions.watch import ChangeWatch
from service.errors import GraphUnavailable, QueryTimeout, RateLimited, VideographError

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
        self, subscribed: Subscribed, identify: Identify, resume: str | None = None
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
        self, subscribed: Subscribed, identify: Identify, viewer: Viewer, _: str | None
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
        self, subscribed: Subscribed, identify: Identify, viewer: Viewer, resume: str | None
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

    async def _require(self, subscribed: Subscribed, identify: Identify) -> Viewer:
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
