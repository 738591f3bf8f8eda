"""The worker of a process: slots that claim jobs and work on them, one at a time each, until the process stops. A command that has added a
job works on that one alone."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any

from service.actions.extraction.workers import Pool, Workers
from service.errors import NotFound, VideographError
from service.graph.driver.database import Database
from service.graph.statement_runner import execute
from service.jobs.attempt import Rules, attempt
from service.jobs.claims import Claim, claim_job, claim_next, put_back
from service.jobs.job import ENDED, Job, read_job
from service.jobs.wake import listen
from service.periodic import run_every
from service.settings import read_settings

_log = logging.getLogger("videograph")
_LOOK_AT_ONE = 0.3
"""Seconds between two looks at a job that a command waits for."""
_LOOK = 1.0
"""Seconds between two looks for jobs that other processes have added, or whose lease or pause is over."""
_AFTER_FAULT = 5.0
_IDLE = 60.0
"""Seconds without a job after which a slot stops its process, which holds tables of words."""
_BATCH = 1000
_HOUR = 3600.0


async def work_forever(
    database: Database,
    count: int,
    rules: Rules | None = None,
    *,
    days: int = 30,
    more: Callable[[], Awaitable[int]] | None = None,
    open_pool: Callable[[], Pool] = Workers,
) -> None:
    """Works on jobs until it is cancelled. Then jobs that run go back into the queue.

    Args:
        count: jobs at a time. One more slot is for those that need no extractor: they never wait for the others.
        more: how many slots to add, when it is known.
        days: jobs that ended longer ago are deleted.
        open_pool: makes what a slot extracts in. Each has a pool of its own, so a process that dies takes one job with it.
    """
    async with asyncio.TaskGroup() as tasks:
        rules = rules or Rules()
        for _ in range(count):
            tasks.create_task(_slot(database, rules, open_pool()))
        if count:
            tasks.create_task(_slot(database, rules, open_pool(), whole=True))
        delete = partial(_delete_whole, database, days)
        tasks.create_task(run_every(_HOUR, delete, "old jobs were not deleted"))
        for _ in range(0 if more is None else await more()):
            tasks.create_task(_slot(database, rules, open_pool()))


def local_pool() -> Pool:
    """Returns where a command extracts the talks of its jobs: a process of this machine."""
    return Workers(1, read_settings().extract_memory or None)


async def work_on(database: Database, id_: str, pool: Pool, rules: Rules) -> AsyncGenerator[Job]:
    """Works on one job, unless another process has it. Yields it while it runs, and at last when it has ended.

    Raises: NotFound: it was deleted.
    """
    work: asyncio.Task[None] | None = None
    try:
        while True:
            job = await read_job(database, id_)
            if job is None:
                raise NotFound(f"there is no job {id_!r:.60} any more")
            yield job
            if job.state in ENDED:
                return
            if work is None or work.done():
                claim = await claim_job(database, id_, rules.lease)
                work = None if claim is None else asyncio.create_task(attempt(database, claim, pool, rules))
            if work is None:
                await asyncio.sleep(_LOOK_AT_ONE)
            else:
                await asyncio.wait((work,), timeout=_LOOK_AT_ONE)
    finally:
        if work is not None:
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work


async def _slot(database: Database, rules: Rules, pool: Pool, *, whole: bool = False) -> None:
    added = listen()
    idle = 0.0
    try:
        while True:
            added.clear()
            try:
                claim = await _claim(database, rules.lease, whole=whole)
                if claim is not None:
                    idle = 0.0
                    await attempt(database, claim, pool, rules)
                    continue
            except VideographError as error:
                _log.debug("no job can be claimed: %s", error.message)
                await asyncio.sleep(_AFTER_FAULT)
            except Exception:
                _log.exception("a fault in the work on jobs")
                await asyncio.sleep(_AFTER_FAULT)
            try:
                async with asyncio.timeout(_LOOK):
                    await added.wait()
            except TimeoutError:
                idle += _LOOK
                if idle >= _IDLE:
                    pool.stop()
    finally:
        pool.stop()


async def _claim(database: Database, lease: float, *, whole: bool) -> Claim | None:
    """Claims a job. If this is cancelled meanwhile, what was claimed is put back, so that nobody has to wait for the end of the lease."""
    claimed: list[Claim] = []

    async def claim() -> Claim | None:
        found = await claim_next(database, lease, whole=whole)
        claimed.extend([] if found is None else [found])
        return found

    try:
        return await _whole(claim())
    except asyncio.CancelledError:
        for one in claimed:
            with suppress(Exception):
                await put_back(database, one, None, 0.0, counted=False)
        raise


async def _whole[T](work: Coroutine[Any, Any, T]) -> T:
    """Finishes the work also if this is cancelled meanwhile: a statement that is cut off leaves a connection behind."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait((task,))
        raise


async def delete_old(database: Database, days: int) -> int:
    """Deletes jobs that ended longer ago, and returns how many."""
    total = 0
    while True:
        asked = {"days": days, "count": _BATCH}
        [[deleted]] = await execute(database, "job/delete_old", asked, label="delete jobs")
        total += deleted
        if deleted < _BATCH:
            return total


async def _delete_whole(database: Database, days: int) -> int:
    return await _whole(delete_old(database, days))
