"""Where jobs are extracted: each takes a place only while it has work."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest

from service.actions.extraction.workers import Hear, Pool
from service.jobs.places import Places, PlacesPool

pytestmark = pytest.mark.anyio


class GivenPool:
    awaited = "starting"

    def __init__(self) -> None:
        self.running: list[Future[Any]] = []
        self.stopped: list[bool] = []

    @property
    def local(self) -> Pool:
        return self

    def run(self, work: Callable[[], Any], hear: Hear) -> Future[Any]:
        self.running.append(Future())
        return self.running[-1]

    def stop(self, *, stuck: bool = False) -> None:
        self.stopped.append(stuck)


def hear(stage: str, share: float) -> None:
    pass


async def ended() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_work_waits_for_a_place_and_says_so() -> None:
    pool = GivenPool()
    places = Places(pool)
    one, other = PlacesPool(places), PlacesPool(places)
    assert one.awaited == "starting"
    first = one.run(int, hear)
    await ended()
    assert other.awaited == "waiting for a free worker"
    second = other.local.run(int, hear)
    await ended()
    assert len(pool.running) == 1

    pool.running[0].set_result("words")
    await ended()
    assert (first.result(0), len(pool.running)) == ("words", 2)
    pool.running[1].set_exception(MemoryError("dead"))
    await ended()
    assert isinstance(second.exception(0), MemoryError)
    assert pool.stopped == [True]


async def test_work_that_is_stopped_gives_its_place_back() -> None:
    pool = GivenPool()
    places = Places(pool)
    one, waits, last = (PlacesPool(places) for _ in range(3))
    one.run(int, hear)
    waits.run(int, hear)
    last.run(int, hear)
    await ended()
    waits.stop()
    one.stop(stuck=True)
    await ended()
    assert (pool.stopped, len(pool.running)) == ([True], 2)
    last.stop()
    await ended()


async def test_what_is_free_for_long_is_stopped() -> None:
    busy, idle = GivenPool(), GivenPool()
    places = Places(idle, busy)
    PlacesPool(places).run(int, hear)
    await ended()
    places.stop_idle(3600.0)
    assert idle.stopped == []
    places.stop_idle(0.0)
    assert (idle.stopped, busy.stopped) == ([False], [])
    places.stop()
    assert (idle.stopped, busy.stopped) == ([False, False], [False])
