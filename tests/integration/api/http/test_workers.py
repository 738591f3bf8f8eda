"""`videograph up --workers 2`: one process after the other is killed while talks are imported. Requests are answered, and nothing is lost."""

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path

import httpx2 as httpx
import psutil
import pytest

from service.graph.driver.database import Database
from service.graph.projections import find_drift
from service.jobs.job import list_jobs
from service.jobs.queue import add_job
from service.jobs.request import document_request
from support import backend
from support.running_service import start
from support.talks import talk
from support.videograph_process import wait_for_end, within

pytestmark = [pytest.mark.anyio, pytest.mark.nightly]

_QUERY = {"query": "{ stats { videoCount } }"}
_PATIENCE = 300.0


def workers_of(service: psutil.Process) -> set[int]:
    found = set[int]()
    for one in service.children():
        with suppress(psutil.ZombieProcess, psutil.NoSuchProcess):  # it has just ended
            if any("spawn_main" in word for word in one.cmdline()):
                found.add(one.pid)
    return found


async def count_videos(address: str) -> int:
    """Asks over a connection of its own."""
    async with httpx.AsyncClient(timeout=_PATIENCE) as client:
        response = await client.post(f"{address}/graphql", json=_QUERY)
    assert response.status_code == 200
    return response.json()["data"]["stats"]["videoCount"]


async def test_killed_processes_are_started_again_and_lose_nothing(
    clean_database: Database, neo4j_server: backend.Neo4jServer, tmp_path: Path
) -> None:
    names = [f"{number} of many" for number in range(6)]
    settings = {"VIDEOGRAPH_JOB_LEASE": "6", "VIDEOGRAPH_JOB_WORKERS": "1"}
    with start(neo4j_server, tmp_path, warm=False, VIDEOGRAPH_WORKERS="2", **settings) as (process, address):
        try:
            service = psutil.Process(process.pid)
            first = workers_of(service)
            for name in names[:3]:
                await add_document(clean_database, name)
            killed: list[int] = []
            for victim in sorted(first):  # the second time, only the new process can answer
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)
                await count_videos(address)
                async with within("two processes that answer", tmp_path / "log.txt"):
                    while len(workers_of(service) - set(killed)) != 2:  # noqa: ASYNC110  (other processes tell nothing)
                        await asyncio.sleep(0.1)
            for name in names[3:]:
                await add_document(clean_database, name)
            async with within(f"{len(names)} videos", tmp_path / "log.txt"):
                while await count_videos(address) < len(names):  # noqa: ASYNC110  (it works by itself)
                    await asyncio.sleep(0.2)
            second = workers_of(service)
        finally:
            process.send_signal(signal.SIGTERM)
            code = wait_for_end(process, "the service to end after SIGTERM", tmp_path / "log.txt")

    assert len(first) == len(second) == 2
    assert first.isdisjoint(second)
    assert code == 0
    assert not any(psutil.pid_exists(one) for one in second)
    log = (tmp_path / "log.txt").read_text()
    assert [f"({one}) has ended with -9" in log for one in killed] == [True, True]
    page = await list_jobs(clean_database)
    assert sorted((one.name, one.state) for one in page) == sorted(
        (f"Talk {name}", "SUCCEEDED") for name in names
    )
    assert await find_drift(clean_database) == []


async def add_document(database: Database, name: str) -> None:
    document = talk(name, ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", name))
    await add_job(
        database,
        document_request(document.model_dump(mode="json", by_alias=True, exclude_defaults=True)),
        100,
    )
