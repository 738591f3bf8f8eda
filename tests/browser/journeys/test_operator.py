"""An operator closes the service: who has no key sees nothing, a key gives what its scope says, and what fails says what to do."""

import json
from collections.abc import Callable, Iterator
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from service.access.scopes import Scope
from support import backend
from support.authored_graph import apart, give_key
from support.page_visits import visiting
from support.running_service import serve

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"
TITLE = "Why Yann LeCun Is Leaving Meta"


@pytest.fixture
def private(
    neo4j_server: backend.Neo4jServer, address: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Address of a second service on the same graph, which needs a key."""
    with serve(neo4j_server, tmp_path_factory.mktemp("closed"), VIDEOGRAPH_PUBLIC="none") as second:
        yield second


def sign_in(page: Page, key: str) -> None:
    dialog = page.get_by_role("dialog", name="Sign in")
    expect(dialog).to_be_visible()
    dialog.get_by_label("API key").fill(key)
    dialog.get_by_role("button", name="Sign in").click()


def test_operator_of_a_closed_service(
    browser: Browser, private: str, neo4j_server: backend.Neo4jServer, look: Callable[..., None]
) -> None:
    read = apart(give_key(neo4j_server, "journey reader", Scope.READ))
    curate = apart(give_key(neo4j_server, "journey curator", Scope.CURATE))
    with visiting(browser, reduced_motion="reduce") as visit:
        page = visit.page
        heading, account = (
            page.get_by_role("heading", level=1),
            page.get_by_role("banner").locator(".account"),
        )

        # Nobody sees the talk without a key, and a wrong one is refused.
        page.goto(private + TALK)
        expect(page.get_by_label("API key")).to_be_focused()
        assert TITLE not in page.content()
        look(page)
        page.get_by_role("dialog", name="Sign in").get_by_role("button", name="Cancel").click()
        expect(page.get_by_role("alert").first).to_contain_text("needs the scope `read`")
        page.get_by_role("button", name="Try again").first.click()
        sign_in(page, "vkg_12345678_" + "0" * 32)
        expect(page.get_by_role("dialog")).to_contain_text("The API key is not valid")

        # Who may read reads and downloads, but has no tools; the key stays in this tab.
        sign_in(page, read)
        expect(heading).to_have_text(TITLE)
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(account).to_have_text("journey reader Sign out")
        expect(page.get_by_role("button", name="Add connection")).to_have_count(0)
        assert page.evaluate("Object.values(sessionStorage)") == [read]
        assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
        page.reload()
        expect(heading).to_have_text(TITLE)
        with page.expect_download() as waiting:
            page.get_by_role("link", name="WebVTT").click()
        assert waiting.value.suggested_filename == "videograph-lecun-leaves-meta.vtt"
        assert waiting.value.path().read_text("utf-8").startswith("WEBVTT")
        page.get_by_role("link", name="Talks").click()
        expect(page.locator(".talk-line")).to_have_count(1)
        with page.expect_download() as waiting:
            page.locator(".downloads").get_by_role("link", name="JSON Lines").click()
        with ZipFile(waiting.value.path()) as tables:
            rows = {name: len(tables.read(name).splitlines()) for name in tables.namelist()}
            [talk] = map(json.loads, tables.read("videos.jsonl").splitlines())
        assert talk["title"] == TITLE
        assert {name: rows[f"{name}.jsonl"] for name in ("segments", "entities", "relationships", "evidence", "topics")} == {
            "segments": 34, "entities": 22, "relationships": 24, "evidence": 32, "topics": 13,
        }  # fmt: skip
        page.goto(f"{private}/import")
        expect(page.locator("main")).to_contain_text("journey reader may not import")
        look(page)

        # Who may curate has the tools.
        page.get_by_role("button", name="Sign out").click()
        expect(page.locator("main")).to_contain_text("sign in with a key that has the scope ingest")
        page.locator("main").get_by_role("button", name="Sign in").click()
        sign_in(page, curate)
        expect(account).to_have_text("journey curator Sign out")
        page.goto(f"{private}{TALK}")
        expect(page.get_by_role("button", name="Add connection")).to_be_visible()
        assert [one for one in visit.requests if read in one or curate in one] == []


def test_operator_of_a_service_that_fails(browser: Browser, address: str, look: Callable[..., None]) -> None:
    with visiting(browser, reduced_motion="reduce") as visit:
        page = visit.page
        heading, alert = page.get_by_role("heading", level=1), page.get_by_role("alert")

        # A proxy before a service that is starting.
        page.route("**/graphql", lambda route: route.fulfill(status=502, body="bad"))
        page.goto(f"{address}{TALK}")
        expect(alert.get_by_role("heading")).to_have_text("Temporarily unavailable")
        expect(alert.locator("p")).to_have_text(
            "A proxy answered with status 502: Videograph may be starting. Try again in a moment."
        )
        look(page)
        page.unroute("**/graphql")
        page.get_by_role("button", name="Try again").press("Enter")
        expect(heading).to_have_text(TITLE)

        # No network.
        page.context.set_offline(True)
        page.get_by_role("link", name="Videograph", exact=True).click()
        expect(alert.get_by_role("heading")).to_have_text("No network")
        page.context.set_offline(False)
        page.get_by_role("button", name="Try again").click()
        expect(page.locator(".talk-line")).to_have_count(1)

        # On the service's own machine no key is needed.
        expect(page.get_by_role("banner").locator(".account")).to_have_text("On this computer Sign in")
