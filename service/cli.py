"""The `videograph` command: its subcommands by name, and a warning for each environment variable that is misspelt."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import Annotated

import typer
from typer.core import TyperCommand

import service
from service.commands import (
    changes,
    corrections,
    decisions,
    duplicates,
    export,
    extract,
    graph,
    ingest,
    jobs,
    keys,
    mcp,
    model,
    query,
    sources,
)
from service.commands.remote.local_only import require_place
from service.commands.remote.server import ServerOptions, use_options
from service.commands.server import serve
from service.commands.terminal.base import Commands, asks_for_help, paragraphs
from service.commands.terminal.console import note

_PREFIX = "VIDEOGRAPH_"
_OTHERS = re.compile(r"TEST_\w+|JAVA_OPTIONS|SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_[0-9]+_(?:TCP|UDP)\w*")
"""Of the tests and of the image of Neo4j, and what Kubernetes sets for a service of that name."""
_SIMILARITY = 0.6


def unknown_settings(names: Iterable[str]) -> Iterator[str]:
    """A warning for each variable that looks like a setting and is none, in the order of their names."""
    given = sorted(name for name in names if name.upper().startswith(_PREFIX))  # small letters set them, too
    if not given:
        return
    from service.settings import Settings  # loads pydantic, which `--help` need not wait for

    known = [field.upper() for field in Settings.model_fields]
    for name in given:
        bare = name.upper().removeprefix(_PREFIX)
        if bare in known or _OTHERS.fullmatch(bare):
            continue
        near = get_close_matches(bare, known, 1, _SIMILARITY)
        more = f"did you mean {_PREFIX}{near[0]}?" if near else "docs/guides/settings.md lists all settings"
        yield f"there is no setting {name}: {more}"


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Talks in, an evidenced knowledge graph in Neo4j, one GraphQL API out.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"videograph {service.__version__}")
        raise typer.Exit


@app.callback()
def _global(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
    server: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Address of a distant Videograph that the command works on, instead of the graph of this machine. Default: VIDEOGRAPH_SERVER.",
            show_default=False,
        ),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(
            metavar="KEY",
            help="API key for it. Other users of this machine can see options: better use VIDEOGRAPH_KEY or VIDEOGRAPH_KEY_FILE.",
            show_default=False,
        ),
    ] = None,
) -> None:
    use_options(ServerOptions(server, key))
    if context.invoked_subcommand is not None and not asks_for_help(context):
        require_place(context.invoked_subcommand)
    for warning in unknown_settings(os.environ):
        note(f"videograph: {warning}", "yellow")


_CLASSES: dict[Callable[..., None], type[TyperCommand]] = {
    ingest.ingest: ingest.Ingest,
    corrections.rename: corrections.CorrectionCommand,
    corrections.kind: corrections.CorrectionCommand,
}
for _command in (
    serve.demo, serve.up, ingest.ingest, sources.follow, sources.unfollow, sources.follows, sources.watch, extract.extract, export.export, corrections.delete, query.query, query.cypher, graph.migrate, graph.doctor,
    duplicates.duplicates, duplicates.merge, duplicates.apart, corrections.rename, corrections.kind, corrections.drop, corrections.detach, corrections.describe, corrections.reject,
    corrections.add, corrections.update, decisions.decisions, decisions.undo, changes.changes, graph.resolve, query.schema, mcp.mcp, mcp.tool,
):  # fmt: skip
    app.command(help=paragraphs(_command), cls=_CLASSES.get(_command))(_command)
app.add_typer(keys.keys, name="keys")
app.add_typer(jobs.jobs, name="jobs")
app.add_typer(model.model, name="model")
app.add_typer(query.quote, name="quote")
app.add_typer(changes.webhooks, name="webhooks")
app.add_typer(graph.server, name="neo4j")


def main() -> None:
    """Entry point of the console script."""
    app()


if __name__ == "__main__":
    main()
