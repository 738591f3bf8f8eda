"""Graphs for tests that only read: the seed graph, loaded once and again when another file of tests has written, and what a file of
tests wants searched."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from neo4j import GraphDatabase

from plain.executor import PlainExecutor
from plain.graph import Graph
from service.actions import demo
from service.actions.imports import import_folder
from service.embedded import start_server
from service.graph.driver.database import Database, Row
from service.graph.driver.transaction import Transaction
from service.settings import Settings
from support.authored_graph import import_authored
from support.backend import SECONDS, Neo4jServer
from support.jar_cache import make_own_cache
from support.search_results import write_search_graph
from support.seed import await_indexes, fresh_graph, load_seed

_loaded: dict[str, tuple[str, list[Row]]] = {}
"""Address of a server → which graph was loaded, and what it was then."""


def connect(server: Neo4jServer) -> Database:
    return Database.open(server.uri, server.user, server.password, timeout=SECONDS)


@pytest.fixture(scope="module", autouse=True)
def neo4j_may_be_silent(request: pytest.FixtureRequest) -> Iterator[None]:
    """On a busy machine Neo4j may not shake hands for seconds. Only the file about that has the real limit."""
    if request.path.name == "test_neo4j_gone.py":
        yield
        return
    with patch("service.graph.driver.availability.LOOK_SECONDS", 10.0):
        yield


@pytest.fixture(scope="session", autouse=True)
def a_page_waits_for_its_preview() -> Iterator[None]:
    """No statement is planned in advance here, so Neo4j needs longer than a reader would wait."""
    with (
        patch("service.api.http.shell.previews.LOOKUP_SECONDS", 30.0),
        patch("service.api.http.shell.share_image.DRAWING_SECONDS", 30.0),
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def plans_are_kept() -> Iterator[None]:
    """A first import clears Neo4j's plans, and most tests import into an empty graph: to plan all statements of an import again
    would take four seconds each time. tests/integration/actions/imports/test_import_folder.py has a test that they are cleared.
    """
    with (
        patch.object(import_folder, "settle", await_indexes),
        patch.object(demo, "settle", await_indexes),
    ):
        yield


@pytest.fixture
def environment(neo4j_server: Neo4jServer, tmp_path: Path) -> dict[str, str]:
    """For commands in processes of their own: the tests' Neo4j, and a home of this test's."""
    return {
        **os.environ,
        "VIDEOGRAPH_HOME": str(tmp_path / "home"),
        "VIDEOGRAPH_NEO4J_URI": neo4j_server.uri,
        "VIDEOGRAPH_NEO4J_USER": neo4j_server.user,
        "VIDEOGRAPH_NEO4J_PASSWORD": neo4j_server.password,
    }


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home that ran twice, with a note in its graph, and where none runs; and the cache with what the second run has recorded."""
    folder = tmp_path_factory.mktemp("recorded")
    settings = Settings(home=folder / "home", cache=make_own_cache(folder / "cache"))
    start_server(settings, quick=True, record=True).stop()
    with (
        start_server(settings, quick=True, record=True) as server,
        GraphDatabase.driver(server.bolt_uri, auth=(server.user, server.password)) as driver,
    ):
        driver.execute_query("CREATE (:Note {name: 'first'})", database_="neo4j")
    return settings


@pytest.fixture(scope="session")
def recorded_cache(recorded: Settings) -> Path:
    """A cache that makes the starts of other homes faster. Tests of the embedded server share it: what one of them starts is killed or
    stopped again.
    """
    return recorded.cache


@pytest.fixture
def ask(neo4j_server: Neo4jServer) -> Callable[..., Any]:
    """Runs a function of the database in a loop of its own."""

    def run(work: Callable[[Database], Any]) -> Any:
        async def opened() -> Any:
            async with connect(neo4j_server) as database:
                return await work(database)

        return asyncio.run(opened())

    return run


@pytest.fixture(scope="module")
def seed(neo4j_server: Neo4jServer) -> Neo4jServer:
    """The server, with the seed graph in it and nothing else. It is loaded once for a module: no test there may empty the graph."""

    async def load() -> None:
        async with connect(neo4j_server) as database:
            await _load_once(neo4j_server, database, load_seed)

    asyncio.run(load())
    return neo4j_server


@pytest.fixture
async def authored_database(neo4j_server: Neo4jServer, database: Database) -> Database:
    """A connection to a graph with the authored talk and nothing else: for tests that seldom write."""
    await _load_once(neo4j_server, database, import_authored)
    return database


async def _load_once(
    server: Neo4jServer, database: Database, load: Callable[[Database], Awaitable[None]]
) -> None:
    """Loads a graph, unless it is there as it was loaded."""
    if _loaded.get(server.uri) != (load.__name__, await _mark(database)):
        await fresh_graph(database)
        await load(database)
        _loaded[server.uri] = load.__name__, await _mark(database)


async def _mark(database: Database) -> list[Row]:
    """Differs whenever something was written: every import has its moment."""
    return await database.read(
        "MATCH (v:Video) WITH collect(v.id + toString(v.updatedAt)) AS moments "
        "RETURN moments, COUNT { () }, COUNT { ()-->() }",
        name="mark",
    )


@pytest.fixture
async def seed_database(seed: Neo4jServer) -> AsyncIterator[Database]:
    """A connection to the seed graph, in this test's event loop."""
    async with connect(seed) as opened:
        yield opened


@pytest.fixture(scope="module")
def plain(seed: Neo4jServer) -> Iterator[PlainExecutor]:
    """The plain executor over the seed graph."""
    with Graph(seed.uri, seed.user, seed.password) as graph:
        yield PlainExecutor(graph)


@pytest.fixture(scope="module")
def own(request: pytest.FixtureRequest, neo4j_server: Neo4jServer) -> Neo4jServer:
    """The server, with what the file of tests wants searched and nothing else: its `NAMES` (name, kind, mentions), the `TEXTS` of
    segments, and what its `write_more` writes."""
    file = request.module

    async def load() -> None:
        async with connect(neo4j_server) as database:
            await fresh_graph(database)
            await write_search_graph(database, file.NAMES, file.TEXTS)
            await file.write_more(database)
            await await_indexes(database)

    asyncio.run(load())
    return neo4j_server


@pytest.fixture
async def graph(own: Neo4jServer) -> AsyncIterator[Database]:
    async with connect(own) as opened:
        yield opened


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of what transactions run."""
    texts: list[str] = []
    run = Transaction.run

    async def noted(self: Transaction, statement: str, parameters: Any = None) -> Any:
        texts.append(statement)
        return await run(self, statement, parameters)

    monkeypatch.setattr(Transaction, "run", noted)
    return texts
