"""Token buckets: how much each client may use per minute. A bucket fills up evenly."""

import time
from collections.abc import Callable
from math import ceil

from cachetools import LRUCache

_CLIENTS = 10_000
"""Number of clients that are remembered. A bucket that was not used for a minute is full, so it can be forgotten."""
MINUTE = 60.0


class Buckets:
    """A token bucket for each client. A bucket holds the tokens of a minute, and is full at first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets = LRUCache[str, tuple[float, float]](_CLIENTS)

    def take(self, client: str, tokens: int, per_minute: int) -> int:
        """Takes tokens and returns 0. If there are too few, it takes none and returns the seconds until there are enough.

        Args:
            tokens: if more than a bucket holds, all of a full bucket.
        """
        wanted = min(tokens, per_minute)
        left = self._left(client, per_minute)
        enough = left >= wanted
        self._keep(client, left - wanted if enough else left)
        return 0 if enough else max(1, ceil((wanted - left) * MINUTE / per_minute))

    def refund(self, client: str, tokens: int, per_minute: int) -> None:
        self._keep(client, min(float(per_minute), self._left(client, per_minute) + tokens))

    def state(self, client: str, per_minute: int) -> tuple[int, int]:
        """Returns the number of tokens, and the seconds until the bucket is full."""
        left = self._left(client, per_minute)
        return int(left), ceil((per_minute - left) * MINUTE / per_minute)

    def _left(self, client: str, per_minute: int) -> float:
        now = self._clock()
        left, at = self._buckets.get(client, (float(per_minute), now))
        return min(float(per_minute), left + (now - at) * per_minute / MINUTE)

    def _keep(self, client: str, left: float) -> None:
        self._buckets[client] = (left, self._clock())
