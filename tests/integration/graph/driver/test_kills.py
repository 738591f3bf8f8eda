"""The embedded Neo4j is killed again and again under load: each time it is started again, and nothing that was committed is lost."""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pytest

from embedded_neo4j import Server
from embedded_neo4j.supervisor import STEADY_SECONDS
from service.api.execution.engine import Engine
from service.curation.load import import_document
from service.domain.document import VideoDocument
from service.embedded import start_server
from service.errors import GraphUnavailable
from service.graph import migrations
from service.graph.driver.database import Database
from service.graph.projections import find_drift
from service.settings import Settings
from support.talks import TOPICS, Sentence, make_document

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.anyio,
]

KILLS = int(os.environ.get("VIDEOGRAPH_TEST_KILLS", "50"))
"""Ten seconds of a processor each: a run of everything takes fewer."""
COMMITS = 4
"""Imports between two kills at least."""
PATIENCE = 180.0
QUERY = "{ stats { videoCount } }"
SENTENCES = [
    Sentence("ada", ("loom", "lab"), ("ada", "WORKS_AT", "acme"), 0.1, frozenset(TOPICS[:2])),
    Sentence("alan", ("engine",), ("alan", "RELATED_TO", "ada"), 0.333, frozenset(TOPICS[2:])),
]


def talk(number: int) -> VideoDocument:
    return make_document(
        f"talk {number}", SENTENCES, day=date(1950, 1, 1) + timedelta(number), channel={"name": "Looms"}
    )


class Load:
    """Two writers and a reader, until `stop`; what they were told. Whatever else than an outage goes wrong ends them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.engine = Engine(database)
        self.begun = 0
        self.outcomes: dict[int, str] = {}
        self.reads = self.refusals = 0
        self._stopping = False
        self._tasks = [asyncio.create_task(work()) for work in (self._write, self._write, self._read)]

    async def stop(self) -> None:
        self._stopping = True
        await asyncio.gather(*self._tasks)

    def failed(self) -> bool:
        return any(task.done() for task in self._tasks)

    async def _write(self) -> None:
        while not self._stopping:
            number = self.begun = self.begun + 1
            report = await import_document(self.database, talk(number))
            self.outcomes[number] = report.outcome

    async def _read(self) -> None:
        while not self._stopping:
            committed = len(self.outcomes)
            response = await self.engine.execute(QUERY)
            if "errors" in response:
                assert [error["extensions"]["code"] for error in response["errors"]] == [
                    GraphUnavailable.code
                ]
                self.refusals += 1
            else:
                assert response["data"]["stats"]["videoCount"] >= committed
                self.reads += 1
            await asyncio.sleep(0.01)


async def until(condition: Callable[[], bool], load: Load) -> float:
    """Seconds until the condition holds, while the load goes on."""
    begin = time.monotonic()
    while not condition():
        assert not load.failed(), await load.stop()
        assert time.monotonic() - begin < PATIENCE, (
            f"waited {PATIENCE:g} s; {len(load.outcomes)} of {load.begun} imports are done"
        )
        await asyncio.sleep(0.02)
    return time.monotonic() - begin


async def kill_under_load(server: Server, load: Load) -> float:
    """Seconds until the server answers again."""
    begin, before, commits = time.monotonic(), server.pid, len(load.outcomes)
    await until(lambda: len(load.outcomes) >= commits + COMMITS, load)
    await until(lambda: time.monotonic() - begin > STEADY_SECONDS, load)
    os.kill(before, signal.SIGKILL)
    return await until(lambda: server.pid != before and server.explain() is None, load)


async def test_kills_under_load_lose_nothing(
    tmp_path: Path, recorded_cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(home=tmp_path / "home", cache=recorded_cache)
    server = start_server(settings, quick=True)
    try:
        async with Database.open(
            server.bolt_uri, server.user, server.password, timeout=30, patience=PATIENCE, server=server
        ) as database:
            await migrations.apply(database)
            load = Load(database)
            seconds = [await kill_under_load(server, load) for _ in range(KILLS)]
            await load.stop()

            [counts] = await database.read(COUNTS, name="counts")
            drift = await find_drift(database)
    finally:
        server.stop()
    with capsys.disabled():
        print(
            f"\n{KILLS} kills: answered again after {median(seconds):.1f} s (median), {max(seconds):.1f} s at most; "
            f"{len(load.outcomes)} imports, {load.reads} reads, {load.refusals} refused"
        )
    assert set(load.outcomes.values()) == {"created"}
    imported = load.begun
    assert sorted(load.outcomes) == list(range(1, imported + 1))
    assert counts == [imported, imported, imported * len(SENTENCES), imported, imported]
    assert drift == []


COUNTS = """
MATCH (video:Video)
WITH count(video) AS videos, count(DISTINCT video.title) AS titles
MATCH (segment:Segment)
WITH videos, titles, count(segment) AS segments
MATCH (:Person)-[said:WORKS_AT]->(:Company)
RETURN videos, titles, segments, said.evidenceCount, said.videoCount
"""
