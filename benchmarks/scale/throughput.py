"""The page of a video at eight connections: requests a second, and the processor time that each costs.

The driver alone and HTTP take turns in blocks, on all archives. The client's own work is in the requests a second of
both, as it runs on the same machine; the processor time is that of the one process: of the API for HTTP, of this one
for the driver alone.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import cycle

from benchmarks.scale.measure import Archive
from benchmarks.scale.questions import Question
from benchmarks.serving import Client

EIGHT = "video page, eight at once"
CONNECTIONS = 8
_BLOCK = 25
"""Requests on each connection, before the next has its turn."""


@dataclass
class Spent:
    """Sums over blocks, in seconds."""

    requests: int = 0
    time: float = 0.0
    processor: float = 0.0

    @property
    def a_second(self) -> float:
        return self.requests / self.time

    @property
    def processor_each(self) -> float:
        """Returns microseconds."""
        return self.processor / self.requests * 1e6


@dataclass
class Throughput:
    videos: int
    driver: Spent = field(default_factory=Spent)
    http: Spent = field(default_factory=Spent)


async def measure_throughput(archives: list[Archive], rounds: int) -> list[Throughput]:
    """Sends at least `rounds` times the number of connections requests in each way."""
    async with AsyncExitStack() as stack:
        found = [Throughput(archive.videos) for archive in archives]
        clients = [
            [await stack.enter_async_context(Client(archive.api.port)) for _ in range(CONNECTIONS)]
            for archive in archives
        ]
        for block in range(-1, max(1, -(-rounds // _BLOCK)) * 2):  # one to warm
            for result, archive, some in zip(found, archives, clients, strict=True):
                driver = await _block(_driver(archive), lambda: time.process_time())
                http = await _block(_http(archive, some), archive.api.cpu)
                if block >= 0:
                    _add(result.driver, driver)
                    _add(result.http, http)
        return found


type _Ask = Callable[[], Awaitable[object]]


def _page(archive: Archive) -> Question:
    return next(question for question in archive.questions if question.over_http)


def _driver(archive: Archive) -> list[_Ask]:
    page = _page(archive)
    made = [archive.engine.statements(page.operation, dict(case.variables))[0] for case in page.cases]

    def ways(number: int) -> _Ask:
        turn = cycle(made[number:] + made[:number])

        async def ask() -> object:
            _, text, parameters = next(turn)
            return await archive.database.read(text, parameters, name="bench")

        return ask

    return [ways(number) for number in range(CONNECTIONS)]


def _http(archive: Archive, clients: list[Client]) -> list[_Ask]:
    page = _page(archive)
    operation = page.operation

    def ways(number: int, client: Client) -> _Ask:
        turn = cycle(page.cases[number:] + page.cases[:number])
        return lambda: client.ask(operation, next(turn).variables)

    return [ways(number, client) for number, client in enumerate(clients)]


async def _block(asks: list[_Ask], processor: Callable[[], float]) -> Spent:
    async def repeat(ask: _Ask) -> None:
        for _ in range(_BLOCK):
            await ask()

    spent, begin = processor(), time.perf_counter()
    await asyncio.gather(*(repeat(ask) for ask in asks))
    return Spent(_BLOCK * len(asks), time.perf_counter() - begin, processor() - spent)


def _add(total: Spent, one: Spent) -> None:
    total.requests += one.requests
    total.time += one.time
    total.processor += one.processor
