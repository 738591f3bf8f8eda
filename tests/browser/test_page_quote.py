"""The link to a quote is copied from it, and its page shows the words, or what is wrong with the link."""

import pytest
from playwright.sync_api import Browser, expect

from support.page_visits import Visit, visiting

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"


def test_the_copied_link_leads_to_the_words_in_their_talk(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{address}{TALK}")
        figure = page.locator("#connections figure.quote").first
        words = figure.locator("blockquote").inner_text()

        figure.get_by_role("button", name="Copy link to this quote").click()
        expect(figure.get_by_role("button", name="Copied")).to_be_visible()
        link = str(page.evaluate("navigator.clipboard.readText()"))
        assert link.startswith(f"{address}/quote?video=videograph-lecun-leaves-meta&t=")

        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_have_text("Verbatim in the transcript")
        shown = page.locator("figure.quote")
        expect(shown).to_have_count(1)
        assert words.strip("“”.") in shown.locator("blockquote").inner_text()
        shown.get_by_role("link", name="In the transcript at").click()
        expect(page.locator(".line.marked")).to_be_visible()


def test_a_link_with_other_words_says_so(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(
        f"{address}/quote?video=videograph-lecun-leaves-meta&t=5&speaker=Nobody&text=Nothing+like+this+was+ever+said"
    )

    expect(page.get_by_role("heading", level=1)).to_have_text("Not in the transcripts")
    expect(page.locator("figure.quote blockquote")).to_have_text("“Nothing like this was ever said”")
    expect(page.locator("figure.quote figcaption")).to_have_text("As cited: Nobody, 0:05")
