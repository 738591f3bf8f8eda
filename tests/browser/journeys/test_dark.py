"""Somebody with dark colors sees each kind of page, and the dialogs, with enough contrast; and changes to light while they read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from support.page_visits import Visit

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"
PAGES = {
    "/": ".talk-line",
    TALK: ".map .node",
    f"{TALK}?t=93": ".line.marked",
    f"{TALK}?embed=1": ".map .node",
    f"{TALK}?embed=1&t=93": "blockquote",
    "/topics/limits-of-language-models": ".said-line",
    "/search?q=language+models": ".hit",
    "/connections?from=alexandr-wang&to=world-models-concept": ".paths-picture .step",
    "/map": ".map .node",
    "/import": ".import-form",
    "/duplicates": "main [role=status]",
    "/entities/joint-embedding-predictive-architecture-concept": ".map .node",
}
"""Each with what it has once it is there. The last one's dialogs are opened."""
GROUND = "getComputedStyle(document.body).backgroundColor"


def test_dark(visit: Visit, address: str, look: Callable[..., None]) -> None:
    page = visit.page
    page.emulate_media(color_scheme="dark")
    for path, seen in PAGES.items():
        page.goto(f"{address}{path}")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.locator(seen).first).to_be_visible()
        assert page.evaluate(GROUND) == "rgb(22, 23, 26)", path
        look(page, "dark")

    for title in ("Edit", "Merge", "This is wrong", "Keyboard shortcuts", "Sign in"):
        page.get_by_role("button", name=title).first.click()
        expect(page.get_by_role("dialog", name=title)).to_be_visible()
        look(page, "dark")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)

    page.emulate_media(color_scheme="light")
    assert page.evaluate(GROUND) == "rgb(252, 251, 248)"
    look(page)
    assert visit.complaints == []
