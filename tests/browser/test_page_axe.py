"""axe-core finds nothing on any page: light and dark, on a wide window, a tablet and a phone."""

from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from support.axe import violations
from support.page_visits import visiting

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"
JEPA = "/entities/joint-embedding-predictive-architecture-concept"
PAGES = [
    "/",
    TALK,
    f"{TALK}?t=93",
    f"{TALK}?embed=1",
    f"{TALK}?embed=1&t=93",
    "/entities/yann-lecun",
    JEPA,
    "/topics/limits-of-language-models",
    "/search?q=language+models",
    "/search?q=nothing+at+all+of+this",
    "/connections?from=alexandr-wang&to=world-models-concept",
    "/map",
    "/import",
    "/duplicates",
    "/videos/nothing",
]
SCHEMES = ("light", "dark")
WINDOWS = ((1440, 900), (768, 1024), (390, 844))


def settle(page: Page) -> None:
    """Waits until the page has loaded everything and nothing moves."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".loading")).to_have_count(0)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, path: str) -> None:
    found: dict[tuple[str, int], Any] = {}
    with visiting(browser, reduced_motion="reduce") as visit:
        page = visit.page
        page.goto(f"{address}{path}")
        settle(page)
        for scheme, (width, height) in product(SCHEMES, WINDOWS):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": height})
            settle(page)
            if broken := violations(page, scheme):
                found[scheme, width] = broken

    assert found == {}


@pytest.mark.parametrize(
    "title", ["Edit", "Merge", "This is wrong", "Keyboard shortcuts", "Sign in", "Go to"]
)
def test_axe_finds_nothing_in_dialogs(browser: Browser, address: str, title: str) -> None:
    found: dict[tuple[str, int], Any] = {}
    with visiting(browser, reduced_motion="reduce") as visit:
        page = visit.page
        page.goto(f"{address}{JEPA}")
        settle(page)
        if title == "Go to":
            page.keyboard.press("/")
        else:
            page.get_by_role("button", name=title).first.click()
        expect(page.get_by_role("dialog", name=title)).to_be_visible()
        for scheme, (width, height) in product(SCHEMES, WINDOWS):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": height})
            if broken := violations(page, scheme):
                found[scheme, width] = broken

    assert found == {}
