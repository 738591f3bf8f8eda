"""A job as it is in the graph, and its states."""

from dataclasses import dataclass
from typing import Any, Literal

from service.domain.changes import ChangeKind
from service.graph.change_log import note_change
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement
from service.graph.statements import load_statement

type State = Literal["QUEUED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELLED"]

STATES: tuple[State, ...] = ("QUEUED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELLED")
type End = Literal["SUCCEEDED", "FAILED", "CANCELLED"]

_CHANGES: dict[End, ChangeKind] = {
    "SUCCEEDED": "JOB_SUCCEEDED",
    "FAILED": "JOB_FAILED",
    "CANCELLED": "JOB_CANCELLED",
}
ENDED: tuple[State, ...] = tuple(_CHANGES)


@dataclass(frozen=True)
class Job:
    """`slug`: of the imported video, None if the graph does not have it. `error`: also of an attempt after which another one follows.
    Times are ISO 8601."""

    id: str
    number: int
    state: State
    name: str
    extractor: str
    stage: str | None
    done: int
    total: int
    attempts: int
    created_at: str
    started_at: str | None
    finished_at: str | None
    error: str | None
    video_id: str | None
    by: str | None
    background: bool
    slug: str | None


def located(error: str, name: str, place: str) -> str:
    """Returns the error of a job with the place of its file, where it may begin with the name and a line: `a.vtt:3: holds no words`."""
    return place + error.removeprefix(name) if error.startswith(f"{name}:") else f"{place}: {error}"


async def read_job(database: Database, id_: str) -> Job | None:
    rows = await execute(database, "job/read", {"id": id_}, label="job")
    return _job("job/read", rows[0]) if rows else None


async def list_jobs(database: Database, states: tuple[State, ...] = (), count: int = 100) -> list[Job]:
    """Returns at most `count` jobs, the latest first.

    Args:
        states: only jobs in one of these; by default all.
    """
    asked = {"states": list(states or STATES), "count": count}
    return [_job("job/list", row) for row in await execute(database, "job/list", asked, label="jobs")]


async def read_marks(database: Database, ids: list[str]) -> dict[str, str]:
    """Returns a text for each of these jobs that is another one whenever the job has changed for clients."""
    rows = await execute(database, "job/list_marks", {"ids": ids}, label="watch jobs")
    return dict(rows)


async def end_job(
    transaction: Transaction,
    id_: str,
    state: End,
    error: str | None = None,
    code: str | None = None,
    same_words: str | None = None,
    *,
    video: str | None = None,
) -> None:
    """Ends a job that this transaction has locked.

    Args:
        code: why it has failed, one of `JobFailureCode`.
        same_words: id of the video that has its words already.
        video: id of the video that it has imported.
    """
    ended = {"error": error, "failureCode": code, "failureVideo": same_words, "videoId": video}
    await run_statement(transaction, "job/end", id=id_, state=state, **ended)
    note_change(transaction, _CHANGES[state], videos=[] if video is None else [video], job=id_)


def _job(statement: str, values: list[Any]) -> Job:
    row = dict(zip(load_statement(statement).columns, values, strict=True))
    return Job(
        row["id"],
        row["number"],
        row["state"],
        row["name"],
        row["extractor"],
        row["stage"],
        row["done"],
        row["total"],
        row["attempts"],
        row["createdAt"],
        row["startedAt"],
        row["finishedAt"],
        row["error"],
        row["videoId"],
        row["by"],
        row["priority"] > 0,
        row["slug"],
    )
