"""The page of one entity: what a person said, mentions by segment and by month, connections, related entities."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Route, expect

from support import backend
from support.more_talks import holding
from support.page_visits import NOT_FOUND, Visit, visiting

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", autouse=True)
def talks(neo4j_server: backend.Neo4jServer, authored_talk: None) -> Iterator[None]:
    with holding(
        neo4j_server,
        "chaincode-podcast--package-relay",
        "chaincode-podcast--chaincode-decoded-mempool",
        "tabconf--2024--cluster-mempool-by-murch",
    ):
        yield


def test_what_a_person_said_about_a_topic_is_two_clicks(visit: Visit, address: str) -> None:
    """What did Gloria Zhao say about package relay, and when?"""
    page = visit.page
    page.goto(address)
    page.get_by_role("combobox", name="Search all talks").press_sequentially("gloria")

    page.get_by_role("option", name="Gloria Zhao (Gloria) Person").click()
    page.locator("#said").get_by_role("link", name="Package Relay 13").click()

    expect(page).to_have_url(f"{address}/entities/gloria-zhao?topic=package-relay")
    expect(page.locator("#said-head")).to_have_text("Said by Gloria Zhao 13")
    lines = page.locator("#said .said-line")
    expect(lines).to_have_count(13)
    expect(lines.first.locator("time")).to_have_text("24 May 2022")
    expect(lines.first.locator(".time")).to_have_text(re.compile(r"^\d+:\d\d$"))
    assert visit.complaints == []


def test_a_person_has_what_they_said_beside_where_they_are_named(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/entities/gloria-zhao")
    expect(page.locator("#said-head")).to_have_text("Said by Gloria Zhao 77")
    expect(page.locator("#mentions-head")).to_have_text("Mentions 11")
    boxes = [box for part in ("#said", "#mentions") if (box := page.locator(part).bounding_box())]
    assert len(boxes) == 2
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] + boxes[0]["width"] < boxes[1]["x"]

    page.locator("#said").get_by_role("link", name="Fee bumping 7").click()

    expect(page).to_have_url(f"{address}/entities/gloria-zhao?about=fee-bumping-concept")
    expect(page.locator("#said .said-line")).to_have_count(7)
    expect(page.locator("#said .said-line:not(:has(mark))")).to_have_count(0)
    page.go_back()
    expect(page.locator("#said-head")).to_have_text("Said by Gloria Zhao 77")
    assert visit.complaints == []


def test_a_segment_stands_once_with_all_its_mentions(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/entities/package-relay-concept")
    expect(page.locator("#mentions .said-line").first).to_be_visible()

    texts = page.locator("#mentions .said-line blockquote").all_text_contents()

    assert len(texts) == len(set(texts)) == 18
    marks = page.locator("#mentions .said-line").filter(has=page.locator("mark ~ mark"))
    expect(marks).not_to_have_count(0)
    assert visit.complaints == []


def test_the_timeline_filters_by_month(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/entities/mempool-concept")
    bars = page.get_by_role("region", name="Mentions by month").get_by_role("link")
    expect(bars).to_have_count(3)
    labels = [bar.get_attribute("aria-label") for bar in bars.all()]
    assert labels == [
        "April 2021: 21 mentions in 1 talk",
        "May 2022: 11 mentions in 1 talk",
        "December 2024: 33 mentions in 1 talk",
    ]

    bars.nth(1).click()

    expect(page).to_have_url(f"{address}/entities/mempool-concept?month=2022-05")
    expect(page.locator(".one-month")).to_have_text("Only May 2022 · Show all months")
    expect(page.locator(".talk-line h3")).to_have_text(["Package Relay"])
    expect(page.locator("#mentions time").first).to_have_text("24 May 2022")
    assert set(page.locator("#mentions time").all_text_contents()) == {"24 May 2022"}
    page.get_by_role("link", name="Show all months").click()
    expect(page.locator(".talk-line h3")).to_have_count(3)
    page.go_back()
    expect(bars.nth(1)).to_have_attribute("aria-current", "true")
    assert visit.complaints == []


def test_who_has_left_does_not_work_there(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/entities/yann-lecun")

    card = page.locator(".statements > li").filter(has_text="left Meta")
    expect(card.locator(".sentence")).to_have_text(["Yann LeCun left Meta", "Yann LeCun worked at Meta"])
    expect(card.locator(".statement > p.aside")).to_have_text(
        ["said on 23 November 2025", "said on 23 November 2025 · past because Yann LeCun left"]
    )
    expect(card.locator(".tag")).to_have_text(["past"])
    expect(page.locator(".statements .sentence").filter(has_text="Turing Award")).to_have_text(
        "Yann LeCun received the Turing Award"
    )
    assert visit.complaints == []


SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts.push(one.value);
  }).observe({ type: "layout-shift", buffered: true });
}"""


@pytest.mark.parametrize("slug", ["yann-lecun", "gloria-zhao", "mempool-concept", "turing-award-event"])
@pytest.mark.parametrize("width", [1440, 390])
def test_an_entity_page_stays_where_it_is(browser: Browser, address: str, slug: str, width: int) -> None:
    with visiting(browser, viewport={"width": width, "height": 844}) as visit:
        page = visit.page
        page.add_init_script(f"({SHIFTS})()")
        page.goto(f"{address}/entities/{slug}")
        expect(page.locator(".map .node.root")).to_be_visible()
        page.wait_for_load_state("networkidle")

        assert page.evaluate("window.shifts.reduce((sum, one) => sum + one, 0)") <= 0.05


def test_an_entity_has_related_ones_and_mentions(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/entities/fair-company")

    expect(page.get_by_role("heading", level=1)).to_have_text("FAIR")
    expect(page.locator("article > header .kicker")).to_have_text(re.compile("^Company(EditMerge ?)?$"))
    expect(page.locator("article > header .facts")).to_contain_text("6 mentions in 1 talk · 4 connections")
    expect(page.locator(".rings > div").first).to_have_text(
        re.compile(r"One step away\s*Yann LeCun\s*Meta Superintelligence Labs\s*V-JEPA\s*PyTorch")
    )
    expect(page.locator(".map .node.root")).to_have_attribute("aria-label", re.compile("^FAIR, Company"))
    expect(page.locator(".statements .sentence")).to_have_text(
        [
            "FAIR created V-JEPA",
            "Yann LeCun founded FAIR",
            "FAIR created PyTorch",
            "FAIR is part of Meta Superintelligence Labs",
        ]
    )
    expect(page.locator(".talk-line")).to_have_text([re.compile("6 mentions, first at 2:29$")])
    expect(page.locator(".said-line")).to_have_count(6)
    expect(page.locator(".said-line mark").first).to_have_text("FAIR")
    assert visit.complaints == []


def test_a_person_has_facts_and_connections(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/entities/yann-lecun")

    expect(page.locator("article > header .facts")).to_have_text(
        "20 mentions in 1 talk · 10 connections · Website · Find a path to…"
    )
    expect(page.locator("#stated-head")).to_have_text("Connections of Yann LeCun 10")
    expect(page.locator("#talks")).to_have_text("Talks mentioning Yann LeCun 1")
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("speaks", "said"),
    [(1, "Speaker in 1 talk · 3 connections"), (0, "no connection stated")],
)
def test_who_is_never_named_has_no_mentions(visit: Visit, address: str, speaks: int, said: str) -> None:
    def answer(route: Route) -> None:
        if "query EntityPage" not in (route.request.post_data or ""):
            return route.fallback()
        response = route.fetch(max_retries=2)
        answered = response.json()
        entity = answered["data"]["entity"]
        entity |= {"mentionCount": 0, "relationshipCount": 3 * speaks, "speaksIn": {"totalCount": speaks}}
        return route.fulfill(response=response, json=answered)

    visit.page.route("**/graphql", answer)
    visit.page.goto(f"{address}/entities/alexandr-wang")

    expect(visit.page.locator("article > header .facts")).to_have_text(f"{said} · Website · Find a path to…")
    expect(visit.page.locator("#mentions")).to_have_count(0)


def test_an_entity_has_its_other_names(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}/entities/meta-company")

    expect(visit.page.locator("article > header")).to_contain_text("Also known as Facebook")


@pytest.mark.parametrize("slug", ["nobody", "%E0%A4%A"])
def test_an_unknown_entity_says_so(visit: Visit, address: str, slug: str) -> None:
    visit.page.goto(f"{address}/entities/{slug}")

    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Entity not found")
    assert visit.complaints == [NOT_FOUND]


def test_a_voice_from_right_to_left_leaves_the_citation_in_order(visit: Visit, address: str) -> None:
    def answer(route: Route) -> None:
        if "query EntityPage" not in (route.request.post_data or ""):
            return route.fallback()
        response = route.fetch(max_retries=2)
        answered = response.json()
        for statement in answered["data"]["entity"]["relationships"]["nodes"]:
            for evidence in statement["evidence"]["nodes"]:
                evidence["speaker"] = {"label": "דנה כהן", "person": None}
                evidence["video"]["title"] = "שיחה"
        return route.fulfill(response=response, json=answered)

    visit.page.route("**/graphql", answer)
    visit.page.goto(f"{address}/entities/fair-company")

    citation = visit.page.locator(".quote figcaption").first
    parts = [citation.locator(part) for part in (".who", "a:not(.time):not(.watch)", ".time")]
    expect(parts[0]).to_have_text("דנה כהן")
    boxes = [box for part in parts if (box := part.bounding_box())]
    assert len(boxes) == 3
    for left, right in pairwise(boxes):
        assert left["x"] + left["width"] <= right["x"]
