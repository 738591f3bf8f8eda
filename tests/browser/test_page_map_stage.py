"""How a map stands in its page: its panel, table and search, where its points were put, and what is counted."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.map_page import FRAME, TALK, drag, edge, eventually, middle, node, open_map, within
from support.page_visits import Visit, answer_with, visiting

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def box(shape: Locator) -> dict[str, float]:
    found = shape.bounding_box()
    assert found
    x, y, width, height = found["x"], found["y"], found["width"], found["height"]
    return {"x": x, "y": y, "width": width, "height": height, "right": x + width, "bottom": y + height}


def in_sight(page: Page, shape: Locator) -> bool:
    """Whether all of it is within the window."""
    place = box(shape)
    return bool(place["y"] >= 0 and place["bottom"] <= page.evaluate("innerHeight"))


def some_are_co_mentions(page: Page, types: tuple[str, ...]) -> None:
    """Connections of these types are only co-mentions from here on, all of the backbone."""

    def weaken(data: dict[str, Any]) -> None:
        for link in data["graph"]["links"]:
            if link["type"] in types:
                link |= {"type": "MENTIONED_WITH", "backbone": True}

    answer_with(page, "VideoMap", weaken)


@pytest.mark.parametrize("width", [1280, 1400, 1900])
def test_in_a_wide_window_the_panel_opens_beside_the_map_and_nothing_scrolls(
    browser: Browser, address: str, width: int
) -> None:
    with visiting(browser, viewport={"width": width, "height": 900}) as visit:
        page = open_map(visit.page, address)
        page.evaluate("scrollTo(0, 0)")
        point = next(one for one in page.locator(f"{FRAME} .node").all() if in_sight(page, one))
        name = (point.get_attribute("aria-label") or "").split(",")[0]

        page.mouse.click(*middle(point))

        panel = page.get_by_role("region", name="Selection")
        expect(panel.locator("h3")).to_have_text(name)
        assert page.evaluate("scrollY") == 0
        assert box(panel)["x"] >= box(page.locator(".map-frame"))["right"]
        assert in_sight(page, panel.locator("h3"))
        tops = page.locator(".map-tools > *").evaluate_all("all => all.map((one) => one.offsetTop)")
        assert len(set(tops)) == 1
        brand = box(page.locator("header.site .brand"))
        end: float = page.locator("header.site").evaluate(
            "(one) => one.getBoundingClientRect().right - parseFloat(getComputedStyle(one).paddingRight)"
        )
        left = page.locator(".contents" if width == 1900 else "h1")
        assert box(left)["x"] == pytest.approx(brand["x"], abs=1)
        assert box(page.locator(".talk-side"))["right"] == pytest.approx(end, abs=1)
        assert visit.complaints == []


def test_on_a_phone_the_panel_is_a_sheet_of_a_third_and_nothing_scrolls(
    browser: Browser, address: str
) -> None:
    with visiting(browser, **PHONE) as visit:
        page = open_map(visit.page, address)
        page.evaluate("document.querySelector('.map-frame').scrollIntoView()")
        place = box(page.locator(".map-frame"))["y"]
        points = [one for one in page.locator(f"{FRAME} .node").all() if in_sight(page, one)]
        lowest = max(points, key=lambda one: middle(one)[1])

        page.touchscreen.tap(*middle(lowest))

        panel = page.get_by_role("region", name="Selection")
        name = (lowest.get_attribute("aria-label") or "").split(",")[0]
        expect(panel.locator("h3")).to_have_text(name)
        assert box(page.locator(".map-frame"))["y"] == pytest.approx(place, abs=1)
        assert box(panel)["height"] <= 844 / 3
        assert box(panel)["bottom"] == pytest.approx(844, abs=1)
        dot = lowest.locator(".dot")
        eventually(page, lambda: box(dot)["bottom"] <= box(panel)["y"], "the map gives way instead")

        panel.get_by_role("button", name="Close").tap()
        expect(panel.locator("h3")).to_have_count(0)
        assert page.locator(FRAME).evaluate("({ __zoom: { x, y, k } }) => [x, y, k]") == [0, 0, 1]


def test_a_double_click_lets_a_point_go_at_once_and_a_dropped_one_stays_over_a_reload(
    visit: Visit, address: str
) -> None:
    page = open_map(visit.page, address)
    lecun = node(page, "Yann LeCun")
    home = within(page, lecun)

    drag(page, middle(lecun), (90, 70))
    # On the point itself: the name of one that follows may lie over it for a moment.
    lecun.locator(".dot").dispatch_event("dblclick")

    eventually(page, lambda: within(page, lecun) == pytest.approx(home, abs=8), "it goes home at once")
    expect(lecun).not_to_have_class(re.compile(r"\bpinned\b"))

    drag(page, middle(lecun), (90, 70))
    dropped = within(page, lecun)
    assert dropped != pytest.approx(home, abs=50)
    page.reload()

    expect(page.locator(f"{FRAME} .node")).to_have_count(22)
    expect(lecun).to_have_class(re.compile(r"\bpinned\b"))
    page.locator(FRAME).scroll_into_view_if_needed()
    assert within(page, lecun) == pytest.approx(dropped, abs=2)
    page.mouse.dblclick(*middle(lecun))
    eventually(page, lambda: within(page, lecun) == pytest.approx(home, abs=8), "it goes home")
    page.wait_for_function("() => localStorage.getItem('videograph-places') === '[]'")
    assert visit.complaints == []


def test_the_table_opens_in_view_for_who_asks_for_it(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}{TALK}?view=table")
    expect(page.locator(".map-table")).to_be_attached()
    assert page.evaluate("scrollY") == 0
    button = page.get_by_role("button", name="Table")
    button.click()
    expect(page.locator(".map-table")).to_have_count(0)

    button.click()

    expect(page.locator(".map-table caption").first).to_be_in_viewport()
    assert box(page.locator(".map-table table").first)["y"] < 600


def test_search_in_this_map_lights_and_selects(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    field = page.get_by_role("searchbox", name="Search in this map")

    field.fill("META")

    lit = page.locator(f"{FRAME} .node[data-near]")
    expect(lit).to_have_count(2)
    expect(page.locator(".map-found")).to_have_text("2 matches")
    field.press("Enter")
    heading = page.get_by_role("region", name="Selection").locator("h3")
    expect(heading).to_have_text("Meta")
    field.press("Enter")
    expect(heading).to_have_text("Meta Superintelligence Labs")
    expect(field).to_be_focused()
    field.fill("nobody")
    expect(page.locator(".map-found")).to_have_text("No match")

    for path in ("/entities/yann-lecun", "/map", f"{TALK}?embed=1"):
        page.goto(f"{address}{path}")
        expect(page.get_by_role("searchbox", name="Search in this map")).to_be_visible()
    assert visit.complaints == []


def test_there_is_one_count_for_eyes_and_ears(visit: Visit, address: str) -> None:
    page = visit.page
    some_are_co_mentions(page, ("LEADS", "PART_OF"))
    open_map(page, address, "?comentions=strongest&view=table")

    expect(page.locator(".map-count")).to_have_text("22 entities · 22 of 24 connections · 2 co-mentions")
    expect(page.locator(".map-lead")).to_have_count(0)
    expect(page.locator(FRAME)).to_have_attribute(
        "aria-label",
        re.compile("^Map of the talk: 22 entities · 22 of 24 connections · 2 co-mentions. Arrow"),
    )
    expect(page.locator(".map-table caption")).to_have_text(["22 entities", "22 connections · 2 co-mentions"])
    fair = node(page, "FAIR")
    expect(fair).to_have_attribute("aria-label", "FAIR, Company, 3 connections · 1 co-mention")
    page.mouse.click(*middle(fair))
    expect(page.locator(".chosen .aside").first).to_have_text("Company, 3 connections · 1 co-mention here")
    expect(page.locator(".map-table th")).to_have_text(
        ["Entity", "Kind", "Connections", "Mentions", "Co-mentions", "From", "Connection", "To", "Evidence"]
    )
    line = edge(page, "FAIR mentioned alongside Meta Superintelligence Labs")
    expect(page.locator(f'.edge[data-id="{line}"]')).to_have_class(re.compile("together"))


def test_a_talk_without_stated_connections_says_so_and_what_to_do(visit: Visit, address: str) -> None:
    page = visit.page

    def nothing_stated(data: dict[str, Any]) -> None:
        data["video"]["relationships"] |= {"totalCount": 0, "edges": []}

    def only_together(data: dict[str, Any]) -> None:
        for link in data["graph"]["links"]:
            link |= {"type": "MENTIONED_WITH", "backbone": True}

    answer_with(page, "VideoPage", nothing_stated)
    answer_with(page, "VideoMap", only_together)
    page.goto(f"{address}{TALK}")

    part = page.get_by_role("region", name="Connections")
    expect(part.locator("p")).to_have_text(
        "No connection between two names is stated in this talk, as far as it was found."
    )
    expect(page.locator(f"{FRAME} .edge.together")).to_have_count(24)  # fewer than ten are stated
    expect(page.locator(".map-lead")).to_have_text("Mentioned together: no connections are stated here")
    fair = node(page, "FAIR")
    page.mouse.click(*middle(fair))
    page.locator(".chosen .lines button").first.click()
    expect(page.locator(".chosen .aside").first).to_have_text("mentioned together, once")
    expect(page.locator(".chosen blockquote")).to_have_count(1)
    for words, target in (
        ("See which names are mentioned together", "#map-head"),
        ("See who and what is mentioned", "#entities-head"),
        ("Read the transcript", "#transcript-head"),
    ):
        part.get_by_role("link", name=words).click()
        expect(page.locator(target)).to_be_in_viewport()


def test_counts_of_filters_stay_on_one_line(visit: Visit, address: str) -> None:
    page = visit.page

    def many(data: dict[str, Any]) -> None:
        for search in data.values():
            facets = search["facets"]
            for value in (one for values in facets.values() if isinstance(values, list) for one in values):
                value["count"] = 123456789

    answer_with(page, "SearchFacets", many)
    page.goto(f"{address}/search?q=meta")
    counts = page.locator(".facet .count")
    expect(counts.nth(5)).to_have_text("123,456,789")

    lines: list[int] = counts.evaluate_all(
        """all => all.map((one) => {
          const range = document.createRange();
          range.selectNodeContents(one);
          return range.getClientRects().length;
        })"""
    )
    assert set(lines) == {1}


def test_no_two_labels_of_paths_overlap(browser: Browser, address: str) -> None:
    with visiting(browser, viewport={"width": 390, "height": 900}) as visit:
        page = visit.page

        def longer(data: dict[str, Any]) -> None:
            for path in data["paths"]:
                for hop in path["hops"]:
                    hop["relationship"]["type"] = "IS_SAID_TO_BE_LIKE_IT"

        answer_with(page, "ConnectionsPage", longer)
        page.goto(f"{address}/connections?from=yann-lecun&to=llama&together=yes")
        expect(page.locator(".paths-picture .step").nth(3)).to_be_attached()

        found = page.locator(".paths-picture").evaluate(
            """(picture) => {
              const boxes = [...picture.querySelectorAll(".step text, .box rect")].map((one) => one.getBBox());
              const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
              const pairs = boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => meet(one, other)));
              return { met: pairs.length, said: picture.querySelectorAll(".step text").length, steps: picture.querySelectorAll(".step").length };
            }"""
        )

        assert found["met"] == 0
        assert found["said"] == found["steps"]
        assert visit.complaints == []


def test_beside_the_words_the_map_fits_the_window_and_the_transcript_scrolls_by_itself(
    browser: Browser, address: str
) -> None:
    with visiting(browser, viewport={"width": 1280, "height": 720}) as visit:
        page = open_map(visit.page, address)
        page.evaluate("scrollTo(0, 0)")
        assert in_sight(page, page.locator(".map-frame"))
        assert in_sight(page, page.locator(".map-count"))

        panel = page.locator(".transcript")
        panel.scroll_into_view_if_needed()
        assert box(panel)["height"] < 720
        assert panel.evaluate("(one) => one.scrollHeight") > 2 * box(panel)["height"]
        page.locator("#line-33").scroll_into_view_if_needed()
        assert panel.evaluate("(one) => one.scrollTop") > 0
        assert in_sight(page, page.locator(".map-frame"))
        assert visit.complaints == []


def test_a_click_on_a_line_draws_no_frame_around_the_map(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)

    page.locator(f"{FRAME} .edge .reach").first.click(force=True)

    expect(page.locator(".chosen h3")).to_be_visible()
    assert (
        page.locator(".map-frame svg").first.evaluate("(one) => getComputedStyle(one).outlineStyle") == "none"
    )


def test_on_a_phone_the_map_of_all_talks_comes_before_what_else_it_may_begin_with(
    browser: Browser, address: str
) -> None:
    with visiting(browser, **PHONE) as visit:
        page = visit.page
        page.goto(f"{address}/map")
        expect(page.locator(".map .node").first).to_be_visible()
        assert box(page.locator("#map"))["bottom"] <= box(page.locator(".map-starts"))["y"]
