"""The queries of docs/guides/graphql.md, as they stand there, give the answers that stand there."""

import asyncio
import re
from collections.abc import AsyncIterator

import networkx as nx
import orjson
import pytest

from service.actions.demo import demo_files
from service.api.execution.engine import Engine
from service.domain.document import VideoDocument
from service.domain.model import CO_MENTION
from service.graph.driver.database import Database
from service.ingest.load import import_document
from service.resources import web_folder
from support.backend import SECONDS, Neo4jServer
from support.paths import ROOT
from support.seed import fresh_graph

pytestmark = pytest.mark.anyio

GUIDE = (ROOT / "docs/guides/graphql.md").read_text(encoding="utf-8")
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


# Of each talk of the demo: entities, those on the page's map by default, its stated connections and co-mentions.
MAPS = {
    "bitcoin-explained--bitcoin-core-v24-bug": (32, 32, 27, 13),
    "bitcoin-explained--bitcoin-core-v25": (64, 57, 53, 36),
    "bitcoin-explained--compact-client-side-filtering": (42, 38, 35, 15),
    "bitcoin-explained--scaling-bitcoin-with-the-erlay-protocol": (45, 43, 45, 22),
    "bitcoin-explained--silent-payments": (60, 55, 52, 26),
    "chaincode-podcast--chaincode-decoded-bech32m": (34, 32, 34, 19),
    "chaincode-podcast--chaincode-decoded-mempool": (54, 53, 53, 35),
    "chaincode-podcast--package-relay": (59, 59, 44, 38),
    "learning-bitcoin-and-design--covenants-part-2": (42, 42, 40, 24),
    "tabconf--2024--cluster-mempool-by-murch": (47, 47, 58, 43),
    "videograph-lecun-leaves-meta": (22, 22, 24, 0),
}


def connect(server: Neo4jServer) -> Database:
    return Database.open(server.uri, server.user, server.password, timeout=SECONDS)


@pytest.fixture
async def database(demo: Neo4jServer) -> AsyncIterator[Database]:
    async with connect(demo) as opened:
        yield opened


def test_there_are_sixteen() -> None:
    assert [title.partition(".")[0] for title, _, _ in QUESTIONS] == [str(n) for n in range(1, 17)]


@pytest.mark.parametrize(("title", "query", "answer"), QUESTIONS, ids=[title for title, _, _ in QUESTIONS])
async def test_a_question_has_its_answer(database: Database, title: str, query: str, answer: str) -> None:
    assert await Engine(database).execute(query) == {"data": orjson.loads(answer)}


async def test_the_map_of_each_talk_of_the_demo_is_in_one_piece(database: Database) -> None:
    engine = Engine(database)
    listed = await engine.execute("{ videos(first: 20) { nodes { id slug entities { totalCount } } } }")
    query = (web_folder() / "page" / "operations" / "video_map.graphql").read_text("utf-8")
    found: dict[str, tuple[int, int, int, int]] = {}
    for video in listed["data"]["videos"]["nodes"]:
        graph = (await engine.execute(query, {"video": video["id"]}))["data"]["graph"]
        links = [link for link in graph["links"] if link["backbone"]]
        web: nx.Graph[str] = nx.Graph((link["source"], link["target"]) for link in links)
        together = sum(link["type"] == CO_MENTION for link in links)
        found[video["slug"]] = (video["entities"]["totalCount"], len(web), len(links) - together, together)
        assert nx.is_connected(web), video["slug"]

    assert found == MAPS
