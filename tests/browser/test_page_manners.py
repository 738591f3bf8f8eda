"""Rules for every page: no requests to other hosts, any width, light and dark, keyboard use, helpful errors."""

import json
from itertools import pairwise
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from support.page_visits import NOT_FOUND, Visit, visiting

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"
ADDRESSES = [
    "/",
    f"{TALK}?t=93",
    "/entities/joint-embedding-predictive-architecture-concept",
    "/topics/limits-of-language-models",
    "/search?q=language+models",
    "/connections?from=alexandr-wang&to=world-models-concept",
    "/videos/nothing",
]


def open_page(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_narrow_window_needs_no_scrolling_sideways(browser: Browser, address: str, path: str) -> None:
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    with visiting(browser, viewport={"width": 360, "height": 740}, color_scheme=schemes[0]) as visit:
        page = open_page(visit.page, f"{address}{path}")
        found = {}
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
            found[scheme] = ground, page.evaluate("document.documentElement.scrollWidth")

    assert found == {"light": ("rgb(252, 251, 248)", 360), "dark": ("rgb(22, 23, 26)", 360)}


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_request_leaves_nothing_complains_and_all_has_names(visit: Visit, address: str, path: str) -> None:
    page = open_page(visit.page, f"{address}{path}")

    assert [url for url in visit.requests if not url.startswith(f"{address}/")] == []
    assert visit.complaints == ([NOT_FOUND] if path == "/videos/nothing" else [])
    for role in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)
    levels = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3')].map(({ tagName }) => Number(tagName[1]))"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll("input, button, a, nav")]
          .filter((one) => !(one.ariaLabel || one.textContent.trim() || one.labels?.length || one.querySelector("img")))
          .map((one) => one.outerHTML)"""
    )
    assert unnamed == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)")
    assert sorted(set(ids)) == sorted(ids)


def test_back_is_where_it_was(visit: Visit, address: str) -> None:
    page = open_page(visit.page, f"{address}/entities/yann-lecun")
    link = page.locator(".said-line").last.get_by_role("link").first
    link.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    assert place > 500
    link.click()
    expect(page.locator(".line.marked")).to_be_in_viewport()

    page.go_back()

    expect(link).to_be_in_viewport()
    page.wait_for_function("place => scrollY === place", arg=place)


def test_no_server_says_so_and_is_asked_again(visit: Visit, address: str) -> None:
    page = visit.page
    page.route("**/graphql", lambda route: route.abort())
    page.goto(f"{address}{TALK}")
    expect(page.get_by_role("alert")).to_contain_text(
        "The server cannot be reached. Is Videograph still running?"
    )
    page.unroute("**/graphql")

    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Why Yann LeCun Is Leaving Meta")


def test_what_took_too_long_once_is_asked_again(visit: Visit, address: str) -> None:
    body = json.dumps(
        {"errors": [{"message": "Too long.", "extensions": {"code": "TIMEOUT"}}], "data": {"video": None}}
    )
    asked: list[str] = []

    def answer(route: Route) -> None:
        first = "query VideoPage" in (route.request.post_data or "") and not asked
        if first:
            asked.append(route.request.url)
            return route.fulfill(body=body, content_type="application/json")
        return route.continue_()

    visit.page.route("**/graphql", answer)

    open_page(visit.page, f"{address}{TALK}")

    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Why Yann LeCun Is Leaving Meta")
    assert len(asked) == 1


def test_errors_of_the_api_are_told(visit: Visit, address: str) -> None:
    message, code = "Neo4j cannot be reached: is it running?", "GRAPH_UNAVAILABLE"
    body = json.dumps({"errors": [{"message": message, "extensions": {"code": code}}]})
    visit.page.route(
        "**/graphql", lambda route: route.fulfill(status=503, body=body, content_type="application/json")
    )

    visit.page.goto(f"{address}/entities/yann-lecun")

    expect(visit.page.get_by_role("alert").get_by_role("heading")).to_have_text("Temporarily unavailable")
    expect(visit.page.get_by_role("alert").locator("p")).to_have_text(message)


def test_an_empty_graph_says_how_to_import(visit: Visit, address: str) -> None:
    def send(route: Route) -> None:
        answer = route.fetch(max_retries=2)
        data = answer.json()
        if "stats" in data["data"]:
            data["data"]["stats"]["videoCount"] = 0
        route.fulfill(response=answer, body=json.dumps(data))

    visit.page.route("**/graphql", send)
    page = open_page(visit.page, address)

    expect(page.get_by_role("region", name="No talks yet")).to_contain_text("videograph ingest talk.vtt")


def test_paper_has_the_words_and_no_controls(visit: Visit, address: str) -> None:
    page = open_page(visit.page, f"{address}{TALK}")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    for selector in ("header.site", ".contents", ".find", ".chosen", "footer.site"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.locator(".statements li").last).to_be_visible()
    expect(page.locator("#line-33")).to_be_visible()
    expect(page.locator(".map-frame svg")).to_be_visible()
