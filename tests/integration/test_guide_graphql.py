"""The queries of docs/guides/graphql.md, as they stand there, give the answers that stand there."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import orjson
import pytest

from backend import Neo4jServer
from seed import fresh_graph
from service.api.engine import Engine
from service.commands.corpus import demo_files
from service.graph.database import Database
from service.ingest.document import VideoDocument
from service.ingest.load import import_document

pytestmark = pytest.mark.anyio

GUIDE = (Path(__file__).parents[2] / "docs/guides/graphql.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^## (\d+\. .+?)\n.*?```graphql\n(.+?)```\n\n```json\n(.+?)```", GUIDE, re.M | re.S)


@pytest.fixture(scope="module")
def demo(neo4j_server: Neo4jServer) -> Neo4jServer:
    async def load() -> None:
        async with connect(neo4j_server) as database:
            await fresh_graph(database)
            for file in demo_files():
                await import_document(database, VideoDocument.model_validate_json(file.read_bytes()))

    asyncio.run(load())
    return neo4j_server


def connect(server: Neo4jServer) -> Database:
    return Database.open(server.uri, server.user, server.password, timeout=30)


@pytest.fixture
async def database(demo: Neo4jServer) -> AsyncIterator[Database]:
    async with connect(demo) as opened:
        yield opened


def test_there_are_sixteen() -> None:
    assert [title.partition(".")[0] for title, _, _ in QUESTIONS] == [str(n) for n in range(1, 17)]


@pytest.mark.parametrize(("title", "query", "answer"), QUESTIONS, ids=[title for title, _, _ in QUESTIONS])
async def test_a_question_has_its_answer(database: Database, title: str, query: str, answer: str) -> None:
    assert await Engine(database).execute(query) == {"data": orjson.loads(answer)}
