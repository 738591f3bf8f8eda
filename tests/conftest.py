"""Fixtures for all tests, how tests are shared out among workers, and the lines at the end that say which Neo4j a run used.

Unit tests ask for none of the fixtures here but `anyio_backend`, so no server is started for them.
"""

import asyncio
import gc
import os
import socket
import ssl
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

import anyio
import pytest
import typer.main
import typer.testing
import uvicorn.server
from hypothesis import settings
from neo4j._async_compat.network import _bolt_socket

from service.errors import MigrationError
from service.graph import migrations
from service.graph.driver.database import Database
from support import absent_modules, backend  # in this order: Unix's modules may be absent

# A case may take long when the machine is busy, so no deadline. CI runs the same cases each time: what a developer's
# run finds by luck must not stop another's change; more of the same cases would find nothing new. The daily run takes the profile "daily"
# (`--hypothesis-profile=daily`), with other cases each time; people choose "long" now and then.
settings.register_profile("default", deadline=None, max_examples=25, derandomize="CI" in os.environ)
settings.register_profile("daily", deadline=None, max_examples=100, derandomize=False)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile("default")

_used: list[str] = []
"""Descriptions of the Neo4j servers of this run, those of its workers among them."""

_ROOT = Path(__file__).parents[1]

# The benchmarks' modules import uvloop.
collect_ignore = ["unit/benchmarks"] if absent_modules.WINDOWS else []

# The files that take longest, which start first: a long file at the end would leave the other workers without work.
START_FIRST = (
    "tests/integration/api/test_worst_questions.py",
    "tests/integration/api/test_filters.py",
    "tests/integration/commands/test_import_same_words.py",
    "tests/integration/graph/search/test_facets.py",
    "tests/integration/commands/test_graph.py",
    "tests/integration/api/test_co_mentions.py",
    "tests/integration/commands/test_import_archive.py",
    "tests/integration/api/test_executors.py",
    "tests/integration/jobs/test_kills.py",
    "tests/integration/commands/test_remote.py",
    "tests/integration/api/subscriptions/test_changes.py",
    "tests/integration/commands/test_import_dask.py",
    "tests/integration/jobs/test_dask_pool.py",
    "tests/integration/store/test_import_property.py",
    "tests/integration/store/test_change_log_kills.py",
    "extractor/tests/measures/test_measures.py",
    "tests/unit/api/http/test_protocol.py",
    "extractor/tests/test_offline.py",
    "tests/unit/commands/test_usage.py",
)
# The files that have Neo4j drop its plans, before others have had theirs made. What it plans for the eleven talks of the browser's
# tests is good for the one talk of the others, and not the other way round.
CLEAR_PLANS = (
    "tests/browser/test_page_map_demo.py",
    "tests/integration/actions/imports/test_import_folder.py",
    "tests/integration/commands/test_graph.py",
    "tests/integration/graph/search/test_names.py",
    "tests/integration/graph/search/test_similar.py",
    "tests/integration/graph/search/test_within.py",
    "tests/integration/graph/test_explorations.py",
    "tests/integration/graph/test_plans.py",
)

# A test's commands would compile what they import, which is most of their start.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "posix: tests of what Windows does not have (left out there)")
    if find_spec("videograph_extractor") is None:
        raise pytest.UsageError(
            "the offline extractor is not installed in this environment: run `scripts/install`"
        )
    # What somebody set for their own graph must not reach the tests, least of all its address.
    for name in list(os.environ):
        if name.startswith("VIDEOGRAPH_") and not name.startswith(("VIDEOGRAPH_TEST_", "VIDEOGRAPH_CACHE")):
            del os.environ[name]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Workers of `-n auto`: none for a few named files, which then can be debugged and print at once; otherwise one for each processor, since
    each further Neo4j begins without any compiled code (docs/decisions/0056)."""
    many = len(config.args) > 9 or any(Path(argument).is_dir() for argument in config.args)
    return min(4, os.cpu_count() or 1) if many else 0  # each with its Neo4j: 1.5 GB


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """For `--dist loadfile`: who has begun a folder of tests/integration does its other files, since its Neo4j has
    planned that folder's statements."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling  # only here: the extension may be switched off

    class FolderScheduling(LoadFileScheduling):
        def _assign_work_unit(self, node: Any) -> None:
            others = {
                folder(file) for other, files in self.assigned_work.items() for file in files if other != node
            }
            own = {folder(file) for file in self.assigned_work[node]}

            def rank(file: str) -> int:
                if not (name := folder(file)):
                    return 2  # needs no Neo4j, so any worker does it as well
                return 0 if name in own else 3 if name in others else 1

            self.workqueue.move_to_end(min(self.workqueue, key=rank), last=False)
            super()._assign_work_unit(node)

    def folder(file: str) -> str:
        return str(Path(file).parent) if file.startswith("tests/integration/") else ""

    return FolderScheduling(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """After pytest-randomly has shuffled the files: first those that drop the schema, and with it
    all plans of Neo4j, or the plans alone; then the longest; then those that only read the seed graph, so that it is loaded once, and what Neo4j has planned on it is of use to the
    next.
    """
    dropping = {item.path for item in items if "empty_database" in getattr(item, "fixturenames", ())}
    reading = {item.path for item in items if "seed" in getattr(item, "fixturenames", ())}

    def place(path: Path) -> tuple[bool, bool, int, bool]:
        name = path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else ""
        long = START_FIRST.index(name) if name in START_FIRST else len(START_FIRST)
        return path not in dropping, name not in CLEAR_PLANS, long, path not in reading

    if absent_modules.WINDOWS:
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("posix")])
        items[:] = [item for item in items if not item.get_closest_marker("posix")]
    places = {path: place(path) for path in {item.path for item in items}}
    items.sort(key=lambda item: places[item.path])


def pytest_collection_finish() -> None:
    """What was collected lives to the end: the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session) -> None:
    output: dict[str, Any] = getattr(session.config, "workeroutput", {})
    output["neo4j"] = _used


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    _used.extend(getattr(node, "workeroutput", {}).get("neo4j", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if absent_modules.WINDOWS:
        terminalreporter.write_line(
            "Left out on Windows: tests marked `posix`, of locks, limits, signals and shells of Unix, and those of benchmarks"
        )
    for description, servers in Counter(_used).items():
        times = f" ({servers} servers)" if servers > 1 else ""
        terminalreporter.write_line(f"Neo4j: {description}{times}")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[backend.Neo4jServer]:
    """The one Neo4j of this process: of the run, or of one of its workers."""
    with backend.serve(kept=True) as server:
        _used.append(server.description)
        anyio.run(_delete_other_schema, server)
        yield server


async def _delete_other_schema(server: backend.Neo4jServer) -> None:
    """A kept Neo4j may have a schema of another commit, or of a test of migrations that was killed."""
    async with Database.open(server.uri, server.user, server.password, timeout=backend.SECONDS) as database:
        try:
            await migrations.applied(database)
        except MigrationError:
            await delete_schema(database)


class DriverSocket(socket.socket):
    """A connection that is cancelled while it is made leaves its socket to the garbage collector: the driver closes it on errors,
    and a cancellation is none. Tests cancel requests and workers, and whichever test the collector happened to run in would fail.
    A driver or a session that nobody closed is still told, by the driver itself.
    """

    def __del__(self) -> None:
        self.close()


@pytest.fixture(scope="session", autouse=True)
def driver_sockets() -> Iterator[None]:
    with patch.object(_bolt_socket, "socket", DriverSocket):
        yield


class QuickTicks:
    """asyncio for uvicorn, which looks each 0.1 s whether it should end and waits as long for its connections: here 0.01 s."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.01))


@pytest.fixture(scope="session", autouse=True)
def quick_servers() -> Iterator[None]:
    """A server in the tests' own process ends at once."""
    with patch.object(uvicorn.server, "asyncio", QuickTicks()):
        yield


@pytest.fixture(scope="session", autouse=True)
def made_once() -> Iterator[None]:
    """What each test would make again, and what takes longer than most tests: the commands of the command line, from the signatures of
    their functions, and the certificates that an HTTP client trusts."""
    create = ssl.create_default_context
    trusting = cache(lambda cafile: create(cafile=cafile))  # as httpx asks for it

    def create_default_context(*arguments: Any, **options: Any) -> ssl.SSLContext:
        usual = not arguments and options.keys() == {"cafile"}
        return trusting(**options) if usual else create(*arguments, **options)

    with (
        patch.object(typer.testing, "_get_command", cache(typer.main.get_command)),
        patch.object(ssl, "create_default_context", create_default_context),
    ):
        yield


@pytest.fixture
async def database(neo4j_server: backend.Neo4jServer) -> AsyncIterator[Database]:
    """A connection of this test's own, in its event loop, to whatever the graph holds at the moment."""
    async with Database.open(
        neo4j_server.uri, neo4j_server.user, neo4j_server.password, timeout=backend.SECONDS
    ) as opened:
        yield opened


@pytest.fixture
async def clean_database(database: Database) -> Database:
    """The same with all migrations applied and no data."""
    await delete_data(database)
    await migrations.apply(database)
    return database


@pytest.fixture
async def empty_database(database: Database) -> AsyncIterator[Database]:
    """The same without any schema or history, before the test and after it: for tests of migrations."""
    await delete_schema(database)
    yield database
    await delete_schema(database)


async def delete_data(database: Database) -> None:
    """Deletes all nodes except the history of migrations."""
    await database.run(
        "MATCH (n) WHERE NOT n:__Neo4jMigration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 500 ROWS",
        name="delete data",
    )


async def delete_schema(database: Database) -> None:
    """Everything: data, history, constraints and indexes (but the two token lookup indexes that Neo4j makes)."""
    await delete_data(database)
    await database.run("MATCH (n:__Neo4jMigration) DETACH DELETE n", name="delete history")
    for (name,) in await database.read("SHOW CONSTRAINTS YIELD name", name="constraints"):
        await database.run(f"DROP CONSTRAINT `{name}`", name="drop constraint")
    indexes = "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"
    for (name,) in await database.read(indexes, name="indexes"):
        await database.run(f"DROP INDEX `{name}`", name="drop index")
