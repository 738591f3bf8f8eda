"""What clients do with jobs: add one, wait for it, retry it, cancel it."""

import asyncio
import json
import secrets
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from time import monotonic

from service.access.scopes import Scope, named
from service.access.viewer import Viewer, current_viewer
from service.actions.imports.import_talk import SameWords
from service.errors import Conflict, Forbidden, NotFound, RateLimited
from service.graph.driver import bookmarks, deadline
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement
from service.graph.video_rows import Row
from service.graph.write_transaction import try_or_write
from service.jobs.job import ENDED, end_job
from service.jobs.request import ImportRequest, check_request, packed
from service.jobs.wake import wake

_LOOK = 0.2
"""Seconds between two looks at a job that a client waits for."""
_RETRY_AFTER = 10
"""Seconds after which a client should send a job again that the full queue has refused."""


async def add_job(database: Database, request: ImportRequest, most: int) -> str:
    """Adds a job to the queue, and returns its id.

    Args:
        most: jobs that may wait. One owner has at most half of them.

    Raises:
        InvalidInput: a value of the request cannot be used.
        RateLimited: the queue is full.
    """
    await asyncio.to_thread(check_request, request)
    added = await try_or_write(database, partial(add_within, request=request, most=most), name="add job")
    wake()
    return added


async def add_jobs(database: Database, requests: Sequence[ImportRequest], most: int) -> tuple[str, ...]:
    """As `add_job`, for several: all of them or none."""
    for request in requests:
        await asyncio.to_thread(check_request, request)

    async def work(transaction: Transaction) -> tuple[str, ...]:
        return tuple([await add_within(transaction, request, most) for request in requests])

    added = await try_or_write(database, work, name="add jobs")
    wake()
    return added


async def add_within(
    transaction: Transaction, request: ImportRequest, most: int, id_: str | None = None
) -> str:
    """Adds a job for a checked request in the caller's transaction, as `add_job` does. The caller wakes the workers after it. `id_`: of the job."""
    viewer = current_viewer()
    owner, priority = viewer.owner, int(request.background)
    id_ = id_ or new_id()
    [place] = await run_statement(transaction, "job/lock_queue", owner=owner, priority=priority)
    _require_room(place, most)
    await run_statement(
        transaction,
        "job/create",
        id=id_,
        number=place["number"],
        turn=place["turn"],
        name=request.name,
        extractor=request.extractor,
        owner=owner,
        by=viewer.name,
        priority=priority,
        needs=request.needs,
        uploads=[request.reference, *request.companions] if request.kind == "upload" else None,
        **packed(replace(request, scopes=tuple(named(viewer.scopes)))),
    )
    return id_


def _require_room(place: Row, most: int) -> None:
    if place["queued"] >= most:
        raise RateLimited(
            f"{place['queued']} talks wait for their import already, and at most {most} may (VIDEOGRAPH_MAX_JOBS): try again "
            "when some are done.",
            _RETRY_AFTER,
            "JOBS",
        )
    if place["own"] >= max(1, most // 2):
        raise RateLimited(
            f"{place['own']} of your talks wait for their import already, and one client may have at most {max(1, most // 2)}: "
            "try again when some are done.",
            _RETRY_AFTER,
            "JOBS",
        )


def new_id() -> str:
    return f"job:{secrets.token_hex(10)}"


async def wait_for_job(database: Database, id_: str, seconds: float) -> None:
    """Returns when the job has ended, or after so many seconds. The waiting does not count as time of the request's reads."""
    until = monotonic() + seconds
    while (begin := monotonic()) < until:
        with bookmarks.keeping() as seen:
            rows = await execute(database, "job/read_state", {"id": id_}, label="job")
        if not rows or rows[0][0] in ENDED:
            with bookmarks.reading_after(
                seen[-1]
            ):  # so that the whole commit is visible to who reads next, the video too
                await execute(database, "job/read_state", {"id": id_}, label="job")
            return
        await asyncio.sleep(min(_LOOK, max(0.0, until - monotonic())))
        deadline.add(monotonic() - begin)


async def cancel_job(database: Database, id_: str) -> str:
    """Cancels a job, and returns its id: a queued one at once, and of a running one nothing is loaded any more.

    Raises:
        NotFound: there is no such job. Forbidden: it is another client's. Conflict: it has ended.
    """
    viewer, attempted = current_viewer(), False

    async def work(transaction: Transaction) -> str:
        nonlocal attempted
        job = await lock_own(transaction, id_, viewer, "cancel")
        if job["state"] == "CANCELLED" and transaction.doubtful and attempted:
            return id_
        if job["state"] in ENDED:
            raise Conflict(f"The job has ended already, it is {job['state']}: it cannot be cancelled.", id_)
        await end_job(transaction, id_, "CANCELLED")
        attempted = True
        return id_

    return await try_or_write(database, work, name="cancel job", settle=True)


async def retry_job(database: Database, id_: str, same_words: SameWords | None = None) -> str:
    """Puts a failed job back into the queue, and returns its id. It has three attempts again, and follows `same_words`, if given.

    Raises:
        NotFound: there is no such job. Forbidden: it is another client's. Conflict: it has not failed.
    """
    viewer, attempted = current_viewer(), False

    async def work(transaction: Transaction) -> str:
        nonlocal attempted
        job = await lock_own(transaction, id_, viewer, "retry")
        if job["state"] != "FAILED":
            if transaction.doubtful and attempted:
                return id_
            raise Conflict(f"Only a failed job can be retried, and this one is {job['state']}.", id_)
        [place] = await run_statement(
            transaction, "job/lock_queue", owner=job["owner"], priority=job["priority"]
        )
        stored = await run_statement(transaction, "job/read_request", id=id_)
        if not stored:
            raise Conflict("What the job imports is not kept any more: import the talk again.", id_)
        request = stored[0]["request"]
        if same_words is not None:
            request = json.dumps(json.loads(request) | {"same_words": same_words}, ensure_ascii=True)
        await run_statement(transaction, "job/retry", id=id_, turn=place["turn"], request=request)
        attempted = True
        return id_

    retried = await try_or_write(database, work, name="retry job", settle=True)
    wake()
    return retried


async def lock_own(transaction: Transaction, id_: str, viewer: Viewer, what: str) -> Row:
    """Locks a job of the viewer.

    Raises:
        NotFound: there is no such job. Forbidden: it is another client's.
    """
    rows = await run_statement(transaction, "job/lock", id=id_)
    if not rows:
        raise NotFound(f"there is no job {id_!r:.60}")
    [job] = rows
    if Scope.ADMIN not in viewer.scopes and (not job["owner"] or job["owner"] != viewer.owner):
        raise Forbidden(
            f"The job is another client's: to {what} it, use the key that sent it, or one with the scope `admin`."
        )
    return job
