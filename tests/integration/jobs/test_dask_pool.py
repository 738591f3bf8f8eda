"""Jobs that are extracted on a Dask cluster of real processes: one worker dies, and the cluster does not answer."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from service.actions.extraction import dask_cluster
from service.actions.extraction.dask_cluster import DaskWorkers, open_cluster
from service.graph.driver.database import Database
from service.jobs.queue import add_job, wait_for_job
from service.jobs.request import document_request, text_request
from service.jobs.worker import work_forever
from support.dask_processes import dask_processes
from support.talks import talk

pytestmark = [pytest.mark.anyio, pytest.mark.nightly]

DOCUMENT = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme")).model_dump(
    mode="json", by_alias=True, exclude_defaults=True
)
_STATES = "MATCH (job:Job) RETURN job.state, job.attempts, job.error ORDER BY job.number"


def words(number: int) -> str:
    cues = "".join(
        f"00:0{cue}:00.000 --> 00:0{cue}:59.000\n<v Ada Lovelace>I work with Kubernetes every day, since {2000 + number}.\n\n"
        for cue in range(6)
    )
    return f"WEBVTT\n\n{cues}"


def has_task(client: Any, worker: str) -> bool:
    """Whether the worker of this name is at a task. Its first takes seconds, as it reads its tables of words."""
    workers = client.scheduler_info(n_workers=-1)["workers"]  # none while a lost connection is made again
    tasks = client.processing()
    return any(tasks.get(address) for address, one in workers.items() if one["id"] == worker)


async def test_a_worker_that_dies_costs_no_job_and_no_attempt(
    clean_database: Database, tmp_path: Path
) -> None:
    with dask_processes(tmp_path, "one", "two") as processes:
        cluster = open_cluster(processes.executor)
        assert cluster is not None
        await asyncio.to_thread(lambda: cluster.client().wait_for_workers(2, timeout=120))
        jobs = [await add_job(clean_database, text_request(f"{i}.vtt", words(i)), 100) for i in range(3)]
        worker = asyncio.create_task(work_forever(clean_database, 2, open_pool=partial(DaskWorkers, cluster)))
        async with asyncio.timeout(120):
            while not await asyncio.to_thread(has_task, cluster.client(), "one"):  # noqa: ASYNC110  (in another process)
                await asyncio.sleep(0.05)

        await asyncio.to_thread(processes.kill, processes.workers["one"])
        for job in jobs:
            await wait_for_job(clean_database, job, 300)
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
        await asyncio.to_thread(cluster.close)

    assert await clean_database.read(_STATES, name="test") == [["SUCCEEDED", 1, None]] * 3
    assert await clean_database.read("MATCH (video:Video) RETURN count(*)", name="test") == [[3]]


async def test_a_job_waits_for_a_cluster_that_does_not_answer(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "_CONNECT_SECONDS", 1)
    cluster = open_cluster("dask://127.0.0.1:9")
    assert cluster is not None
    await add_job(clean_database, text_request("talk.vtt", words(0)), 100)
    worker = asyncio.create_task(work_forever(clean_database, 1, open_pool=partial(DaskWorkers, cluster)))

    async with asyncio.timeout(60):
        while not (error := (await clean_database.read(_STATES, name="test"))[0][2]):  # noqa: ASYNC110
            await asyncio.sleep(0.05)

    assert error.startswith("the Dask scheduler at dask://127.0.0.1:9 does not answer within 1 seconds")
    assert (await clean_database.read(_STATES, name="test"))[0][:2] == ["QUEUED", 0]
    document = await add_job(clean_database, document_request(DOCUMENT), 100)
    await wait_for_job(clean_database, document, 300)
    assert (await clean_database.read(_STATES, name="test"))[1] == ["SUCCEEDED", 1, None]
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    await asyncio.to_thread(cluster.close)
