"""The order in which new statements are planned, each once. Planning takes processor time that known queries need too."""

import asyncio
import os
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import ceil
from time import monotonic

from service.errors import RateLimited
from service.fair_queue import PATIENCE, FairQueue
from service.graph.driver import deadline
from service.graph.driver.planning import Shape

_REST = 1.0
"""Pause after a plan, in times that the plan took: half of the time is for known queries alone."""
_LONGEST_REST = 1.0
"""Seconds."""


@dataclass
class _UnderWay:
    """A statement that has its turn, or waits for it."""

    done: asyncio.Event = field(default_factory=asyncio.Event)
    planned: bool = False


class PlanningTurns:
    """Plans few new statements at once: first those of trusted clients, then those of anonymous ones, each client in turn. Known statements do not wait.

    If known queries were answered while a statement waited or was planned, the next one has its turn after a pause.

    Args:
        most: statements that are planned at once. Default: half the CPUs, at least one.
        patience: seconds after which a statement of an anonymous client is refused, and one of a trusted client is planned beside the others.
        rest: the pause, in times that the plan took.
        answered: the number of known queries that were answered so far.
    """

    def __init__(
        self,
        most: int | None = None,
        patience: float = PATIENCE,
        rest: float = _REST,
        answered: Callable[[], int] = lambda: 0,
    ) -> None:
        self._queue = FairQueue(most or max(1, (os.cpu_count() or 1) // 2), patience=patience)
        self._rest = rest
        self._answered = answered
        self._under_way: dict[Shape, _UnderWay] = {}

    def is_under_way(self, shape: Shape) -> bool:
        """Returns whether such a statement has its turn, or waits for it."""
        return shape in self._under_way

    @asynccontextmanager
    async def turn(self, shape: Shape, *, trusted: bool, client: str = "") -> AsyncGenerator[None]:
        """A context in which a new statement runs. An anonymous client waits while the same one is planned for another request.

        Args:
            client: has its turn after others that have waited as long; "" for the service itself.

        Raises:
            RateLimited: an anonymous client waited longer than `patience`, and should try again later.
        """
        while not trusted and (other := self._under_way.get(shape)) is not None:
            await self._wait_for(other.done.wait())
            if other.planned:
                yield
                return
        own = _UnderWay()
        registered = self._under_way.setdefault(shape, own) is own
        try:
            async with self._place(client, trusted=trusted):
                yield
            own.planned = True
        finally:
            if registered:
                del self._under_way[shape]
            own.done.set()

    @asynccontextmanager
    async def _place(self, client: str, *, trusted: bool) -> AsyncGenerator[None]:
        answered = self._answered()
        has_place = True
        try:
            await self._wait_for(self._queue.take(client, trusted=trusted))
        except RateLimited:
            if not trusted:
                raise
            has_place = False
        begin = monotonic()
        try:
            yield
        finally:
            if has_place:
                seconds = min((monotonic() - begin) * self._rest, _LONGEST_REST)
                if seconds and self._answered() != answered:
                    asyncio.get_running_loop().call_later(seconds, self._queue.give, client)
                else:
                    self._queue.give(client)

    async def _wait_for(self, ready: Awaitable[object]) -> None:
        try:
            with deadline.paused():
                async with asyncio.timeout(self._queue.patience):
                    await ready
        except TimeoutError:
            seconds = max(1, ceil(self._queue.patience))
            raise RateLimited(
                f"Too many new queries are waiting to be planned: try again in {seconds} s. "
                "Queries that were planned before are still answered. Queries with a key or token are planned first.",
                seconds,
                "QUEUE",
            ) from None
