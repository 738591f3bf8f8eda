"""Places of WebSockets and event streams: so many in all, and so many of one client."""

import pytest

from service.api.execution.admission import Seats
from service.errors import RateLimited


def test_seats_are_limited_in_all_and_for_each_client() -> None:
    seats = Seats(total=3, per_client=2)
    first = seats.take("a")
    seats.take("a")
    with pytest.raises(RateLimited) as error:
        seats.take("a")
    assert (error.value.reason, error.value.retry_after, error.value.message) == (
        "CONNECTIONS",
        5,
        "There are 2 open WebSockets and event streams, 2 of them yours. No more are allowed than "
        "3 (VIDEOGRAPH_MAX_SUBSCRIBERS), 2 of one client (VIDEOGRAPH_MAX_SUBSCRIBERS_PER_CLIENT): "
        "close one, use one WebSocket for several subscriptions, or try again soon.",
    )
    seats.take("b")
    with pytest.raises(RateLimited, match="There are 3 open WebSockets and event streams, 0 of them yours"):
        seats.take("c")
    first.give_back()
    seats.take("c")
    assert seats.count == 3


def test_a_seat_moves_to_a_key_if_that_has_a_free_one() -> None:
    seats = Seats(total=3, per_client=1)
    seat = seats.take("address")
    taken = seats.take("key:a")
    with pytest.raises(RateLimited):
        seat.move("key:a")
    assert (seats.places.taken("address"), seats.places.taken("key:a")) == (1, 1)
    taken.give_back()
    seat.move("key:a")
    seat.move("key:a")
    assert (seats.places.taken("address"), seats.places.taken("key:a")) == (0, 1)
