"""`rename`, `kind`, `drop`, `detach` and `describe`: corrections of an entity."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from service.commands.duplicates import KindName
from service.commands.terminal.actions import run_action
from service.commands.terminal.base import By, DryRun, Json, Reason
from service.commands.terminal.console import called, print_json, say
from service.domain.decision_kinds import EntityCorrectionKind
from service.domain.wording import counted

if TYPE_CHECKING:
    from service.actions.entities import CorrectionReport

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
