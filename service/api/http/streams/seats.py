"""Counts open WebSockets and event streams: in all, and for each key, token or address."""

from collections import Counter
from dataclasses import dataclass

from service.errors import RateLimited

_RETRY_SECONDS = 5


class Seats:
    """The seats of one process. `total`, `per_client`: the most at once."""

    def __init__(self, total: int, per_client: int) -> None:
        self._total, self._per_client = total, per_client
        self._taken: Counter[str] = Counter()
        self.count = 0

    def take(self, client: str) -> "Seat":
        """Returns a seat for this client, to be given back.

        Raises:
            RateLimited: all are taken, or all of this client.
        """
        if self.count >= self._total:
            raise RateLimited(
                f"There are {self.count} subscribers, and no more are allowed (VIDEOGRAPH_MAX_SUBSCRIBERS): try again soon.",
                _RETRY_SECONDS,
                "CONNECTIONS",
            )
        self._require(client)
        self.count += 1
        self._taken[client] += 1
        return Seat(self, client)

    def move(self, seat: "Seat", client: str) -> None:
        """Counts a seat for another client: for its key, once that is known.

        Raises:
            RateLimited: all seats of this client are taken.
        """
        if client != seat.client:
            self._require(client)
            self._release(seat.client)
            self._taken[client] += 1
            seat.client = client

    def give_back(self, seat: "Seat") -> None:
        if not seat.given_back:
            seat.given_back = True
            self.count -= 1
            self._release(seat.client)

    def _require(self, client: str) -> None:
        if self._taken[client] >= self._per_client:
            raise RateLimited(
                f"You have {self._taken[client]} open WebSockets and event streams, and no more are allowed "
                "(VIDEOGRAPH_MAX_SUBSCRIBERS_PER_CLIENT): close one, or use one WebSocket for several subscriptions.",
                _RETRY_SECONDS,
                "CONNECTIONS",
            )

    def _release(self, client: str) -> None:
        self._taken[client] -= 1
        if not self._taken[client]:
            del self._taken[client]


@dataclass
class Seat:
    """One open connection."""

    seats: Seats
    client: str
    given_back: bool = False

    def move(self, client: str) -> None:
        """Raises as `Seats.move`."""
        self.seats.move(self, client)

    def give_back(self) -> None:
        """Does nothing the second time."""
        self.seats.give_back(self)
