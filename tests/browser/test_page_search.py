"""Search: results by talk, filters with counts, suggestions."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from support import backend
from support.more_talks import holding
from support.page_visits import Visit, visiting

pytestmark = pytest.mark.browser

PACKAGE_RELAY = "chaincode-podcast--package-relay"


@pytest.fixture(scope="module", autouse=True)
def talks(neo4j_server: backend.Neo4jServer, authored_talk: None) -> Iterator[None]:
    with holding(neo4j_server, PACKAGE_RELAY, "chaincode-podcast--chaincode-decoded-mempool"):
        yield


def facet(page: Page, title: str) -> dict[str, str]:
    """The values of a filter, with their counts."""
    lines = page.locator(".facet", has=page.get_by_role("heading", name=title, exact=True)).locator("li")
    expect(lines.first).to_be_visible()
    return dict(line.split("\n") for line in lines.all_inner_texts())


def plan_counts(page: Page, search: str, total: str) -> None:
    """Waits for the counts of a search. Results are grouped by counts that come in time, and they do once Neo4j has planned them."""
    page.goto(search)
    expect(page.locator(".total")).to_have_text(total)


def test_a_search_lands_at_the_moment(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/connections")
    page.get_by_role("banner").get_by_role("combobox", name="Search all talks").fill("predict the next token")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/search?q=predict+the+next+token")

    page.get_by_role("complementary", name="Filters").get_by_role("link", name="Moments").click()

    expect(page).to_have_url(f"{address}/search?q=predict+the+next+token&in=TRANSCRIPT")
    first = page.locator(".hits > li").first
    expect(first.locator("h3")).to_have_text("Why Yann LeCun Is Leaving Meta")
    hit = first.locator(".hit").first
    expect(hit.locator("mark")).to_have_text(["next", "token", "prediction", "next"])
    expect(hit.locator(".time")).to_have_text("5:11")
    hit.locator(".said").click()
    expect(page.locator("#line-20.marked")).to_be_in_viewport()
    assert visit.complaints == []


def test_filters_have_counts_and_are_in_the_address(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/search?q=package+relay")
    assert facet(page, "Talk") == {"Package Relay": "27", "Chaincode Decoded: Mempool": "9"}
    assert facet(page, "Speaker") == {
        "Gloria Zhao": "23",
        "Mark Erhardt": "22",
        "Adam Jonas": "20",
    }
    assert facet(page, "Year") == {"2022": "27", "2021": "9"}
    assert facet(page, "Channel") == {"Chaincode Podcast": "34"}  # a topic and an entity are of both talks
    filters = page.get_by_role("complementary", name="Filters")

    filters.get_by_role("link", name="Gloria Zhao").click()
    expect(page).to_have_url(f"{address}/search?q=package+relay&speaker=gloria-zhao")
    expect(page.locator(".total")).to_have_text("9 results")
    filters.get_by_role("link", name="Lightning Network").click()
    expect(page).to_have_url(f"{address}/search?q=package+relay&speaker=gloria-zhao&topic=lightning-network")
    expect(page.locator(".total")).to_have_text("2 results")
    expect(filters.locator("[aria-current]")).to_have_text(
        [re.compile("^Moments"), re.compile("^Gloria Zhao"), re.compile("^Lightning Network")]
    )

    page.go_back()
    expect(page.locator(".total")).to_have_text("9 results")
    page.go_back()
    expect(page).to_have_url(f"{address}/search?q=package+relay")
    expect(page.locator(".total")).to_have_text("34 results")
    assert visit.complaints == []


def test_an_address_with_filters_is_enough(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/search?q=topic:mempool+fee&year=2021")

    expect(page.get_by_role("list", name="Filters").get_by_role("listitem")).to_have_text(
        ["Topic: Mempool ×", "Year: 2021 ×"]
    )
    expect(page.locator(".hits h3")).to_have_text(["Chaincode Decoded: Mempool"])
    page.get_by_role("link", name="Remove filter Topic: Mempool").click()
    expect(page).to_have_url(f"{address}/search?q=fee&year=2021")
    assert visit.complaints == []


def test_filters_without_words_list_what_was_said(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/search?speaker=Gloria+Zhao")

    expect(page.locator(".total")).to_have_text("77 moments")
    expect(page.locator(".hit")).to_have_count(20)
    page.get_by_role("button", name="More results").click()
    expect(page.locator(".hit")).to_have_count(40)
    assert visit.complaints == []


def test_a_filter_that_stands_for_nothing_says_so(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/search?q=fee&speaker=nobody")

    expect(page.locator("main [role=status]")).to_have_text("No speaker matches “nobody”. Remove this filter")
    page.get_by_role("link", name="Remove this filter").click()
    expect(page).to_have_url(f"{address}/search?q=fee")


def test_speakers_are_suggested_for_their_filter(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/search")
    field = page.get_by_role("combobox", name="Search all talks")
    field.press_sequentially("fee speaker:mar")

    page.get_by_role("option", name="Mark Erhardt").click()

    expect(field).to_have_value("fee speaker:mark-erhardt ")
    field.press("Enter")
    expect(page).to_have_url(f"{address}/search?q=fee&speaker=mark-erhardt")


def test_talks_topics_and_channels_are_suggested(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/search")
    field = page.get_by_role("combobox", name="Search all talks")
    field.press_sequentially("package rel")
    expect(page.get_by_role("option", name="Package Relay Topic")).to_be_visible()
    expect(page.get_by_role("option", name="Package Relay Talk")).to_be_visible()
    field.fill("")
    field.press_sequentially("chaincode p")

    page.get_by_role("option", name="Chaincode Podcast Channel").click()

    expect(page).to_have_url(f"{address}/search?channel=chaincode-podcast")
    assert visit.complaints == []


def test_the_first_page_searches_too(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    page.get_by_role("combobox", name="Search all talks").fill("FAIR")

    page.get_by_role("button", name="Search").click()

    expect(page.locator(".matches > li a").first).to_have_text("FAIR")
    assert page.url == f"{address}/search?q=FAIR"


def test_a_search_finds_all_sorts(visit: Visit, address: str) -> None:
    page = visit.page
    plan_counts(page, f"{address}/search?q=world+models", "10 results")

    sorts = ["People, companies, ideas", "Topics", "In talks"]
    expect(page.locator(".results h2")).to_have_text([*sorts, "Some of the words", *sorts])
    assert facet(page, "Kind of result") == {
        "All": "10",
        "Moments": "5",
        "Summaries": "2",
        "Chapters": "1",
        "People, companies, ideas": "1",
        "Topics": "1",
    }
    assert visit.complaints == []


def test_a_search_with_a_letter_wrong_says_whose_hits_it_shows(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/search?q=Alexander+Wnag+leads")

    expect(page.locator(".total")).to_have_text(
        "No results for “Alexander Wnag leads”. Showing Alexandr Wang leads"
    )
    page.get_by_role("link", name="Alexandr Wang leads").click()
    expect(page).to_have_url(f"{address}/search?q=Alexandr+Wang+leads")
    expect(page.locator(".hits > li").first).to_be_visible()
    expect(page.locator(".total")).to_have_text(re.compile(r"^\d+ results?$"))
    assert visit.complaints == []


def test_a_search_without_results_says_what_to_do(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/search?q=qwxzvk&in=TOPIC")

    expect(page.locator("main [role=status]")).to_have_text("No matches. Search without filters")
    page.get_by_role("link", name="Search without filters").click()
    expect(page.locator("main [role=status]")).to_have_text(
        "No matches. Try fewer words or another spelling."
    )


def test_more_results_are_there_again_on_the_way_back(visit: Visit, address: str) -> None:
    page = visit.page

    def fewer(route: Route) -> None:
        asked = json.loads(route.request.post_data or "")
        query = asked["query"].replace("first: 20", "first: 3")
        route.continue_(post_data=json.dumps({**asked, "query": query}))

    page.route("**/graphql", fewer)
    page.goto(f"{address}/search?q=LeCun&in=TRANSCRIPT")
    hits = page.locator(".hit")
    expect(hits).to_have_count(3)
    page.get_by_role("button", name="More results").click()
    expect(hits).to_have_count(6)
    fifth = hits.nth(4).text_content() or ""

    hits.nth(0).locator(".said").click()
    expect(hits).to_have_count(0)
    page.go_back()

    expect(hits).to_have_count(6)
    expect(hits.nth(4)).to_have_text(fifth)
    page.get_by_role("button", name="More results").click()
    expect(hits).to_have_count(9)
    assert visit.complaints == []


def test_on_a_phone_the_filters_are_folded(browser: Browser, address: str) -> None:
    with visiting(browser, viewport={"width": 390, "height": 844}, has_touch=True) as visit:
        page = visit.page
        page.goto(f"{address}/search?q=package+relay")
        expect(page.locator(".hit").first).to_be_visible()
        expect(page.get_by_role("link", name="Gloria Zhao")).to_have_count(0)

        page.locator(".facets > details > summary").tap()
        page.get_by_role("complementary", name="Filters").get_by_role("link", name="Gloria Zhao").tap()

        expect(page).to_have_url(f"{address}/search?q=package+relay&speaker=gloria-zhao")
        expect(page.locator(".total")).to_have_text("9 results")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert visit.complaints == []


def test_the_search_offers_names(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/connections")
    field = page.get_by_role("combobox", name="Search all talks")
    field.press_sequentially("wang")
    offer = page.get_by_role("option", name="Alexandr Wang")
    expect(offer).to_be_visible()
    field.press("Escape")
    expect(offer).to_have_count(0)
    field.press_sequentially(" ")
    expect(offer).to_be_visible()

    field.press("ArrowDown")
    expect(offer).to_have_attribute("aria-selected", "true")
    field.press("Enter")

    expect(page).to_have_url(f"{address}/entities/alexandr-wang")
    expect(page.get_by_role("combobox", name="Search all talks")).to_have_value("")
    assert visit.complaints == []


def test_enter_without_a_choice_searches(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    field = page.get_by_role("combobox", name="Search all talks")
    field.press_sequentially("wang")
    expect(page.get_by_role("option", name="Alexandr Wang")).to_be_visible()

    field.press("Enter")

    expect(page).to_have_url(f"{address}/search?q=wang")
    expect(page.locator(".matches > li").first).to_contain_text("Alexandr Wang")
    expect(page.get_by_role("option")).to_have_count(0)
    assert visit.complaints == []
