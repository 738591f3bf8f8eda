"""The recorded rows that unit tests read by are what the graph gives."""

import os

import pytest

from service.graph.driver.database import Database
from support import recorded_rows

pytestmark = pytest.mark.anyio


async def test_the_recorded_rows_are_those_of_the_seed_graph(seed_database: Database):
    found = await recorded_rows.record(seed_database)
    if os.environ.get("VIDEOGRAPH_TEST_RECORD") == "yes":
        recorded_rows.write(found)
    assert recorded_rows.read() == found
