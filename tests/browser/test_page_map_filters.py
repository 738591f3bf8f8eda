"""Filters of a map: the legend hides kinds, the slider sets the minimum of evidence, the table shows the
same, all by keyboard too."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from support.map_page import FRAME, TALK, edge, names, node, open_map
from support.page_visits import Visit

pytestmark = pytest.mark.browser


def shown(page: Page) -> list[str]:
    return [*names(page.locator(f"{FRAME} .node"))]


def entry(page: Page, words: str) -> Locator:
    """A button of the legend."""
    return page.get_by_role("group", name="Legend").get_by_role("button", name=re.compile(rf"^{words} \d"))


def test_the_legend_counts_kinds_and_types(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    legend = page.get_by_role("group", name="Legend")

    expect(legend.locator("> ul button")).to_have_text(
        ["People 2", "Companies 5", "Concepts 10", "Products 4", "Event 1"]
    )
    legend.locator("summary").click()
    types = legend.locator("details button")
    expect(types.first).to_have_text("created 5")
    counts = [int(text.split()[-1]) for text in types.all_inner_texts()]
    assert sum(counts) == 24


def test_a_click_on_a_kind_hides_it_and_back_shows_it(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    place = node(page, "FAIR").get_attribute("transform")

    entry(page, "Concepts").click()

    expect(page.locator(f"{FRAME} .node")).to_have_count(12)
    expect(page.locator(f"{FRAME} .node.kind-CONCEPT")).to_have_count(0)
    expect(entry(page, "Concepts")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".map-count")).to_have_text(re.compile("^22 entities · 12 on the map"))
    assert page.url == f"{address}{TALK}?hide=CONCEPT"
    assert node(page, "FAIR").get_attribute("transform") == place  # what is shown stays where it was

    page.go_back()
    expect(page.locator(f"{FRAME} .node")).to_have_count(22)
    assert page.url == f"{address}{TALK}"


def test_a_double_click_on_a_kind_shows_it_alone(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)

    entry(page, "People").dblclick()

    expect(page.locator(f"{FRAME} .node")).to_have_count(2)
    assert shown(page) == ["Alexandr Wang", "Yann LeCun"]
    assert page.url == f"{address}{TALK}?hide=COMPANY,CONCEPT,EVENT,PRODUCT"
    page.go_back()
    expect(page.locator(f"{FRAME} .node")).to_have_count(22)
    page.go_forward()
    entry(page, "People").dblclick()
    expect(page.locator(f"{FRAME} .node")).to_have_count(22)


def test_a_type_alone_shows_its_ends(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    page.get_by_role("group", name="Legend").locator("summary").click()

    entry(page, "founded").dblclick()

    expect(page.locator(f"{FRAME} .edge")).to_have_count(2)
    assert shown(page) == ["FAIR", "LeCun's start-up", "Yann LeCun"]
    expect(page.locator(".map-count")).to_have_text(
        re.compile("^22 entities · 3 on the map · 2 of 24 connections")
    )


def test_the_slider_asks_for_evidence(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    slider = page.get_by_role("slider", name="Minimum quotes")
    slider.focus()

    page.keyboard.press("ArrowRight")

    expect(page).to_have_url(f"{address}{TALK}?least=2")
    expect(page.locator("output")).to_have_text("2")
    expect(page.locator(f"{FRAME} .edge")).not_to_have_count(24)
    edge(page, "Yann LeCun left Meta")  # two quotes support it
    expect(page.locator(f"{FRAME} .node", has_text="PyTorch")).to_have_count(0)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(f"{FRAME} .edge")).to_have_count(24)


def test_the_address_says_what_is_hidden(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address, "?hide=CONCEPT,CREATED&least=1&view=table", points=11)

    expect(entry(page, "Concepts")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("button", name="Table")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".map-table caption").first).to_have_text("11 entities")


def weaken(page: Page) -> None:
    """Some of the connections become co-mentions, of which the talk has none; only the first is of the backbone."""

    def answer(route: Route) -> None:
        response = route.fetch(max_retries=2)
        data = response.json()
        graph = data["data"].get("graph")
        if graph:
            weak = [link for link in graph["links"] if link["type"] in ("LEADS", "PART_OF")]
            for place, link in enumerate(weak):
                link |= {"type": "MENTIONED_WITH", "backbone": place == 0}
        route.fulfill(response=response, body=json.dumps(data))

    page.route("**/graphql", answer)


def test_co_mentions_are_off_where_ten_are_stated_and_a_switch_of_none_the_strongest_and_more(
    visit: Visit, address: str
) -> None:
    page = visit.page
    weaken(page)
    page.goto(f"{address}{TALK}")
    expect(page.locator(f"{FRAME} .edge.stated")).to_have_count(22)
    expect(page.locator(f"{FRAME} .edge.together")).to_have_count(0)
    page.get_by_role("radio", name="Strongest").check()
    expect(page.locator(f"{FRAME} .edge.together")).to_have_count(1)
    assert page.url == f"{address}{TALK}?comentions=strongest"
    stroke = page.locator(f"{FRAME} .edge.together .stroke").first
    expect(stroke).to_have_css("stroke-dasharray", "none")
    expect(stroke).to_have_css("stroke-width", "1px")
    assert (
        page.locator(f"{FRAME} .edge").first.get_attribute("class") == "edge together"
    )  # under the stated ones

    page.get_by_role("radio", name="More").check()
    expect(page.locator(f"{FRAME} .edge.together")).to_have_count(2)
    assert page.url == f"{address}{TALK}?comentions=more"
    page.get_by_role("radio", name="None").check()
    expect(page.locator(f"{FRAME} .edge.together")).to_have_count(0)
    assert page.url == f"{address}{TALK}"
    page.go_back()
    expect(page.locator(f"{FRAME} .edge.together")).to_have_count(2)
    page.go_back()
    expect(page.locator(f"{FRAME} .edge.together")).to_have_count(1)
    assert visit.complaints == []


def test_the_table_has_the_same_and_is_sorted_by_any_column(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)

    page.get_by_role("button", name="Table").click()

    entities, connections = page.locator(".map-table table").all()
    expect(entities.locator("tbody tr")).to_have_count(22)
    expect(connections.locator("tbody tr")).to_have_count(24)
    expect(entities.locator("tbody tr").first).to_have_text(re.compile(r"Yann LeCun\s*Person\s*10\s*20"))
    heads = entities.locator("th")
    expect(heads.nth(2)).to_have_attribute("aria-sort", "descending")
    heads.nth(0).get_by_role("button").click()
    expect(heads.nth(0)).to_have_attribute("aria-sort", "ascending")
    column = entities.locator("tbody td:first-child").all_inner_texts()
    assert [name.lower() for name in column] == sorted(name.lower() for name in column)
    heads.nth(0).get_by_role("button").click()
    expect(heads.nth(0)).to_have_attribute("aria-sort", "descending")
    expect(entities.locator("tbody td:first-child").first).to_have_text(column[-1])

    entities.get_by_role("button", name="FAIR").click()
    expect(page.locator(".chosen h3")).to_have_text("FAIR")
    connections.locator("tbody button").first.click()
    expect(page.locator(".chosen blockquote").first).to_be_visible()
    entry(page, "Concepts").click()
    expect(entities.locator("tbody tr")).to_have_count(12)
    expect(page.locator(".map-table caption").first).to_have_text("12 entities")


def test_the_map_is_reached_within_five_tabs(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)

    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the map")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator(f"{FRAME} .node:focus")).to_have_count(1)
    expect(page.locator(FRAME)).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/", "/search", "/connections"])
def test_pages_without_a_map_have_no_link_to_one(visit: Visit, address: str, path: str) -> None:
    visit.page.goto(f"{address}{path}")

    expect(visit.page.locator("h1")).to_be_visible()
    expect(visit.page.get_by_role("link", name="Skip to the map")).to_have_count(0)
