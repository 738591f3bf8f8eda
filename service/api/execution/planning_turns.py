"""The order in which new statements are planned. Planning takes processor time that known queries need too."""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from math import ceil
from time import monotonic

from service.errors import RateLimited
from service.graph.driver import deadline

_PATIENCE = 10.0
"""Seconds that a new statement waits for its turn."""


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

    @asynccontextmanager
    async def turn(self, *, trusted: bool) -> AsyncGenerator[None]:
        """
        Raises:
            RateLimited: it waited longer than `patience`; the client should try again later.
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
                f"Too many new queries are waiting to be planned: try again in {seconds} s. "
                "Queries that were planned before are still answered. Clients with a key or token do not wait.",
                seconds,
                "QUEUE",
            ) from None
        deadline.add(monotonic() - begin)  # waiting does not count against the time limit of the request
