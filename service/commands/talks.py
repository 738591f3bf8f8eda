"""`reject`, `add`, `update` and `delete`: corrections of what talks say, and of talks."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.duplicates import KindName
from service.commands.terminal.actions import Actions, run_action, with_actions
from service.commands.terminal.base import By, DryRun, Json, Reason
from service.commands.terminal.console import complain, print_json, say
from service.domain.wording import counted
from service.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from service.actions.declaration import Unset
    from service.actions.statements import StatementEnd


_Talk = Annotated[
    str, typer.Argument(metavar="TALK", help="Slug, id or address of the talk.", show_default=False)
]


def reject(
    evidence: Annotated[
        str,
        typer.Argument(metavar="EVIDENCE", help="Id of the quote, as the API has it.", show_default=False),
    ],
    reason: Reason = None,
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Reject a quote that does not support its connection.

    The connection goes with its last quote. A rejected quote does not come back when the talk is imported or extracted
    again. `videograph undo` restores it.
    """
    from service.actions.statements import RejectEvidence, reject_evidence

    report = run_action(reject_evidence, RejectEvidence(evidence, dry_run), by=by, reason=reason)
    if json:
        print_json({"dryRun": dry_run, "rejected": report})
        return
    say(
        f"{'would reject' if dry_run else 'rejected'}  {report.source.name} {report.type} {report.target.name}: “{report.quote}”"
    )
    left = counted(report.left, "quote") if report.left else "no quote, so it went"
    say(f"        in {report.title}; the connection has {left}")
    _say_undo(report.decision, dry_run)


def add(
    talk: _Talk,
    source: Annotated[
        str,
        typer.Argument(metavar="SOURCE", help="Slug or id of an entity, or a new name.", show_default=False),
    ],
    type_: Annotated[
        str,
        typer.Argument(metavar="TYPE", help="Type of the connection, such as WORKS_AT.", show_default=False),
    ],
    target: Annotated[
        str,
        typer.Argument(metavar="TARGET", help="Slug or id of an entity, or a new name.", show_default=False),
    ],
    quote: Annotated[
        str, typer.Argument(metavar="QUOTE", help="The words of the talk, verbatim.", show_default=False)
    ],
    source_kind: Annotated[
        KindName | None,
        typer.Option(case_sensitive=False, help="Kind of SOURCE, if it is a new name.", show_default=False),
    ] = None,
    target_kind: Annotated[
        KindName | None,
        typer.Option(case_sensitive=False, help="Kind of TARGET, if it is a new name.", show_default=False),
    ] = None,
    label: Annotated[
        str | None, typer.Option(help="The connection in words. Default: the type.", show_default=False)
    ] = None,
    past: Annotated[bool, typer.Option("--past", help="The words say that it is over.")] = False,
    at: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS",
            help="Which of several places with these words: the nearest.",
            show_default=False,
        ),
    ] = None,
    reason: Reason = None,
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Add a connection by hand, with its quote from a talk.

    It is kept when the talk is imported or extracted again, as long as the talk has the quote. `videograph undo`
    removes it.
    """
    from service.actions.statements import AddStatement, add_statement

    request = AddStatement(
        talk,
        _end(source, source_kind),
        type_.upper(),
        _end(target, target_kind),
        quote,
        label,
        past,
        at,
        dry_run,
    )
    report = run_action(add_statement, request, by=by, reason=reason)
    if json:
        print_json({"dryRun": dry_run, "added": report})
        return
    say(f"{'would add' if dry_run else 'added'}  {report.detail}")
    say(f"        in {report.title}, at {report.start_seconds:g} s")
    _say_undo(report.decision, dry_run)


def _end(given: str, kind: KindName | None) -> "StatementEnd":
    from service.actions.statements import StatementEnd

    return StatementEnd(entity=given) if kind is None else StatementEnd(name=given, kind=kind.value)


def update(
    talk: _Talk,
    title: Annotated[str | None, typer.Option(help="The title.", show_default=False)] = None,
    published_on: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="The date, as 2026-01-31.", show_default=False
        ),
    ] = None,
    url: Annotated[str | None, typer.Option(help="The address.", show_default=False)] = None,
    channel: Annotated[
        str | None, typer.Option(help="Name, slug or id of the channel.", show_default=False)
    ] = None,
    speaker: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LABEL=NAME",
            help="Who speaks under a label; without a name, nobody knows.",
            show_default=False,
        ),
    ] = None,
    clear: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD", help="Remove publishedOn, url or channel.", show_default=False),
    ] = None,
    if_revision: Annotated[
        int | None, typer.Option(help="Only if this is the talk's revision.", show_default=False)
    ] = None,
    reason: Reason = None,
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Correct the title, date, address, channel or speakers of a talk.

    These values hold whatever its source says, also after the talk is imported again. Its id and slug do not change.
    `videograph undo` restores the earlier ones.
    """
    from service.actions.declaration import UNSET
    from service.actions.videos import CLEARABLE, UpdateVideo, VideoSpeaker, update_video

    pairs = [one.partition("=") for one in speaker or ()]
    if any(not sign for _, sign, _ in pairs):
        raise typer.BadParameter("write LABEL=NAME", param_hint="--speaker")
    wrong = [one for one in clear or () if one not in CLEARABLE]
    if wrong:
        raise typer.BadParameter(f"say which: {', '.join(CLEARABLE)}", param_hint="--clear")
    cleared = clear or ()

    def given[T](key: str, value: T | None) -> "T | Unset | None":
        return None if key in cleared else UNSET if value is None else value

    request = UpdateVideo(
        talk,
        UNSET if title is None else title,
        given("publishedOn", None if published_on is None else published_on.date()),
        given("url", url),
        given("channel", channel),
        tuple(VideoSpeaker(label, name.strip() or None) for label, _, name in pairs),
        if_revision,
        dry_run,
    )
    report = run_action(update_video, request, by=by, reason=reason)
    if json:
        print_json({"dryRun": dry_run, "updated": report})
        return
    say(f"{'would update' if dry_run else 'updated'}  {report.title} ({', '.join(report.changed)})")
    _say_undo(report.decision, dry_run)


def _say_undo(decision: str, dry_run: bool) -> None:
    if not dry_run:
        say(f"        videograph undo {decision}  undoes it")


def delete(
    videos: Annotated[
        list[str],
        typer.Argument(metavar="TALK…", help="Ids, slugs or addresses of talks.", show_default=False),
    ],
    json: Json = False,
) -> None:
    """Delete talks from the graph.

    Also deletes everything that only these talks support. What other talks say is kept, with new counts. A talk that
    is not in the graph is reported, the others are still deleted, and the exit code is 1. With --json it prints a
    line for each. A deletion can be undone for 30 days (VIDEOGRAPH_DELETED_DAYS).
    """
    from service.actions.videos import DeleteVideo, delete_video

    async def run(actions: Actions) -> bool:
        failed = False
        until: str | None = None
        for video in dict.fromkeys(videos):
            try:
                report = await actions.run(delete_video, DeleteVideo(video))
            except (NotFound, InvalidInput) as error:
                failed = True
                complain(error.message)
                if json:
                    print_json({"video": video, "error": error.message})
                continue
            # Printed at once, so that deleted talks are known if the rest is interrupted.
            if json:
                print_json(report)
            else:
                say(f"deleted  {report.video_id}")
                until = report.until or until
        if until is not None:
            say(f"until {until[:10]} it can be undone: `videograph decisions` lists the commands")
        return failed

    if with_actions(run):
        raise typer.Exit(1)
