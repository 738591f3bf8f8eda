"""The page of a quote whose link has words that are not said."""

import pytest
from playwright.sync_api import expect

from support.page_visits import Visit

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"


def test_a_link_with_other_words_says_so(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(
        f"{address}/quote?video=videograph-lecun-leaves-meta&t=5&speaker=Nobody&text=Nothing+like+this+was+ever+said"
    )

    expect(page.get_by_role("heading", level=1)).to_have_text("Not in the transcripts")
    expect(page.locator("figure.quote blockquote")).to_have_text("“Nothing like this was ever said”")
    expect(page.locator("figure.quote figcaption")).to_have_text("As cited: Nobody, 0:05")
