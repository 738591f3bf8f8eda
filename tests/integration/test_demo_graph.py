"""The authored talk in the graph, asked through GraphQL; the README's queries give what the README says."""

import re
from pathlib import Path
from typing import Any

import orjson
import pytest

from service.api.engine import OPERATIONS, Engine
from service.graph.database import Database
from service.ingest.document import VideoDocument
from service.ingest.load import import_document
from service.resources import demo_folder

pytestmark = pytest.mark.anyio

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.fixture
async def engine(clean_database: Database) -> Engine:
    """An engine over the authored talk alone."""
    file = demo_folder() / "authored" / "lecun-leaves-meta.document.json"
    await import_document(clean_database, VideoDocument.model_validate_json(file.read_bytes()))
    return Engine(clean_database)


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


async def test_readme_queries_give_what_the_readme_says(engine: Engine) -> None:
    queries = re.findall(r"```graphql\n(.*?)```", README, re.DOTALL)
    answers = re.findall(r"```json\n(.*?)```", README, re.DOTALL)

    responses = [await engine.execute(query) for query in queries]

    assert len(queries) == 2
    assert responses[0] == orjson.loads(answers[0])
    assert responses[1]["data"]["video"]["entities"]["nodes"][0] == {"name": "Yann LeCun", "kind": "PERSON"}


async def test_readme_cypher_gives_rows(engine: Engine) -> None:
    [cypher] = re.findall(r"```cypher\n(.*?)```", README, re.DOTALL)

    rows = await engine.database.read(cypher, name="readme")

    assert rows == [
        ["Yann LeCun", "LeCun's start-up", "LeCun the founder of a start-up", 13.46],
        ["Yann LeCun", "FAIR", "LeCun founded FAIR, a laboratory for fundamental research", 149.47],
        ["Yann LeCun", "LeCun's start-up", "LeCun founds a start-up", 507.47],
    ]
