"""Checks on Neo4j: what `/readyz` answers within a second, and version, schema and counts for `videograph doctor`."""

import asyncio
import re
from dataclasses import dataclass

from service.errors import VideographError
from service.graph.driver.database import Database
from service.graph.migrations import pending, read_migrations
from service.graph.statement_runner import execute
from service.graph.statements import load_statement

READINESS_SECONDS = 0.9
"""Probes of Kubernetes wait for one second."""

_CREATED = re.compile(
    r"CREATE\s+(?:(?:\w+)\s+)?(CONSTRAINT|INDEX)\s+(\w+)\s+IF\s+NOT\s+EXISTS", re.IGNORECASE
)
_DROPPED = re.compile(r"DROP\s+(CONSTRAINT|INDEX)\s+(\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class ServerInfo:
    """`version` as Neo4j reports it, e.g. 5.26.30; `edition` is community or enterprise."""

    name: str
    version: str
    edition: str


@dataclass(frozen=True)
class SchemaState:
    """Names of the constraints and indexes of the migrations: the existing ones, and those with faults.

    `offline`: indexes that are still being built, or have failed.
    """

    constraints: tuple[str, ...]
    indexes: tuple[str, ...]
    missing: tuple[str, ...]
    offline: tuple[str, ...]


async def read_server(database: Database) -> ServerInfo:
    rows = await execute(database, "server/read", label="server")
    name, version, edition = rows[0]
    return ServerInfo(name, version, edition)


async def read_schema(database: Database) -> SchemaState:
    """Compares the schema with the migrations of this program."""
    wanted = _wanted()
    constraints = {
        name for (name,) in await execute(database, "schema/list_constraints", label="constraints")
    }
    states = dict(await execute(database, "schema/list_indexes", label="indexes"))
    there = {"CONSTRAINT": constraints, "INDEX": states.keys()}
    return SchemaState(
        constraints=tuple(
            sorted(n for n, kind in wanted.items() if kind == "CONSTRAINT" and n in constraints)
        ),
        indexes=tuple(sorted(n for n, kind in wanted.items() if kind == "INDEX" and n in states)),
        missing=tuple(sorted(n for n, kind in wanted.items() if n not in there[kind])),
        offline=tuple(sorted(n for n in wanted if states.get(n, "ONLINE") != "ONLINE")),
    )


async def read_counts(database: Database) -> dict[str, int]:
    """Counts the nodes of each label, by the label's plural."""
    [counts] = await execute(database, "graph/count_nodes", label="counts")
    return dict(zip(load_statement("graph/count_nodes").columns, counts, strict=True))


async def read_sources(database: Database, hashes: list[str]) -> dict[str, tuple[str, str]]:
    """Maps the source hashes of imported videos to their ids and slugs."""
    rows = await execute(database, "video/find_by_source", {"hashes": hashes}, label="sources")
    return {hash_: (id_, slug) for hash_, id_, slug in rows}


def _wanted() -> dict[str, str]:
    """Maps the names in the schema of the migrations to CONSTRAINT or INDEX."""
    wanted: dict[str, str] = {}
    for migration in read_migrations():
        for text in migration.statements:
            if created := _CREATED.match(text):
                wanted[created[2]] = created[1].upper()
            elif dropped := _DROPPED.match(text):
                wanted.pop(dropped[2], None)
    return wanted


async def find_fault(database: Database) -> str | None:
    """Returns what prevents serving and what to do about it; None if nothing does."""
    try:
        async with asyncio.timeout(READINESS_SECONDS):
            waiting = await pending(database.beside())
    except TimeoutError:
        return f"Neo4j does not answer within {READINESS_SECONDS:g} s."
    except VideographError as error:
        return error.message
    names = ", ".join(migration.source for migration in waiting)
    return f"These migrations are pending: {names}. Run `videograph migrate`." if waiting else None
