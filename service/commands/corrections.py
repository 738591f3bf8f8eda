"""Corrections of an entity (`rename`, `kind`, `drop`, `detach`, `describe`), of what a talk says (`reject`, `add`), and of a talk (`update`, `delete`)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from service.commands.duplicates import KindName
from service.commands.terminal.actions import Actions, run_action, with_actions
from service.commands.terminal.base import By, DryRun, Json, Reason
from service.commands.terminal.console import called, complain, print_json, say
from service.domain.decision_kinds import EntityCorrectionKind
from service.domain.wording import counted
from service.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from service.actions.declaration import Unset
    from service.actions.entities import CorrectionReport
    from service.actions.statements import StatementEnd


_Entity = Annotated[
    str, typer.Argument(metavar="ENTITY", help="Slug or id of the entity.", show_default=False)
]


class CorrectionCommand(TyperCommand):
    """A command whose second argument may be left out only with `--take-back`, as its usage says."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        *options, entity, value = super().collect_usage_pieces(ctx)
        return [*options, entity, f"{{{value.strip('[]')} | --take-back}}"]


_TakeBack = Annotated[bool, typer.Option("--take-back", help="Undo the latest such decision on the entity.")]


def rename(
    entity: _Entity,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The name to show.", show_default=False)
    ] = None,
    take_back: _TakeBack = False,
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Change the main name of an entity.

    The new name is shown and found from now on, whatever talks say. Its other names, slug and id do not change. The
    decision is stored, and later imports follow it.
    """
    if take_back:
        _require_nothing(name, "NAME")
        _take_back("RENAME", entity, None, by, dry_run, json)
        return
    if name is None:
        raise typer.BadParameter("give the new name, in quotation marks", param_hint="NAME")
    from service.actions.entities import UpdateEntity, update_entity

    [report] = run_action(update_entity, UpdateEntity(entity, name=name, dry_run=dry_run), by=by)
    _give(report, dry_run, json)


def kind(
    entity: _Entity,
    kind: Annotated[
        KindName | None,
        typer.Argument(
            metavar="KIND",
            case_sensitive=False,
            help="The new kind: PERSON, COMPANY, CONCEPT, PRODUCT or EVENT.",
            show_default=False,
        ),
    ] = None,
    take_back: _TakeBack = False,
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Change the kind of an entity.

    The entity has this kind from now on, even if later imports give another one. A connection that this kind cannot
    have becomes RELATED_TO and keeps its stated type; the outcome says how many. Slug and id do not change. Somebody
    who speaks in a talk stays a person.
    """
    if take_back:
        _require_nothing(kind, "KIND")
        _take_back("KIND", entity, None, by, dry_run, json)
        return
    if kind is None:
        raise typer.BadParameter(f"say which: {', '.join(KindName)}", param_hint="KIND")
    from service.actions.entities import UpdateEntity, update_entity

    [report] = run_action(update_entity, UpdateEntity(entity, kind=kind.value, dry_run=dry_run), by=by)
    _give(report, dry_run, json)


def drop(
    entity: _Entity,
    take_back: _TakeBack = False,
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Leave an entity out of the graph.

    For something that is not an entity: a mistake of the extraction, words that only look like a name. Its mentions,
    quotes and connections are removed, and later imports leave out entities of this kind with its names. The talks'
    statements are stored, so --take-back restores everything without importing again.
    """
    if take_back:
        _take_back("DROP", entity, None, by, dry_run, json)
        return
    from service.actions.entities import DropEntity, drop_entity

    request = DropEntity(entity, dry_run=dry_run)
    report = run_action(drop_entity, request, by=by)
    _give(report, dry_run, json)


def detach(
    entity: _Entity,
    alias: Annotated[str, typer.Argument(metavar="ALIAS", help="The wrong name.", show_default=False)],
    take_back: _TakeBack = False,
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Remove a wrong name from an entity.

    Statements with this name now belong to a separate entity; the other names do not change. Use `detach` for a name
    that talks, or an import, gave to the wrong entity. Use `apart` for two entities that are not the same, and to
    undo a merge.
    """
    if take_back:
        _take_back("DETACH", entity, alias, by, dry_run, json)
        return
    from service.actions.entities import DetachName, detach_name

    request = DetachName(entity, alias, dry_run=dry_run)
    report = run_action(detach_name, request, by=by)
    _give(report, dry_run, json)


def describe(
    entity: _Entity,
    description: Annotated[
        str | None, typer.Option(help="What it is; empty to show none.", show_default=False)
    ] = None,
    url: Annotated[
        str | None, typer.Option(help="Its address; empty to show none.", show_default=False)
    ] = None,
    wikidata: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="Its item in Wikidata (Q42); empty to show none.", show_default=False
        ),
    ] = None,
    alias: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name to add.", show_default=False)
    ] = None,
    reason: Reason = None,
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Correct the description, address or item in Wikidata of an entity, or add names.

    The values hold whatever talks say. Searches and later imports find the entity by the added names. `videograph
    undo` takes one of these decisions back.
    """
    from service.actions.declaration import UNSET
    from service.actions.entities import UpdateEntity, update_entity

    request = UpdateEntity(
        entity,
        description=UNSET if description is None else description or None,
        url=UNSET if url is None else url or None,
        wikidata=UNSET if wikidata is None else wikidata or None,
        aliases=tuple(alias or ()),
        dry_run=dry_run,
    )
    reports = run_action(update_entity, request, by=by, reason=reason)
    if json:
        print_json({"dryRun": dry_run, "corrected": reports})
        return
    for report in reports:
        would = "would be " if dry_run else ""
        say(f"{would}corrected  {report.entity.name}, {report.sort.lower()}: {report.detail or 'none'}")


def _require_nothing(value: object, hint: str) -> None:
    if value is not None:
        raise typer.BadParameter("--take-back takes only the entity", param_hint=hint)


def _take_back(
    sort: EntityCorrectionKind, entity: str, detail: str | None, by: str | None, dry_run: bool, json: bool
) -> None:
    from service.actions.entities import UndoCorrection, undo_correction

    request = UndoCorrection(sort, entity, detail, dry_run)
    report = run_action(undo_correction, request, by=by)
    if json:
        print_json({"dryRun": dry_run, "takenBack": report})
        return
    one = report.now or report.entity
    say(f"{'would take back' if dry_run else 'taken back'}  {_words(report)} {called(one)}")
    _say_facts(report)


def _give(report: "CorrectionReport", dry_run: bool, json: bool) -> None:
    if json:
        print_json({"dryRun": dry_run, "corrected": report})
        return
    would = "would be " if dry_run else ""
    entity = called(report.entity)
    match report.sort:
        case "RENAME":
            say(f"{would}renamed  {entity} is shown as {report.detail}")
        case "KIND":
            say(f"{would}changed  {entity} is of the kind {report.detail}")
        case "DROP":
            say(f"{would}dropped  {entity}")
        case "DETACH":
            own = "" if report.other is None else f", which is {called(report.other)}"
            say(f"{would}detached  {report.detail} from {entity}{own}")
    _say_facts(report)


def _words(report: "CorrectionReport") -> str:
    detail = f" {report.detail}" if report.detail else ""
    return f"{report.sort.lower()}{detail}:"


def _say_facts(report: "CorrectionReport") -> None:
    if report.videos:
        say(
            f"        {counted(report.videos, 'talk')} changed, with {counted(report.mentions, 'mention')} and "
            f"{counted(report.evidence, 'quote')} of it"
        )
    if report.dropped:
        say(f"        {counted(report.dropped, 'quote')} went")
    if report.came:
        say(f"        {counted(report.came, 'quote')} came back")
    if report.related:
        say(
            f"        RELATED_TO now: {counted(report.related, 'quote')}, because these kinds cannot have the stated type"
        )


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
