"""Behaviour stays: operations, commands and the imported demo give what stands in this folder.

Run before and after a change that only moves, names or cuts: `make test-golden`. A change that is meant to change answers writes
them again, `make test-golden RECORD=1`, and its difference is reviewed as code is.
"""

import asyncio
import os
import re
from collections.abc import Callable, Coroutine, Iterator
from hashlib import sha256
from typing import Any
from unittest.mock import patch

import orjson
import pytest
from hypothesis import HealthCheck, given, seed, settings
from typer.main import get_command

from golden.asked import HERE, operations
from plain.executor import PlainExecutor
from plain.graph import Graph
from service.actions.imports.import_files import import_file
from service.api.execution.engine import Engine
from service.api.operation.arguments.cursors import Cursors
from service.cli import app
from service.graph.driver.database import Database
from service.graph.projections import fingerprint
from service.resources import demo_folder
from support.argument_values import ArgumentValues
from support.backend import Neo4jServer
from support.forked_commands import run_each
from support.random_operations import Operation
from support.random_operations import operations as random_operations
from support.seed import fresh_graph, load_seed, settle

pytestmark = pytest.mark.golden

RECORD = os.environ.get("VIDEOGRAPH_TEST_RECORD") == "1"
CURSORS = Cursors(b"golden")
"""A fixed key, so that the cursors in the operations are valid in every run."""
LARGE = 6_000
"""Bytes of an answer of which only the hash is kept; to see such an answer, ask both checkouts."""
RANDOM = 45
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^\"]*")
_CURSOR = re.compile(rb'("(?:startCursor|endCursor|cursor)":)"[^"]*"')
"""What is another in each graph and each process."""


def _run(server: Neo4jServer, work: Any) -> Any:
    async def opened() -> Any:
        async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
            return await work(database)

    return asyncio.run(opened())


def _answers(server: Neo4jServer, graph: str) -> list[bytes]:
    async def ask(database: Database) -> list[bytes]:
        engine = Engine(database, cursors=CURSORS)
        return [
            _line(one.name, await engine.execute(one.query, one.variables))
            for one in operations()
            if one.graph == graph
        ]

    return _run(server, ask)


def _line(name: str, response: Any) -> bytes:
    text = orjson.dumps(response, option=orjson.OPT_SORT_KEYS)
    text = _CURSOR.sub(rb'\1"a cursor"', _MOMENT.sub(b"a moment", text))
    if len(text) <= LARGE:
        return orjson.dumps([name, orjson.loads(text)])
    return orjson.dumps([name, {"bytes": len(text), "sha256": sha256(text).hexdigest()}])


def _same(file: str, lines: list[bytes]) -> None:
    """Checks that the lines are those of a file of this folder; a failure names all that are not."""
    path = HERE / file
    if RECORD:
        path.write_bytes(b"\n".join([*lines, b""]))
    expected = path.read_bytes().splitlines()
    changed = {
        number: (ours, theirs)
        for number, (ours, theirs) in enumerate(zip(lines, expected, strict=False), start=1)
        if ours != theirs
    }
    assert (changed, len(lines)) == ({}, len(expected))


_held: dict[str, str] = {}
"""Address of a server → the graph that it has: the tests run in any order."""


def _hold(server: Neo4jServer, graph: str, load: Callable[[Database], Coroutine[Any, Any, None]]) -> None:
    if _held.get(server.uri) != graph:
        _run(server, load)
        _held[server.uri] = graph


@pytest.fixture
def seeded(neo4j_server: Neo4jServer) -> Neo4jServer:
    async def load(database: Database) -> None:
        await fresh_graph(database)
        await load_seed(database)

    _hold(neo4j_server, "seed", load)
    if RECORD and not (HERE / "random.jsonl").exists():
        _draw(neo4j_server)
    return neo4j_server


def _draw(server: Neo4jServer) -> None:
    """Operations out of the random ones of the executors' test, written down so that they are the same from here on. To draw others,
    delete the file."""
    drawn: dict[str, Operation] = {}
    with (
        Graph(server.uri, server.user, server.password) as graph,
        patch("plain.pages.CURSORS", CURSORS),
    ):
        plain = PlainExecutor(graph)
        pool = ArgumentValues(graph)

        @seed(7)
        @settings(
            max_examples=20 * RANDOM,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        )
        @given(random_operations(plain.schema, pool))
        def keep(one: Operation) -> None:
            refused = "errors" in plain.execute(one.text, one.variables, one.name)
            if len(drawn) < RANDOM and (not refused or len(drawn) % 9 == 0):
                drawn.setdefault(one.text, one)

        keep()
    lines = [
        orjson.dumps({"name": f"random {i:02}", "query": one.text, "variables": one.variables})
        for i, one in enumerate(drawn.values())
    ]
    (HERE / "random.jsonl").write_bytes(b"\n".join([*lines, b""]))


def test_operations_over_the_seed(seeded: Neo4jServer) -> None:
    _same("seed.jsonl", _answers(seeded, "seed"))


@pytest.fixture
def demo(neo4j_server: Neo4jServer) -> Neo4jServer:
    async def load(database: Database) -> None:
        await fresh_graph(database)
        for file in sorted(demo_folder().rglob("*.document.json")):
            assert (await import_file(database, file)).error is None
        await settle(database)

    _hold(neo4j_server, "demo", load)
    return neo4j_server


def test_operations_over_the_demo(demo: Neo4jServer) -> None:
    _same("demo.jsonl", _answers(demo, "demo"))


def test_the_imported_demo_has_its_fingerprint(demo: Neo4jServer) -> None:
    async def of(database: Database) -> str:
        return await fingerprint(database)

    _same("fingerprint.txt", [_run(demo, of).encode()])


def _commands() -> Iterator[list[str]]:
    def below(command: Any, path: list[str]) -> Iterator[list[str]]:
        yield path
        for name, one in sorted(getattr(command, "commands", {}).items()):
            yield from below(one, [*path, name])

    return below(get_command(app), [])


def test_help_of_every_command() -> None:
    paths = list(_commands())
    lines: list[bytes] = []
    for path, printed in zip(paths, _videograph([[*path, "--help"] for path in paths], {}), strict=True):
        lines.append(f"$ {' '.join(['videograph', *path, '--help'])}".encode())
        lines += printed.splitlines()
    _same("help.txt", [line.rstrip() for line in lines])


JSON = [
    ["duplicates", "--json"],
    ["decisions", "--json"],
    ["delete", "--json", "nope"],
    ["merge", "--dry-run", "--json", "murch", "gloria-zhao"],
    ["merge", "--dry-run", "--json", "yann-lecun", "meta"],
    ["export", "nope"],
    ["cypher", "Query.videos"],
    ["query", "{ stats { videoCount } }"],
    ["query", "{ nothing }"],
]


def test_json_of_commands(demo: Neo4jServer) -> None:
    given = {
        "VIDEOGRAPH_NEO4J_URI": demo.uri,
        "VIDEOGRAPH_NEO4J_USER": demo.user,
        "VIDEOGRAPH_NEO4J_PASSWORD": demo.password,
    }
    lines: list[bytes] = []
    for arguments, printed in zip(JSON, _videograph(JSON, given), strict=True):
        lines.append(f"$ videograph {' '.join(arguments)}".encode())
        lines += _MOMENT.sub(b"a moment", printed).splitlines()
    _same("json.txt", lines)


def _videograph(commands: list[list[str]], given: dict[str, str]) -> list[bytes]:
    environment = {**os.environ, "COLUMNS": "120", "TERM": "dumb", "NO_COLOR": "1", **given}
    return [
        f"{output}{errors}exit {code}".encode() for output, errors, code in run_each(commands, environment)
    ]
