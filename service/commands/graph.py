"""`migrate` and `neo4j`: the graph's schema, and the embedded server."""

from typing import Any

import typer

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

server = typer.Typer(no_args_is_help=True, help="Start, stop and check the embedded Neo4j.")


def migrate(json: Json = False) -> None:
    """Apply the migrations that the graph does not have yet.

    Running it again does nothing.
    """
    from service.actions.migrate import migrate as apply_migrations

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
