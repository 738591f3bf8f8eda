"""Waiting for a job."""

from typing import Any, cast

import pytest
from neo4j import Bookmarks

from service.graph.driver import bookmarks
from service.graph.driver.database import Database
from service.jobs import queue

pytestmark = pytest.mark.anyio


async def test_who_waited_for_a_job_reads_after_its_whole_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    states, waited_for = ["RUNNING", "SUCCEEDED", "SUCCEEDED"], list[set[str]]()

    async def read(*_: object, **__: object) -> list[list[Any]]:
        after, kept = bookmarks.to_wait_for(), bookmarks.kept()
        waited_for.append(set() if after is None else set(after.raw_values))
        if kept is not None:
            kept.append(Bookmarks.from_raw_values([f"read {len(waited_for)}"]))
        return [[states.pop(0)]]

    monkeypatch.setattr(queue, "execute", read)
    await queue.wait_for_job(cast(Database, None), "job:1", 60)
    assert (states, waited_for) == ([], [set(), set(), {"read 2"}])
