"""An embedder copies the code of a map and of a quote, and has them in frames of another site; nothing else stands in a frame."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from support.page_visits import Visit, visiting

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"


def paste(page: Page, site: Any, code: str) -> FrameLocator:
    """The frame of the code in a page of the other site."""
    (site.folder / "post.html").write_text(f'<link rel="icon" href="data:,">{code}', encoding="utf-8")
    page.goto(f"{site.origin}/post.html")
    return page.frame_locator("iframe")


def test_embedder(visit: Visit, address: str, site: Any, look: Callable[..., None]) -> None:
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copied = "navigator.clipboard.readText()"

    # A map as it is shown, without what is no part of it.
    page.goto(f"{address}{TALK}?t=93&hide=COMPANY&view=table")
    part = page.locator("#map")
    expect(part.locator(".map-tools .menu")).to_be_visible()
    part.locator("summary", has_text="Export").click()
    look(page)
    part.get_by_role("button", name="Copy embed code").click()
    expect(part.get_by_role("button", name="Copied")).to_be_visible()
    code = page.evaluate(copied)
    assert code == (
        f'<iframe src="{address}{TALK}?hide=COMPANY&amp;embed=1" title="Map of the talk" '
        'width="900" height="600" loading="lazy"></iframe>'
    )
    page.locator(".line-tools").get_by_role("button", name="Copy embed code").click()
    expect(page.locator(".line-tools").get_by_role("button", name="Copied")).to_be_visible()
    quote = page.evaluate(copied)

    # In its frame: the map with its filter, by keyboard, and a link back.
    inside = paste(page, site, code)
    expect(inside.get_by_role("heading", level=1)).to_have_text("Why Yann LeCun Is Leaving Meta")
    expect(inside.locator(".facts")).to_have_text("24 connections · 22 entities in this video")
    expect(inside.locator(".map .node")).to_have_count(17)
    expect(inside.get_by_role("button", name=re.compile("^Companies"))).to_have_attribute(
        "aria-pressed", "false"
    )
    for absent in ("banner", "contentinfo"):
        expect(inside.get_by_role(absent)).to_have_count(0)
    expect(inside.locator(".line")).to_have_count(0)
    lecun = inside.get_by_role("button", name=re.compile("^Yann LeCun, Person"))
    lecun.press("Enter")
    expect(lecun).to_have_attribute("aria-pressed", "true")
    assert "embed=1" in page.frames[1].url
    with page.context.expect_page() as opened:
        inside.get_by_role("link", name="Open in Videograph").click()
    expect(opened.value.get_by_role("banner")).to_be_visible()
    expect(opened.value).to_have_url(f"{address}{TALK}")
    opened.value.close()

    # A quote.
    assert 'title="Quote: Why Yann LeCun Is Leaving Meta" width="600" height="260"' in quote
    inside = paste(page, site, quote)
    expect(inside.locator("blockquote")).to_contain_text("Go back to the nineteen eighties.")
    expect(inside.locator("figcaption")).to_have_text("Narrator, 1:24")
    expect(inside.locator(".map")).to_have_count(0)
    for name in ("1:24", "Open in Videograph"):
        expect(inside.get_by_role("link", name=name)).to_have_attribute("href", f"{TALK}?t=84")
        expect(inside.get_by_role("link", name=name)).to_have_attribute("target", "_blank")

    # The maps of an entity and of all talks.
    for path, title in (
        ("/entities/yann-lecun?", "Yann LeCun"),
        ("/map?from=yann-lecun&", "Map of all talks"),
    ):
        inside = paste(page, site, f'<iframe src="{address}{path}embed=1" width="900" height="600"></iframe>')
        expect(inside.get_by_role("heading", level=1)).to_have_text(title)
        expect(inside.locator(".map .node").first).to_be_visible()
    for rest in ("?embed=1", "?embed=1&t=93"):
        page.goto(f"{address}{TALK}{rest}")
        expect(page.locator(".map .node, blockquote").first).to_be_visible()
        look(page)
    assert visit.complaints == []


def test_embedder_of_another_page(browser: Browser, address: str, site: Any) -> None:
    with visiting(browser) as visit:
        for number, path in enumerate((TALK, "/", "/map", f"{TALK}?embed=0", "/search?embed=1"), 1):
            code = f'<iframe src="{address}{path}"></iframe>'
            with visit.page.expect_event("console", lambda said: "frame-ancestors 'none'" in said.text):
                inside = paste(visit.page, site, code)
            expect(inside.locator("#main")).to_have_count(0)
            assert len([one for one in visit.complaints if "frame-ancestors 'none'" in one]) == number
