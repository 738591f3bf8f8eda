"""Whether this program can serve from a graph, answered within a second: the content of `/readyz`."""

import asyncio

from service.errors import VideographError
from service.graph import migrations
from service.graph.driver.database import Database

SECONDS = 0.9
"""Probes of Kubernetes wait for one second."""


async def find_fault(database: Database) -> str | None:
    """Returns what prevents serving and what to do about it; None if nothing does."""
    try:
        async with asyncio.timeout(SECONDS):
            pending = await migrations.pending(database.beside())
    except TimeoutError:
        return f"Neo4j does not answer within {SECONDS:g} s."
    except VideographError as error:
        return error.message
    names = ", ".join(migration.source for migration in pending)
    return f"These migrations are pending: {names}. Run `videograph migrate`." if pending else None
