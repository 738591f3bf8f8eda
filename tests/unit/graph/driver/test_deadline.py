"""The shared time limit of the reads of one request."""

import asyncio

import pytest

from service.errors import QueryTimeout
from service.graph.driver import deadline

pytestmark = pytest.mark.anyio


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(deadline, "monotonic", clock)
    return clock


def test_without_a_request_each_read_has_its_own_limit(clock: Clock):
    clock.now += 1000
    assert deadline.cut(5.0) == 5.0
    with deadline.put_off():
        clock.now += 1000
    assert deadline.cut(5.0) == 5.0


def test_a_read_gets_what_is_left(clock: Clock):
    with deadline.within(5.0):
        assert (deadline.cut(5.0), deadline.cut(2.0)) == (5.0, 2.0)
        clock.now += 4
        assert (deadline.cut(5.0), deadline.cut(0.5)) == (1.0, 0.5)
        clock.now += 1
        with pytest.raises(QueryTimeout, match="took too long"):
            deadline.cut(0.5)
    assert deadline.cut(5.0) == 5.0


def test_planning_is_not_the_requests_fault(clock: Clock):
    with deadline.within(5.0):
        clock.now += 5
        with deadline.put_off():
            clock.now += 8
        assert deadline.cut(5.0) == 5.0
        assert deadline.cut(30.0) == 8.0
        with deadline.put_off():
            clock.now += 1
        assert deadline.cut(30.0) == 7.0


def test_time_can_be_given_back(clock: Clock):
    deadline.add(1.0)
    with deadline.within(5.0):
        clock.now += 3
        deadline.add(2.0)
        assert deadline.cut(30.0) == 4.0
    assert deadline.cut(30.0) == 30.0


def test_a_part_has_no_more_time_than_the_whole(clock: Clock):
    with deadline.within(5.0):
        clock.now += 3
        with deadline.within(5.0):
            assert deadline.cut(30.0) == 2.0
        with deadline.within(1.0):
            assert deadline.cut(30.0) == 1.0
        assert deadline.cut(30.0) == 2.0


async def test_what_runs_at_once_shares_it(clock: Clock):
    async def plan() -> None:
        with deadline.put_off():
            clock.now += 10

    with deadline.within(5.0):
        clock.now += 5
        await asyncio.gather(plan(), plan())
        assert deadline.cut(30.0) == 10.0
