"""The worst questions that one can think of, on an archive that is large enough for some to take too long: each ends, and
leaves Neo4j free."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest

from benchmarks.scale.generator.archive import Archive
from benchmarks.scale.load import load
from benchmarks.scale.worst import ENDED_WITH, ask_worst
from benchmarks.scale.worst_questions import make_worst
from service.api.execution.engine import Engine
from service.errors import QueryTimeout
from service.graph.driver.database import Database
from service.graph.driver.planning import Planning
from support.backend import Neo4jServer, serve

pytestmark = [pytest.mark.anyio, pytest.mark.nightly]

VIDEOS = 400
LIMIT = 1.0
SLACK = 20.0
"""Seconds: for Neo4j to notice (it looks every half second, by default every two), and for a machine that is busy with other things.
What is not cut would take many times as long."""


ENDLESS = (
    "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a * b < 0 RETURN count(*)"
)


class TimedPlanning(Planning):
    """Knows how long it has planned: that is no part of a request's limit."""

    seconds = 0.0

    async def once(self, statement: str, explain: Callable[[float], Awaitable[object]]) -> None:
        begin = time.monotonic()
        try:
            await super().once(statement, explain)
        finally:
            self.seconds += time.monotonic() - begin


class PlansApart(Database):
    def __init__(
        self, driver: Any, name: str, timeout: float, planning_timeout: float = 30.0, **options: Any
    ) -> None:
        super().__init__(driver, name, timeout, planning_timeout, **options)
        self._planning = self.planning = TimedPlanning(planning_timeout)


@pytest.fixture(scope="module")
def archive() -> Iterator[Neo4jServer]:
    """On a Neo4j of its own: what these questions take of memory and time is not taken from other tests."""
    with serve() as server:

        async def fill() -> None:
            async with Database.open(server.uri, server.user, server.password) as database:
                await load(database, Archive(VIDEOS))

        asyncio.run(fill())
        yield server


@pytest.fixture
async def limited(archive: Neo4jServer) -> AsyncIterator[PlansApart]:
    async with PlansApart.open(archive.uri, archive.user, archive.password, timeout=LIMIT) as opened:
        yield opened


async def test_each_ends_in_time_and_leaves_nothing_running(limited: PlansApart):
    engine = Engine(limited)
    ended: Counter[str] = Counter()
    for worst in await make_worst(limited):
        limited.planning.seconds = 0.0
        [outcome] = await ask_worst(engine, [worst], running_over=0)
        assert outcome.seconds <= LIMIT + limited.planning.seconds + SLACK, outcome
        assert outcome.left <= SLACK, outcome
        assert set(outcome.ended) <= ENDED_WITH, outcome
        ended.update(outcome.ended)
    # How many are cut depends on the machine: a quick one answers all that an archive of this size can ask.
    assert ended["answered"] > 0
    assert await engine.execute("{ stats { videoCount } }") == {"data": {"stats": {"videoCount": VIDEOS}}}


async def test_what_would_never_end_is_cut_whatever_the_machine(limited: PlansApart):
    begin = time.monotonic()
    with pytest.raises(QueryTimeout):
        await limited.read(ENDLESS, name="Query.endless")
    assert time.monotonic() - begin <= LIMIT + SLACK
    assert await limited.read("RETURN 1", name="free") == [[1]]
