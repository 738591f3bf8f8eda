"""Kept answers while Neo4j is restarted, and while a backup is restored: it then numbers other transactions as those before."""

import shutil
from pathlib import Path

import pytest

from embedded_neo4j import Server
from embedded_neo4j.config import free_port
from service.api.execution.engine import Engine, GraphqlRequest
from service.embedded import start_server
from service.graph.driver.database import Database
from service.settings import Settings

pytestmark = [pytest.mark.nightly, pytest.mark.anyio]

_QUERY = '{ video(by: {id: "video:a"}) { title } }'


async def _set_title(server: Server, title: str) -> None:
    """As another program, so that the service's own connections do not show that Neo4j was started again."""
    async with Database.open(server.bolt_uri, server.user, server.password) as database:
        await database.run(f"MERGE (v:Video {{id: 'video:a'}}) SET v.title = '{title}'", name="title")


async def test_answers_from_before_are_not_given(tmp_path: Path, recorded_cache: Path) -> None:
    settings = Settings(
        home=tmp_path / "home",
        cache=recorded_cache,
        neo4j_bolt_port=free_port(),
        neo4j_http_port=free_port(),
    )
    backup = tmp_path / "backup"
    with start_server(settings, quick=True) as server:
        login = server.bolt_uri, server.user, server.password
        data = server.folder / "data"
        await _set_title(server, "in the backup")
    shutil.copytree(data, backup)

    async with Database.open(*login, timeout=60) as database:
        engine = Engine(database)

        async def title() -> tuple[str, bool]:
            answer = await engine.answer(GraphqlRequest(_QUERY))
            assert not answer.has_errors, answer.body
            return answer.body.decode().split('"title":"')[1].split('"')[0], answer.kept is not None

        async def revision() -> str:
            return (await engine.kept.revisions.current()).name

        with start_server(settings, quick=True) as server:
            await _set_title(server, "lost")
            assert [await title() for _ in range(2)] == [("lost", False), ("lost", True)]
            before = await revision()
        with start_server(settings, quick=True):
            assert await title() == ("lost", False)
            assert await title() == ("lost", True)
        shutil.rmtree(data)
        shutil.copytree(backup, data)
        with start_server(settings, quick=True) as server:
            await _set_title(server, "after the restore")
            after = await revision()
            assert await title() == ("after the restore", False)

    assert after == before, "the trap is there: the revision has the name of the lost one"
