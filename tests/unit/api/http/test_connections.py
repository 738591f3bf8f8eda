"""Limits of connections, in total and for each address, and the log of refused ones."""

import asyncio
import logging
import resource

import pytest

from service.api.http.transport.connections import (
    ConnectionLimits,
    Connections,
    address_group,
    connection_limits,
)
from service.api.http.transport.event_log import EventLog, LogEvent
from service.errors import SetupError
from service.settings import Settings


class _Events(EventLog):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[LogEvent] = []

    def count(self, event: LogEvent) -> None:
        self.seen.append(event)


class _Connection:
    def __init__(self, *, sending: bool = False) -> None:
        self.open = True
        self.sending = sending

    def close_idle(self) -> bool:
        self.open = self.sending
        return not self.sending

    def is_busy(self) -> bool:
        return self.sending

    def cut_off(self) -> None:
        self.open = False


@pytest.fixture
def events() -> _Events:
    return _Events()


@pytest.mark.parametrize(
    ("files", "settings", "connections", "per_address"),
    [
        (1024, {}, 768, 192),
        (256, {}, 192, 48),
        (40, {}, 30, 16),
        (1_048_576, {}, 10_000, 2500),
        (getattr(resource, "RLIM_INFINITY", -1), {}, 10_000, 2500),
        (1024, {"max_connections": 960}, 960, 240),
        (1024, {"max_connections": 100, "max_connections_per_address": 100}, 100, 100),
        (1024, {"max_connections": 8}, 8, 8),
        (1024, {"max_connections_per_address": 10_000}, 768, 768),
    ],
)
@pytest.mark.posix
def test_limits_follow_the_limit_of_open_files(
    monkeypatch: pytest.MonkeyPatch, files: int, settings: dict[str, int], connections: int, per_address: int
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (files, files))

    limits = connection_limits(Settings(**settings))  # pyright: ignore[reportArgumentType]

    assert limits == ConnectionLimits(10.0, 30.0, connections, per_address)


@pytest.mark.posix
def test_more_connections_than_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1024, 4096))

    with pytest.raises(SetupError) as caught:
        connection_limits(Settings(max_connections=961))

    assert caught.value.message == (
        "VIDEOGRAPH_MAX_CONNECTIONS is 961, but this process may open 1024 files and needs 64 for other things: "
        "allow more files (`ulimit -n`) or fewer connections"
    )


@pytest.mark.parametrize(
    ("host", "group"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_addresses_of_one_client_count_together(host: str, group: str) -> None:
    assert address_group(host) == group


def test_the_longest_idle_goes_first_and_busy_ones_stay(events: _Events) -> None:
    connections = Connections(ConnectionLimits(connections=3, per_address=3), events)
    one, two, three = _Connection(), _Connection(), _Connection()
    for connection in (one, two, three):
        assert connections.admit(connection, "192.0.2.1")
    connections.note_busy(one)
    connections.note_busy(two)
    connections.note_idle(two)  # later than three

    assert connections.admit(_Connection(), "192.0.2.2")
    assert [one.open, two.open, three.open] == [True, True, False]
    assert connections.admit(_Connection(), "192.0.2.2")
    assert [one.open, two.open, three.open] == [True, False, False]
    assert events.seen == [LogEvent.MADE_ROOM] * 2


def test_of_a_full_address_its_own_idle_one_goes(events: _Events) -> None:
    connections = Connections(ConnectionLimits(connections=10, per_address=1), events)
    other, first, second, third = (_Connection() for _ in range(4))

    assert connections.admit(other, "192.0.2.1")
    assert connections.admit(first, "192.0.2.2")
    assert connections.admit(second, "192.0.2.2")
    connections.note_busy(second)
    assert not connections.admit(third, "192.0.2.2")
    connections.forget(second)
    assert connections.admit(third, "192.0.2.2")

    assert [other.open, first.open] == [True, False]
    assert events.seen == [LogEvent.MADE_ROOM, LogEvent.REFUSED]


def test_one_that_still_sends_is_passed_over(events: _Events) -> None:
    connections = Connections(ConnectionLimits(connections=2, per_address=2), events)
    sending, idle = _Connection(sending=True), _Connection()
    assert connections.admit(sending, "192.0.2.1")
    assert connections.admit(idle, "192.0.2.1")

    assert connections.admit(_Connection(), "192.0.2.2")
    assert (sending.open, idle.open) == (True, False)


def test_nothing_is_kept_of_what_is_closed(events: _Events) -> None:
    connections = Connections(ConnectionLimits(), events)
    several = [_Connection() for _ in range(100)]
    for number, one in enumerate(several):
        connections.admit(one, f"192.0.2.{number % 7}")
    for one in several:
        connections.forget(one)
        connections.forget(one)
        connections.note_idle(one)

    assert (connections._addresses, connections._by_address, connections._idle) == ({}, {}, {})  # pyright: ignore[reportPrivateUsage]


@pytest.mark.anyio
async def test_events_are_logged_together_and_seldom(caplog: pytest.LogCaptureFixture) -> None:
    loop = asyncio.get_running_loop()
    log = EventLog(gather=0.01, interval=0.2)
    written: asyncio.Queue[float] = asyncio.Queue()

    class Watch(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.put_nowait(loop.time())

    watch = Watch()
    logging.getLogger("videograph").addHandler(watch)
    try:
        for _ in range(812):
            log.count(LogEvent.WENT_AWAY)
        log.count(LogEvent.REFUSED)
        first = await asyncio.wait_for(written.get(), 20)
        log.count(LogEvent.TOO_SLOW)
        second = await asyncio.wait_for(written.get(), 20)
    finally:
        logging.getLogger("videograph").removeHandler(watch)
    log.flush()  # nothing is left

    assert second - first >= 0.19
    assert [record.getMessage() for record in caplog.records] == [
        "812 clients went away before their request was complete; 1 connection was refused because there were too many.",
        "1 connection was closed because its client was too slow.",
    ]
