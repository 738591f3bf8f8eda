"""Measures ways to one answer in turns: a block of each at one connection and at eight, then the next round."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

CONNECTIONS = 8

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
    connections; the median in milliseconds at one."""

    processor: list[float] = field(default_factory=list)
    neo4j: list[float] = field(default_factory=list)
    a_second: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)

    def medians(self) -> tuple[float, float, float, float]:
        """Returns them in the order of the table."""
        processor, neo4j = statistics.median(self.processor), statistics.median(self.neo4j)
        return processor, neo4j, statistics.median(self.p50), statistics.median(self.a_second)


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
        seconds: length of a block at eight connections; at one, half of it.
    """
    found = {way.key: Figures() for way in ways}
    for number in range(rounds):
        first = number % len(ways)  # nobody is always measured after the same other one
        for way in ways[first:] + ways[:first]:
            figures = found[way.key]
            times = await block(way.asks[:1], seconds / 2)
            figures.p50.append(statistics.median(times) * 1000)
            before = way.processor(), neo4j(), time.perf_counter()
            times = await block(way.asks, seconds)
            after = way.processor(), neo4j(), time.perf_counter()
            own, database, length = (end - begin for begin, end in zip(before, after, strict=True))
            figures.processor.append(own / len(times) * 1e6)
            figures.neo4j.append(database / len(times) * 1e6)
            figures.a_second.append(len(times) / length)
        say(f"round {number + 1} of {rounds}")
    return found


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
