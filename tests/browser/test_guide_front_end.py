"""The front end of docs/guides/build-a-front-end.md, in a browser, as it stands there."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from service.access.key_store import create_key
from service.access.scopes import Scope
from service.graph.driver.database import Database
from service.resources import demo_folder
from support import backend
from support.authored_graph import apart, load, rehearse
from support.page_visits import visiting
from support.paths import ROOT
from support.running_service import serve

pytestmark = pytest.mark.browser

GUIDE = (ROOT / "docs/guides/build-a-front-end.md").read_text(encoding="utf-8")
TALK = demo_folder() / "talks" / "chaincode-podcast--package-relay.document.json"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


@pytest.fixture
def front_end(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder for the front end, and where it is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield tmp_path, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(60)


@pytest.fixture
def key(neo4j_server: backend.Neo4jServer, authored_talk: None) -> Iterator[str]:
    async def create() -> str:
        server = neo4j_server
        async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
            return (await create_key(database, "my front end", [Scope.INGEST, Scope.CURATE])).key

    apart(rehearse(neo4j_server))
    yield apart(create())
    apart(load(neo4j_server))


def test_it_signs_in_imports_follows_rejects_and_undoes(
    browser: Browser,
    neo4j_server: backend.Neo4jServer,
    front_end: tuple[Path, str],
    key: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder, origin = front_end
    [text] = re.findall(r"```html\n(.+?)```", GUIDE, re.DOTALL)
    assert len(text.splitlines()) <= 60
    settings = {"VIDEOGRAPH_CORS_ORIGINS": origin, "VIDEOGRAPH_PUBLIC": "none"}
    with (
        serve(neo4j_server, tmp_path_factory.mktemp("served"), warm=True, **settings) as address,
        visiting(browser) as visit,
    ):
        (folder / "index.html").write_text(text.replace("http://127.0.0.1:8000", address), encoding="utf-8")
        page = visit.page
        page.goto(origin)
        said = page.get_by_role("status")

        page.get_by_label("API key").fill("vkg_12345678_" + "0" * 32)
        page.get_by_role("button", name="Sign in").click()
        expect(said).to_contain_text("The API key is not valid")
        page.get_by_label("API key").fill(key)
        page.get_by_role("button", name="Sign in").click()
        expect(said).to_have_text("my front end may read, ingest, curate")

        page.get_by_label("Transcript").set_input_files(TALK)
        page.get_by_role("button", name="Import").click()
        expect(said).to_have_text("Package Relay is imported", timeout=120_000)
        quotes = page.get_by_role("listitem")
        expect(quotes).to_have_count(9)
        first = quotes.first.inner_text().removesuffix(" This is wrong")

        quotes.first.get_by_role("button", name="This is wrong").click()
        expect(said).to_have_text(f"Rejected: {first}")
        expect(quotes.first).not_to_contain_text(first)

        page.get_by_role("button", name="Undo").click()
        expect(said).to_have_text("Undone")
        expect(quotes).to_have_count(9)
        expect(quotes.first).to_contain_text(first)
