"""The order in which new statements are planned, each once. Planning takes processor time that known queries need too."""

import asyncio
import os
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import ceil
from time import monotonic

from service.errors import RateLimited
from service.graph.driver import deadline
from service.graph.driver.planning import Shape

_PATIENCE = 10.0
"""Seconds that a new statement waits for its turn."""


@dataclass
class _UnderWay:
    """A statement that has its turn, or waits for it."""

    done: asyncio.Event = field(default_factory=asyncio.Event)
    planned: bool = False


class PlanningTurns:
    """New statements of anonymous clients wait until those of all other clients are planned, which do not wait.

    Known statements do not wait either.

    Args:
        most: statements of anonymous clients that are planned at once. Default: half the CPUs, at least one.
    """

    def __init__(self, most: int | None = None, patience: float = _PATIENCE) -> None:
        self._most = most or max(1, (os.cpu_count() or 1) // 2)
        self._patience = patience
        self._trusted = self._others = 0
        self._changed = asyncio.Condition()
        self._under_way: dict[Shape, _UnderWay] = {}

    def is_under_way(self, shape: Shape) -> bool:
        """Returns whether such a statement has its turn, or waits for it."""
        return shape in self._under_way

    @asynccontextmanager
    async def turn(self, shape: Shape, *, trusted: bool) -> AsyncGenerator[None]:
        """A context in which a new statement runs. An anonymous client waits while the same one is planned for another request.

        Raises:
            RateLimited: it waited longer than `patience`; the client should try again later.
        """
        while not trusted and (other := self._under_way.get(shape)) is not None:
            await self._wait_until(other.done.wait)
            if other.planned:
                yield
                return
        own = _UnderWay()
        registered = self._under_way.setdefault(shape, own) is own
        try:
            async with self._place(trusted=trusted):
                yield
            own.planned = True
        finally:
            if registered:
                del self._under_way[shape]
            own.done.set()

    @asynccontextmanager
    async def _place(self, *, trusted: bool) -> AsyncGenerator[None]:
        if trusted:
            self._trusted += 1
        else:
            await self._wait()
        try:
            yield
        finally:
            if trusted:
                self._trusted -= 1
            else:
                self._others -= 1
            if not self._trusted:
                async with self._changed:
                    self._changed.notify_all()

    async def _wait(self) -> None:
        async def place() -> None:
            async with self._changed:
                await self._changed.wait_for(lambda: not self._trusted and self._others < self._most)
                self._others += 1

        await self._wait_until(place)

    async def _wait_until(self, ready: Callable[[], Awaitable[object]]) -> None:
        begin = monotonic()
        try:
            async with asyncio.timeout(self._patience):
                await ready()
        except TimeoutError:
            seconds = max(1, ceil(self._patience))
            raise RateLimited(
                f"Too many new queries are waiting to be planned: try again in {seconds} s. "
                "Queries that were planned before are still answered. Clients with a key or token do not wait.",
                seconds,
                "QUEUE",
            ) from None
        deadline.add(monotonic() - begin)  # waiting does not count against the time limit of the request
