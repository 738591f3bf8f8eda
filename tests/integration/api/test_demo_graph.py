"""The authored talk in the graph, asked through GraphQL; the queries of the README give what stands below them."""

import re
from typing import Any

import orjson
import pytest

from service.api.execution.engine import OPERATIONS, Engine
from service.curation.load import import_document
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.resources import demo_folder
from support.paths import ROOT

pytestmark = pytest.mark.anyio

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
async def engine(clean_database: Database) -> Engine:
    """An engine over the authored talk alone."""
    file = demo_folder() / "authored" / "lecun-leaves-meta.document.json"
    await import_document(clean_database, VideoDocument.model_validate_json(file.read_bytes()))
    return Engine(clean_database)


def query_and_answer(text: str) -> tuple[str, Any]:
    """The one query in a text, and the answer that is printed below it."""
    [(query, answer)] = re.findall(r"```graphql\n(.*?)```.*?```json\n(.*?)```", text, re.DOTALL)
    return query, orjson.loads(answer)


async def page(engine: Engine) -> dict[str, Any]:
    query = (OPERATIONS / "video_page.graphql").read_text(encoding="utf-8")
    response = await engine.execute(query, {"by": {"slug": "videograph-lecun-leaves-meta"}})
    assert "errors" not in response
    return response["data"]["video"]


async def test_page_has_the_authored_counts(engine: Engine) -> None:
    video = await page(engine)

    assert video["title"] == "Why Yann LeCun Is Leaving Meta"
    assert video["publishedOn"] == "2025-11-23"
    assert video["transcript"]["totalCount"] == len(video["transcript"]["nodes"]) == 34
    assert video["entities"]["totalCount"] == len(video["entities"]["edges"]) == 22
    assert {one["kind"]: one["count"] for one in video["entities"]["countsByKind"]} == {
        "PERSON": 2,
        "COMPANY": 5,
        "CONCEPT": 10,
        "PRODUCT": 4,
        "EVENT": 1,
    }
    assert video["relationships"]["totalCount"] == len(video["relationships"]["edges"]) == 24
    assert video["topics"]["totalCount"] == len(video["topics"]["edges"]) == 13
    assert len(video["chapters"]) == 5
    assert len(video["sections"]) == 5


async def test_bullets_begin_with_an_emoji_and_rest_on_segments(engine: Engine) -> None:
    sections = (await page(engine))["sections"]

    for bullet in [bullet for section in sections for bullet in section["bullets"]]:
        assert bullet["symbol"]
        assert not bullet["symbol"].isascii()
        assert len(bullet["segments"]) >= 1


async def test_every_quote_stands_in_its_segments(engine: Engine) -> None:
    query = """{ video(by: {slug: "videograph-lecun-leaves-meta"}) { relationships(first: 100) { nodes {
        evidence(first: 20) { totalCount nodes { quote startSeconds endSeconds segments { text startSeconds endSeconds } } }
    } } } }"""
    response = await engine.execute(query)
    found = [
        evidence
        for relationship in response["data"]["video"]["relationships"]["nodes"]
        for evidence in relationship["evidence"]["nodes"]
    ]

    assert len(found) == 32
    for evidence in found:
        assert evidence["quote"] in " ".join(segment["text"] for segment in evidence["segments"])
        assert evidence["startSeconds"] == evidence["segments"][0]["startSeconds"]
        assert evidence["endSeconds"] == evidence["segments"][-1]["endSeconds"]


async def test_page_is_one_statement(engine: Engine) -> None:
    query = (OPERATIONS / "video_page.graphql").read_text(encoding="utf-8")

    assert len(engine.statements(query, {"by": {"id": "video:videograph-lecun-leaves-meta"}})) == 1


async def test_readme_query_gives_the_answer_below_it(engine: Engine) -> None:
    query, answer = query_and_answer(README)

    assert await engine.execute(query) == answer


async def test_readme_cypher_gives_the_table_below_it(engine: Engine) -> None:
    [(cypher, table)] = re.findall(r"```cypher\n(.*?)```\n\n(.*?)\n\n", README, re.DOTALL)
    columns, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]

    found = await engine.database.read(cypher, name="readme")

    assert ", ".join(columns) in cypher
    assert len(rows) == 3
    assert [[str(value) for value in row] for row in found] == rows
