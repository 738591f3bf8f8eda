"""Runs commands in the process of a test, on the graph of the tests."""

import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import anyio
from typer.testing import CliRunner, Result

from service.cli import app
from service.graph import migrations
from service.graph.driver.database import Database
from support import backend


async def empty(database: Database) -> None:
    """Deletes all data, and applies the migrations that are missing."""
    await database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="delete data")
    await migrations.apply(database)


def empty_server(server: backend.Neo4jServer) -> None:
    """As `empty`, in an event loop of its own."""
    on_graph(server, empty)


def on_graph(server: backend.Neo4jServer, work: Callable[[Database], Awaitable[None]]) -> None:
    """Runs it in an event loop of its own, since commands have theirs."""

    async def opened() -> None:
        async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
            await work(database)

    anyio.run(opened)


def graph_variables(server: backend.Neo4jServer, home: Path) -> dict[str, str]:
    """The environment in which commands find the graph."""
    return {
        "VIDEOGRAPH_HOME": str(home),
        "VIDEOGRAPH_NEO4J_URI": server.uri,
        "VIDEOGRAPH_NEO4J_USER": server.user,
        "VIDEOGRAPH_NEO4J_PASSWORD": server.password,
        "VIDEOGRAPH_QUERY_TIMEOUT": "60",
    }


def run(*arguments: str, stdin: str | None = None, environment: Mapping[str, str] | None = None) -> Result:
    """`environment`: variables for the command alone."""
    return CliRunner().invoke(app, arguments, input=stdin, env=environment)


def answer(*arguments: str) -> Any:
    """The JSON that a command prints, which must succeed."""
    return json.loads(_output(arguments))


def lines(*arguments: str) -> list[str]:
    """The lines that a command prints, which must succeed."""
    return _output(arguments).splitlines()


def _output(arguments: tuple[str, ...]) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout
