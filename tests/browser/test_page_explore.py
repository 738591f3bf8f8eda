"""Numbers that agree, and a map that is made larger and smaller by real events."""

import pytest
from playwright.sync_api import Page, expect

from visits import Visit

TALK = "/videos/videograph-lecun-leaves-meta"


@pytest.fixture
def talk(visit: Visit, address: str) -> Page:
    visit.page.goto(f"{address}{TALK}")
    return visit.page


def test_the_header_counts_what_lists_and_map_show(talk: Page) -> None:
    expect(talk.locator(".talk header .counts")).to_have_text("24 connections · 22 entities in this video")
    expect(talk.locator("#connections-head .count")).to_have_text("24")
    expect(talk.locator("#entities-head .count")).to_have_text("22")
    expect(talk.locator("#map svg .node")).to_have_count(22)
    expect(talk.locator("#map svg .edge")).to_have_count(24)
