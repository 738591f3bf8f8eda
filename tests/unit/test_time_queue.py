"""Time of the event loop: while others ask, a client has a quarter of it at most, and one request at a time."""

import asyncio
from collections.abc import Callable

import pytest

from service.fair_sharing import PATIENCE, TimeQueue

pytestmark = pytest.mark.anyio


class Hours:
    """A queue whose clock is told what time it is. `order`: who had a turn, and when. `tick`: what passes whenever the clock is read."""

    def __init__(self) -> None:
        self.now = 100.0
        self.tick = 0.0
        self.queue = TimeQueue(clock=self._read, later=self._later)
        self.order: list[tuple[str, float]] = []
        self.tasks: list[asyncio.Task[None]] = []
        self._timers: list[tuple[float, Callable[[], None]]] = []

    def _read(self) -> float:
        self.now += self.tick
        return self.now

    def _later(self, seconds: float, call: Callable[[], None]) -> None:
        self._timers.append((self.now + seconds, call))

    async def ask(self, client: str, count: int = 1) -> None:
        """Begins so many requests."""
        for _ in range(count):
            self.queue.note_asked(client)
            self.tasks.append(asyncio.create_task(self._take(client)))
        await settle()

    async def _take(self, client: str) -> None:
        await self.queue.take(client, trusted=False)
        self.order.append((client, round(self.now - 100, 6)))

    async def work(self, client: str, seconds: float) -> None:
        """A request computes for so long, and ends."""
        self.now += seconds
        self.queue.pay(client, seconds)
        self.queue.give(client)
        await settle()

    def fire(self) -> None:
        """Lets the next timer fire now, which is early."""
        self._timers.pop(0)[1]()

    async def until(self, second: float) -> None:
        while due := sorted(one for one in self._timers if one[0] <= 100 + second):
            self._timers.remove(due[0])
            self.now = max(self.now, due[0][0])
            due[0][1]()
            await settle()
        self.now = 100 + second


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_whoever_has_taken_a_second_waits_for_three_while_others_ask() -> None:
    hours = Hours()
    await hours.ask("flood")
    await hours.ask("page")
    await hours.work("flood", 1.0)
    await hours.ask("flood")
    await hours.until(2)
    await hours.ask("page")
    await hours.work("page", 0)
    await hours.until(3.7)
    assert hours.order == [("flood", 0), ("page", 0), ("page", 2)]
    assert hours.queue.wait_of("flood") == pytest.approx(0.1)
    await hours.until(5)
    assert hours.order[3:] == [("flood", 3.8)]  # 50 ms are in advance


async def test_four_connections_have_no_more_than_one_and_take_turns() -> None:
    hours = Hours()
    await hours.ask("page")
    await hours.ask("flood")
    await hours.work("flood", 0.1)
    await hours.ask("flood", 4)
    begun = [("page", 0.0), ("flood", 0.0), ("flood", 0.2)]
    await hours.until(1)
    assert hours.order == begun  # the second of the four waits for the first
    await hours.work("flood", 0.1)
    await hours.until(1.5)
    assert hours.order == [*begun, ("flood", 1.2)]


async def test_nobody_waits_when_nobody_else_asks_and_pays_nothing_for_it_later() -> None:
    hours = Hours()
    for _ in range(5):
        await hours.ask("alone", 4)
        for _ in range(4):
            await hours.work("alone", 1.0)
    assert len(hours.order) == 20
    await hours.ask("alone")
    await hours.ask("page")
    assert hours.order[-2:] == [("alone", 20), ("page", 20)]
    await hours.work("alone", 0.1)
    await hours.ask("alone")
    await hours.until(20.39)
    assert len(hours.order) == 22
    await hours.until(20.41)
    assert hours.order[-1] == ("alone", 20.4)


async def test_who_waits_does_not_hold_the_others_back() -> None:
    hours = Hours()
    await hours.ask("flood")
    await hours.work("flood", 1.0)
    await hours.ask("page")
    await hours.ask("flood")
    for _ in range(20):  # as many pages as it likes, for more than its share
        await hours.work("page", 0.1)
        await hours.ask("page")
    assert [client for client, _ in hours.order] == ["flood", *["page"] * 21]


async def test_time_moves_to_the_key_once_it_is_known() -> None:
    hours = Hours()
    hours.now += 1
    hours.queue.pay("address", 1.0)
    hours.queue.move(1.0, "address", "key")
    assert hours.queue.wait_of("address") == 0
    assert hours.queue.wait_of("key") == pytest.approx(2.8)


async def test_whoever_sends_one_request_after_the_other_is_never_refused() -> None:
    hours = Hours()
    hours.queue.pay("slow", 3600.0)
    assert hours.queue.wait_of("slow") == 8.0 < PATIENCE


async def test_who_waits_too_long_leaves_no_trace() -> None:
    queue = TimeQueue(patience=0.01)
    queue.note_asked("page")
    queue.pay("flood", 60.0)
    queue.note_asked("flood")
    with pytest.raises(TimeoutError):
        await queue.take("flood", trusted=False)
    assert queue.taken() == 0


async def test_whose_time_comes_while_it_is_looked_at_is_not_forgotten() -> None:
    hours = Hours()
    await hours.ask("page")
    await hours.ask("flood")
    await hours.work("flood", 0.1)
    await hours.ask("flood")
    await hours.until(0.15)
    hours.tick = 0.04  # it may begin at 0.2: at the first look it is 0.19, at the next one 0.23
    hours.fire()
    hours.tick = 0.0
    await hours.until(1)
    assert [client for client, _ in hours.order] == ["page", "flood", "flood"]
