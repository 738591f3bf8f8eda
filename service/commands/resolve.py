"""`resolve`: resolves names of earlier talks again."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.terminal.base import Json, with_graph
from service.commands.terminal.console import print_json, say
from service.domain.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.actions.entities import Change


def resolve(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would change, without changing the graph.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Print a line for each name, with the reason.")
    ] = False,
    json: Json = False,
) -> None:
    """Resolve the names of earlier talks again.

    A guessed kind of a name changes to the kind that other talks are sure of. A first name is linked to the person
    who has become a regular speaker of the channel. Sure kinds and your decisions do not change. `videograph ingest`
    does this after several talks. Running it again does nothing.
    """
    from service.actions.entities import ReResolve, re_resolve

    changes = with_graph(lambda database: re_resolve(database, ReResolve(dry_run)))
    if json:
        print_json({"dryRun": dry_run, "changes": changes})
        return
    say_changes(changes, dry_run=dry_run, verbose=verbose)
    if not changes:
        say("no name changes")


def say_changes(changes: "Sequence[Change]", *, dry_run: bool = False, verbose: bool = False) -> None:
    """Prints how many names were resolved again, by kind; with `verbose`, each of them."""
    if not changes:
        return
    talks = counted(len({change.video_id for change in changes}), "talk")
    told = "would be" if dry_run else "was" if len(changes) == 1 else "were"
    say(f"{counted(len(changes), 'name')} of {talks} {told} resolved again")
    for why, count in Counter(_sort(change) for change in changes).most_common():
        say(f"  {count:>6}  {why}")
    for change in changes if verbose else ():
        told = f"{change.name} ({change.kind.lower()}) is {change.into_name} ({change.into_kind.lower()})"
        say(f"          {change.video_id}: {told}: {change.why}")


def _sort(change: "Change") -> str:
    if change.kind == change.into_kind:
        return "first names of a regular voice"
    return f"{change.kind.lower()} to {change.into_kind.lower()}"
