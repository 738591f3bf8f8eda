"""Applies the migrations of the schema: `cypher/migrations/V0001__Create_schema.cypher`, ….

File names, the chain of `__Neo4jMigration` nodes and the rules are those of neo4j-migrations: a released file never
changes, versions have no gaps, statements end with `;`. A file changes the schema or data, never both. Schema
statements run one by one (each with `IF NOT EXISTS`, so that an interrupted run can be repeated). Data statements run
in one transaction with the record. If there are too many data for one transaction, the statements use `IN
TRANSACTIONS`, run one by one as well, and change only what has not been changed yet. Only one process at a time
applies migrations, under a lock with a lease.
"""

import re
import zlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import anyio

from service.domain.model import read_model
from service.errors import GraphUnavailable, MigrationError, VideographError
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement
from service.resources import cypher_folder

_NAME = re.compile(r"V(\d{4})__(\w+)\.cypher")
_TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|;|[^;'\"`/]+|/", re.DOTALL
)
_SCHEMA = re.compile(r"(?:CREATE|DROP)\s+(?:\w+\s+)?(?:INDEX|CONSTRAINT)\b", re.IGNORECASE)
_IN_PARTS = re.compile(r"\}\s*IN\s+TRANSACTIONS\b", re.IGNORECASE)
LEASE_SECONDS = 60
INDEX_SECONDS = 600


@dataclass(frozen=True)
class Migration:
    """One file. `checksum` is the CRC-32 of its statements, so comments and blank lines may change. `alone`: the
    statements run one by one, outside a transaction."""

    version: str
    description: str
    checksum: str
    source: str
    statements: tuple[str, ...]
    alone: bool


def read_migrations(folder: Path | None = None) -> list[Migration]:
    """Returns all files of the folder (default: of this installation), in order.

    Raises: MigrationError: an invalid name, a gap, or schema and data in one file.
    """
    found: list[Migration] = []
    for file in sorted((folder or cypher_folder() / "migrations").glob("*.cypher")):
        match = _NAME.fullmatch(file.name)
        if match is None or int(match[1]) != len(found) + 1:
            raise MigrationError(
                f"{file.name}: the next migration must be V{len(found) + 1:04}__What_it_does.cypher"
            )
        statements = split_statements(file.read_text(encoding="utf-8"))
        kinds = {bool(_SCHEMA.match(text) or _IN_PARTS.search(text)) for text in statements}
        if len(kinds) != 1:
            raise MigrationError(
                f"{file.name}: must hold statements on the schema, or on data, not both or none"
            )
        checksum = str(zlib.crc32("\0".join(statements).encode()))
        description = match[2].replace("_", " ")
        found.append(Migration(match[1], description, checksum, file.name, tuple(statements), kinds.pop()))
    return found


def split_statements(text: str) -> list[str]:
    """Returns the statements between `;`, without comments. A `;` in a string or a name does not separate."""
    parts: list[str] = [""]
    for token in _TOKEN.findall(text):
        if token == ";":
            parts.append("")
        elif not token.startswith(("//", "/*")):
            parts[-1] += token
    return [part.strip() for part in parts if part.strip()]


async def applied(database: Database, folder: Path | None = None) -> list[Migration]:
    """Returns the migrations that were applied to this graph.

    Raises: MigrationError: an applied migration was changed, or the graph has migrations that this program does not
    know.
    """
    known = read_migrations(folder)
    rows = await execute(database, "migration/list", label="migrations")
    for place, (version, description, checksum) in enumerate(rows):
        if place >= len(known):
            raise MigrationError(
                f"the graph has migration V{version} ({description}), which this program does not know: "
                "it was written by a newer Videograph. Update this one."
            )
        if known[place].version != version:
            raise MigrationError(
                f"the graph has V{version} but not V{known[place].version}: restore a backup."
            )
        if known[place].checksum != checksum:
            raise MigrationError(
                f"{known[place].source} is not what was applied to this graph: put the file back, and add a new one."
            )
    return known[: len(rows)]


async def pending(database: Database, folder: Path | None = None) -> list[Migration]:
    """Returns the pending migrations of this graph; raises as `applied`."""
    return read_migrations(folder)[len(await applied(database, folder)) :]


async def apply(
    database: Database, folder: Path | None = None, *, wait_seconds: float = 120
) -> list[Migration]:
    """Applies the pending migrations and returns them. A second process waits for the first, then finds nothing to
    do.

    Every call registers the names of `model.toml` in Neo4j, so a new name needs no migration.

    Raises: MigrationError: as `applied`; or another process has the lock for longer than `wait_seconds`.
    """
    if not await pending(database, folder):
        await create_names(database)
        return []
    async with _locked(database, wait_seconds) as owner:
        done = await pending(database, folder)
        for migration in done:
            if not await _take(database, owner):
                raise MigrationError("another process took over the migration of this graph: try again.")
            await _run(database, migration)
        await create_names(database)
        if done:
            await settle(database)
    return done


async def create_names(database: Database) -> None:
    """Registers all labels, relationship types and property keys of `model.toml` in Neo4j, used or not.

    Otherwise Neo4j warns of each unused name: "The property `text` does not exist."
    """
    model = read_model()
    tables = [*model.nodes.values(), *model.links.values(), model.connection]
    names = {
        "labels": list(model.nodes),
        "types": [*model.links, *model.connections],
        "keys": sorted({key for table in tables for key in table}),
    }
    await execute(database, "schema/create_names", names, label="names")


async def settle(database: Database) -> None:
    """Waits for the indexes, then clears the plans: after migrations, a first load, and every bulk load."""
    for name in ("schema/await_indexes", "schema/replan"):
        await execute(database, name, {"seconds": INDEX_SECONDS}, label=name, unlimited=True)


async def _run(database: Database, migration: Migration) -> None:
    record = {
        "version": migration.version,
        "description": migration.description,
        "source": migration.source,
        "checksum": migration.checksum,
    }

    async def write(transaction: Transaction) -> None:
        for text in () if migration.alone else migration.statements:
            await transaction.run(text)
        await run_statement(transaction, "migration/create", **record)

    if migration.alone:
        for text in migration.statements:
            await database.run(text, name=f"migration {migration.version}")
    await database.write(write, name=f"migration {migration.version}")


async def _take(database: Database, owner: str) -> bool:
    async def write(transaction: Transaction) -> bool:
        rows = await run_statement(transaction, "migration_lock/take", owner=owner, seconds=LEASE_SECONDS)
        return rows == [{"owner": owner}]

    return await database.write(write, name="migration lock")


async def _release(database: Database, owner: str) -> None:
    async def write(transaction: Transaction) -> None:
        await run_statement(transaction, "migration_lock/release", owner=owner)

    # A process that takes the lock and one that releases it can deadlock. Neo4j then fails one of them, and it tries
    # again.
    await database.write(write, name="migration lock")


@asynccontextmanager
async def _locked(database: Database, wait_seconds: float) -> AsyncGenerator[str]:
    owner = str(uuid4())
    with anyio.move_on_after(wait_seconds) as scope:
        await _constrain_lock(database)
        while not await _take(database, owner):  # noqa: ASYNC110  (the other process may be anywhere)
            await anyio.sleep(0.2)
    if scope.cancelled_caught:
        raise MigrationError(
            f"another process has been migrating this graph for {wait_seconds:.0f} s: try again."
        )
    try:
        yield owner
    finally:
        with anyio.CancelScope(shield=True):
            await _release(database, owner)


async def _constrain_lock(database: Database, attempts: int = 20) -> None:
    # If two processes create the same constraint at once, Neo4j fails one of them even with IF NOT EXISTS: as a
    # deadlock, or because the index exists and the constraint does not yet. After a moment nothing is left to do.
    for left in reversed(range(attempts)):
        try:
            await execute(database, "migration_lock/create_constraint", label="migration lock")
            return
        except VideographError as error:
            if left == 0 or isinstance(error, GraphUnavailable):
                raise
        await anyio.sleep(0.1)
