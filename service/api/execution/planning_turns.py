"""The order in which new statements are planned. Planning takes processor time that known queries need too."""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from math import ceil
from time import monotonic

from service.errors import RateLimited
from service.graph.driver import deadline

PATIENCE = 10.0
"""Seconds that a new statement waits for its turn."""


class PlanningTurns:
    """New statements of clients without a key go one after the other, and behind those of all others, which do not wait.

    Known statements have nothing to do with this.
    """

    def __init__(self, most: int | None = None, patience: float = PATIENCE) -> None:
        self._most = most or max(1, (os.cpu_count() or 1) // 2)
        self._patience = patience
        self._trusted = self._others = 0
        self._changed = asyncio.Condition()

    @asynccontextmanager
    async def turn(self, *, trusted: bool) -> AsyncGenerator[None]:
        """
        Raises:
            RateLimited: it is not its turn for so long that the client may as well come again later.
        """
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
        begin = monotonic()
        try:
            async with asyncio.timeout(self._patience), self._changed:
                await self._changed.wait_for(lambda: not self._trusted and self._others < self._most)
                self._others += 1
        except TimeoutError:
            seconds = max(1, ceil(self._patience))
            raise RateLimited(
                f"Too many new queries are waiting: try again in {seconds} s. Known queries are still answered.",
                seconds,
            ) from None
        deadline.add(monotonic() - begin)  # it is no fault of the request's
