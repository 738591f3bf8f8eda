"""Token buckets: how much a client may take in a minute. What is not used up fills again, evenly."""

import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil

_CLIENTS = 10_000
"""Clients that are remembered; a bucket that was not used for a minute is full, and need not be."""
MINUTE = 60.0


class Buckets:
    """A token bucket for each client. A bucket holds what may be taken in a minute, and is full at first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, tokens: int, per_minute: int) -> int:
        """Takes tokens. Returns 0, or the seconds after which there are as many; then none are taken.

        Args:
            tokens: more than fits a bucket takes all of it.
        """
        wanted = min(tokens, per_minute)
        left = self._left(client, per_minute)
        enough = left >= wanted
        self._keep(client, left - wanted if enough else left)
        return 0 if enough else max(1, ceil((wanted - left) * MINUTE / per_minute))

    def give_back(self, client: str, tokens: int, per_minute: int) -> None:
        self._keep(client, min(float(per_minute), self._left(client, per_minute) + tokens))

    def state(self, client: str, per_minute: int) -> tuple[int, int]:
        """How many tokens there are, and after how many seconds the bucket is full."""
        left = self._left(client, per_minute)
        return int(left), ceil((per_minute - left) * MINUTE / per_minute)

    def _left(self, client: str, per_minute: int) -> float:
        now = self._clock()
        left, at = self._buckets.get(client, (float(per_minute), now))
        return min(float(per_minute), left + (now - at) * per_minute / MINUTE)

    def _keep(self, client: str, left: float) -> None:
        self._buckets[client] = (left, self._clock())
        self._buckets.move_to_end(client)
        if len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)
