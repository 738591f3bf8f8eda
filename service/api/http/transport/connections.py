"""Limits the number of connections, in total and from one address, and selects which one is closed.

A connection is idle if its client has no request in progress. At the limit, a new connection closes the one that has
been idle longest. If none is idle, the new one is refused.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from service.api.http.transport.event_log import EventLog, LogEvent
from service.errors import SetupError
from service.settings import Settings

_MOST = 10_000
_SHARE = 0.75
"""Share of the files that the process may open; Neo4j's connections, the page's files and the log need some as well."""
_RESERVE = 64
_LEAST_PER_ADDRESS = 16


@dataclass(frozen=True)
class ConnectionLimits:
    """`headers`, `body`: seconds; `connections`, `per_address`: greatest number at once."""

    headers: float = 10.0
    body: float = 30.0
    connections: int = 768
    per_address: int = 192


class Connection(Protocol):
    """The interface of a counted connection."""

    def close_idle(self) -> bool:
        """Closes it unless it is still sending; returns whether it did."""
        ...

    def is_busy(self) -> bool:
        """Whether the answer to an accepted request is not sent completely."""
        ...

    def cut_off(self) -> None:
        """Closes it at once, with a refusal if no answer has begun."""
        ...


@dataclass
class _Address:
    count: int = 0
    idle: dict[Connection, None] = field(default_factory=dict[Connection, None])


class Connections:
    """The open connections of one server. `stopping`: requests are not accepted any more."""

    def __init__(self, limits: ConnectionLimits, events: EventLog) -> None:
        self.limits = limits
        self.events = events
        self.stopping = False
        self._addresses: dict[Connection, str] = {}
        self._by_address: dict[str, _Address] = {}
        self._idle: dict[Connection, None] = {}  # the longest idle first

    def admit(self, connection: Connection, host: str) -> bool:
        """Adds a new, idle connection. Returns False if it must be refused."""
        name = address_group(host)
        address = self._by_address.get(name) or _Address()
        full = address.count >= self.limits.per_address and not self._make_room(address.idle)
        if full or (len(self._addresses) >= self.limits.connections and not self._make_room(self._idle)):
            self.events.count(LogEvent.REFUSED)
            return False
        self._by_address[name] = address
        self._addresses[connection] = name
        address.count += 1
        self.note_idle(connection)
        return True

    def note_idle(self, connection: Connection) -> None:
        """Marks a connection as idle."""
        name = self._addresses.get(connection)
        if name is not None:
            self._idle[connection] = self._by_address[name].idle[connection] = None

    def note_busy(self, connection: Connection) -> None:
        name = self._addresses.get(connection)
        if name is not None:
            self._idle.pop(connection, None)
            self._by_address[name].idle.pop(connection, None)

    def busy(self) -> list[Connection]:
        return [one for one in self._addresses if one.is_busy()]

    def forget(self, connection: Connection) -> None:
        """Removes a closed connection; an unknown one is ignored."""
        self.note_busy(connection)
        name = self._addresses.pop(connection, None)
        if name is not None:
            address = self._by_address[name]
            address.count -= 1
            if not address.count:
                del self._by_address[name]

    def _make_room(self, idle: Iterable[Connection]) -> bool:
        gone = next((one for one in idle if one.close_idle()), None)
        if gone is None:
            return False
        self.forget(gone)
        self.events.count(LogEvent.MADE_ROOM)
        return True


def connection_limits(settings: Settings) -> ConnectionLimits:
    """Returns the limits of the settings. Default numbers of connections follow from the number of files that this
    process may open.

    Raises: SetupError: the settings allow more connections than the process can open.
    """
    files = _open_files()
    connections = settings.max_connections or min(_MOST, int(files * _SHARE))
    if settings.max_connections and connections > files - _RESERVE:
        raise SetupError(
            f"VIDEOGRAPH_MAX_CONNECTIONS is {connections}, but this process may open {files} files and needs {_RESERVE} for "
            "other things: allow more files (`ulimit -n`) or fewer connections"
        )
    per_address = settings.max_connections_per_address or max(_LEAST_PER_ADDRESS, connections // 4)
    return ConnectionLimits(
        settings.header_timeout, settings.body_timeout, connections, min(per_address, connections)
    )


@lru_cache(maxsize=4096)
def address_group(host: str) -> str:
    """Returns the address that is counted: for IPv6 the network of 64 bits, which one client has."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


def _open_files() -> int:
    try:
        import resource
    except ImportError:  # Windows, which has no such limit
        return _MOST * 2
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return _MOST * 2 if soft == resource.RLIM_INFINITY else soft
