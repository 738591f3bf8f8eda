"""The cost of a client's operations per minute: charged before they run, the unused part refunded, reported in headers."""

from contextlib import suppress
from dataclasses import replace

import pytest

from service.access.scopes import ALL
from service.access.viewer import Viewer
from service.api.execution.admission import Charge
from service.api.operation.limits.cost import Work
from service.errors import RateLimited
from service.fair_sharing import Buckets
from service.settings.limits import Limits

PUBLIC = Viewer("PUBLIC", "192.0.2.7", ALL)
LIMITS = Limits(public_cost=1000, key_cost=6000)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def buckets(clock: Clock) -> Buckets:
    return Buckets(clock)


def headers(left: int, seconds: int, most: int = 1000) -> dict[str, str]:
    return {"ratelimit-policy": f'"cost";q={most};w=60', "ratelimit": f'"cost";r={left};t={seconds}'}


def test_what_is_not_used_is_given_back(buckets: Buckets) -> None:
    charge = Charge(buckets, LIMITS, PUBLIC)

    assert charge.headers() == headers(1000, 0)
    charge.take(400, Work(100))
    assert charge.headers() == headers(500, 30)
    charge.refund(objects=150)
    assert charge.headers() == headers(750, 15)
    charge.refund(objects=0)  # once only
    assert charge.headers() == headers(750, 15)


def test_more_than_was_taken_is_not_used_and_every_request_costs_something(buckets: Buckets) -> None:
    charge = Charge(buckets, LIMITS, PUBLIC)
    charge.take(10)
    charge.refund(objects=5000)
    assert charge.headers() == headers(990, 1)
    charge.take(10)
    charge.refund()
    assert charge.headers() == headers(989, 1)
    charge.take(0)
    assert charge.headers() == headers(988, 1)


def test_no_more_is_given_back_than_was_taken(buckets: Buckets) -> None:
    """An operation may cost more than the minute's budget."""
    for _ in range(50):
        with suppress(RateLimited):
            charge = Charge(buckets, LIMITS, PUBLIC)
            charge.take(5000)
            charge.refund(objects=4700)
            assert charge.headers() == headers(0, 60)
    charge = Charge(buckets, Limits(public_cost=1000), replace(PUBLIC, client="another"))
    charge.take(5000)
    charge.refund(objects=300)
    assert charge.headers() == headers(700, 18)


def test_what_ran_out_of_time_is_kept(buckets: Buckets) -> None:
    charge = Charge(buckets, LIMITS, PUBLIC)
    charge.take(400, Work(100))

    charge.keep()
    charge.refund()

    assert charge.headers() == headers(500, 30)


def test_who_has_used_up_waits(buckets: Buckets, clock: Clock) -> None:
    Charge(buckets, LIMITS, PUBLIC).take(900)

    with pytest.raises(RateLimited) as error:
        Charge(buckets, LIMITS, PUBLIC).take(300, Work(50))

    assert (error.value.reason, error.value.retry_after, error.value.message) == (
        "COST",
        15,
        "This query costs 350. Your earlier queries in this minute have left less than that: "
        "at most 1000 a minute are allowed (VIDEOGRAPH_MAX_PUBLIC_COST). Try again in 15 s, "
        "use smaller pages (`first`, `last`), or send fewer queries.",
    )
    clock.now = 15.0
    charge = Charge(buckets, LIMITS, PUBLIC)
    charge.take(300, Work(50))
    assert charge.headers() == headers(0, 60)


def test_keys_have_a_limit_of_their_own_and_this_machine_has_none(buckets: Buckets) -> None:
    key = Charge(buckets, LIMITS, Viewer("KEY", "key:a", ALL))
    key.take(600)
    assert key.headers() == headers(5400, 6, 6000)
    assert Charge(buckets, LIMITS, Viewer("KEY", "key:b", ALL)).headers() == headers(6000, 0, 6000)
    for viewer, limits in (
        (Viewer("LOCAL", "127.0.0.1", ALL), LIMITS),
        (PUBLIC, replace(LIMITS, public_cost=0)),
    ):
        charge = Charge(buckets, limits, viewer)
        for _ in range(1000):
            charge.take(50_000)
            charge.refund()
        assert charge.headers() == {}


def test_work_is_not_given_back_but_for_words_that_were_not_corrected(buckets: Buckets) -> None:
    charge = Charge(buckets, LIMITS, PUBLIC)
    charge.take(10, Work(total=300, corrections=200))
    charge.refund(objects=10)
    assert charge.headers() == headers(890, 7)
    charge = Charge(buckets, LIMITS, PUBLIC)
    charge.take(10, Work(total=300, corrections=200))
    charge.corrected = True
    charge.refund(objects=10)
    assert charge.headers() == headers(580, 26)
