"""A worker with an executor whose work never ends, crashes or reports: what becomes of its jobs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager
from typing import Any

import pytest

from service.graph.driver.database import Database
from service.jobs.attempt import Rules
from service.jobs.extraction import Hear
from service.jobs.job import Job, read_job
from service.jobs.queue import add_job, cancel_job
from service.jobs.request import text_request
from service.jobs.worker import work_forever

pytestmark = pytest.mark.anyio


class Given(Executor):
    """`end`: is called with the future of each work, and may end it."""

    def __init__(self, end: Callable[[Future[Any]], None]) -> None:
        self.end = end

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.end(future)
        return future


class GivenPool:
    """`told`: stage and share that each work reports at once. `stopped`: set when its work is stopped."""

    def __init__(self, end: Callable[[Future[Any]], None], *told: tuple[str, float]) -> None:
        self.end, self.told = end, told
        self.stopped = asyncio.Event()

    def executor(self, hear: Hear) -> Executor:
        for stage, share in self.told:
            hear(stage, share)
        return Given(self.end)

    def stop(self) -> None:
        self.stopped.set()


def never(_: Future[Any]) -> None:
    pass


def crash(future: Future[Any]) -> None:
    future.set_exception(BrokenProcessPool("a process ended"))


@asynccontextmanager
async def working(database: Database, pool: GivenPool, rules: Rules) -> AsyncIterator[None]:
    task = asyncio.create_task(work_forever(database, 1, rules, open_pool=lambda: pool))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(database: Database, id_: str, holds: Callable[[Job], bool]) -> Job:
    async with asyncio.timeout(120):
        while True:
            job = await read_job(database, id_)
            assert job is not None
            if holds(job):
                return job
            await asyncio.sleep(0.02)


async def test_progress_is_told_and_a_running_job_is_cancelled(clean_database: Database) -> None:
    pool = GivenPool(never, ("", 0.0), ("parsing", 0.5))
    id_ = await add_job(clean_database, text_request("one.vtt", "words"), 9)
    async with working(clean_database, pool, Rules(lease=6)):
        running = await until(clean_database, id_, lambda job: job.stage == "parsing")
        await cancel_job(clean_database, id_)
        async with asyncio.timeout(120):
            await pool.stopped.wait()
        cancelled = await until(clean_database, id_, lambda job: job.state == "CANCELLED")

    assert (running.state, running.done, running.total, running.attempts) == ("RUNNING", 50, 100, 1)
    assert (cancelled.stage, cancelled.error) == (None, None)


async def test_a_worker_that_stops_puts_its_job_back(clean_database: Database) -> None:
    id_ = await add_job(clean_database, text_request("one.vtt", "words"), 9)
    async with working(clean_database, GivenPool(never), Rules()):
        await until(clean_database, id_, lambda job: job.state == "RUNNING")
    back = await read_job(clean_database, id_)

    assert back is not None
    assert (back.state, back.attempts, back.error) == ("QUEUED", 0, None)


async def test_a_job_whose_extraction_crashes_is_set_aside_after_three_attempts(
    clean_database: Database,
) -> None:
    id_ = await add_job(clean_database, text_request("one.vtt", "words"), 9)
    async with working(clean_database, GivenPool(crash), Rules(pauses=(0.0,))):
        failed = await until(clean_database, id_, lambda job: job.state == "FAILED")

    assert failed.attempts == 3
    assert failed.error == (
        "set aside after 3 attempts: its extraction crashed, perhaps for lack of memory: "
        "divide the talk, or set VIDEOGRAPH_EXTRACT_MEMORY to more"
    )


async def test_an_extraction_that_takes_too_long_is_stopped(clean_database: Database) -> None:
    pool = GivenPool(never, ("", 0.0))
    id_ = await add_job(clean_database, text_request("one.vtt", "words"), 9)
    async with working(clean_database, pool, Rules(lease=2, seconds=0.1)):
        failed = await until(clean_database, id_, lambda job: job.state == "FAILED")
        assert pool.stopped.is_set()

    assert (failed.attempts, failed.error) == (
        1,
        "its extraction took longer than 0.1 seconds and was stopped: divide the talk, or let it take longer (VIDEOGRAPH_EXTRACT_TIMEOUT)",
    )
