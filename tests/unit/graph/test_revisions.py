"""The revision of the graph is read once for all requests that arrived before that read began."""

import asyncio
from typing import Any, cast

import pytest
from neo4j import Bookmarks

from service.errors import GraphUnavailable
from service.graph import revision
from service.graph.driver import bookmarks
from service.graph.driver.database import Database
from service.graph.revision import ReadsAfter, Revision, Revisions

pytestmark = pytest.mark.anyio


class Graph:
    """Answers each read once the test lets it; `committed` is the number of the last transaction."""

    def __init__(self) -> None:
        self.committed, self.opened, self.reads = 1, 1, 0
        self.free = asyncio.Semaphore(0)
        self.fault: Exception | None = None

    def lasting(self) -> "Graph":
        return self

    async def read(self, *_: Any, **__: Any) -> list[list[int]]:
        self.reads += 1
        seen = self.committed
        await self.free.acquire()
        if self.fault is not None:
            raise self.fault
        kept = bookmarks.kept()
        assert kept is not None
        kept.append(Bookmarks.from_raw_values([f"db:{seen}"]))
        return [[3, 4]]


@pytest.fixture
async def graph() -> Graph:
    return Graph()


@pytest.fixture
def revisions(graph: Graph) -> Revisions:
    return Revisions(cast("Database", graph))


async def let_run() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_one_read_for_all_that_came_before_it_and_a_later_one_for_the_others(
    graph: Graph, revisions: Revisions
):
    first = [asyncio.create_task(revisions.current()) for _ in range(3)]
    await let_run()
    graph.committed = 2
    later = [asyncio.create_task(revisions.current()) for _ in range(5)]
    await let_run()
    assert graph.reads == 1

    graph.free.release()
    graph.free.release()

    assert [one.name for one in await asyncio.gather(*first)] == ["db:1 3 4"] * 3
    assert [one.name for one in await asyncio.gather(*later)] == ["db:2 3 4"] * 5
    assert graph.reads == 2
    assert revisions.latest is not None
    assert revisions.latest.name == "db:2 3 4"


async def test_a_read_waits_for_as_many_as_the_last_one_answered(
    graph: Graph, revisions: Revisions, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(revision, "_GATHERING_SECONDS", 60.0)
    graph.free.release()
    await asyncio.gather(*(revisions.current() for _ in range(3)))
    asking: list[asyncio.Task[Revision]] = []
    reads: list[int] = []
    for _ in range(3):
        asking.append(asyncio.create_task(revisions.current()))
        await let_run()
        reads.append(graph.reads)
    graph.committed = 2
    graph.free.release()

    assert [one.name for one in await asyncio.gather(*asking)] == ["db:1 3 4"] * 3
    assert reads == [1, 1, 2]


async def test_it_does_not_wait_long_for_those_who_do_not_come(
    graph: Graph, revisions: Revisions, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(revision, "_GATHERING_SECONDS", 0.0)
    graph.free.release()
    await asyncio.gather(*(revisions.current() for _ in range(3)))
    graph.free.release()
    assert (await revisions.current()).name == "db:1 3 4"

    monkeypatch.setattr(revision, "_GATHERING_SECONDS", 60.0)
    graph.free.release()
    assert (await revisions.current()).name == "db:1 3 4"  # the last one was for one


async def test_who_goes_away_takes_the_read_from_nobody(graph: Graph, revisions: Revisions):
    gone, there = (asyncio.create_task(revisions.current()) for _ in range(2))
    await let_run()
    gone.cancel()
    graph.free.release()

    assert (await there).name == "db:1 3 4"


async def test_a_failure_is_told_to_all_that_waited_and_ends_what_was_known(
    graph: Graph, revisions: Revisions
):
    graph.free.release()
    before = await revisions.current()
    graph.fault = GraphUnavailable("away")
    graph.free.release()
    told = await asyncio.gather(revisions.current(), revisions.current(), return_exceptions=True)
    assert told == [graph.fault, graph.fault]
    assert revisions.latest is None

    graph.fault = None
    graph.free.release()
    after = await revisions.current()

    assert after.name == before.name
    assert after.key != before.key


async def test_over_a_new_connection_the_same_number_is_another_revision(graph: Graph, revisions: Revisions):
    graph.free.release()
    before = await revisions.current()
    graph.opened += 1
    graph.free.release()
    after = await revisions.current()

    assert after.name == before.name
    assert after.key != before.key


@pytest.mark.parametrize(
    ("ends", "expected"), [([], True), (["db:7"], True), (["db:7", "db:8"], False), (["db:6"], False)]
)
def test_reads_are_of_a_revision_if_all_of_them_end_at_it(ends: list[str], expected: bool):
    at = Revision("", Bookmarks.from_raw_values(["db:7"]))
    reads = ReadsAfter(at, [Bookmarks.from_raw_values([one]) for one in ends])
    assert reads.found_nothing_newer is expected
