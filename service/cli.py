"""The `videograph` command: its subcommands by name, and nothing else."""

from typing import Annotated

import typer

import service
from service.commands import ask, doctor, duplicates, graph, ingest, serve
from service.commands.base import Commands

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
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


app.command()(serve.demo)
app.command()(serve.up)
app.command()(ingest.ingest)
app.command()(ingest.delete)
app.command()(ask.query)
app.command()(ask.cypher)
app.command()(graph.migrate)
app.command()(doctor.doctor)
app.command()(duplicates.duplicates)
app.command()(ask.schema)
app.add_typer(graph.server, name="neo4j")


def main() -> None:
    """Entry point of the console script."""
    app()


if __name__ == "__main__":
    main()
