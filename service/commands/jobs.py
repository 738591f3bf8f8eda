"""`jobs`: imports that a service accepted, and what becomes of them."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.terminal.actions import Actions, run_action, with_actions
from service.commands.terminal.base import Json
from service.commands.terminal.console import print_json, say
from service.domain.wording import second
from service.errors import NotFound

if TYPE_CHECKING:
    from service.actions.declaration import Action
    from service.jobs.extraction import AcceptReport
    from service.jobs.job import Job, State

jobs = typer.Typer(
    no_args_is_help=True,
    help="List, show, retry and cancel jobs: imports and extractions in the queue of the graph.",
)

_STATES = ("queued", "running", "succeeded", "failed", "cancelled")
_ID = Annotated[str, typer.Argument(metavar="JOB", help="Its id.", show_default=False)]


@jobs.command("list")
def list_(
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help="List only jobs in this state: queued, running, succeeded, failed or cancelled. Can be given several times.",
            show_default=False,
        ),
    ] = None,
    count: Annotated[int, typer.Option(min=1, max=10_000, help="Number of jobs to list.")] = 50,
    json: Json = False,
) -> None:
    """List jobs, the latest first, with the reasons of those that failed.

    A job is the import of a talk that `importTalk` of the API, `follow` or `watch` added. A service that runs imports them.
    """
    unknown = [one for one in state or () if one.lower() not in _STATES]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is not one of {', '.join(_STATES)}", param_hint="--state")
    from service.jobs.job import STATES, list_jobs

    wanted = {one.lower() for one in state or ()}
    states: tuple[State, ...] = tuple(one for one in STATES if one.lower() in wanted)
    found = run_action(list_jobs, states, count)
    if json:
        print_json({"jobs": [_as_json(job) for job in found]})
        return
    for job in found:
        say(_line(job, with_reason=True))
    if not found:
        say(
            "There are no such jobs."
            if state
            else "There are no jobs: `importTalk` of the API, `follow` and `watch` add them."
        )


@jobs.command()
def show(job: _ID, json: Json = False) -> None:
    """Show a job: its state, its progress and its error."""
    _tell(with_actions(lambda actions: _read(actions, job)), json)


@jobs.command()
def retry(job: _ID, json: Json = False) -> None:
    """Put a failed job back into the queue.

    It has three attempts again. A service that runs imports it.
    """
    from service.jobs.actions import RetryJob, retry_job

    _tell(_changed(retry_job, RetryJob(job)), json)


@jobs.command()
def cancel(job: _ID, json: Json = False) -> None:
    """Cancel a job that has not ended.

    Nothing of it is imported after that, also if it runs.
    """
    from service.jobs.actions import CancelJob, cancel_job

    _tell(_changed(cancel_job, CancelJob(job)), json)


@jobs.command()
def accept(
    job: _ID,
    only: Annotated[
        list[int] | None,
        typer.Option(
            "--only",
            metavar="NUMBER",
            help="Accept only this new connection, by its number in what was proposed, from 1; give it several times for several. The others are rejected.",
            show_default=False,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Accept what `extract --review` has proposed for a talk: all of it, or single connections, which are added as by hand."""
    from service.jobs.extraction import AcceptExtraction, accept_extraction

    numbers = None if only is None else tuple(number - 1 for number in only)
    _say_accepted(run_action(accept_extraction, AcceptExtraction(job, numbers)), "accepted", json)


@jobs.command()
def reject(job: _ID, json: Json = False) -> None:
    """Reject what `extract --review` has proposed for a talk."""
    from service.jobs.extraction import AcceptExtraction, accept_extraction

    _say_accepted(run_action(accept_extraction, AcceptExtraction(job, ())), "rejected", json)


def _say_accepted(report: "AcceptReport", what: str, json: bool) -> None:
    if json:
        print_json(report)
        return
    say(f"{what}  {report.video}")
    for decision in report.decisions:
        say(f"          videograph undo {decision}")


def _changed[Q](change: "Action[Q, str]", request: Q) -> "Job":
    async def work(actions: Actions) -> "Job":
        return await _read(actions, await actions.run(change, request))

    return with_actions(work)


async def _read(actions: Actions, id_: str) -> "Job":
    from service.jobs.job import read_job

    found = await actions.run(read_job, id_)
    if found is None:
        raise NotFound(f"there is no job {id_!r:.60}: `videograph jobs list` lists them")
    return found


def _tell(job: "Job", json: bool) -> None:
    if json:
        print_json(_as_json(job))
        return
    say(_line(job))
    told = {
        "extractor": job.extractor,
        "attempts": str(job.attempts),
        "accepted": second(job.created_at),
        "started": job.started_at and second(job.started_at),
        "ended": job.finished_at and second(job.finished_at),
        "by": job.by,
        "error": job.error,
    }
    for name, value in told.items():
        if value:
            say(f"  {name:<10} {value}")


def _line(job: "Job", *, with_reason: bool = False) -> str:
    from service.jobs.job import located

    state = job.state.lower()
    if job.state == "RUNNING":
        state += f" {100 * job.done // job.total} %"
    result = f" → {job.slug}" if job.slug else ""
    name = job.name
    if with_reason and job.state == "FAILED" and job.error:
        name = " ".join(located(job.error, job.name, job.name).split())
    return f"{job.id}  {second(job.created_at)}  {state:<13}  {name}{result}"


def _as_json(job: "Job") -> dict[str, Any]:
    words = {
        key.split("_")[0] + "".join(part.title() for part in key.split("_")[1:]): value
        for key, value in asdict(job).items()
    }
    return {key: value for key, value in words.items() if key != "number"}
