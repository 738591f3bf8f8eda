"""A bounded cache that one client cannot empty: what several clients use is kept apart, and the others lose as much as they hold."""

from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import Protocol

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
