"""A map or a quote in a frame of another site: of those that the server names, and of no others."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from support import backend
from support.page_visits import Visit, visiting
from support.running_service import serve

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"


class _Quiet(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("cache-control", "no-store")  # the page is another one in each test
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Another site: its origin, and the folder that it serves."""
    folder = tmp_path_factory.mktemp("site")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", folder
        server.shutdown()
        thread.join(60)


@pytest.fixture(scope="module")
def embedding(
    site: tuple[str, Path],
    neo4j_server: backend.Neo4jServer,
    address: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Address of a server that allows frames of that site."""
    with serve(neo4j_server, tmp_path_factory.mktemp("up"), VIDEOGRAPH_EMBED_ORIGINS=site[0]) as second:
        yield second


def frame(page: Page, site: tuple[str, Path], url: str) -> FrameLocator:
    origin, folder = site
    (folder / "post.html").write_text(
        f'<link rel="icon" href="data:,"><iframe src="{url}" width="900" height="600"></iframe>',
        encoding="utf-8",
    )
    page.goto(f"{origin}/post.html")
    return page.frame_locator("iframe")


def test_an_entity_is_a_map_around_it(visit: Visit, embedding: str, site: tuple[str, Path]) -> None:
    inside = frame(visit.page, site, f"{embedding}/entities/yann-lecun?embed=1")

    expect(inside.get_by_role("heading", level=1)).to_have_text("Yann LeCun")
    expect(inside.locator(".map-frame svg")).to_be_visible()


def test_the_map_of_all_talks_stands_in_a_frame(visit: Visit, embedding: str, site: tuple[str, Path]) -> None:
    inside = frame(visit.page, site, f"{embedding}/map?from=yann-lecun&embed=1")

    expect(inside.get_by_role("heading", level=1)).to_have_text("Map of all talks")
    expect(inside.get_by_role("heading", level=2).first).to_have_text("Yann LeCun")
    expect(inside.locator('.map svg [data-id^="entity:"]').first).to_be_visible()
    expect(inside.get_by_role("button", name="Show map")).to_have_count(0)
    expect(inside.get_by_role("combobox")).to_have_count(0)
    expect(inside.get_by_role("link", name="Open in Videograph")).to_have_attribute(
        "href", "/map?from=yann-lecun"
    )
    assert visit.complaints == []


def one_row(tools: Locator) -> bool:
    """Whether the buttons above a map stand in one row."""
    tops: list[float] = tools.locator("> *").evaluate_all(
        "all => all.map((one) => { const { top, bottom } = one.getBoundingClientRect(); return (top + bottom) / 2; })"
    )
    return max(tops) - min(tops) < 5


def copied_code(page: Page, within: Locator, url: str, *, menu: bool = True) -> str:
    """Returns the text that the button copies at an address."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(url)
    if menu:
        expect(within.locator(".map-tools .menu")).to_be_visible()
        assert one_row(within.locator(".map-tools"))
        within.locator("summary", has_text="Export").click()
    within.get_by_role("button", name="Copy embed code").click()
    expect(within.get_by_role("button", name="Copied")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def paste(page: Page, site: tuple[str, Path], code: str) -> FrameLocator:
    origin, folder = site
    (folder / "pasted.html").write_text(f'<link rel="icon" href="data:,">{code}', encoding="utf-8")
    page.goto(f"{origin}/pasted.html")
    return page.frame_locator("iframe")


@pytest.mark.parametrize("path", ["/entities/yann-lecun", "/map?from=yann-lecun"])
def test_the_code_of_other_maps_is_copied(
    visit: Visit, embedding: str, site: tuple[str, Path], path: str
) -> None:
    code = copied_code(visit.page, visit.page.locator("#map, main").first, f"{embedding}{path}")

    inside = paste(visit.page, site, code)

    expect(inside.get_by_role("banner")).to_have_count(0)
    expect(inside.locator('.map svg [data-id^="entity:"]').first).to_be_visible()


def test_no_code_is_offered_where_no_site_may_show_it(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}{TALK}?t=93")

    visit.page.locator("summary", has_text="Export").click()
    expect(visit.page.get_by_role("button", name="Show the query")).to_be_visible()
    expect(visit.page.locator(".line-tools").get_by_role("button", name="Copy quote")).to_be_visible()
    expect(visit.page.get_by_role("button", name="Copy embed code")).to_have_count(0)


def test_no_other_site_may_frame_it(browser: Browser, address: str, site: tuple[str, Path]) -> None:
    with visiting(browser) as visit:
        inside = frame(visit.page, site, f"{address}{TALK}?embed=1")

        expect(inside.locator("#main")).to_have_count(0)
        assert any("frame-ancestors 'none'" in one for one in visit.complaints)
