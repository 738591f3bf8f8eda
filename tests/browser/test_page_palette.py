"""The command palette and the list of keys."""

import pytest
from playwright.sync_api import Locator, Page, expect

from support.page_visits import Visit

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"


def options(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Go to").get_by_role("option")


def test_the_palette_goes_to_parts_pages_and_what_is_named(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}{TALK}")
    expect(page.locator(".line").first).to_be_attached()

    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Talk, entity, topic or action")
    expect(field).to_be_focused()
    expect(options(page).first).to_have_text("Summary On this page")
    field.fill("transc")
    expect(options(page).first).to_have_text("Transcript On this page")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", name="Transcript", exact=True)).to_be_focused()

    page.get_by_role("combobox", name="Search all talks").focus()
    page.keyboard.press("/")  # typed, not pressed
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    field.fill("imp")
    expect(options(page).filter(has_text="Import talks Page")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.keyboard.press("Control+k")
    field.fill("yann")
    person = options(page).filter(has_text="Yann LeCun Person")
    expect(person).to_have_count(1)
    expect(options(page).last).to_have_text("Search for “yann” Search")
    person.click()
    expect(page).to_have_url(f"{address}/entities/yann-lecun")
    expect(page.get_by_role("heading", name="Yann LeCun", exact=True)).to_be_focused()

    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys.locator("dt").first).to_have_text("/")
    expect(keys.locator("dt", has_text="Ctrl Shift Z")).to_have_count(1)
    keys.get_by_role("button", name="Close").click()
    page.get_by_role("contentinfo").get_by_role("button", name="Keyboard shortcuts").click()
    expect(keys).to_be_visible()
    assert visit.complaints == []
