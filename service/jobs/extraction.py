"""Actions of clients on talks of the graph: extract them again, and accept what was proposed."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Annotated

from service.access.scopes import Scope
from service.access.viewer import current_viewer
from service.actions.declaration import Decisions, Doc, Id, IdsOf, Object, action
from service.actions.extraction.workers import Pool
from service.actions.imports.extract_again import find_talks
from service.curation.extract_again import replace_document
from service.curation.videos.add_statement import StatedEnd, StatementToAdd, add_in
from service.domain.comparison import Comparison, QuotedRelationship
from service.domain.document import VideoDocument
from service.errors import Conflict, InvalidInput
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement
from service.graph.write_transaction import try_or_write
from service.jobs.attempt import Rules
from service.jobs.job import ENDED, Job
from service.jobs.queue import add_jobs, lock_own
from service.jobs.request import ImportRequest
from service.jobs.worker import local_pool, work_on
from service.settings import read_settings
from service.settings.limits import Limits
from service.store.kept_documents import forget_documents, unpack

_MOST = 100


@dataclass(frozen=True)
class ReExtract:
    """Videos to extract again; give at least one key of the first two."""

    videos: Annotated[tuple[Id, ...], Doc("Ids, slugs or addresses of at most 100 videos.")] = ()
    read_by: Annotated[
        str | None,
        Doc("All videos that an extractor of this name has read, whatever its version, such as `offline`."),
    ] = None
    extractor: Annotated[str | None, Doc("Name of an installed extractor. Default: `offline`.")] = None
    review: Annotated[
        bool,
        Doc(
            "True to change nothing: the report of each job has what would change, and `acceptExtraction` changes it."
        ),
    ] = False


@dataclass(frozen=True)
class ReExtraction:
    """Videos will be extracted again."""

    count: Annotated[int, Doc("Number of the jobs.")]
    jobs: Annotated[tuple[str, ...], IdsOf("Job", expected=5), Doc("A job for each video, in their order.")]

    @classmethod
    def of(cls, report: tuple[str, ...]) -> "ReExtraction":
        return cls(len(report), report)


@action(Scope.INGEST, result=ReExtraction.of)
async def re_extract(database: Database, request: ReExtract, limits: Limits = Limits()) -> tuple[str, ...]:  # noqa: B008  (frozen)
    """Extracts videos again, from their transcripts in the graph, each by a job. Decisions on them hold. What an extraction
    changes can be undone by the `decisionId` of its report.

    Returns: the ids of the jobs.

    Raises: InvalidInput: no talk is named, or the extractor is not installed. NotFound: a video does not exist. RateLimited: the queue is
    full.
    """
    if not request.videos and request.read_by is None:
        raise InvalidInput(
            "no talk is named: give videos, or readBy for all that an extractor has read", ("videos",)
        )
    if len(request.videos) > _MOST:
        raise InvalidInput(f"there are {len(request.videos)} talks: at most {_MOST} are allowed", ("videos",))
    talks = await find_talks(database, request.videos, request.read_by)
    extractor = request.extractor or "offline"
    jobs = [
        ImportRequest(
            "talk",
            talk.title[:200],
            None,
            talk.id,
            extractor=extractor,
            background=len(talks) > 1,
            review=request.review,
        )
        for talk in talks
    ]
    return await add_jobs(database, jobs, limits.jobs)


@dataclass(frozen=True)
class AcceptExtraction:
    """A proposed extraction to accept."""

    job: Annotated[Id, Doc("Id of the job that has proposed it.")]
    connections: Annotated[
        tuple[int, ...] | None,
        Doc(
            "To accept single relationships instead of the whole extraction: their numbers in `newConnections` of the report, from 0. Each is added as by "
            "hand, all others are rejected, and the proposal ends. An empty list rejects all."
        ),
    ] = None


@dataclass(frozen=True)
class AcceptReport:
    """`decisions`: none if the whole was accepted and documents are not kept, so that it cannot be undone."""

    video: str
    decisions: tuple[str, ...]


@dataclass(frozen=True)
class AcceptedExtraction:
    """A video has the extraction that was proposed, or those relationships of it that were accepted."""

    video: Annotated[str, Object("Video"), Doc("The video.")]
    decisions: Decisions

    @classmethod
    def of(cls, report: AcceptReport) -> "AcceptedExtraction":
        return cls(report.video, report.decisions)


@action(Scope.INGEST, result=AcceptedExtraction.of)
async def accept_extraction(database: Database, request: AcceptExtraction) -> AcceptReport:
    """Accepts what `reExtract` with `review` has proposed for a video, single relationships of it, or nothing. A proposal of another client's job
    needs the scope `admin`.

    Raises: NotFound: there is no such job. Forbidden: it is another client's. Conflict: it proposes nothing (any more), or the video has
    other words now, or one of these connections. InvalidInput: the report has no connection of this number.
    """
    viewer, days = current_viewer(), read_settings().deleted_days

    async def work(transaction: Transaction) -> AcceptReport:
        await lock_own(transaction, request.job, viewer, "accept")
        [row] = await run_statement(transaction, "job/read_proposal", id=request.job)
        if row["outcome"] != "PROPOSED" or row["document"] is None:
            raise Conflict("The job proposes nothing, or not any more: extract the talk again.", request.job)
        proposed = unpack(row["document"])
        if request.connections is None:
            done = await replace_document(transaction, row["video"], proposed, days)
            outcome, decisions = done.imported.outcome, (done.decision,) if done.decision else ()
        else:
            [changes] = await run_statement(transaction, "job/read_changes", id=request.job)
            statements = _chosen(row["video"], proposed, _connections(changes["new"]), request.connections)
            decisions = tuple([(await add_in(transaction, one)).decision for one in statements])
            outcome = "changed" if decisions else "unchanged"
        await forget_documents(transaction, [request.job])
        first = decisions[0] if decisions else None
        report = {"reportOutcome": outcome.upper(), "reportDecision": first}
        await run_statement(transaction, "job/write_report", id=request.job, report=report)
        return AcceptReport(row["video"], decisions)

    return await try_or_write(database, work, name="accept extraction")


def _chosen(
    video: str, proposed: VideoDocument, listed: Sequence[QuotedRelationship], numbers: Sequence[int]
) -> list[StatementToAdd]:
    """Returns the listed connections with these numbers as statements, each with its first quote."""
    entities = {entity.key: entity for entity in proposed.entities}
    found = {
        (entities[r.source].name, r.type, entities[r.target].name, r.evidence[0].quote): r
        for r in proposed.relationships
    }
    statements: list[StatementToAdd] = []
    for number in dict.fromkeys(numbers):
        if not 0 <= number < len(listed):
            raise InvalidInput(
                f"there is no connection {number}: the report lists {len(listed)}, from 0", ("connections",)
            )
        one = listed[number]
        stated = found[one.source, one.type, one.target, one.quote]
        evidence = stated.evidence[0]
        source, target = (
            StatedEnd(name=end.name, kind=end.kind, local=end.local)
            for end in (entities[stated.source], entities[stated.target])
        )
        moment = proposed.segments[evidence.segment].start_seconds
        statements.append(
            StatementToAdd(
                video, source, one.type, target, evidence.quote, evidence.label, evidence.past, moment
            )
        )
    return statements


@dataclass(frozen=True)
class ExtractionResult:
    """The end of a job of `re_extract`. `outcome`: changed, unchanged or proposed; None if it failed. `comparison`: lists at most 100
    connections of each sort. `new`, `gone`: how many there are."""

    job: Job
    outcome: str | None = None
    decision: str | None = None
    comparison: Comparison | None = None
    new: int = 0
    gone: int = 0
    notes: tuple[str, ...] = ()


async def work_on_jobs(
    database: Database, ids: tuple[str, ...], pool: Pool | None = None
) -> AsyncGenerator[Job | ExtractionResult]:
    """Works on these jobs, unless a service has taken them. Yields each job while it runs, and its result at its end, in this order.

    Args:
        pool: where talks are extracted, by default a process of this machine.
    """
    rules, pool = Rules.of(read_settings()), pool or local_pool()
    try:
        for id_ in ids:
            async with aclosing(work_on(database, id_, pool, rules)) as jobs:
                async for job in jobs:
                    yield job if job.state not in ENDED else await _result(database, job)
    finally:
        pool.stop()


async def _result(database: Database, job: Job) -> ExtractionResult:
    rows = await execute(database, "job/read_changes", {"id": job.id}, label="changes of job")
    if job.state != "SUCCEEDED" or not rows:
        return ExtractionResult(job)
    outcome, decision, counts, new, gone, notes = rows[0]
    comparison = Comparison(_connections(new), _connections(gone), counts[2])
    return ExtractionResult(
        job, outcome.lower(), decision, comparison, counts[0], counts[1], tuple(notes or ())
    )


def _connections(values: list[str]) -> tuple[QuotedRelationship, ...]:
    return tuple(QuotedRelationship(*values[at : at + 4]) for at in range(0, len(values), 4))
