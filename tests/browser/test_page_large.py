"""Pages of a large archive: lists with more pages, maps with many lines, counts in thousands."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from support.page_visits import Visit, answer_with, ask_with

pytestmark = pytest.mark.browser


def test_what_is_said_of_an_entity_goes_on(visit: Visit, address: str) -> None:
    page = visit.page
    ask_with(page, lambda query: query.replace("relationships(first: 24", "relationships(first: 3"))
    page.goto(f"{address}/entities/fair-company")
    sentences = page.locator(".statements .sentence")
    expect(sentences).to_have_count(3)
    expect(page.locator("#stated-head .count")).to_have_text("4")

    page.get_by_role("button", name="More connections").click()

    expect(sentences).to_have_count(4)
    expect(sentences.last).to_have_text("FAIR is part of Meta Superintelligence Labs")
    expect(page.get_by_role("button", name="More connections")).to_have_count(0)
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("path", "noun", "further"),
    [
        ("/entities/fair-company", "Entity", "EntityTalks"),
        ("/topics/world-models", "Topic", "TopicTalks"),
    ],
)
def test_talks_go_on(visit: Visit, address: str, path: str, noun: str, further: str) -> None:
    page = visit.page
    found: list[Any] = []

    def go_on(data: dict[str, Any]) -> None:
        found.extend(data[noun.lower()]["videos"]["edges"])
        data[noun.lower()]["videos"]["pageInfo"]["hasNextPage"] = True

    def add(data: dict[str, Any]) -> None:
        counted = {"totalCount": 1} if noun == "Entity" else {}
        assert data[noun.lower()]["videos"] == {
            **counted,
            "pageInfo": {"hasNextPage": False, "endCursor": None},
            "edges": [],
        }
        [edge] = found
        data[noun.lower()]["videos"]["edges"] = [
            {**edge, "node": {**edge["node"], "slug": "other", "title": "Another talk"}}
        ]

    answer_with(page, f"{noun}Page", go_on)
    answer_with(page, further, add)
    poster = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    page.route(
        "**/images/videos/other.svg", lambda route: route.fulfill(content_type="image/svg+xml", body=poster)
    )
    page.goto(f"{address}{path}")
    expect(page.locator(".talk-line h3")).to_have_text(["Why Yann LeCun Is Leaving Meta"])

    page.get_by_role("button", name="More talks").click()

    expect(page.locator(".talk-line h3")).to_have_text(["Why Yann LeCun Is Leaving Meta", "Another talk"])
    expect(page.get_by_role("button", name="More talks")).to_have_count(0)
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("rest", "lines"), [("", 6), ("?entity=yann-lecun", 4)], ids=["all", "with an entity"]
)
def test_lines_on_a_topic_go_on(visit: Visit, address: str, rest: str, lines: int) -> None:
    page = visit.page
    ask_with(page, lambda query: query.replace("first: 20", "first: 1"))
    page.goto(f"{address}/topics/world-models{rest}")
    expect(page.locator(".said-line")).to_have_count(1)

    page.get_by_role("button", name="More passages").click()

    expect(page.locator(".said-line")).to_have_count(lines)
    expect(page.locator("#said .count")).to_have_text(str(lines))
    assert visit.complaints == []


def test_what_a_map_and_a_list_of_neighbours_leave_out_is_said(visit: Visit, address: str) -> None:
    page = visit.page

    def more(data: dict[str, Any]) -> None:
        data["graph"]["nodes"] = data["graph"]["nodes"][:5]
        data["graph"]["totalNodes"] = 2000

    def nearer(data: dict[str, Any]) -> None:
        neighbors = data["entity"]["neighbors"]
        neighbors["truncated"] = True
        neighbors["totalCount"] = len(neighbors["edges"]) + 1976

    answer_with(page, "EntityMap", more)
    answer_with(page, "EntityPage", nearer)
    page.goto(f"{address}/entities/fair-company")

    expect(page.locator(".map-count")).to_have_text(
        re.compile(r"^2,000 entities · 5 on the map · \d connections$")
    )
    expect(page.locator(".rings .aside")).to_have_text("and at least 1,976 more")


def test_lists_of_a_few_say_how_many_more_there_are(visit: Visit, address: str) -> None:
    page = visit.page

    def many(data: dict[str, Any]) -> None:
        data["entity"]["topics"]["totalCount"] = len(data["entity"]["topics"]["nodes"]) + 1000

    answer_with(page, "EntityPage", many)
    page.goto(f"{address}/entities/yann-lecun")

    expect(page.locator(".chips + .aside")).to_have_text("and 1,000 more")
    assert visit.complaints == []


def test_a_topic_says_of_how_many_entities_it_offers_some(visit: Visit, address: str) -> None:
    page = visit.page

    def many(data: dict[str, Any]) -> None:
        entities = data["topic"]["entities"]
        entities["nodes"] = [
            {**entities["nodes"][0], "slug": f"entity-{number}", "name": f"Entity {number}"}
            for number in range(40)
        ]
        entities["totalCount"] = 2252

    answer_with(page, "TopicPage", many)
    page.goto(f"{address}/topics/world-models")
    page.get_by_text("26 more").click()

    expect(page.locator("details .aside")).to_have_text("Top 40 of 2,252")
    assert visit.complaints == []


def test_counts_of_thousands_have_a_comma(visit: Visit, address: str) -> None:
    page = visit.page

    def many(data: dict[str, Any]) -> None:
        data["entity"] |= {"mentionCount": 4900, "relationshipCount": 2499}
        data["entity"]["relationships"]["totalCount"] = 2499

    def mentioned(data: dict[str, Any]) -> None:
        data["segments"]["totalCount"] = 4900

    answer_with(page, "EntityPage", many)
    answer_with(page, "EntityMentions", mentioned)
    page.goto(f"{address}/entities/fair-company")

    expect(page.locator("article > header .facts")).to_contain_text(
        "4,900 mentions in 1 talk · 2,499 connections"
    )
    expect(page.locator("#stated-head .count")).to_have_text("2,499")
    expect(page.locator("#mentions-head .count")).to_have_text("4,900")
