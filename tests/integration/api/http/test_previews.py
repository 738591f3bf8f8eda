"""Link previews of any title and after a change, and images of maps.

Images are here, because the statements of a map have Neo4j's own ids, so their rows cannot be recorded.
"""

import re
import struct
from collections import Counter
from collections.abc import AsyncIterator
from html import unescape
from xml.etree import ElementTree

import httpx2 as httpx
import pytest

from service.curation.load import import_document
from service.graph.driver.database import Database
from support.api_client import api_client
from support.talks import talk

pytestmark = pytest.mark.anyio

TALK = "/videos/videograph-lecun-leaves-meta"


@pytest.fixture
async def client(authored_database: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with api_client(authored_database) as client:
        yield client


async def test_titles_cannot_break_out_of_the_head(clean_database: Database) -> None:
    evil = """</title><script>alert(1)</script>"><img src=x onerror='alert(2)'> <!-- files -->"""
    document = talk("evil", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Meta"))
    document = document.model_copy(
        update={"video": document.video.model_copy(update={"title": evil, "summary": evil})}
    )
    await import_document(clean_database, document)
    async with api_client(clean_database) as client:
        asked = {"query": "{ videos { nodes { slug } } }"}
        [video] = (await client.post("/graphql", json=asked)).json()["data"]["videos"]["nodes"]
        pages = [
            await client.get(f"/videos/{video['slug']}"),
            await client.get("/search", params={"q": evil}),
            await client.get(f"/images/videos/{video['slug']}.png"),
        ]

    assert [page.status_code for page in pages] == [200] * 3
    for page in pages[:2]:
        assert re.findall(r"<script[^>]*>", page.text) == [
            '<script src="/static/page/boot.js">',
            '<script type="module" src="/static/joined/main.js">',
        ]
        assert "<img" not in page.text
    [title] = re.findall(r'<meta property="og:title" content="([^"]*)">', pages[0].text)
    assert unescape(title) == evil


@pytest.mark.parametrize("path", ["videos/videograph-lecun-leaves-meta", "entities/yann-lecun", "home"])
async def test_an_image_is_a_png_and_is_sent_once(client: httpx.AsyncClient, path: str) -> None:
    image = await client.get(f"/images/{path}.png")
    again = await client.get(f"/images/{path}.png", headers={"if-none-match": image.headers["etag"]})

    assert (image.status_code, image.headers["content-type"]) == (200, "image/png")
    assert image.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", image.content[16:24]) == (1200, 630)
    assert len(image.content) < 150_000
    assert (again.status_code, again.content) == (304, b"")


async def test_a_poster_is_the_map_of_the_talk_without_words_and_is_sent_once(
    client: httpx.AsyncClient,
) -> None:
    path = f"/images{TALK}.svg"
    poster = await client.get(path)
    again = await client.get(path, headers={"if-none-match": poster.headers["etag"]})
    query = """{ graph(where: { videos: { any: ["ID"] }, coMentions: STRONGEST }, maxNodes: 24) {
        nodes { kind } links { type } } }"""
    asked = {"query": '{ video(by: {slug: "videograph-lecun-leaves-meta"}) { id } }'}
    id_ = (await client.post("/graphql", json=asked)).json()["data"]["video"]["id"]
    graph = (await client.post("/graphql", json={"query": query.replace("ID", id_)})).json()["data"]["graph"]

    drawn = ElementTree.fromstring(poster.text)
    shapes = Counter(f"{shape.tag.partition('}')[2]} {shape.get('class')}" for shape in drawn)
    assert (poster.status_code, poster.headers["content-type"]) == (200, "image/svg+xml")
    assert poster.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert shapes == {
        "style None": 1,
        "rect paper": 1,
        "path soft": len(graph["links"]),
        **Counter(f"circle {node['kind'].lower()}" for node in graph["nodes"]),
    }
    assert len(graph["links"]) == 24
    assert "LeCun" not in poster.text
    assert (again.status_code, again.content) == (304, b"")


async def test_an_image_changes_with_the_graph(
    client: httpx.AsyncClient, authored_database: Database
) -> None:
    path = "/images/videos/videograph-lecun-leaves-meta.png"
    more = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Meta"))

    before = await client.get(path)
    await import_document(authored_database, more)
    after = await client.get(path, headers={"if-none-match": before.headers["etag"]})

    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]
