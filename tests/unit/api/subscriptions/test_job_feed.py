"""The event of a job that has ended."""

from types import SimpleNamespace
from typing import Any, cast

import orjson
import pytest
from neo4j import Bookmarks

from service.access.viewer import Viewer
from service.api.execution.engine import Engine
from service.api.subscriptions.event_queries import STATE, JobQuery
from service.api.subscriptions.feed import read_event
from service.graph.driver import bookmarks

pytestmark = pytest.mark.anyio


class HalfVisible:
    """An engine over a Neo4j in which a commit becomes visible piece by piece: the job has ended, and its video comes later."""

    def __init__(self, *nodes: dict[str, Any]) -> None:
        self.nodes = list(nodes)
        self.waited_for: list[frozenset[str] | None] = []

    async def answer(self, _: object) -> SimpleNamespace:
        after, kept = bookmarks.to_wait_for(), bookmarks.kept()
        self.waited_for.append(None if after is None else after.raw_values)
        if kept is not None:
            kept.append(Bookmarks.from_raw_values(["the commit"]))
        return SimpleNamespace(body=orjson.dumps({"data": {"node": self.nodes.pop(0)}}))


async def test_what_has_ended_is_read_again_because_its_video_may_become_visible_later() -> None:
    engine = HalfVisible(
        {STATE: "SUCCEEDED", "result": None}, {STATE: "SUCCEEDED", "result": {"id": "video:a"}}
    )

    event, ended = await read_event(
        cast(Engine, engine), JobQuery("job", "", {}, "job:1"), cast(Viewer, None)
    )

    assert (event.result, ended) == (b'{"data":{"job":{"result":{"id":"video:a"}}}}', True)
    assert engine.waited_for == [None, {"the commit"}]


async def test_a_job_that_runs_is_read_once() -> None:
    engine = HalfVisible({STATE: "RUNNING", "result": None})

    event, ended = await read_event(
        cast(Engine, engine), JobQuery("job", "", {}, "job:1"), cast(Viewer, None)
    )

    assert (event.result, ended) == (b'{"data":{"job":{"result":null}}}', False)
