"""A database for tests of what is made of rows: it gives those that were recorded (tests/support/recorded_rows.py)."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from service.graph.driver.database import Database
from support import recorded_rows
from support.recorded_rows import Recording


@pytest.fixture(scope="module")
def recording(request: pytest.FixtureRequest) -> Iterator[Recording]:
    """What is recorded for this file of tests. With `VIDEOGRAPH_TEST_RECORD`, it is recorded from a live Neo4j."""
    name = request.path.stem
    if not recorded_rows.RECORD:
        yield Recording.of(name)
        return
    found = Recording.of(name, live=request.getfixturevalue("neo4j_server"))

    async def load() -> None:
        async with found.open() as database:
            await found.load(database)

    asyncio.run(load())
    found.reads.clear()
    yield found
    found.write()


@pytest.fixture
async def recorded_database(recording: Recording) -> AsyncIterator[Database]:
    async with recording.open() as opened:
        yield opened
    assert recording.missing == [], "not recorded: run `make record`"


@pytest.fixture
async def no_database() -> AsyncIterator[Database]:
    """Of a Neo4j that is not there: for what does not look into the graph."""
    async with Database.open("bolt://127.0.0.1:1", "neo4j", "secret") as nowhere:
        yield nowhere
