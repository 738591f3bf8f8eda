"""Connects to the graph of the settings: the right Neo4j, with the schema of this program.

This module does not know GraphQL. Commands that only need the graph use it instead of `service/app.py`, which takes
twice as long to load.
"""

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from embedded_neo4j import Report, Server, silent
from service.embedded import start_server
from service.errors import GraphUnavailable, MigrationError
from service.graph import migrations
from service.graph.driver.database import Database
from service.settings import Settings

PATIENCE = 60.0
"""Seconds that a command waits for a Neo4j that has ended and is being started again."""


@dataclass(frozen=True)
class Neo4j:
    """The address of the graph. `server`: the embedded server, None for another one."""

    uri: str
    user: str
    password: str = field(repr=False)
    server: Server | None = None


@contextmanager
def reach_neo4j(settings: Settings, *, quick: bool = False, report: Report = silent) -> Generator[Neo4j]:
    """Provides the Neo4j of the settings. The embedded one runs at least as long as this context.

    It is not async, so that Ctrl-C ends the wait for a starting server. `quick` and `report`: see `start_server`.

    Raises: SetupError: the embedded server cannot be started, or the settings have no login.
    """
    if settings.neo4j_uri is not None:
        yield Neo4j(settings.neo4j_uri, settings.neo4j_user, settings.password)
        return
    with start_server(settings, quick=quick, report=report) as server:
        yield Neo4j(server.bolt_uri, server.user, server.password, server)


@asynccontextmanager
async def open_graph(settings: Settings, neo4j: Neo4j, *, prepare: bool = True) -> AsyncGenerator[Database]:
    """Opens a tested connection to a graph with the schema of this program.

    Args:
        prepare: apply pending migrations (embedded, or `settings.migrate`), or refuse; otherwise leave that alone.

    Raises:
        GraphUnavailable: it does not answer, or refuses the login.
        MigrationError: migrations are pending that may not be applied here, or schema and program do not fit.
    """
    async with Database.open(
        neo4j.uri,
        neo4j.user,
        neo4j.password,
        name=settings.neo4j_database,
        timeout=settings.query_timeout,
        planning_timeout=settings.planning_timeout,
        patience=0.0 if neo4j.server is None else PATIENCE,
        server=neo4j.server,
    ) as database:
        try:
            await database.verify()  # a wrong address is reported at once
        except GraphUnavailable as error:
            raise type(error)(error.message, local=f"{error.local_message} ({neo4j.uri})") from error
        database.patience = PATIENCE
        if prepare:
            await _prepare(settings, neo4j, database)
        yield database


async def _prepare(settings: Settings, neo4j: Neo4j, database: Database) -> None:
    if neo4j.server is not None or settings.migrate:
        await migrations.apply(database)
        return
    pending = await migrations.pending(database)
    if pending:
        names = ", ".join(migration.source for migration in pending)
        raise MigrationError(
            f"the graph at {neo4j.uri} needs these migrations: {names}. "
            "Run `videograph migrate`, or set VIDEOGRAPH_MIGRATE=true to apply them at start."
        )
