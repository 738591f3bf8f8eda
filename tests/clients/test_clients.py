"""Clients that others' tools generate from the served schema: they are built, and ask a running server."""

import asyncio
import json
import os
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from service.actions.imports.import_files import import_file
from service.api.execution.engine import Engine
from service.api.schema.build import sdl
from service.app import create_app
from service.graph.driver.database import Database
from service.resources import demo_folder
from service.settings import Settings

pytestmark = [pytest.mark.anyio, pytest.mark.clients]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NODE_MODULES = HERE / "node_modules"
TALK = {"title": "Why Yann LeCun Is Leaving Meta", "count": 22, "names": ["Yann LeCun", "Meta"]}


def run(*command: str | Path, cwd: Path) -> str:
    answer = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=_environment())
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this folder with the schema in it, and its packages installed."""
    lock, mark = HERE / "package-lock.json", NODE_MODULES / ".installed"
    if not mark.exists() or mark.stat().st_mtime < lock.stat().st_mtime:
        run("npm", "ci", "--loglevel=error", cwd=HERE)
        mark.touch()
    folder = tmp_path_factory.mktemp("clients") / "project"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    (folder / "node_modules").symlink_to(NODE_MODULES)
    (folder / "schema.graphql").write_text(sdl(), encoding="utf-8")
    return folder


@pytest.fixture
async def address(clean_database: Database) -> AsyncIterator[str]:
    """The API over the authored talk, on a port of its own."""
    talk = demo_folder() / "authored" / "lecun-leaves-meta.document.json"
    assert (await import_file(clean_database, talk)).error is None
    app = create_app(Settings(), clean_database)
    app.state.engine, app.state.database = Engine(clean_database), clean_database
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="warning"))
    listener = socket.create_server(("127.0.0.1", 0))  # takes connections before the server does
    running = asyncio.create_task(server.serve(sockets=[listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/graphql"
    server.should_exit = True
    await running


async def ask(*command: str | Path, cwd: Path) -> Any:
    return json.loads(await asyncio.to_thread(run, *command, cwd=cwd))


async def test_typescript(project: Path, address: str) -> None:
    folder, tools = project / "typescript", NODE_MODULES / ".bin"
    await asyncio.to_thread(run, tools / "graphql-codegen", "--config", "codegen.json", cwd=folder)
    await asyncio.to_thread(run, tools / "tsc", "-p", ".", cwd=folder)

    assert await ask("node", "main.js", address, cwd=folder) == TALK


def test_relay(project: Path) -> None:
    folder = project / "relay"
    (folder / "generated").mkdir()
    run(NODE_MODULES / ".bin" / "relay-compiler", "relay.config.json", cwd=folder)

    assert sorted(file.name for file in (folder / "generated").iterdir()) == [
        "talkEntitiesQuery.graphql.ts",
        "talkEntityQuery.graphql.ts",
        "talkQuery.graphql.ts",
        "talk_entity.graphql.ts",
        "talk_video.graphql.ts",
    ]
