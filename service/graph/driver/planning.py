"""Plans statements separately if running them at once would take longer than a read may."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import anyio

from service.errors import QueryTimeout
from service.fair_sharing import FairCache, Sender

_PLANNED_AT_ONCE = 4
"""More would only slow each other down, and could use all cores."""
_REMEMBERED = 1000
"""The number of plans that Neo4j keeps by default (`server.memory.query_cache.per_db_cache_num_entries`)."""

type Shape = tuple[str, tuple[str, ...]]
"""The key of Neo4j's plan cache: the statement, and the types of its parameters; for strings and lists also their
length classes."""


_latest: tuple[Mapping[str, Any] | None, Shape] | None = None


def shape_of(statement: str, parameters: Mapping[str, Any] | None) -> Shape:
    """Returns the same object for the same parameters if it is asked again at once, as it is several times for each read. Parameters are
    not changed once they are asked for."""
    global _latest
    if _latest is not None and parameters and _latest[0] is parameters and _latest[1][0] is statement:
        return _latest[1]
    shape = statement, tuple([f"{name}:{_kind(value)}" for name, value in (parameters or {}).items()])
    _latest = parameters, shape
    return shape


def _kind(value: Any) -> str:
    if isinstance(value, (str, list)):
        length = len(value)  # pyright: ignore[reportUnknownArgumentType]
        # Length classes are 0, 1, and up to each power of ten. For another class Neo4j plans again.
        return f"{type(value).__name__}{length if length < 2 else f'e{len(str(length - 1))}'}"  # pyright: ignore[reportUnknownArgumentType]
    return type(value).__name__


class Planning:
    """Statements that are planned or being planned, and the queue. `limit`: the seconds that planning may take."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.known = FairCache[Shape, int](_REMEMBERED // 3)
        """Maps statements to the start of Neo4j since which they have run."""
        self.planned = 0
        """New statements so far."""
        self._starts = 1
        self._restarted = asyncio.Event()
        self._under_way: dict[str, anyio.Event] = {}
        self._turns = asyncio.Semaphore(_PLANNED_AT_ONCE)

    def knows(self, shape: Shape) -> bool:
        """Returns whether such a statement has run, perhaps before Neo4j was restarted."""
        return self.known.peek(shape) is not None

    def has_plan(self, shape: Shape) -> bool:
        """Returns whether such a statement has run since Neo4j's last restart, so that Neo4j has its plan."""
        return self.known.peek(shape) == self._starts

    @property
    def starts(self) -> int:
        """The number of starts of Neo4j so far, as far as it was missed in between."""
        return self._starts

    def forget_plans(self) -> None:
        """Records that Neo4j was gone, and may have lost its plans."""
        self._starts += 1
        self._restarted.set()
        self._restarted = asyncio.Event()

    async def wait_for_start(self, starts: int) -> None:
        """Returns once Neo4j was started more often than this; see `starts`."""
        while self._starts == starts:
            await self._restarted.wait()

    def is_new(self, shape: Shape, sender: Sender | None) -> bool:
        """Records a statement that has just run for a client (None: for the service), and returns whether it was new."""
        if self.known.get(shape, sender) == self._starts:
            return False
        self.known.keep(shape, self._starts, sender)
        self.planned += 1
        return True

    async def once(self, statement: str, explain: Callable[[float], Awaitable[object]]) -> None:
        """Lets Neo4j plan a statement (`explain`, with its seconds). Others that need the same plan wait for it.

        Only a few are planned at once: one operation can need a dozen statements that a new server does not know. The
        others wait for their turn, no longer than planning may take.

        Raises: QueryTimeout: planning takes too long, or its turn does not come.
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
