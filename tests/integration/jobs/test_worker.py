"""A worker with an executor whose work never ends, crashes or reports: what becomes of its jobs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager
from typing import Any

import orjson
import pytest

from service.actions.extraction.workers import Hear, Pool
from service.graph.driver.database import Database
from service.jobs.attempt import Rules
from service.jobs.job import Job, read_job
from service.jobs.queue import add_job, cancel_job
from service.jobs.request import document_request, text_request
from service.jobs.worker import work_forever
from support.talks import talk

DOCUMENT = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme")).model_dump(
    mode="json", by_alias=True, exclude_defaults=True
)

pytestmark = pytest.mark.anyio


class GivenPool:
    """`end`: is called with the future of each work, and may end it. `told`: stage and share that each work reports at once.
    `stopped`: set when its work is stopped."""

    awaited = "waiting for its machine"

    def __init__(self, end: Callable[[Future[Any]], None], *told: tuple[str, float]) -> None:
        self.end, self.told = end, told
        self.stopped = asyncio.Event()

    @property
    def local(self) -> Pool:
        raise AssertionError("only documents are read here")

    def run(self, work: Callable[[], Any], hear: Hear) -> Future[Any]:
        for stage, share in self.told:
            hear(stage, share)
        future: Future[Any] = Future()
        self.end(future)
        return future

    def stop(self, *, stuck: bool = False) -> None:
        if stuck:
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


async def test_a_job_that_waits_says_for_what(clean_database: Database) -> None:
    first, second = [
        await add_job(clean_database, text_request(f"{name}.vtt", name), 9) for name in ("one", "two")
    ]
    async with working(clean_database, GivenPool(never), Rules(lease=6)):
        running = await until(clean_database, first, lambda job: job.stage == "waiting for its machine")
        queued = await read_job(clean_database, second)

    assert queued is not None
    assert (running.state, running.error) == ("RUNNING", None)
    assert (queued.state, queued.stage) == ("QUEUED", "waiting for a free worker")


class ThreadPool(GivenPool):
    def run(self, work: Callable[[], Any], hear: Hear) -> Future[Any]:
        return ThreadPoolExecutor(1).submit(work)


class LocalPool(GivenPool):
    """What needs no extractor is read by a thread."""

    def __init__(self) -> None:
        super().__init__(never)
        self._thread = ThreadPool(never)

    @property
    def local(self) -> Pool:
        return self._thread


@pytest.mark.parametrize("source", ["document", "text"])
async def test_a_document_never_waits_for_an_extractor_or_for_jobs_that_do(
    clean_database: Database, source: str
) -> None:
    no_extractor = {"extractor": "llm"}  # which is not set up here
    text = orjson.dumps(DOCUMENT).decode()
    request = (
        document_request(DOCUMENT, **no_extractor)
        if source == "document"
        else text_request("talk.json", text, **no_extractor)
    )
    async with working(clean_database, LocalPool(), Rules(lease=6)):
        stuck = await add_job(clean_database, text_request("one.vtt", "words"), 9)
        await until(clean_database, stuck, lambda job: job.state == "RUNNING")
        id_ = await add_job(clean_database, request, 9)
        ended = await until(clean_database, id_, lambda job: job.finished_at is not None)

    assert (ended.state, ended.error, ended.attempts) == ("SUCCEEDED", None, 1)


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
        "divide the talk, or give it more memory (VIDEOGRAPH_EXTRACT_MEMORY)"
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
