"""What clients share, so that none takes it from the others: a cache (`FairCache`), places for work (`FairQueue`), time (`TimeQueue`), and an
amount for each minute (`Buckets`).

`service/api/execution/admission.py` says what a request of a client must pass, in which order. Why: docs/decisions/0048.
"""

import asyncio
import sys
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from functools import partial
from math import ceil
from typing import Protocol

from cachetools import LRUCache

SIZE = 500


class Sender(Protocol):
    """Who sent a request. `is_known`: it has sent a key or token, or is on this machine. `is_limited`: it is not on this machine."""

    @property
    def client(self) -> str: ...

    @property
    def is_known(self) -> bool: ...

    @property
    def is_limited(self) -> bool: ...


class FairCache[K, V]:
    """Maps keys to values in three groups, each of at most `size` entries, or of that size in all where values differ in size.

    - Known: what the service itself added, or two clients have used. The one that was used longest ago is removed first.
    - Entries of trusted clients, and those of all others. In these two groups, the client that holds most loses the entry
      that it has not used for the longest time.

    So whatever one client sends, it removes no known entry, none of another group, and of another client none
    while that one holds less than itself. `None` is no value.

    Args:
        size: the most of each group.
        fits: whether a key is short enough to be kept at all.
        size_of: of a value, the same each time. One that is larger than a group is not kept.
    """

    def __init__(
        self,
        size: int = SIZE,
        fits: Callable[[K], bool] = lambda _: True,
        size_of: Callable[[V], int] = lambda _: 1,
    ) -> None:
        self._size = size
        self._fits = fits
        self._size_of = size_of
        self._known: OrderedDict[K, V] = OrderedDict()
        self._known_size = 0
        self._trusted = _Group[K, V](size, size_of)
        self._others = _Group[K, V](size, size_of)

    @property
    def count(self) -> int:
        """Number of entries."""
        return len(self._known) + len(self._trusted.entries) + len(self._others.entries)

    @property
    def total(self) -> int:
        """Size of all values."""
        return self._known_size + self._trusted.total + self._others.total

    def get(self, key: K, sender: Sender | None) -> V | None:
        """Returns the value, and notes that this sender (None: the service itself) uses it."""
        found = self._known.get(key)
        if found is not None:
            self._known.move_to_end(key)
            return found
        for group in (self._trusted, self._others):
            kept = group.entries.get(key)
            if kept is not None:
                value, client = kept
                if sender is not None and sender.client == client:
                    group.entries.move_to_end(key)
                else:
                    group.remove(key)
                    self._keep_known(key, value)
                return value
        return None

    def peek(self, key: K) -> V | None:
        """Returns the value, and notes nothing."""
        found = self._known.get(key)
        if found is None:
            kept = self._trusted.entries.get(key) or self._others.entries.get(key)
            found = None if kept is None else kept[0]
        return found

    def keep(self, key: K, value: V, sender: Sender | None) -> V:
        """Adds a value, or replaces it, if its key fits. Returns it."""
        if not self._fits(key) or self._size_of(value) > self._size:
            return value
        self.get(key, sender)  # what another one has added is known from now on
        if sender is None or key in self._known:
            self._keep_known(key, value)
        else:
            (self._trusted if sender.is_known else self._others).keep(key, value, sender.client)
        return value

    def groups(self) -> tuple[list[K], list[K], list[K]]:
        """Returns the keys of the known entries, of those of trusted clients, and of all others. In each list, the one that was used
        longest ago comes first."""
        return [*self._known], [*self._trusted.entries], [*self._others.entries]

    def _keep_known(self, key: K, value: V) -> None:
        before = self._known.get(key)
        self._known_size += self._size_of(value) - (0 if before is None else self._size_of(before))
        self._known[key] = value
        self._known.move_to_end(key)
        while self._known_size > self._size:
            _, removed = self._known.popitem(last=False)
            self._known_size -= self._size_of(removed)


class _Group[K, V]:
    """Entries with the client that each belongs to."""

    def __init__(self, size: int, size_of: Callable[[V], int]) -> None:
        self._size = size
        self._size_of = size_of
        self.entries: OrderedDict[K, tuple[V, str]] = OrderedDict()
        self._held: Counter[str] = Counter()
        self.total = 0

    def keep(self, key: K, value: V, client: str) -> None:
        if key in self.entries:
            self.remove(key)
        self._add(client, self._size_of(value))
        self.entries[key] = value, client
        while self.total > self._size:
            most = max(self._held.values())
            self.remove(next(one for one, (_, owner) in self.entries.items() if self._held[owner] == most))

    def remove(self, key: K) -> None:
        value, client = self.entries.pop(key)
        self._add(client, -self._size_of(value))

    def _add(self, client: str, size: int) -> None:
        self.total += size
        self._held[client] += size
        if not self._held[client]:
            del self._held[client]


PATIENCE = 10.0
"""Seconds."""

type _Waiting = OrderedDict[str, deque[asyncio.Future[None]]]
"""The places that each client waits for. The client that is next comes first."""


class FairQueue:
    """Places for work. Those of trusted clients are given first, and among clients of one kind each gets one in turn.

    Args:
        places: how much work is under way at once.
        for_one: how much of it may be of one client; None if there is no such bound.
        patience: seconds that one waits at most.
    """

    def __init__(self, places: int, *, for_one: int | None = None, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._free = places
        self._for_one = places if for_one is None else for_one
        self._at_work: Counter[str] = Counter()
        self._waiting: tuple[_Waiting, _Waiting] = OrderedDict(), OrderedDict()

    def taken(self, client: str | None = None) -> int:
        """Returns how many places are taken, by this client or in all."""
        return self._at_work.total() if client is None else self._at_work[client]

    def take_free(self, client: str) -> bool:
        """Takes a place if the client need not wait for one; returns whether it has one."""
        if not self._free or not self._may(client):
            return False
        self._free -= 1
        self._at_work[client] += 1
        return True

    def _may(self, client: str) -> bool:
        """Returns whether the client may have another place."""
        return self._at_work[client] < self._for_one

    async def take(self, client: str, *, trusted: bool) -> None:
        """Returns once the client has a place, which it must `give` back.

        Raises: TimeoutError: there was none in time.
        """
        if self.take_free(client):
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting = self._waiting[0 if trusted else 1]
        waiting.setdefault(client, deque()).append(place)
        self._note_waiting(client)
        try:
            async with asyncio.timeout(self.patience):
                await place
        except BaseException:
            if place.done() and not place.cancelled():
                self.give(client)
            elif client in waiting and place in waiting[client]:
                waiting[client].remove(place)
                if not waiting[client]:
                    del waiting[client]
            raise

    def give(self, client: str) -> None:
        """Gives a place back, and to whoever is next."""
        self._free += 1
        self._at_work[client] -= 1
        if not self._at_work[client]:
            del self._at_work[client]
        self._note_given(client)

    def _note_waiting(self, client: str) -> None:
        """Is called when one more of this client waits."""

    def _note_given(self, client: str) -> None:
        """Is called when this client has given a place back: whoever is next gets it."""
        for waiting in self._waiting:
            for other in list(waiting):
                if self._hand_out(waiting, other):
                    return

    def _hand_out(self, waiting: _Waiting, client: str) -> bool:
        """Gives a free place to a client that waits for one, and may have it; returns whether it did."""
        if client not in waiting or not self._may(client):
            return False
        places = waiting[client]
        while places:
            place = places.popleft()
            if not place.done():  # otherwise its client has just gone away
                break
        else:
            del waiting[client]
            return False
        if places:
            waiting.move_to_end(client)
        else:
            del waiting[client]
        self._free -= 1
        self._at_work[client] += 1
        place.set_result(None)
        return True


SHARE = 0.25
"""Part of the event loop's time that a client has at most while others ask."""
_WHILE = 2.0
"""Seconds for which a client counts as one that asks."""
_LONGEST_WAIT = 8.0
"""Seconds: less than patience, so that whoever sends one request after the other waits, and is never refused."""
_BURST = 0.05
"""Seconds that a client may take at once, such as for all that a page loads, before it waits."""
_TICK = 0.001
"""Seconds: the resolution of the event loop's timers, which may be early by less than that."""


class TimeQueue(FairQueue):
    """Where requests wait while their client has taken more than its share of the event loop's time (`SHARE`).

    A client that has taken a second begins its next request four seconds after it began the first, with one request at a time, and `_BURST` in
    advance. It does not wait if no other client has asked for a while, or if all that have are waiting themselves. What nobody else wanted is
    not counted afterwards.

    Args:
        later: calls a function after so many seconds; by default, the event loop does.
    """

    def __init__(
        self,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        later: Callable[[float, Callable[[], None]], object] | None = None,
    ) -> None:
        super().__init__(sys.maxsize, patience=patience)
        self._clock = clock
        self._later = later
        self._until = LRUCache[str, float](_CLIENTS)
        """When the time that a client has taken is its share of the time that has passed."""
        self._asked = OrderedDict[str, float]()
        """When each client asked that does not wait, the latest last."""
        self._timed: set[str] = set()

    def note_asked(self, client: str) -> None:
        """Notes that a client has asked just now. While others ask, a client has no more than its share."""
        now = self._clock()
        self._asked[client] = now
        self._asked.move_to_end(client)
        while next(iter(self._asked.values())) < now - _WHILE:
            self._asked.popitem(last=False)

    def pay(self, client: str, seconds: float) -> None:
        """Counts seconds that were just taken for this client."""
        now = self._clock()
        until = max(self._until.get(client, 0.0), now - seconds) + seconds / SHARE
        self._until[client] = min(until, now + _LONGEST_WAIT + _BURST / SHARE)

    def move(self, seconds: float, client: str, other: str) -> None:
        """Counts seconds for another client than so far: for its key, once that is known."""
        self._until[client] = self._until.get(client, 0.0) - seconds / SHARE
        self.pay(other, seconds)

    def wait_of(self, client: str) -> float:
        """Returns the seconds until the client has taken no more than its share."""
        return max(0.0, self._until.get(client, 0.0) - _BURST / SHARE - self._clock())

    def _note_given(self, client: str) -> None:
        self._serve(client)

    def _others_ask(self, client: str) -> bool:
        """Returns whether another client that does not wait has asked lately."""
        latest = next((at for other, at in reversed(self._asked.items()) if other != client), None)
        return latest is not None and latest >= self._clock() - _WHILE

    def _may(self, client: str) -> bool:
        wait = self.wait_of(client)
        if self._others_ask(client):
            return not wait and not (self._at_work[client] and self._is_waiting(client))
        if wait:
            self._until[client] -= wait
        return True

    def _is_waiting(self, client: str) -> bool:
        return any(client in waiting for waiting in self._waiting)

    def _note_waiting(self, client: str) -> None:
        self._asked.pop(client, None)
        for waiting in self._waiting:
            for other in list(waiting):
                self._serve(other)

    def _serve(self, client: str) -> None:
        """Gives places to a waiting client: now, and when it may have one."""
        for waiting in self._waiting:
            while self._hand_out(waiting, client):
                if client not in waiting:
                    self.note_asked(client)
            # With none at work, nobody else would serve it, even if its time has come just now.
            if (
                client in waiting
                and client not in self._timed
                and (not self._at_work[client] or self.wait_of(client))
            ):
                self._timed.add(client)
                later = self._later or asyncio.get_running_loop().call_later
                later(max(self.wait_of(client), _TICK), partial(self._serve_late, client))

    def _serve_late(self, client: str) -> None:
        self._timed.discard(client)
        self._serve(client)


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
