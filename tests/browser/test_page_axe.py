"""axe-core finds nothing on any page: light and dark, on a wide window, a tablet and a phone."""

import subprocess
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from support.page_visits import visiting

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent / "axe"
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
# Two that axe leaves out unless they are asked for: names that begin with the visible words, and targets of 24 pixels.
ALL = {"rules": {"label-content-name-mismatch": {"enabled": True}, "target-size": {"enabled": True}}}
# A color scheme changes nothing but colors.
OPTIONS = {
    "light": ALL,
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
UNSTICK = """() => {
  for (const one of document.querySelectorAll("body *"))
    if (getComputedStyle(one).position === "sticky") one.style.position = "static"
}"""
"""A bar that stays in view covers half of the link that happens to be under its edge, which says nothing about the link."""
FIND = """async options => (await axe.run(document, options)).violations.map(
  ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).slice(0, 5).join(" | ")} (${nodes.length})`
)"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core, which is installed when its lock has changed."""
    lock, mark = HERE / "package-lock.json", HERE / "node_modules" / ".installed"
    if not mark.exists() or mark.stat().st_mtime < lock.stat().st_mtime:
        subprocess.run(["npm", "ci", "--loglevel=error"], cwd=HERE, check=True, capture_output=True)
        mark.touch()
    return (HERE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def settle(page: Page) -> None:
    """Waits until the page has loaded everything and nothing moves."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".loading")).to_have_count(0)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, axe: str, path: str) -> None:
    found: dict[tuple[str, int], Any] = {}
    with visiting(browser, reduced_motion="reduce") as visit:
        page = visit.page
        page.goto(f"{address}{path}")
        settle(page)
        page.evaluate(axe)
        for scheme, (width, height) in product(SCHEMES, WINDOWS):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": height})
            settle(page)
            page.evaluate(UNSTICK)
            if violations := page.evaluate(FIND, OPTIONS[scheme]):
                found[scheme, width] = violations

    assert found == {}


@pytest.mark.parametrize(
    "title", ["Edit", "Merge", "This is wrong", "Keyboard shortcuts", "Sign in", "Go to"]
)
def test_axe_finds_nothing_in_dialogs(browser: Browser, address: str, axe: str, title: str) -> None:
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
        page.evaluate(axe)
        for scheme, (width, height) in product(SCHEMES, WINDOWS):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": height})
            if violations := page.evaluate(FIND, OPTIONS[scheme]):
                found[scheme, width] = violations

    assert found == {}
