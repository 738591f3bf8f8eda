"""`extract`: extracts talks of the graph again, and prints what changes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.remote.server import is_remote
from service.commands.terminal.actions import Actions, with_actions
from service.commands.terminal.base import Json
from service.commands.terminal.console import Steps, note, print_json, say, steps
from service.domain.wording import counted

if TYPE_CHECKING:
    from service.domain.comparison import QuotedRelationship
    from service.jobs.extraction import ExtractionResult

_SHOWN = 10
"""Connections of each sort that are printed for a talk, unless it is only proposed."""


def extract(
    talks: Annotated[
        list[str] | None,
        typer.Argument(metavar="TALK…", help="Ids, slugs or addresses of talks.", show_default=False),
    ] = None,
    read_by: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="All talks that this extractor has read, such as offline.",
            show_default=False,
        ),
    ] = None,
    extractor: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="The extractor that reads them now: `llm`, a language model (`videograph model`), to which the text is sent; `offline`; or one of another package.",
        ),
    ] = "llm",
    review: Annotated[
        bool,
        typer.Option(
            "--review",
            help="Change nothing. Print what would change, and the command that accepts it.",
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Extract talks of the graph again.

    The transcript is the one in the graph, so no file is needed. Corrections of the talk and its entities hold. Each talk is a job: a
    service that runs may do it, otherwise this command does. The earlier extraction is kept for some days, and
    `videograph undo` brings it back.
    """
    if not talks and read_by is None:
        raise typer.BadParameter("name talks, or all that an extractor has read: --read-by offline")
    from service.actions.imports.import_talk import version_of
    from service.jobs.extraction import ExtractionResult, ReExtract, re_extract, work_on_jobs

    if not is_remote():
        version_of(extractor)  # its configuration is checked at once
    request = ReExtract(tuple(talks or ()), read_by, extractor, review)

    async def run(actions: Actions) -> list[ExtractionResult]:
        ids = await actions.run(re_extract, request)
        results: list[ExtractionResult] = []
        with steps(len(ids), quiet=json) as bar:
            async for one in actions.stream(work_on_jobs, ids):
                if isinstance(one, ExtractionResult):
                    results.append(one)
                    bar.end(None)
                else:
                    _tell(bar, one.name, one.stage or "waiting", one.done / max(1, one.total))
        return results

    try:
        results = with_actions(run)
    except KeyboardInterrupt:
        note("Jobs that have not ended wait for a service, or for `videograph jobs cancel`.")
        raise
    if json:
        print_json({"talks": [_as_json(one) for one in results]})
    else:
        for one in results:
            _say(one)
        if not results:
            say("No talk was read by this extractor.")
    if any(one.job.state != "SUCCEEDED" for one in results):
        raise typer.Exit(1)


def _tell(bar: Steps, name: str, stage: str, share: float) -> None:
    talk = Path(name.replace("/", " "))
    bar.begin(talk)
    bar.tell(talk, stage, share)


def _say(result: "ExtractionResult") -> None:
    job, changes = result.job, result.comparison
    talk = job.slug or job.name
    if changes is None:
        note(f"failed     {talk}: {job.error or 'its job was cancelled'}", "red")
        return
    say(
        f"{result.outcome or '':<9}  {talk}: {counted(result.new, 'connection')} new, {result.gone} gone, {changes.kept} kept"
    )
    most = None if result.outcome == "proposed" else _SHOWN
    for mark, listed, count in (("+", changes.new, result.new), ("-", changes.gone, result.gone)):
        for number, one in enumerate(listed[:most], 1):
            place = f" {number}." if most is None and mark == "+" else ""
            say(f"  {mark}{place} {_in_words(one)}")
        if count > len(listed[:most]):
            say(f"  {mark} … {count - len(listed[:most])} more")
    for words in result.notes:
        say(f"  {words}")
    if result.outcome == "proposed":
        say(f"  accept it: videograph jobs accept {job.id} (single ones: --only NUMBER)")
        say(f"  reject it: videograph jobs reject {job.id}")
    elif result.decision is not None:
        say(f"  undo it: videograph undo {result.decision}")


def _in_words(one: "QuotedRelationship") -> str:
    return f"{one.source} {one.type} {one.target}: “{' '.join(one.quote.split())}”"


def _as_json(result: "ExtractionResult") -> dict[str, Any]:
    changes = result.comparison
    return {
        "job": result.job.id,
        "state": result.job.state,
        "talk": result.job.slug,
        "error": result.job.error,
        "outcome": result.outcome,
        "decision": result.decision,
        "newCount": result.new,
        "goneCount": result.gone,
        "keptCount": None if changes is None else changes.kept,
        "new": None if changes is None else changes.new,
        "gone": None if changes is None else changes.gone,
        "notes": result.notes,
    }
