"""`decisions` and `undo`: lists decisions on entities and talks, and undoes them."""

import shlex
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.terminal.actions import run_action
from service.commands.terminal.base import By, DryRun, Json
from service.commands.terminal.console import print_json, say
from service.domain.wording import minute

if TYPE_CHECKING:
    from service.actions.decisions import DecisionEnd, ListedDecision

_WORDS = {"one": "is", "two": "is not", "both stay": "and"}
"""Maps the sort of a decision to the words between its two ends."""
_SHORT = {
    "reject evidence": "rejected",
    "add statement": "added",
    "update talk": "updated",
    "extract again": "extracted",
    "delete talk": "deleted",
    "description": "described",
    "url": "address",
}
"""Maps sorts to the first word of their lines."""


def decisions(json: Json = False) -> None:
    """List decisions made with merge, apart, rename, kind, drop, detach, describe, reject, add and update.

    Lists the latest first, each with the command that undoes it: merged entities, entities that are not the same,
    talks with the same words that are both kept, corrections, and deleted talks. Decisions are kept when talks are
    deleted. To undo a merge, its entities must be in the graph.
    """
    from service.actions.decisions import list_decisions

    decided = run_action(list_decisions)
    if json:
        print_json({"decisions": [_as_json(one) for one in decided]})
        return
    for one in decided:
        _say_decision(one)
    if not decided:
        say("There are no decisions: `videograph duplicates` lists possible duplicates.")


def undo(
    decisions: Annotated[
        list[str], typer.Argument(metavar="DECISION…", help="Ids of the decisions.", show_default=False)
    ],
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Undo decisions, all of them or none.

    `videograph decisions --json` and the API list the ids. What was decided later on something else stays.
    """
    from service.actions.decisions import Undo
    from service.actions.decisions import undo as take_back

    report = run_action(take_back, Undo(tuple(decisions), dry_run), by=by)
    if json:
        print_json({"dryRun": dry_run, "undone": report.undone})
        return
    for undone in report.undone:
        one = undone.decision
        about = one.detail or one.first.name or one.first.id
        say(f"{'would undo' if dry_run else 'undone'}  {one.sort} {about}")


def _say_decision(one: "ListedDecision") -> None:
    by = f", by {one.by}" if one.by else ""
    say(
        f"{_SHORT.get(one.sort, one.sort):<9}  {_words(one)}, {minute(one.at)}{by}"
        + (f": {one.reason}" if one.reason else "")
    )
    say(f"           {undo_command(one) or _why_not(one)}")


def _why_not(one: "ListedDecision") -> str:
    if one.sort == "extract again":
        return (
            "its document before that is no longer kept"
            if one.first.there
            else "the talk is not in the graph"
        )
    if one.sort != "delete talk":
        return "to undo it, both must be in the graph: import their talks first"
    return "it was imported again" if one.first.there else "its document is no longer kept"


def _words(one: "ListedDecision") -> str:
    first = _called(one.first)
    match one.sort:
        case "rename":
            return f"{first} is shown as {one.detail}"
        case "kind":
            return f"{first} is of the kind {one.detail}"
        case "drop":
            return f"{first} is left out of the graph"
        case "detach":
            return f"{one.detail} is not a name of {first}"
        case "description" | "url":
            return f"{first} has the {one.sort} {one.detail}" if one.detail else f"{first} has no {one.sort}"
        case "wikidata":
            return (
                f"{first} is item {one.detail} of Wikidata"
                if one.detail
                else f"{first} has no item of Wikidata"
            )
        case "alias":
            return f"{first} is also called {one.detail}"
        case "reject evidence" | "add statement" | "update talk":
            missing = ", whose quote the talk no longer has" if one.missing else ""
            return f"{one.detail}, in {one.first.name or one.first.id}{missing}"
        case "extract again":
            return f"{one.first.name or one.first.id}, {one.detail}"
        case "delete talk":
            return one.first.name or one.first.id
        case _:
            return first if one.second is None else f"{first} {_WORDS[one.sort]} {_called(one.second)}"


def _called(end: "DecisionEnd") -> str:
    if end.name is None:
        return end.id
    return f"{end.name} ({', '.join(filter(None, [end.kind and end.kind.lower(), end.slug]))})"


def _as_json(one: "ListedDecision") -> dict[str, Any]:
    ends = [
        {"id": end.id, "slug": end.slug, "name": end.name, "kind": end.kind, "inGraph": end.there}
        for end in (one.first, one.second)
        if end is not None
    ]
    told = {"detail": one.detail, "reason": one.reason} if one.second is None else {}
    return {
        "id": one.id,
        "decision": one.sort,
        "decidedAt": one.at,
        "by": one.by,
        "of": ends,
        "takeBack": undo_command(one),
    } | told


def undo_command(one: "ListedDecision") -> str | None:
    """The command that takes a decision back; None as long as what it needs is not in the graph."""
    if not one.can_be_undone:
        return None
    slugs = " ".join(end.slug or end.id for end in (one.first, one.second) if end is not None)
    match one.sort:
        case (
            "description"
            | "url"
            | "wikidata"
            | "alias"
            | "reject evidence"
            | "add statement"
            | "update talk"
            | "extract again"
            | "delete talk"
        ):
            return f"videograph undo {one.id}"
        case "one":
            return f"videograph apart {slugs}"
        case "two":
            return f"videograph apart --take-back {slugs}"
        case "both stay":
            return f"videograph apart --talks --take-back {slugs}"
        case _:
            name = f" {shlex.quote(one.detail)}" if one.sort == "detach" and one.detail is not None else ""
            return f"videograph {one.sort} --take-back {slugs}{name}"
