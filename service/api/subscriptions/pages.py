"""Reads pages of events. Subscribers that ask for the same page share one read."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import orjson
from cachetools import TTLCache

from service.access.viewer import Viewer
from service.api.execution.engine import Engine, GraphqlRequest
from service.api.subscriptions.event_queries import ChangeQuery

_KEPT_SECONDS = 2.0
_KEPT_BYTES = 4_000_000


@dataclass(frozen=True)
class FeedEvent:
    """One event: the cursor of its change, and the JSON of its execution result."""

    cursor: str
    result: bytes


@dataclass(frozen=True)
class FeedPage:
    """Events after a change. `last`: number of the change to go on from; it can be greater than that of the last event,
    because others did not match."""

    events: tuple[FeedEvent, ...]
    last: int

    @property
    def size(self) -> int:
        return sum(len(event.result) for event in self.events)


class EventsFailed(Exception):
    """A page cannot be read. `errors`: as in a response."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(str(errors))
        self.errors = errors

    @property
    def codes(self) -> set[str]:
        return {str(error.get("extensions", {}).get("code")) for error in self.errors}


type _Key = tuple[bytes, int, int, tuple[str, ...]]


class Pages:
    """The pages that are being read, and those that were read a moment ago."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading: dict[_Key, asyncio.Task[FeedPage]] = {}
        self._kept = TTLCache[_Key, FeedPage](_KEPT_BYTES, _KEPT_SECONDS, getsizeof=lambda page: page.size)
        self.reads = 0

    async def read(
        self, query: ChangeQuery, after: int, latest: int, viewer: Viewer
    ) -> tuple[FeedPage, bool]:
        """Returns the events after a change, and whether this call has read them.

        Args:
            latest: number of the latest change that is known to be committed.

        Raises:
            EventsFailed: the response has no data.
            RateLimited: the client of the call that reads has used its budget.
        """
        key = (query.shared, after, latest, tuple(sorted(viewer.scopes)))
        kept = self._kept.get(key)
        if kept is not None:
            return kept, False
        task, own = self._reading.get(key), False
        if task is None:
            own = True
            task = self._reading[key] = asyncio.create_task(self._read(query, after, latest, viewer))
            task.add_done_callback(lambda done: self._done(key, done))
        return await asyncio.shield(task), own

    def _done(self, key: _Key, task: asyncio.Task[FeedPage]) -> None:
        del self._reading[key]
        if task.cancelled() or task.exception() is not None:
            return
        with suppress(ValueError):  # it is larger than all the room there is
            self._kept[key] = task.result()

    async def _read(self, query: ChangeQuery, after: int, latest: int, viewer: Viewer) -> FeedPage:
        self.reads += 1
        count = max(1, min(query.page, latest - after))
        asked = GraphqlRequest(query.text, query.values(after, count), viewer=viewer, keep=False)
        answer = orjson.loads((await self._engine.answer(asked)).body)
        data = answer.get("data")
        if data is None:
            raise EventsFailed([placed(error, query.key, 4) for error in answer["errors"]])
        return _page(query.key, data["changes"], answer.get("errors", []), latest)


def _page(key: str, found: dict[str, Any], errors: list[dict[str, Any]], latest: int) -> FeedPage:
    by_place: dict[int, list[dict[str, Any]]] = {}
    for error in errors:
        path: list[Any] = error.get("path") or []
        if len(path) > 2 and path[1] == "edges":
            by_place.setdefault(path[2], []).append(placed(error, key, 4))
    events: list[FeedEvent] = []
    for place, edge in enumerate(found["edges"]):
        result: dict[str, Any] = {"data": {key: edge["node"]}}
        if place in by_place:
            result["errors"] = by_place[place]
        events.append(FeedEvent(edge["cursor"], orjson.dumps(result)))
    last = int(events[-1].cursor) if events else 0
    return FeedPage(tuple(events), last if found["pageInfo"]["hasNextPage"] else max(last, latest))


def placed(error: dict[str, Any], key: str, depth: int) -> dict[str, Any]:
    """Returns an error of a query as one of its subscription: with depth 4, `changes.edges.3.node.video` is `changes.video` there.
    Locations are left out, because they are those of the query."""
    found = {name: value for name, value in error.items() if name != "locations"}
    path: list[Any] = error.get("path") or []
    return {**found, "path": [key, *path[depth:]]} if path else found
