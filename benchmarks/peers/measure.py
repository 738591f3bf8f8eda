"""Measures ways to one answer in turns: single requests of each at one connection, short blocks at eight, then the next round."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

CONNECTIONS = 8
_TURNS = 4
"""Blocks of each way in a round."""
_SINGLES = 20
"""Requests of each way over one connection in a round, at least."""

type Ask = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Way:
    """`asks`: one for each connection; each call asks for the next video. `processor`: seconds that the process has
    used which answers. `title`: of the row in the table."""

    key: str
    title: str
    asks: list[Ask]
    processor: Callable[[], float]


@dataclass
class Figures:
    """Of each round: microseconds of the answering process and of Neo4j for a request and requests a second, at eight
    connections; the median and the 10th percentile in milliseconds at one, of which a busy machine disturbs the second less."""

    processor: list[float] = field(default_factory=list)
    neo4j: list[float] = field(default_factory=list)
    a_second: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p10: list[float] = field(default_factory=list)


@dataclass
class _Spent:
    """Sums over the blocks of a round: requests, and seconds of the answering process, of Neo4j and of the clock."""

    requests: int = 0
    processor: float = 0.0
    neo4j: float = 0.0
    clock: float = 0.0


async def measure(
    ways: list[Way],
    neo4j: Callable[[], float],
    rounds: int,
    seconds: float,
    say: Callable[[str], None],
) -> dict[str, Figures]:
    """Returns the figures of each way, by key.

    Args:
        neo4j: processor seconds that Neo4j has used.
        seconds: that each way is measured at eight connections in a round, in short blocks; at one connection the ways take
            turns by single requests, for as long in all.
    """
    found = {way.key: Figures() for way in ways}
    for number in range(rounds):
        for key, times in (await _singles(ways, seconds)).items():
            found[key].p50.append(statistics.median(times) * 1000)
            found[key].p10.append(statistics.quantiles(times, n=10)[0] * 1000)
        spent = {way.key: _Spent() for way in ways}
        for turn in range(_TURNS):
            first = (number + turn) % len(ways)  # nobody is always measured after the same other one
            for way in ways[first:] + ways[:first]:
                await _add(spent[way.key], way, neo4j, seconds / _TURNS)
        for key, one in spent.items():
            found[key].processor.append(one.processor / one.requests * 1e6)
            found[key].neo4j.append(one.neo4j / one.requests * 1e6)
            found[key].a_second.append(one.requests / one.clock)
        say(f"round {number + 1} of {rounds}")
    return found


async def _singles(ways: list[Way], seconds: float) -> dict[str, list[float]]:
    """Returns the seconds of single requests: the ways take turns, so that a busy moment meets all of them."""
    times: dict[str, list[float]] = {way.key: [] for way in ways}
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times[ways[0].key]) < _SINGLES:
        for way in ways:
            begin = time.perf_counter()
            await way.asks[0]()
            times[way.key].append(time.perf_counter() - begin)
    return times


async def _add(spent: _Spent, way: Way, neo4j: Callable[[], float], seconds: float) -> None:
    before = way.processor(), neo4j(), time.perf_counter()
    requests = len(await block(way.asks, seconds))
    after = way.processor(), neo4j(), time.perf_counter()
    own, database, length = (end - begin for begin, end in zip(before, after, strict=True))
    spent.requests += requests
    spent.processor += own
    spent.neo4j += database
    spent.clock += length


async def warm(ways: list[Way], seconds: float, often: Mapping[str, int]) -> None:
    """Asks each way for so long, and at least so often as `often` says by key."""
    for way in ways:
        asked = len(await block(way.asks, seconds))
        while asked < often.get(way.key, 0):
            asked += len(await block(way.asks, seconds / 4))


async def block(asks: list[Ask], seconds: float) -> list[float]:
    """Returns the seconds that each request took."""
    times: list[float] = []
    end = time.perf_counter() + seconds

    async def repeat(ask: Ask) -> None:
        begin = time.perf_counter()
        while begin < end:
            await ask()
            now = time.perf_counter()
            times.append(now - begin)
            begin = now

    await asyncio.gather(*(repeat(ask) for ask in asks))
    return times
