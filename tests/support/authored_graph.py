"""The graph of most browser tests: the authored talk of the demo, and nothing else."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from service.access.key_store import create_key
from service.access.scopes import Scope
from service.actions.import_files import import_file
from service.graph import migrations
from service.graph.driver.database import Database
from service.resources import demo_folder
from support import backend

_TALK = demo_folder() / "authored" / "lecun-leaves-meta.document.json"


def apart[T](work: Coroutine[Any, Any, T]) -> T:
    """Runs it in a thread of its own: Playwright has an event loop in the thread of a test."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, work).result()


async def load(server: backend.Neo4jServer) -> None:
    """Deletes all but API keys, and imports the talk."""
    async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
        await database.run(
            "MATCH (n) WHERE NOT n:__Neo4jMigration AND NOT n:ApiKey DETACH DELETE n", name="delete data"
        )
        await migrations.apply(database)
        result = await import_file(database, _TALK)
        assert result.error is None
        await migrations.settle(database)


async def give_key(server: backend.Neo4jServer, name: str, scope: Scope) -> str:
    """Returns a new API key."""
    async with Database.open(server.uri, server.user, server.password, timeout=30) as database:
        return (await create_key(database, name, [scope])).key
