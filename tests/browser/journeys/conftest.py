"""What all journeys share: one open service, which lets one other site show its maps, and a look at each page by axe."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from support import backend
from support.axe import violations
from support.page_visits import Visit
from support.running_service import serve
from support.server_thread import in_thread

type Look = Callable[..., None]


@dataclass
class Site:
    """Another site: its origin, and the folder that it serves."""

    origin: str
    folder: Path


class _Quiet(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("cache-control", "no-store")  # a page is another one at the next step
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name is the library's
        pass


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with in_thread(ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))) as server:
        yield Site(f"http://127.0.0.1:{server.server_port}", folder)


@pytest.fixture(scope="session")
def address(
    neo4j_server: backend.Neo4jServer,
    authored_talk: None,
    site: Site,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Address of the one service of the journeys."""
    home = tmp_path_factory.mktemp("up")
    with serve(neo4j_server, home, warm=True, VIDEOGRAPH_EMBED_ORIGINS=site.origin) as address:
        yield address


@pytest.fixture
def visit(visit: Visit, context: BrowserContext) -> Visit:
    """A visit without fading: axe would measure colors that are on their way."""
    visit.page.emulate_media(reduced_motion="reduce")
    return visit


@pytest.fixture(scope="session")
def look() -> Look:
    """Asserts that axe finds nothing on a page that is all there: `look(page)`, `look(page, "dark")`."""

    def check(page: Page, scheme: str = "light") -> None:
        # Behind a dialog that asks for a key, the page waits.
        expect(page.locator("body:not(:has(dialog[open])) .loading")).to_have_count(0)
        assert violations(page, scheme) == []

    return check
