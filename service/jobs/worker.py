"""The worker of a process: slots that claim jobs and work on them, one at a time each, until the process stops. A command that has added a
job works on that one alone."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from functools import partial
from math import inf
from typing import Any

from service.actions.extraction.workers import Places, Pool, Workers
from service.errors import NotFound, VideographError
from service.graph.driver.database import Database
from service.graph.statement_runner import execute
from service.jobs.attempt import Rules, attempt
from service.jobs.claims import Claim, claim_job, claim_next, put_back
from service.jobs.job import ENDED, Job, read_job
from service.jobs.request import Need
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
"""Seconds without a job after which a process that holds tables of words is stopped."""
_FETCHES = 4
"""Addresses that are fetched at a time. Of one client it is one less, so that no client makes the others wait."""
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
        count: talks that are extracted at a time. One more slot is for jobs that need no extractor, and others are for those whose talk
            is fetched first: neither waits for the others, and nobody waits for a slow address.
        more: how many to add, when it is known.
        days: jobs that ended longer ago are deleted.
        open_pool: makes what one talk is extracted in, so a process that dies takes one job with it.
    """
    rules = rules or Rules()
    places, own = Places(), Places()
    imports = _Slots(database, rules, places, ("extraction", "loading"))
    fetches = _Slots(database, rules, places, ("fetching",), most_of_one=_FETCHES - 1)
    try:
        async with asyncio.TaskGroup() as tasks:

            def add(count: int) -> None:
                for _ in range(count):
                    places.add(open_pool())
                    tasks.create_task(imports.work())

            add(count)
            if count:
                own.add(open_pool())
                tasks.create_task(_Slots(database, rules, own, ("loading",)).work())
                for _ in range(_FETCHES):
                    tasks.create_task(fetches.work())
            delete = partial(_delete_whole, database, days)
            tasks.create_task(run_every(_HOUR, delete, "old jobs were not deleted"))
            add(0 if more is None else await more())
    finally:
        places.stop()
        own.stop()


def local_pool() -> Pool:
    """Returns where a command extracts the talks of its jobs: a process of this machine."""
    return Workers(1, read_settings().extract_memory or None)


async def work_on(database: Database, id_: str, pool: Pool, rules: Rules) -> AsyncGenerator[Job]:
    """Works on one job, unless another process has it. Yields it while it runs, and at last when it has ended.

    Raises: NotFound: it was deleted.
    """
    work: asyncio.Task[None] | None = None
    places = Places(pool)
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
                work = None if claim is None else asyncio.create_task(attempt(database, claim, places, rules))
            if work is None:
                await asyncio.sleep(_LOOK_AT_ONE)
            else:
                await asyncio.wait((work,), timeout=_LOOK_AT_ONE)
    finally:
        if work is not None:
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work


class _Slots:
    """Slots of one kind, each of which works on one job at a time.

    Args:
        needs: what their jobs need first.
        most_of_one: how many of them work for one client at most.
    """

    def __init__(
        self,
        database: Database,
        rules: Rules,
        places: Places,
        needs: Sequence[Need],
        *,
        most_of_one: float = inf,
    ) -> None:
        self._database, self._rules, self._places, self._needs = database, rules, places, needs
        self._most_of_one = most_of_one
        self._owners: Counter[str] = Counter()
        self._looking, self._added = asyncio.Lock(), listen()

    async def work(self) -> None:
        """Claims jobs and works on them, until it is cancelled. One slot looks for all of its kind."""
        while True:
            try:
                async with self._looking:
                    claim = await self._next()
                    self._owners[claim.owner] += 1
                try:
                    await attempt(self._database, claim, self._places, self._rules)
                finally:
                    self._owners[claim.owner] -= 1
                    self._added.set()  # a job of the same client may be waiting
            except VideographError as error:
                _log.debug("no job can be claimed or ended: %s", error.message)
                await asyncio.sleep(_AFTER_FAULT)
            except Exception:
                _log.exception("a fault in the work on jobs")
                await asyncio.sleep(_AFTER_FAULT)

    async def _next(self) -> Claim:
        """Waits for a job and claims it."""
        while True:
            self._added.clear()
            claim = await self._claim()
            if claim is not None:
                return claim
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK):
                    await self._added.wait()
            self._places.stop_idle(_IDLE)

    async def _claim(self) -> Claim | None:
        """Claims a job. If this is cancelled meanwhile, what was claimed is put back, so that nobody has to wait for the end of the lease."""
        claimed: list[Claim] = []
        full = [owner for owner, count in self._owners.items() if count >= self._most_of_one]

        async def claim() -> Claim | None:
            found = await claim_next(self._database, self._rules.lease, self._needs, without=full)
            claimed.extend([] if found is None else [found])
            return found

        try:
            return await _whole(claim())
        except asyncio.CancelledError:
            for one in claimed:
                with suppress(Exception):
                    await put_back(self._database, one, None, 0.0, counted=False)
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
