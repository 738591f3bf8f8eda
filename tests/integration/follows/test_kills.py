"""A feed of fifty episodes, followed by two services that are killed again and again: each episode becomes a job and a talk once."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.follows.actions import FollowFeed, follow_feed
from service.graph.driver.database import Database
from service.jobs.queue import retry_job
from support import backend
from support.feeds import feed, transcript
from support.paths import ROOT
from support.videograph_process import kill, within
from support.web_server import Page, web_server

pytestmark = [pytest.mark.anyio, pytest.mark.nightly]

EPISODES = 50
KILLS_AT = (1, 8, 20, 33, 49)
"""Numbers of jobs after which a service is killed."""
LEASE = 3
FAILED = "MATCH (j:Job {state: 'FAILED'}) RETURN j.id, j.error"
KILLED = "set aside after 3 attempts: each time the process that worked on it ended"


def start(server: backend.Neo4jServer, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "support.follow_process", server.uri, server.user, server.password, str(LEASE), str(folder)]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)


async def count(database: Database, pattern: str) -> int:
    [[found]] = await database.read(f"MATCH {pattern} RETURN count(*)", name="test")
    return found


async def test_each_of_fifty_episodes_is_imported_once(
    clean_database: Database,
    neo4j_server: backend.Neo4jServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VIDEOGRAPH_FETCH_NETWORKS", "127.0.0.0/8")
    database = clean_database
    with web_server() as web:
        web.pages = {f"/{number}.json": Page(transcript(number)) for number in range(1, EPISODES + 1)}
        web.pages["/feed"] = feed(web, range(1, EPISODES + 1))
        await follow_feed(database, FollowFeed(f"{web.url}/feed"))
        services = [start(neo4j_server, tmp_path) for _ in range(2)]
        try:
            for place, jobs in enumerate(KILLS_AT):
                async with within(f"{jobs} jobs", tmp_path / "log"):
                    while await count(database, "(j:Job)") < jobs:  # noqa: ASYNC110  (another process adds them)
                        await asyncio.sleep(0.05)
                kill(services[place % 2])
                services[place % 2] = start(neo4j_server, tmp_path)
            async with within(f"{EPISODES} jobs to succeed", tmp_path / "log"):
                while await count(database, "(j:Job WHERE j.state = 'SUCCEEDED')") < EPISODES:
                    for id_, error in await database.read(FAILED, name="test"):
                        assert error.startswith(
                            KILLED
                        )  # where a slow machine was at the same job at three kills
                        await retry_job(database, id_)
                    assert all(one.poll() is None for one in services), (tmp_path / "log").read_text()
                    await asyncio.sleep(0.2)
        finally:
            for one in services:
                kill(one)

    names = await database.read("MATCH (j:Job) RETURN j.name ORDER BY j.number", name="test")
    assert names == [[f"Episode {number}"] for number in range(EPISODES, 0, -1)]
    assert await count(database, "(e:Episode WHERE e.jobId IS NOT NULL AND e.sha256 IS NOT NULL)") == EPISODES
    assert await count(database, "(v:Video)") == EPISODES
