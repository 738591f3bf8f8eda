"""Link previews: the tags that the server writes into a page, and the image of its map."""

import re
from collections.abc import AsyncIterator
from html import unescape

import httpx2 as httpx
import pytest

from service.graph.driver.database import Database
from support.api_client import api_client

pytestmark = pytest.mark.anyio

TALK = "/videos/videograph-lecun-leaves-meta"
BASE = "https://talks.example.org"


@pytest.fixture
async def client(recorded_database: Database) -> AsyncIterator[httpx.AsyncClient]:
    """Over the authored talk, for readers who come by a name of its own."""
    async with api_client(recorded_database, public_url=f"{BASE}/") as client:
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
        (
            "/",
            "Videograph",
            "What was said, by whom, and at which second",
            "/",
            "videos/videograph-lecun-leaves-meta",
        ),
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


async def test_without_a_public_address_links_have_the_host_that_was_asked(
    recorded_database: Database,
) -> None:
    async with api_client(recorded_database, allowed_hosts="talks.example.net") as client:
        page = await client.get("/", headers={"host": "talks.example.net:8443"})
        foreign = await client.get("/", headers={"host": "evil.example"})

    assert tags(page.text)["canonical"] == "http://talks.example.net:8443/"
    assert foreign.status_code == 421


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
    recorded_database: Database, origins: str, query: str, ancestors: str
) -> None:
    async with api_client(recorded_database, embed_origins=origins) as client:
        page, all_talks = [await client.get(f"{path}{query}") for path in (TALK, "/map")]
        others = [await client.get(f"{path}{query}") for path in ("/", "/search", "/topics/x")]
        graphiql = await client.get(f"/graphql{query}", headers={"accept": "text/html"})

    for framed in (page, all_talks):
        assert f"; frame-ancestors {ancestors};" in framed.headers["content-security-policy"]
        assert ('<meta name="embedding" content="on">' in framed.text) == bool(origins)
    for other in others:
        assert "; frame-ancestors 'none';" in other.headers["content-security-policy"]
    assert "; frame-ancestors 'none';" in graphiql.headers["content-security-policy"]
