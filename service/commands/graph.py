"""`migrate`, `neo4j` and `resolve`: the graph's schema, the embedded server, and all names resolved anew."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.terminal.actions import run_action
from service.commands.terminal.base import Json, with_graph
from service.commands.terminal.console import (
    browser_address,
    note,
    password_for,
    print_json,
    print_pairs,
    say,
)
from service.domain.wording import counted
from service.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.actions.entities import Change


server = typer.Typer(no_args_is_help=True, help="Start, stop and check the embedded Neo4j.")


def migrate(json: Json = False) -> None:
    """Apply the migrations that the graph does not have yet.

    Running it again does nothing.
    """
    from service.actions.graph import migrate as apply_migrations

    report = with_graph(apply_migrations, prepare=False)
    if json:
        print_json({"applied": report.now, "all": report.applied})
        return
    for source in report.now:
        say(f"applied  {source}")
    say(
        f"The schema is up to date: {counted(len(report.applied), 'migration')}, {len(report.now)} applied now."
    )


@server.command()
def start() -> None:
    """Start it and keep it running.

    Other commands then use it. `videograph neo4j stop` stops it.
    """
    from service.embedded.embedded import start_server

    running = start_server(_embedded(), detached=True, report=note)
    print_pairs(
        [
            ("Neo4j", f"{running.bolt_uri}, process {running.pid}"),
            ("Neo4j Browser", browser_address(running.http_url, running.bolt_uri, running.user)),
            ("login", f"user {running.user}, {password_for(running.password, running.home)}"),
            ("data", str(running.home)),
        ]
    )


@server.command()
def stop() -> None:
    """Stop it, even if another command started it.

    The data is kept.
    """
    from service.embedded.embedded import stop_server

    say("stopped" if stop_server(_embedded()) else "It does not run.")


@server.command()
def status(json: Json = False) -> None:
    """Print whether it runs, and its addresses.

    Exit code 1 if it does not run.
    """
    from service.embedded.embedded import status as find

    found = find(_embedded())
    facts: dict[str, Any] = {"running": found is not None}
    if found is not None:
        facts |= {
            "answers": found.answers,
            "pid": found.pid,
            "bolt": found.bolt_uri,
            "browser": found.http_url,
            "home": str(found.home),
            "detached": found.detached,
        }
    if json:
        print_json(facts)
    elif found is None:
        say("It does not run.")
    else:
        print_pairs([(key, _shown(value)) for key, value in facts.items()])
    if found is None:
        raise typer.Exit(1)


def _embedded() -> Any:
    from service.settings import read_settings

    settings = read_settings()
    if settings.neo4j_uri is not None:
        raise SetupError(
            f"VIDEOGRAPH_NEO4J_URI is set to {settings.neo4j_uri}, so the embedded Neo4j is not used. "
            "Unset it to start or stop that."
        )
    return settings


def _shown(value: Any) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


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

    changes = run_action(re_resolve, ReResolve(dry_run))
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
