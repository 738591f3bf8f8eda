"""The recorded rows that unit tests read by are what the graph gives."""

import os

import pytest

import records
from service.graph.driver.database import Database

pytestmark = pytest.mark.anyio


async def test_the_recorded_rows_are_those_of_the_seed_graph(seed_database: Database):
    found = await records.record(seed_database)
    if os.environ.get("VIDEOGRAPH_TEST_RECORD") == "yes":
        records.write(found)
    assert records.read() == found
