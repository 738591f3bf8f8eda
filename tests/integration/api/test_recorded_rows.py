"""The recorded rows that unit tests read by are what the graph gives."""

import pytest

from service.graph.driver.database import Database
from support import recorded_rows
from support.recorded_rows import GRAPHS, Recording

pytestmark = [pytest.mark.anyio, pytest.mark.nightly]


async def test_the_rows_of_the_readers_are_those_of_the_seed_graph(seed_database: Database):
    found = await recorded_rows.record(seed_database)
    if recorded_rows.RECORD:
        recorded_rows.write(found)
    assert recorded_rows.read() == found


@pytest.mark.parametrize("name", GRAPHS)
async def test_the_rows_of_a_file_of_tests_are_those_of_its_graph(database: Database, name: str):
    recording, live = Recording.of(name), Recording(name)
    await recording.load(database)

    for read in recording.reads.values():
        rows = await database.read(read["text"], read["parameters"], name=read["name"])
        live.note(read["name"], read["text"], read["parameters"], rows)

    assert live.reads == recording.reads
