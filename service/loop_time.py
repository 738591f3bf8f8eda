"""Measures the seconds that work for one client takes of the event loop, and of threads beside it, which hold the interpreter's lock.

`measured` times each step of a coroutine. Inside it, `measure_tasks` times the tasks that it starts, and `paid` what it gives to threads.
So all that a request computes is measured, wherever that is. Who pays for it, and what follows: `service/fair_sharing.py`.
"""

import asyncio
from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar
from time import perf_counter, thread_time
from typing import Any, Protocol, Self


class Payer(Protocol):
    """Who pays for what a request computes."""

    def pay(self, seconds: float) -> None: ...


_current: ContextVar[Payer | None] = ContextVar("payer", default=None)


def current_payer() -> Payer | None:
    return _current.get()


async def measured[T](work: Coroutine[Any, Any, T], payer: Payer) -> T:
    """Returns the result of this work, for which this payer pays, also for the tasks and threads that it starts."""
    token = _current.set(payer)
    try:
        return await _Measured(work, payer)
    finally:
        _current.reset(token)


class _Measured[T](Coroutine[Any, Any, T]):
    """A coroutine whose steps are timed. It is an iterator, as tasks and `await` want it, and else looks like the coroutine itself."""

    def __init__(self, work: Coroutine[Any, Any, T], payer: Payer) -> None:
        self._work = work
        self._pay = payer.pay

    def send(self, value: Any) -> Any:
        begin = perf_counter()
        try:
            return self._work.send(value)
        finally:
            self._pay(perf_counter() - begin)

    def throw(self, *error: Any) -> Any:
        begin = perf_counter()
        try:
            return self._work.throw(*error)
        finally:
            self._pay(perf_counter() - begin)

    def close(self) -> None:
        self._work.close()

    def __next__(self) -> Any:
        return self.send(None)

    def __iter__(self) -> Self:
        return self

    def __await__(self) -> Generator[Any, Any, T]:
        return self  # type: ignore[return-value]  # what `await` needs of a generator, it has

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)


def measure_tasks(
    loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, Any], **options: Any
) -> asyncio.Task[Any]:
    """A task factory: whoever pays for the work that starts a task pays for the task too. Nobody does if it starts in a context of its own."""
    context = options.get("context")
    payer = _current.get() if context is None else context.get(_current)
    return asyncio.Task(work if payer is None else _Measured(work, payer), loop=loop, **options)


def paid[**P, T](work: Callable[P, T]) -> Callable[P, T]:
    """Returns this work for another thread: whoever pays for the current work pays for the processor time of the thread too."""
    payer = _current.get()
    if payer is None:
        return work
    loop = asyncio.get_running_loop()

    def timed(*args: P.args, **kwargs: P.kwargs) -> T:
        begin = thread_time()
        try:
            return work(*args, **kwargs)
        finally:
            loop.call_soon_threadsafe(payer.pay, thread_time() - begin)

    return timed


class MeasuredThreads(ThreadPoolExecutor):
    """Threads for work of the event loop, such as that of `asyncio.to_thread`, which is `paid`. Those of anyio are given work that is."""

    def submit[**P, T](self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return super().submit(paid(fn), *args, **kwargs)
