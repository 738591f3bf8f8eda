"""Link previews: the tags that the server writes into a page, and the image of its map."""

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
BASE = "https://talks.example.org"


@pytest.fixture
async def client(authored_database: Database) -> AsyncIterator[httpx.AsyncClient]:
    """Over the authored talk, for readers who come by a name of its own."""
    async with api_client(authored_database, public_url=f"{BASE}/") as client:
        yield client


def tags(page: str) -> dict[str, str]:
    """Title, canonical link and meta tags of a document."""
    found = {
        name: unescape(value)
        for name, value in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page)
    }
    found["title"] = unescape(page.partition("<title>")[2].partition("</title>")[0])
    for link in re.findall(r'<link rel="canonical" href="([^"]*)">', page):
        found["canonical"] = unescape(link)
    return found


async def test_a_shared_talk_shows_what_it_is(client: httpx.AsyncClient) -> None:
    page = await client.get(TALK)

    shown = tags(page.text)
    assert len(shown["description"]) <= 240
    assert shown["description"].startswith("24 connections · 22 entities in this video. ")
    summary = shown["description"]
    assert shown == {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "title": "Why Yann LeCun Is Leaving Meta · Videograph",
        "description": summary,
        "canonical": f"{BASE}{TALK}",
        "og:site_name": "Videograph",
        "og:type": "article",
        "og:title": "Why Yann LeCun Is Leaving Meta",
        "og:description": summary,
        "og:url": f"{BASE}{TALK}",
        "og:image": f"{BASE}/images/videos/videograph-lecun-leaves-meta.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Map of the talk: 24 connections · 22 entities in this video",
        "twitter:card": "summary_large_image",
        "twitter:title": "Why Yann LeCun Is Leaving Meta",
        "twitter:description": summary,
        "twitter:image": f"{BASE}/images/videos/videograph-lecun-leaves-meta.png",
        "twitter:image:alt": "Map of the talk: 24 connections · 22 entities in this video",
    }


@pytest.mark.parametrize("moment", ["93", "1:33", "1m33s"])
async def test_a_shared_moment_shows_its_words(client: httpx.AsyncClient, moment: str) -> None:
    shown = tags((await client.get(f"{TALK}?t={moment}")).text)

    assert shown["og:title"] == "Why Yann LeCun Is Leaving Meta (1:33)"
    assert shown["title"] == "Why Yann LeCun Is Leaving Meta · Videograph"
    assert shown["og:description"].startswith("Narrator: “Go back to the nineteen eighties.")
    assert shown["og:url"] == f"{BASE}{TALK}?t=93"
    assert shown["canonical"] == f"{BASE}{TALK}"


@pytest.mark.parametrize("moment", ["", "soon", "NaN", "1e400", "-3", "%00"])
async def test_what_is_no_moment_is_the_talk(client: httpx.AsyncClient, moment: str) -> None:
    page = await client.get(f"{TALK}?t={moment}")

    assert (page.status_code, tags(page.text)["og:title"]) == (200, "Why Yann LeCun Is Leaving Meta")


@pytest.mark.parametrize(
    ("path", "title", "description", "canonical", "image"),
    [
        ("/", "Videograph", "What was said, by whom, and at which second", "/", "home"),
        (
            "/entities/yann-lecun",
            "Yann LeCun · Videograph",
            None,
            "/entities/yann-lecun",
            "entities/yann-lecun",
        ),
        (
            "/topics/limits-of-language-models",
            "Limits of Language Models · Videograph",
            "What 1 talk said about Limits of Language Models, word for word.",
            "/topics/limits-of-language-models",
            "home",
        ),
        (
            "/search?q=world+models&after=x",
            "Search: world models · Videograph",
            "Passages, talks, people and ideas for “world models”.",
            "/search?q=world+models",
            "home",
        ),
        (
            "/connections?from=yann-lecun&to=world-models-concept&together=yes",
            "Yann LeCun and World models · Videograph",
            "How Yann LeCun and World models are connected: every step with the words that state it.",
            "/connections?from=yann-lecun&to=world-models-concept",
            "home",
        ),
        (
            "/connections?from=nobody&to=meta",
            "Connections · Videograph",
            "Find how two people, companies or ideas are connected.",
            "/connections",
            "home",
        ),
    ],
)
async def test_other_addresses_have_previews_of_their_own(
    client: httpx.AsyncClient, path: str, title: str, description: str | None, canonical: str, image: str
) -> None:
    page = await client.get(path)

    shown = tags(page.text)
    assert (page.status_code, shown["title"]) == (200, title)
    assert description is None or shown["description"] == description
    assert (shown["canonical"], shown["og:url"]) == (f"{BASE}{canonical}",) * 2
    assert shown["og:image"] == f"{BASE}/images/{image}.png"
    assert (await client.get(f"/images/{image}.png")).headers["content-type"] == "image/png"


async def test_without_a_public_address_links_have_the_host_that_was_asked(clean_database: Database) -> None:
    async with api_client(clean_database, allowed_hosts="talks.example.net") as client:
        page = await client.get("/", headers={"host": "talks.example.net:8443"})
        foreign = await client.get("/", headers={"host": "evil.example"})

    assert tags(page.text)["canonical"] == "http://talks.example.net:8443/"
    assert foreign.status_code == 421


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
    assert tags(pages[0].text)["og:title"] == evil


@pytest.mark.parametrize("path", ["/videos/nope", "/entities/nope", "/topics/nope"])
async def test_what_is_not_there_is_not_shared(client: httpx.AsyncClient, path: str) -> None:
    page = await client.get(path)

    assert page.status_code == 404
    assert tags(page.text) == {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "robots": "noindex",
        "title": "Page not found · Videograph",
    }
    assert "<h1>Page not found</h1>" in page.text


async def test_without_scripts_a_talk_still_says_what_it_is(client: httpx.AsyncClient) -> None:
    page = (await client.get(TALK)).text
    text = page.partition("<noscript>")[2].partition("</noscript>")[0]

    assert "<h1>Why Yann LeCun Is Leaving Meta</h1>" in text
    links = re.findall(r'href="([^"]+)"', text)
    assert links == ["https://example.org/talks/lecun-leaves-meta", "/schema.graphql"]
    assert (await client.get("/schema.graphql")).headers["content-type"] == "text/plain; charset=utf-8"


async def test_a_shell_is_sent_once(client: httpx.AsyncClient) -> None:
    page = await client.get(TALK)
    again = await client.get(TALK, headers={"if-none-match": page.headers["etag"]})
    other = await client.get(f"{TALK}?t=93", headers={"if-none-match": page.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["content-security-policy"] == page.headers["content-security-policy"]
    assert other.status_code == 200


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
    before = await client.get(path)
    await import_document(
        authored_database, talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Meta"))
    )

    after = await client.get(path, headers={"if-none-match": before.headers["etag"]})

    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]


@pytest.mark.parametrize("path", ["videos/nope", "entities/nope", "topics/world-models", "nothing/at-all"])
async def test_what_has_no_map_has_no_image(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(f"/images/{path}.png")).status_code == 404
    assert (await client.get(f"/images/{path}.svg")).status_code == 404


async def test_without_neo4j_there_is_the_plain_shell_and_an_image_that_is_not_kept() -> None:
    async with (
        Database.open("bolt://127.0.0.1:1", "neo4j", "secret") as nowhere,
        api_client(nowhere) as client,
    ):
        page = await client.get(TALK)
        image = await client.get("/images/videos/videograph-lecun-leaves-meta.png")
        poster = await client.get("/images/videos/videograph-lecun-leaves-meta.svg")

    assert (poster.status_code, poster.headers["cache-control"]) == (503, "no-store")
    assert (page.status_code, tags(page.text)["title"]) == (200, "Videograph")
    assert "og:title" not in tags(page.text)
    assert (image.status_code, image.headers["cache-control"]) == (200, "no-store")
    assert image.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("origins", "query", "ancestors"),
    [
        (
            "https://blog.example.org, http://127.0.0.1:9000",
            "?embed=1",
            "https://blog.example.org http://127.0.0.1:9000",
        ),
        ("https://blog.example.org", "", "'none'"),
        ("https://blog.example.org", "?embed=0", "'none'"),
        ("", "?embed=1", "'none'"),
    ],
)
async def test_only_an_embedded_page_may_stand_in_a_frame_of_named_origins(
    clean_database: Database, origins: str, query: str, ancestors: str
) -> None:
    async with api_client(clean_database, embed_origins=origins) as client:
        page, all_talks = [await client.get(f"{path}{query}") for path in (TALK, "/map")]
        others = [await client.get(f"{path}{query}") for path in ("/", "/search", "/topics/x")]
        graphiql = await client.get(f"/graphql{query}", headers={"accept": "text/html"})

    for framed in (page, all_talks):
        assert f"; frame-ancestors {ancestors};" in framed.headers["content-security-policy"]
        assert ('<meta name="embedding" content="on">' in framed.text) == bool(origins)
    for other in others:
        assert "; frame-ancestors 'none';" in other.headers["content-security-policy"]
    assert "; frame-ancestors 'none';" in graphiql.headers["content-security-policy"]
