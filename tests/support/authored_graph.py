"""The graph of most browser tests: the authored talk of the demo, and nothing else."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from service.access.key_store import create_key
from service.access.scopes import Scope
from service.actions.imports.import_files import import_file
from service.api.execution.engine import Engine
from service.graph import migrations
from service.graph.driver.database import Database
from service.resources import demo_folder, web_folder
from support import backend

_TALK = demo_folder() / "authored" / "lecun-leaves-meta.document.json"
_DELETE = "MATCH (n) WHERE NOT n:__Neo4jMigration AND NOT n:ApiKey DETACH DELETE n"
_CHANGES = web_folder() / "page" / "operations" / "changes"
_settled: set[str] = set()
"""Addresses of the servers whose plans are for a graph with the talk in it."""


def apart[T](work: Coroutine[Any, Any, T]) -> T:
    """Runs it in a thread of its own: Playwright has an event loop in the thread of a test."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, work).result()


async def import_authored(database: Database) -> None:
    """Imports the talk."""
    assert (await import_file(database, _TALK)).error is None


async def load(server: backend.Neo4jServer) -> None:
    """Deletes all but API keys, and imports the talk."""
    async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
        # As one that is tried again: a change of the page may still be under way.
        await database.write(lambda transaction: transaction.run(_DELETE), name="delete data")
        await migrations.apply(database)
        await import_authored(database)
        if server.uri not in _settled:  # what is planned for the talk once, is for the same talk again
            await migrations.settle(database)
            _settled.add(server.uri)


async def give_key(server: backend.Neo4jServer, name: str, scope: Scope) -> str:
    """Returns a new API key."""
    async with Database.open(server.uri, server.user, server.password, timeout=30) as database:
        return (await create_key(database, name, [scope])).key


async def rehearse(server: backend.Neo4jServer) -> None:
    """Carries each change of the page out once, so that Neo4j has planned it: a busy machine takes longer for that than a reader would wait."""
    fair = {"entity": "fair-company"}
    async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
        engine = Engine(database)

        async def change(operation: str, /, **given: object) -> None:
            text = (_CHANGES / f"{operation}.graphql").read_text("utf-8")
            answer = await engine.execute(text, {"input": given})
            assert "errors" not in answer, answer

        evidence = await engine.execute("{ evidence(first: 1) { nodes { id } } }")
        await change("reject_evidence", evidence=evidence["data"]["evidence"]["nodes"][0]["id"])
        await change("merge_entities", keep="meta-company", merge=["fair-company"], dryRun=True)
        await change("update_entity", **fair, name="FAIR lab", kind="CONCEPT")
        talk = "videograph-lecun-leaves-meta"
        await change(
            "update_video", video=talk, title="Another title", publishedOn="2025-11-24", channel=None,
            speakers=[{"speaker": "Narrator", "name": "Ann Lee"}],
        )  # fmt: skip
        await change(
            "add_statement", video=talk, source={"entity": "meta-company"}, type="USES", target={"name": "Advertising", "kind": "CONCEPT"},
            quote="a company that lives on advertising",
        )  # fmt: skip
        decided = await engine.execute("{ decisions { nodes { id } } }")
        for one in decided["data"]["decisions"]["nodes"]:
            await change("undo", decisions=[one["id"]])
