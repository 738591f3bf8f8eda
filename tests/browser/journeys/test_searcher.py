"""A searcher finds what somebody said: suggestions, results by talk, filters with counts, the moment itself."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from support import backend
from support.more_talks import holding
from support.page_visits import Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def talks(neo4j_server: backend.Neo4jServer, authored_talk: None) -> Iterator[None]:
    with holding(
        neo4j_server, "chaincode-podcast--package-relay", "chaincode-podcast--chaincode-decoded-mempool"
    ):
        yield


def facet(page: Page, title: str) -> dict[str, str]:
    """The values of a filter, with their counts."""
    lines = page.locator(".facet", has=page.get_by_role("heading", name=title, exact=True)).locator("li")
    expect(lines.first).to_be_visible()
    return dict(line.split("\n") for line in lines.all_inner_texts())


def test_searcher(talks: None, visit: Visit, address: str, look: Callable[..., None]) -> None:
    page = visit.page
    total = page.locator(".total")
    filters = page.get_by_role("complementary", name="Filters")

    # "Said by" is a suggestion, and becomes a filter.
    page.goto(address)
    field = page.get_by_role("combobox", name="Search all talks")
    field.press_sequentially("gloria")
    page.get_by_role("option", name="Said by Gloria Zhao").click()
    expect(field).to_have_value("speaker:gloria-zhao ")
    field.press_sequentially("package relay")
    field.press("Enter")
    expect(page).to_have_url(f"{address}/search?q=package+relay&speaker=gloria-zhao")
    expect(total).to_have_text("9 results")
    expect(page.locator(".hits h3").first).to_have_text("Package Relay")
    expect(page.locator(".hits .facts").first).to_have_text("Chaincode Podcast · 24 May 2022")
    expect(page.locator(".results > section").first.locator(".hit")).to_have_count(9)
    assert set(page.locator(".hit .who").all_text_contents()) == {"Gloria Zhao"}
    expect(page.get_by_role("list", name="Filters")).to_have_text("Speaker: Gloria Zhao ×")
    look(page)

    # Filters have counts, narrow the results, and are in the address; Back takes them away.
    page.goto(f"{address}/search?q=package+relay")
    expect(total).to_have_text("34 results")
    assert facet(page, "Talk") == {"Package Relay": "27", "Chaincode Decoded: Mempool": "9"}
    assert facet(page, "Speaker") == {"Gloria Zhao": "23", "Mark Erhardt": "22", "Adam Jonas": "20"}
    assert facet(page, "Year") == {"2022": "27", "2021": "9"}
    filters.get_by_role("link", name="Gloria Zhao").click()
    expect(total).to_have_text("9 results")
    filters.get_by_role("link", name="Lightning Network").click()
    expect(page).to_have_url(f"{address}/search?q=package+relay&speaker=gloria-zhao&topic=lightning-network")
    expect(total).to_have_text("2 results")
    expect(filters.locator("[aria-current]")).to_have_text(
        [re.compile("^Moments"), re.compile("^Gloria Zhao"), re.compile("^Lightning Network")]
    )
    page.go_back()
    expect(total).to_have_text("9 results")

    # A result is a moment in a transcript.
    page.goto(f"{address}/search?q=predict+the+next+token&in=TRANSCRIPT")
    first = page.locator(".hits > li").first
    expect(first.locator("h3")).to_have_text("Why Yann LeCun Is Leaving Meta")
    hit = first.locator(".hit").first
    expect(hit.locator("mark")).to_have_text(["next", "token", "prediction", "next"])
    expect(hit.locator(".time")).to_have_text("5:11")
    hit.locator(".said").click()
    expect(page.locator("#line-20.marked")).to_be_in_viewport()

    # A letter wrong, and nothing at all.
    page.goto(f"{address}/search?q=Alexander+Wnag+leads")
    expect(total).to_have_text("No results for “Alexander Wnag leads”. Showing Alexandr Wang leads")
    page.goto(f"{address}/search?q=qwxzvk&in=TOPIC")
    expect(page.locator("main [role=status]")).to_have_text("No matches. Search without filters")
    look(page)

    # A name that is suggested leads to its page, with what that person said.
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Connections").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    field = page.get_by_role("banner").get_by_role("combobox", name="Search all talks")
    field.press_sequentially("gloria")
    page.get_by_role("option", name="Gloria Zhao (Gloria) Person").click()
    expect(page).to_have_url(f"{address}/entities/gloria-zhao")
    expect(page.locator("#mentions-head")).to_have_text(re.compile(r"^Mentions \d+$"))
    page.locator("#said").get_by_role("link", name="Package Relay 13").click()
    expect(page).to_have_url(f"{address}/entities/gloria-zhao?topic=package-relay")
    expect(page.locator("#said-head")).to_have_text("Said by Gloria Zhao 13")
    expect(page.locator("#said .said-line")).to_have_count(13)
    look(page)
    assert visit.complaints == []
