"""Where jobs are extracted: one talk at a time in each place."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest

from service.actions.extraction.workers import Hear, Places, Pool
from service.errors import InvalidInput

pytestmark = pytest.mark.anyio


class GivenPool:
    awaited = "starting"

    def __init__(self) -> None:
        self.stopped: list[bool] = []

    @property
    def local(self) -> Pool:
        return self

    def run(self, work: Callable[[], Any], hear: Hear) -> Future[Any]:
        raise AssertionError("nothing runs here")

    def stop(self, *, stuck: bool = False) -> None:
        self.stopped.append(stuck)


async def test_who_asks_first_has_the_next_place() -> None:
    places, begun, end = Places(GivenPool()), list[int](), asyncio.Event()

    async def work(number: int) -> None:
        async with places.take():
            begun.append(number)
            await end.wait()

    assert not places.are_taken
    async with asyncio.TaskGroup() as tasks:
        first, gone, _ = [tasks.create_task(work(number)) for number in range(3)]
        await asyncio.sleep(0)
        assert (begun, places.are_taken) == ([0], True)
        gone.cancel()
        await asyncio.sleep(0)
        end.set()
    assert (begun, places.are_taken) == ([0, 2], False)
    assert first.done()


async def test_the_place_that_was_used_last_is_taken_first() -> None:
    one, other = GivenPool(), GivenPool()
    places = Places(one, other)
    async with places.take() as last, places.take() as first:
        pass
    async with places.take() as again:
        assert (first, last, again) == (one, other, other)


@pytest.mark.parametrize(
    ("fault", "stopped"),
    [(InvalidInput("no words"), []), (MemoryError(), [True]), (asyncio.CancelledError(), [True])],
)
async def test_what_may_still_run_is_stopped(fault: BaseException, stopped: list[bool]) -> None:
    pool = GivenPool()
    places = Places(pool)
    with pytest.raises(type(fault)):
        async with places.take():
            raise fault
    assert (pool.stopped, places.are_taken) == (stopped, False)


async def test_what_is_free_for_long_is_stopped() -> None:
    idle, busy = GivenPool(), GivenPool()
    places = Places(idle, busy)
    async with places.take() as taken:
        assert taken is busy
        places.stop_idle(3600.0)
        assert idle.stopped == []
        places.stop_idle(0.0)
    assert (idle.stopped, busy.stopped) == ([False], [])
    places.stop()
    assert (idle.stopped, busy.stopped) == ([False, False], [False])
