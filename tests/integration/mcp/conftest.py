"""The tools over the demo's talks, by the SDK's client."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from mcp import Client

from service.access.scopes import ALL
from service.access.viewer import SERVICE
from service.api.execution.engine import Engine
from service.curation.load import import_document
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.mcp.api import Api, in_process
from service.mcp.server import mcp_server
from service.resources import demo_folder
from service.settings.limits import Limits
from support.backend import SECONDS, Neo4jServer
from support.seed import await_indexes, fresh_graph


@pytest.fixture(scope="module")
def demo(neo4j_server: Neo4jServer) -> Neo4jServer:
    """The server, with the demo's eleven talks and nothing else."""

    async def load() -> None:
        async with opened(neo4j_server) as database:
            await fresh_graph(database)
            for file in sorted(demo_folder().rglob("*.document.json")):
                await import_document(database, VideoDocument.model_validate_json(file.read_bytes()))
            await await_indexes(database)

    asyncio.run(load())
    return neo4j_server


@asynccontextmanager
async def opened(server: Neo4jServer) -> AsyncIterator[Database]:
    async with Database.open(server.uri, server.user, server.password, timeout=SECONDS) as database:
        yield database


@asynccontextmanager
async def agent(database: Database) -> AsyncIterator[Client]:
    """A client of the tools over this database, with all scopes."""
    api = Api(
        in_process(Engine(database, limits=Limits(new_statements=0)), SERVICE),
        ALL,
        "https://talks.example.org",
    )

    async def api_of(_: Any) -> Api:
        return api

    async with Client(mcp_server(api_of)) as client:
        yield client
