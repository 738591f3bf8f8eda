"""What is measured: each step of a coroutine, tasks and threads that it starts; and that all of these behave as without it."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextvars import Context
from inspect import CORO_SUSPENDED, getcoroutinestate

import pytest
from anyio import to_thread

from service import loop_time
from service.loop_time import MeasuredThreads, current_payer, measure_tasks, measured, paid

pytestmark = pytest.mark.anyio


class Purse:
    def __init__(self) -> None:
        self.seconds = 0.0

    def pay(self, seconds: float) -> None:
        self.seconds += seconds


class Clock:
    """Goes on only while something computes, in each thread by itself."""

    def __init__(self) -> None:
        self._of_thread = threading.local()

    def now(self) -> float:
        return getattr(self._of_thread, "now", 0.0)

    def compute(self, seconds: float) -> None:
        self._of_thread.now = self.now() + seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for name in ("perf_counter", "thread_time"):
        monkeypatch.setattr(loop_time, name, clock.now)
    return clock


@pytest.fixture(autouse=True)
async def measuring() -> AsyncIterator[None]:
    loop = asyncio.get_running_loop()
    loop.set_task_factory(measure_tasks)
    loop.set_default_executor(threads := MeasuredThreads(1))
    yield
    loop.set_task_factory(None)
    threads.shutdown()


async def test_steps_tasks_and_threads_are_paid_for(clock: Clock) -> None:
    purse = Purse()

    async def child() -> None:
        clock.compute(0.5)
        await asyncio.sleep(0)
        clock.compute(0.25)

    async def work() -> str:
        clock.compute(1)
        async with asyncio.TaskGroup() as group:
            group.create_task(child(), name="a")
            group.create_task(child())
        await asyncio.gather(child(), child())
        await asyncio.to_thread(clock.compute, 10)
        await to_thread.run_sync(paid(clock.compute), 20)
        await asyncio.sleep(0)
        return "done"

    clock.compute(7)  # nobody's
    assert await measured(work(), purse) == "done"
    assert purse.seconds == 1 + 4 * 0.75 + 10 + 20
    assert current_payer() is None
    await asyncio.create_task(child())
    await to_thread.run_sync(paid(clock.compute), 20)
    assert purse.seconds == 34


async def test_what_fails_or_is_cancelled_is_paid_for(clock: Clock) -> None:
    purse = Purse()

    async def fail() -> None:
        clock.compute(1)
        raise ValueError("x")

    async def wait() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            clock.compute(2)

    async def work() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.001):
                await wait()
        never_begun = asyncio.create_task(wait())
        never_begun.cancel()
        with pytest.raises(asyncio.CancelledError):
            await never_begun
        begun = asyncio.create_task(wait())
        await asyncio.sleep(0)
        assert getcoroutinestate(begun.get_coro()) == CORO_SUSPENDED  # type: ignore[arg-type]  # anyio asks for it
        begun.cancel()
        await asyncio.gather(begun, return_exceptions=True)
        await fail()

    with pytest.raises(ValueError, match="x"):
        await measured(work(), purse)
    assert purse.seconds == 5


async def test_nobody_pays_for_work_in_a_context_of_its_own(clock: Clock) -> None:
    purse = Purse()

    async def background() -> None:
        clock.compute(1)

    async def work() -> None:
        await asyncio.create_task(background(), context=Context())

    await measured(work(), purse)
    assert purse.seconds == 0
