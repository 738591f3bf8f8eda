"""The reference of the API: each field and type has its place, each link leads somewhere, and nothing is loaded from elsewhere."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from graphql import parse, validate
from starlette.applications import Starlette
from starlette.testclient import TestClient

from service.api.execution.prepared_operations import Requests
from service.api.http import reference
from service.api.operation.planning.catalog import read_catalog
from service.api.schema.build import graphql_schema
from service.exports.formats import FORMATS
from service.mcp.server import TOOLS
from service.resources import web_folder
from service.settings import Settings

SCHEMA = graphql_schema()
TYPES = sorted(name for name in SCHEMA.type_map if not name.startswith("__"))
SERVED = ("/", "/docs", "/graphql", "/schema.graphql", "/openapi.json")


class Page(HTMLParser):
    """Ids, and the addresses that a document links to or loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if found := given.get("id"):
            self.ids.append(found)
        if tag == "a" and (found := given.get("href")):
            self.links.append(found)
        if tag in ("link", "img", "script") and (found := given.get("href") or given.get("src")):
            self.loaded.append(found)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = Starlette(routes=reference.routes())
    app.state.settings = Settings()
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.fixture(scope="module")
def pages(client: TestClient) -> dict[str, Page]:
    answers = {address: client.get(address) for address in ("/docs", *(f"/docs/{name}" for name in TYPES))}
    assert {one.status_code for one in answers.values()} == {200}
    return {address: Page(one.text) for address, one in answers.items()}


def test_every_type_and_member_has_its_place(pages: dict[str, Page]) -> None:
    assert {f"/docs/{name}" for name in TYPES} - {"/docs/Query", "/docs/Mutation", "/docs/Subscription"} <= {
        *pages["/docs"].links
    }
    for name in TYPES:
        members = getattr(SCHEMA.type_map[name], "fields", None) or getattr(
            SCHEMA.type_map[name], "values", {}
        )
        assert {*members} <= {*pages[f"/docs/{name}"].ids}, name


def test_every_link_leads_somewhere(pages: dict[str, Page]) -> None:
    for address, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), address
        for link in page.links:
            path, _, anchor = link.partition("#")
            target = urlsplit(path or address).path
            assert target in SERVED or target in pages, (address, link)
            if anchor:
                assert anchor in pages[target].ids, (address, link)


def test_nothing_is_loaded_from_elsewhere(client: TestClient, pages: dict[str, Page]) -> None:
    loaded = {one for page in pages.values() for one in page.loaded}
    assert all((web_folder() / one.removeprefix("/static/")).is_file() for one in loaded), loaded
    assert "script-src" not in client.get("/docs").headers["content-security-policy"]


def test_every_root_field_of_queries_has_an_example_that_graphiql_gets(pages: dict[str, Page]) -> None:
    assert SCHEMA.query_type is not None
    given = [
        parse_qs(urlsplit(one).query)["query"][0]
        for one in pages["/docs/Query"].links
        if one.startswith("/graphql?")
    ]
    assert [re.match(r"query (\w+)", one)[1] for one in given] == [*SCHEMA.query_type.fields]  # pyright: ignore[reportOptionalSubscript]
    requests = Requests(SCHEMA, read_catalog())
    for one in given:
        assert validate(SCHEMA, parse(one)) == []
        assert requests.prepare(one).cost < 5000, one


def test_words_find_members(client: TestClient) -> None:
    page = Page(client.get("/docs", params={"search": "paths between two entities"}).text)
    assert page.links[5] == "/docs/Query#paths"
    text = client.get("/docs", params={"search": "<b>xyzzy"}).text
    assert "Nothing in the schema has these words: &lt;b&gt;xyzzy." in text
    assert "<b>" not in text


def test_a_coordinate_is_an_address_and_an_unknown_name_says_what_comes_near(client: TestClient) -> None:
    moved = client.get("/docs/Video.title", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (301, "/docs/Video#title")
    missing = client.get("/docs/Vidoe")
    assert missing.status_code == 404
    assert "Did you mean &#x27;Video&#x27;" in missing.text


def test_a_page_is_sent_once(client: TestClient) -> None:
    tag = client.get("/docs/Video").headers["etag"]
    assert client.get("/docs/Video", headers={"if-none-match": tag}).status_code == 304


def test_llms_text_names_what_is_there(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = client.get("/llms.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    text = answer.text
    assert text.startswith("# Videograph\n\n> A knowledge graph of talks.")
    assert [one for one in TOOLS if not re.search(rf"\b{one}\b", text)] == []
    addresses = re.findall(r"\]\(http://127\.0\.0\.1:8000(/[^)]*)\)", text)
    assert addresses == [
        "/mcp",
        "/graphql",
        "/docs",
        "/schema.graphql",
        "/export/graph/csv",
        "/openapi.json",
        "/",
        "/quote",
    ]
    assert f": {', '.join(FORMATS)}\n" in text
    fields = re.findall(r"`(\w+)\(", text)
    assert {*fields} <= {*SCHEMA.query_type.fields}  # pyright: ignore[reportOptionalMemberAccess]
    assert len(text) < 2500
    monkeypatch.setattr(reference, "is_installed", lambda name: False)
    assert "/mcp" not in client.get("/llms.txt").text
