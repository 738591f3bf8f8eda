"""What a worker does with jobs: it claims one, keeps its lease, and ends it.

A claim raises the job's fence. Each later write, and the load itself, first takes the lock of the job and compares the fence in the same
transaction. So whoever lost the job to another worker, or to a client who cancelled it, cannot write any more.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from service.actions.imports.import_talk import TalkReport
from service.domain.text import LONGEST_MESSAGE, clean_text
from service.errors import VideographError
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement
from service.graph.write_transaction import Guard, try_or_write
from service.jobs.job import end_job
from service.jobs.report import properties_of
from service.jobs.request import ImportRequest, Need, unpacked

MOST_ATTEMPTS = 3
"""Attempts after which a job is set aside."""
_CANDIDATES = 8
EVERY_NEED: tuple[Need, ...] = ("fetching", "extraction", "loading")


class LostJobError(Exception):
    """Another worker has the job, or it was cancelled."""


@dataclass(frozen=True)
class Claim:
    """A job that this process works on, as long as `fence` is the job's. `owner`, `by`: who has sent it (`Viewer.owner`, `Viewer.name`)."""

    id: str
    number: int
    name: str
    extractor: str
    attempts: int
    fence: int
    owner: str
    by: str | None


async def claim_next(
    database: Database, lease: float, needs: Sequence[Need] = EVERY_NEED, *, without: Collection[str] = ()
) -> Claim | None:
    """Claims the job whose turn it is. None if there is none.

    A job whose attempts have all ended without a word, since their processes died, is set aside on the way.

    Args:
        lease: seconds after which others may claim it, unless `beat` extends them.
        needs: only jobs that need first one of these.
        without: no jobs of these owners.
    """
    asked = {"count": _CANDIDATES, "needs": [*needs], "without": [*without]}
    for [id_] in await execute(database, "job/find_next", asked, label="next job"):
        claim = await claim_job(database, id_, lease)
        if claim is not None:
            return claim
    return None


async def claim_job(database: Database, id_: str, lease: float) -> Claim | None:
    """Claims this job; None if it cannot be started now, because it has ended or another worker has it."""

    async def work(transaction: Transaction) -> Claim | None:
        rows = await run_statement(transaction, "job/lock_free", id=id_)
        if not rows:
            return None
        if rows[0]["attempts"] >= MOST_ATTEMPTS:
            await end_job(transaction, id_, "FAILED", set_aside(rows[0]["error"]), VideographError.code)
            return None
        [row] = await run_statement(transaction, "job/start", id=id_, seconds=lease)
        return Claim(**row)

    return await try_or_write(database, work, name="claim job")


def set_aside(error: str | None) -> str:
    """Returns the error of a job that has failed too often."""
    why = error or "each time the process that worked on it ended, perhaps for lack of memory"
    return f"set aside after {MOST_ATTEMPTS} attempts: {why}"


async def beat(database: Database, claim: Claim, stage: str, done: int, lease: float) -> bool:
    """Extends the lease, and says how far the job is. False if the job is not this worker's any more."""

    async def work(transaction: Transaction) -> bool:
        values = {"id": claim.id, "fence": claim.fence, "stage": stage, "done": done, "seconds": lease}
        return bool(await run_statement(transaction, "job/beat", **values))

    return await database.write(work, name="beat of job")


async def read_request(database: Database, claim: Claim) -> ImportRequest:
    """
    Raises:
        LostJobError: the job was cancelled, and its input is deleted.
    """
    rows = await execute(database, "job/read_input", {"id": claim.id}, label="input of job")
    if not rows:
        raise LostJobError
    return unpacked(*rows[0])


def guard_of(claim: Claim) -> Guard[TalkReport]:
    """The guard of the job's load: the load and the end of the job are one transaction."""

    async def first(transaction: Transaction) -> bool:
        return await _lock(transaction, claim, "SUCCEEDED")

    async def last(transaction: Transaction, report: TalkReport) -> None:
        await end_job(transaction, claim.id, "SUCCEEDED", video=report.imported.video_id)
        await run_statement(transaction, "job/write_report", id=claim.id, report=properties_of(report))

    return Guard(first, last)


async def fail(
    database: Database, claim: Claim, error: str, code: str = VideographError.code, video: str | None = None
) -> None:
    """Ends the job as failed.

    Args:
        code: one of `JobFailureCode`.
        video: id of the video that has its words already.

    Raises:
        LostJobError: the job is not this worker's any more.
    """

    async def work(transaction: Transaction) -> None:
        if not await _lock(transaction, claim, "FAILED"):
            await end_job(transaction, claim.id, "FAILED", clean_text(error, LONGEST_MESSAGE), code, video)

    await try_or_write(database, work, name="fail job", settle=True)


async def put_back(
    database: Database, claim: Claim, error: str | None, seconds: float, *, counted: bool = True
) -> None:
    """Puts the job back into the queue, to be started again after a pause.

    Args:
        counted: whether this was one of the job's attempts.

    Raises:
        LostJobError: the job is not this worker's any more.
    """

    async def work(transaction: Transaction) -> None:
        if await _lock(transaction, claim, "QUEUED"):
            return
        attempts = claim.attempts if counted else claim.attempts - 1
        words = None if error is None else clean_text(error, LONGEST_MESSAGE)
        await run_statement(
            transaction, "job/put_back", id=claim.id, error=words, attempts=attempts, seconds=seconds
        )

    await try_or_write(database, work, name="put back job", settle=True)


async def _lock(transaction: Transaction, claim: Claim, state: str) -> bool:
    """Locks the job. True if an earlier attempt, whose outcome was unknown, has brought it into this state.

    Raises:
        LostJobError: the job is not this worker's any more.
    """
    rows = await run_statement(transaction, "job/lock", id=claim.id)
    if not rows or rows[0]["fence"] != claim.fence:
        raise LostJobError
    if rows[0]["state"] == state and transaction.doubtful:
        return True
    if rows[0]["state"] != "RUNNING":
        raise LostJobError
    return False
