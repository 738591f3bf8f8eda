"""Checks the schema of a graph and compares every stored count with the evidence; optionally corrects differences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.errors import VideographError
from service.graph import migrations, projections
from service.graph.driver.database import Database
from service.graph.health import (
    SchemaState,
    ServerInfo,
    read_counts,
    read_schema,
    read_server,
)
from service.graph.projections import Drift


@dataclass(frozen=True)
class CheckGraph:
    """`repair`: compute drifted values again from the evidence."""

    repair: bool = False


@dataclass(frozen=True)
class GraphCheck:
    """The state of a graph.

    Attributes:
        refused: why its migrations do not fit this program; nothing behind it is known then.
        applied: how many migrations have been applied.
        pending: files of migrations that have not; nothing behind it is known while there are some.
        drift: what is not as the evidence has it, after a repair.
        repaired: places that were rebuilt; None if nothing was.
        counts: how many nodes of each label, by its plural.
    """

    server: ServerInfo
    refused: str | None = None
    applied: int = 0
    pending: Sequence[str] = ()
    schema: SchemaState | None = None
    drift: Sequence[Drift] = ()
    repaired: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict[str, int])


async def check_graph(database: Database, request: CheckGraph) -> GraphCheck:
    """Checks everything. Only `repair` makes changes."""
    server = await read_server(database)
    try:
        pending = [migration.source for migration in await migrations.pending(database)]
    except VideographError as error:
        return GraphCheck(server, refused=error.local_message)
    if pending:
        return GraphCheck(server, pending=pending)
    applied = len(await migrations.applied(database))
    schema = await read_schema(database)
    drift, repaired = await projections.find_drift(database), None
    if drift and request.repair:
        repaired = await projections.repair(database)
        drift = await projections.find_drift(database)
    counts = await read_counts(database)
    return GraphCheck(server, None, applied, (), schema, drift, repaired, counts)


@dataclass(frozen=True)
class MigrationReport:
    """Files of migrations. `now`: applied now; `applied`: applied in total."""

    now: Sequence[str]
    applied: Sequence[str]


async def migrate(database: Database) -> MigrationReport:
    """Applies pending migrations. Running it again does nothing.

    Raises: MigrationError: schema and program do not match.
    """
    done = await migrations.apply(database)
    applied = await migrations.applied(database)
    return MigrationReport([one.source for one in done], [one.source for one in applied])
