"""How many new statements one client may bring in a minute. Planning one costs Neo4j far more than running it again."""

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import Any

from service.errors import RateLimited

CHARACTERS_OF_A_TOKEN = 1000
_CLIENTS = 10_000
"""Clients that are remembered; a bucket that was not used for a minute is full, and need not be."""
_MINUTE = 60.0


class TokenBuckets:
    """A token bucket for each client: `per_minute` tokens at first, and as many again in each minute; 0 is no limit."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, tokens: int) -> None:
        """
        Raises:
            RateLimited: the client has not as many left. None are taken then.
        """
        if self.per_minute == 0:
            return
        now = self._clock()
        wanted = min(tokens, self.per_minute)  # more than fits a bucket takes all of it
        left, at = self._buckets.pop(client, (float(self.per_minute), now))
        left = min(float(self.per_minute), left + (now - at) * self.per_minute / _MINUTE)
        enough = left >= wanted
        self._buckets[client] = (left - wanted if enough else left, now)
        if len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)
        if not enough:
            seconds = ceil((wanted - left) * _MINUTE / self.per_minute)
            raise RateLimited(
                f"You have asked too many new queries in the last minute: try again in {seconds} s. "
                "Queries that were asked before are answered: use variables for what differs between two.",
                seconds,
            )


class Admission:
    """Admits the statements of one request by one client: those that are known, and new ones as far as its bucket goes."""

    def __init__(
        self,
        buckets: TokenBuckets,
        client: str,
        is_known: Callable[[str, Mapping[str, Any] | None], bool],
    ) -> None:
        self._buckets = buckets
        self._client = client
        self._is_known = is_known
        self._admitted: set[str] = set()

    def admit(self, statement: str, parameters: Mapping[str, Any]) -> None:
        """Raises as `TokenBuckets.take`."""
        if statement in self._admitted or self._is_known(statement, parameters):
            return
        self._buckets.take(self._client, ceil(len(statement) / CHARACTERS_OF_A_TOKEN))
        self._admitted.add(statement)


def client_of(host: str | None) -> str:
    """Who counts as one client: an address, or of IPv6 the network of 64 bits that a provider gives to one of its customers."""
    try:
        address = ip_address(host or "")
    except ValueError:
        return host or ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return f"{IPv6Address(int(address) >> 64 << 64)}/64"
    return str(address)
