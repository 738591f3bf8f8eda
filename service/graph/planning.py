"""Having Neo4j plan a statement by itself, where running it at once would take longer than a read may."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio

from service.errors import QueryTimeout

_PLANNED_AT_ONCE = 4
"""More would only slow each other down, and could keep all cores from who reads."""
_REMEMBERED = 10_000


class Planning:
    """What has been planned, what is being planned, and whose turn it is. `limit`: the seconds that planning may take."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.known: set[str] = set()
        """Statements that have run, so that Neo4j has their plans."""
        self._under_way: dict[str, anyio.Event] = {}
        self._turns = asyncio.Semaphore(_PLANNED_AT_ONCE)

    def is_new(self, statement: str) -> bool:
        """Whether a statement that has just run had not run before; from now on it has."""
        if statement in self.known:
            return False
        if len(self.known) >= _REMEMBERED:
            self.known.clear()
        self.known.add(statement)
        return True

    async def once(self, statement: str, explain: Callable[[float], Awaitable[object]]) -> None:
        """Have Neo4j plan it (`explain`, with its seconds) and keep the plan; who needs the same plan waits for it.

        Few are planned at once: one operation can bring a dozen that a server that has just started does not know. So
        the others wait for their turn, no longer than planning may take.

        Raises:
            QueryTimeout: that takes too long too, or its turn does not come.
        """
        under_way = self._under_way.get(statement)
        if under_way is not None:
            await under_way.wait()
            return
        done = self._under_way[statement] = anyio.Event()
        try:
            async with self._turn():
                await explain(self.limit)
        finally:
            del self._under_way[statement]
            done.set()

    @asynccontextmanager
    async def _turn(self) -> AsyncGenerator[None]:
        try:
            async with asyncio.timeout(self.limit):
                await self._turns.acquire()
        except TimeoutError:
            message = "Too many new queries are being planned at the moment: try again in a while."
            raise QueryTimeout(message) from None
        try:
            yield
        finally:
            self._turns.release()
