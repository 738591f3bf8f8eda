"""The audits of the GraphQL over HTTP specification, by the npm package graphql-http, against a running server."""

import asyncio
import json
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn

from service.api.execution.engine import Engine
from service.app import create_app
from service.graph.driver.database import Database
from service.settings import Settings
from support.paths import ROOT

pytestmark = [pytest.mark.anyio, pytest.mark.node]

AUDIT = ROOT / "scripts" / "http-audit" / "run"


@asynccontextmanager
async def serving(database: Database) -> AsyncIterator[str]:
    """The address of the API, on a port of its own."""
    app = create_app(Settings(), database)
    app.state.engine, app.state.database = Engine(database), database
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="warning"))
    listener = socket.create_server(("127.0.0.1", 0))  # takes connections before the server does
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/graphql"
    finally:
        server.should_exit = True
        await running


async def test_all_audits_pass(database: Database) -> None:
    assert shutil.which("npm"), "this test needs Node.js with npm"
    async with serving(database) as url:
        process = await asyncio.create_subprocess_exec(AUDIT, url, stdout=asyncio.subprocess.PIPE)
        output, _ = await process.communicate()

    assert process.returncode == 0
    results = json.loads(output)
    assert [one for one in results if one["status"] != "ok"] == []
    assert len(results) == 61
