"""Signing in on the page by an API key, where the server asks for one."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from service.access.scopes import Scope
from support import backend
from support.authored_graph import apart, give_key
from support.page_visits import visiting

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"
TITLE = "Why Yann LeCun Is Leaving Meta"


@pytest.fixture
def key(neo4j_server: backend.Neo4jServer) -> str:
    return apart(give_key(neo4j_server, "reader", Scope.READ))


def sign_in(page: Page, key: str) -> None:
    dialog = page.get_by_role("dialog", name="Sign in")
    expect(dialog).to_be_visible()
    dialog.get_by_label("API key").fill(key)
    dialog.get_by_role("button", name="Sign in").click()


def test_the_page_asks_for_a_key_and_keeps_it_in_its_tab(browser: Browser, closed: str, key: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(closed + TALK)
        expect(page.get_by_role("dialog")).to_have_count(1)
        assert TITLE not in page.content()
        expect(page.get_by_label("API key")).to_be_focused()

        sign_in(page, "vkg_12345678_" + "0" * 32)
        expect(page.get_by_role("dialog")).to_contain_text("The API key is not valid")
        sign_in(page, key)

        expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert page.evaluate("Object.values(sessionStorage)") == [key]
        assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
        poster = page.locator("header img.poster")
        page.wait_for_function("(one) => one.naturalWidth === 320", arg=poster.element_handle())
        page.get_by_role("link", name="Talks").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert [one for one in visit.requests if key in one] == []
    with visiting(browser) as visit:
        visit.page.goto(closed + "/")
        expect(visit.page.get_by_role("dialog", name="Sign in")).to_be_visible()


def test_escape_closes_the_dialog(browser: Browser, closed: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(closed + "/search?q=llama")
        # The dialog hears the key once the focus is in it.
        dialog = page.get_by_role("dialog", name="Sign in")
        expect(dialog.locator(":focus")).to_have_count(1)

        page.keyboard.press("Escape")

        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_role("alert").first).to_be_visible()


def test_the_top_names_who_is_signed_in_and_one_can_try_it_on_ones_own_machine(
    browser: Browser, address: str, key: str
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(address + TALK)
        top = page.get_by_role("banner")
        expect(top.locator(".account")).to_have_text("On this computer Sign in")
        expect(page.get_by_role("button", name="Add connection")).to_be_visible()

        top.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("dialog")).to_contain_text(
            "On this computer you may do everything without a key."
        )
        sign_in(page, key)

        expect(top.locator(".account")).to_have_text("reader Sign out")
        expect(page.get_by_role("button", name="Add connection")).to_have_count(0)
        top.get_by_role("button", name="Sign out").click()
        expect(top.locator(".account")).to_have_text("On this computer Sign in")
        expect(page.get_by_role("button", name="Add connection")).to_be_visible()


def test_the_player_is_loaded_with_a_ticket(browser: Browser, closed: str, key: str) -> None:
    def add_media(route: Route) -> None:
        response = route.fetch(max_retries=2)
        answered = response.json()
        if "video" in answered.get("data", {}):
            answered["data"]["video"]["media"] = {
                "url": "https://media.example/a.mp3",
                "mediaType": "audio/mpeg",
            }
        route.fulfill(response=response, json=answered)

    with visiting(browser) as visit:
        page = visit.page
        page.route("**/graphql", add_media)
        page.goto(closed + TALK)
        sign_in(page, key)
        expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)

        with page.expect_response(lambda response: "/player?ticket=" in response.url) as waiting:
            page.locator(".player-start").click()

        assert waiting.value.status == 404  # the ticket was taken; in the graph this talk has nothing to play
