"""Readings that are made while others are loaded, and those of them that are there already."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from types import TracebackType
from typing import Self


class Ready[T]:
    """Takes items from a generator in advance, as many as `has_room` allows of those that wait. Use it in `async with`.

    Args:
        has_room: whether one more may be taken in advance, while these wait.
    """

    def __init__(self, items: AsyncGenerator[T], has_room: Callable[[deque[T]], bool]) -> None:
        self._items = items
        self._has_room = has_room
        self.waiting = deque[T]()
        """Items that are there already, in order."""
        self._changed = asyncio.Event()

    async def first(self) -> T:
        """Returns the next item, which stays in `waiting`, as soon as it is there.

        Raises: StopAsyncIteration: there is none. And what the generator raises.
        """
        while not self.waiting:
            if self._task.done():
                self._task.result()
                raise StopAsyncIteration
            await self._wait()
        return self.waiting[0]

    def take(self, count: int) -> None:
        """Removes the first items."""
        for _ in range(count):
            self.waiting.popleft()
        self._changed.set()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._run())
        self._task.add_done_callback(lambda _: self._changed.set())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._task.cancel()
        with suppress(asyncio.CancelledError, Exception):  # an error is raised when its item is wanted
            await self._task

    async def _run(self) -> None:
        async with aclosing(self._items):
            async for item in self._items:
                self.waiting.append(item)
                self._changed.set()
                while not self._has_room(self.waiting):
                    await self._wait()

    async def _wait(self) -> None:
        self._changed.clear()
        await self._changed.wait()
