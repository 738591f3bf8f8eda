"""Having Neo4j plan a statement by itself, where running it at once would take longer than a read may."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import anyio

from service.errors import QueryTimeout

_PLANNED_AT_ONCE = 4
"""More would only slow each other down, and could keep all cores from who reads."""
_REMEMBERED = 1000
"""As many as Neo4j keeps plans of, if it is not told otherwise (`server.memory.query_cache.per_db_cache_num_entries`)."""

type Shape = tuple[str, tuple[str, ...]]
"""What Neo4j keeps a plan for: a statement, and of each parameter its type, of strings and lists with how long they are."""


def shape_of(statement: str, parameters: Mapping[str, Any] | None) -> Shape:
    return statement, tuple(f"{name}:{_kind(value)}" for name, value in (parameters or {}).items())


def _kind(value: Any) -> str:
    if isinstance(value, (str, list)):
        length = len(value)  # pyright: ignore[reportUnknownArgumentType]
        # Lengths of none, of one, and up to each power of ten: there Neo4j plans anew.
        return f"{type(value).__name__}{length if length < 2 else f'e{len(str(length - 1))}'}"  # pyright: ignore[reportUnknownArgumentType]
    return type(value).__name__


class Planning:
    """What has been planned, what is being planned, and whose turn it is. `limit`: the seconds that planning may take."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self._known: OrderedDict[Shape, int] = OrderedDict()
        self._starts = 0
        self._under_way: dict[str, anyio.Event] = {}
        self._turns = asyncio.Semaphore(_PLANNED_AT_ONCE)

    def knows(self, shape: Shape) -> bool:
        """Whether such a statement has run, perhaps before Neo4j was started again."""
        return shape in self._known

    def has_plan(self, shape: Shape) -> bool:
        """Whether such a statement has run since Neo4j was last seen to go, so that Neo4j has its plan."""
        return self._known.get(shape) == self._starts

    def forget_plans(self) -> None:
        """Neo4j was gone: it may have been started again, and then has no plans."""
        self._starts += 1

    def is_new(self, shape: Shape) -> bool:
        """Whether a statement that has just run had not run before; from now on it has."""
        new = not self.has_plan(shape)
        self._known[shape] = self._starts
        self._known.move_to_end(shape)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return new

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
