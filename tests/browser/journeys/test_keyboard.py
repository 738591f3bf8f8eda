"""Somebody without a mouse goes from the first page to a talk, about its map, to whatever is named, and to the list of keys."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from support.page_visits import Visit

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"


def test_keyboard(visit: Visit, address: str, look: Callable[..., None]) -> None:
    page = visit.page
    press = page.keyboard.press
    heading = page.get_by_role("heading", level=1)

    # To the content, and to a talk.
    page.goto(address)
    expect(page.locator(".talk-line")).to_have_count(1)
    press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.locator(".talk-line").get_by_role("link", name="Why Yann LeCun Is Leaving Meta").focus()
    press("Enter")
    expect(heading).to_have_text("Why Yann LeCun Is Leaving Meta")
    expect(heading).to_be_focused()
    assert page.evaluate("scrollY") == 0

    # About the map: one stop for Tab, arrows from there, Enter selects, Escape clears and gives the focus back.
    nodes = page.locator('.map-frame svg [role="button"].node')
    expect(nodes).to_have_count(22)
    assert nodes.evaluate_all("all => all.filter(({ tabIndex }) => tabIndex === 0).length") == 1
    lecun = page.get_by_role("button", name="Yann LeCun, Person, 10 connections")
    chosen = page.locator(".chosen")
    lecun.focus()
    press("ArrowLeft")
    expect(lecun).not_to_be_focused()
    expect(page.locator(".map-frame svg .node:focus")).to_have_attribute("data-middle", "")
    lecun.focus()
    press("Enter")
    expect(lecun).to_have_attribute("aria-pressed", "true")
    expect(chosen.locator("h3")).to_have_text("Yann LeCun")
    chosen.get_by_role("button", name="founded FAIR").focus()
    press("Enter")
    expect(chosen.locator("h3")).to_be_focused()
    expect(chosen.locator("blockquote")).to_have_text(
        "“LeCun founded FAIR, a laboratory for fundamental research”"
    )
    press("Escape")
    expect(chosen).to_have_text("Click a line for its quotes, or a dot for its connections")
    expect(lecun).to_be_focused()

    # From passage to passage.
    field = page.get_by_role("searchbox", name="Find in the transcript")
    said = page.locator(".find [role=status]")
    field.focus()
    page.keyboard.type("off-ramp")
    expect(said).to_have_text("1 passage")
    press("Enter")
    expect(said).to_have_text("1 of 1 passage")
    expect(field).to_be_focused()
    heading.focus()

    # The palette: parts of the page, pages, and what is named.
    press("/")
    palette = page.get_by_role("combobox", name="Talk, entity, topic or action")
    options = page.get_by_role("dialog", name="Go to").get_by_role("option")
    expect(palette).to_be_focused()
    expect(options.first).to_have_text("Summary On this page")
    page.keyboard.type("transc")
    expect(options.first).to_have_text("Transcript On this page")
    look(page)
    press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", name="Transcript", exact=True)).to_be_focused()
    press("Control+k")
    expect(palette).to_be_focused()
    page.keyboard.type("yann")
    expect(options.filter(has_text="Yann LeCun Person")).to_have_count(1)
    expect(options.last).to_have_text("Search for “yann” Search")
    press("Enter")
    expect(page).to_have_url(f"{address}/entities/yann-lecun")
    expect(heading).to_have_text("Yann LeCun")
    expect(heading).to_be_focused()

    # The list of keys.
    press("?")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys.locator("dt").first).to_have_text("/")
    expect(keys.locator("dt", has_text="Ctrl Shift Z")).to_have_count(1)
    look(page)
    press("Escape")
    expect(keys).to_have_count(0)

    # A suggestion in the search.
    search = page.get_by_role("combobox", name="Search all talks")
    search.focus()
    page.keyboard.type("wang")
    offer = page.get_by_role("option", name="Alexandr Wang")
    expect(offer).to_be_visible()
    press("ArrowDown")
    expect(offer).to_have_attribute("aria-selected", "true")
    press("Enter")
    expect(page).to_have_url(f"{address}/entities/alexandr-wang")
    page.go_back()
    expect(heading).to_have_text("Yann LeCun")
    assert visit.complaints == []
