"""`changes`: lists what was committed to the graph, and follows it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.terminal.actions import Actions, with_actions
from service.commands.terminal.base import Json
from service.commands.terminal.console import note, print_json, say
from service.domain.changes import event_name
from service.domain.wording import second

if TYPE_CHECKING:
    from service.actions.list_changes import ChangeRecord


def changes(
    after: Annotated[
        str | None,
        typer.Option(
            metavar="CURSOR", help="List the changes after this one, by its number.", show_default=False
        ),
    ] = None,
    follow: Annotated[
        bool, typer.Option("--follow", "-f", help="Go on with each new change, until Ctrl-C.")
    ] = False,
    json: Json = False,
) -> None:
    """List committed changes of talks, entities and decisions.

    Lists the earliest first, each with its number, which is its cursor. Keep the last one, and --after lists what
    came since. With --json and --follow, each line is the JSON of one change.
    """
    from service.actions.list_changes import ListChanges, follow_changes, list_changes

    async def work(actions: Actions) -> None:
        listed: list[dict[str, Any]] = []
        last = after
        async for change in actions.stream(follow_changes if follow else list_changes, ListChanges(after)):
            last = str(change.seq)
            if not json:
                say(_line(change))
            elif follow:
                print_json(_as_json(change), lines=True)
            else:
                listed.append(_as_json(change))
        if json:
            print_json({"changes": listed, "cursor": last})
        elif last == after:
            note("There are no changes." if after is None else "There are no changes after this one.")

    with_actions(work)


def _line(change: "ChangeRecord") -> str:
    ids = [*change.video_ids, *change.entity_ids] or change.decision_ids
    about = change.slug or (ids[0] if ids else "")
    more = f" and {len(ids) - 1} more" if len(ids) > 1 else ""
    return f"{change.seq:>6}  {second(change.at)}  {event_name(change.kind):<20}  {about}{more}"


def _as_json(change: "ChangeRecord") -> dict[str, Any]:
    return {
        "seq": str(change.seq),
        "at": change.at,
        "kind": change.kind,
        "videoIds": change.video_ids,
        "entityIds": change.entity_ids,
        "decisionIds": change.decision_ids,
        "slug": change.slug,
        "name": change.name,
    }
