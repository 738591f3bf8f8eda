"""The map of a talk: a point or a line is chosen by mouse, touch or keyboard, and says who said it, when, in which words."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from visits import Visit, visiting

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"
LEADS = "“Wang runs Superintelligence Labs”"


def open_map(page: Page, address: str, rest: str = "") -> Page:
    page.goto(f"{address}{TALK}{rest}")
    expect(page.locator(".map svg .node")).to_have_count(22)
    return page


def edge(page: Page, title: str) -> str:
    """The id of the line that reads so."""
    found = page.locator(".map .edge").filter(has=page.locator("title", has_text=re.compile(f"^{title}$")))
    expect(found).to_have_count(1)
    return found.get_attribute("data-id") or ""


def test_the_map_has_all_that_is_connected(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)

    expect(page.locator(".map svg")).to_have_attribute(
        "aria-label",
        "Map of the talk: 22 entities, 24 connections. Arrow keys go from one to the next, Enter chooses.",
    )
    expect(page.locator(".map .edge")).to_have_count(24)
    expect(page.locator(".legend li")).to_have_text(
        ["People 2", "Companies 5", "Concepts 10", "Products 4", "Event 1", "past"]
    )
    expect(page.locator(".chosen")).to_contain_text("Choose a line to read the words behind it")
    assert visit.complaints == []


def test_what_is_over_reads_so(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)

    over = edge(page, "Llama competed with ChatGPT")

    expect(page.locator(f'.map .edge[data-id="{over}"]')).to_have_class("edge stated past")
    expect(page.locator(".map .edge.past")).to_have_count(1)
    page.goto(f"{address}{TALK}?show={over}")
    expect(page.locator(".chosen h3")).to_have_text("Llama competed with ChatGPT")


def test_names_cover_neither_each_other_nor_points(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)

    covered = page.evaluate(
        """() => {
          const boxes = [...document.querySelectorAll(".map .name:not(.only-near)")].map((one) => one.getBBox());
          const meet = (a, b) => a.x + 1 < b.x + b.width && b.x + 1 < a.x + a.width && a.y + 3 < b.y + b.height && b.y + 3 < a.y + a.height;
          return [boxes.length, boxes.filter((a, i) => boxes.some((b, j) => i < j && meet(a, b))).length];
        }"""
    )

    assert covered == [22, 0]


def test_on_a_phone_only_small_points_are_without_a_name(browser: Browser, address: str) -> None:
    with visiting(browser, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as visit:
        page = open_map(visit.page, address)

        unnamed = page.locator(".map .node:has(.only-near)").evaluate_all(
            "all => all.map((one) => one.ariaLabel)"
        )

        assert [label for label in unnamed if not label.endswith(", 1 connection")] == []
        expect(page.get_by_role("button", name="Joint embedding").locator(".name")).to_be_visible()


def test_each_line_and_each_name_can_be_clicked(visit: Visit, address: str) -> None:
    visit.page.set_viewport_size({"width": 1400, "height": 2400})
    page = open_map(visit.page, address)

    missed = page.evaluate(
        """() => {
          const missed = [];
          const hit = (shape, x, y) => {
            const { x: left, y: top } = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM());
            return document.elementFromPoint(left, top);
          };
          for (const edge of document.querySelectorAll(".map .edge")) {
            const path = edge.querySelector(".reach");
            const { x, y } = path.getPointAtLength(path.getTotalLength() / 2);
            if (hit(path, x, y)?.closest("[data-id]")?.dataset.id !== edge.dataset.id) missed.push(edge.textContent);
          }
          return missed;
        }"""
    )
    assert missed == []

    page.locator(".map .node .name", has_text="ChatGPT").click(force=True)
    expect(page.locator(".chosen h3")).to_have_text("ChatGPT")


def test_a_line_shows_its_words_speaker_and_second(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    id_ = edge(page, "Alexandr Wang leads Meta Superintelligence Labs")

    page.locator(f'.edge[data-id="{id_}"] .reach').click(force=True)

    chosen = page.get_by_role("region", name="What is chosen on the map")
    expect(chosen.locator("h3")).to_have_text("Alexandr Wang leads Meta Superintelligence Labs")
    expect(chosen.locator("blockquote").first).to_have_text(LEADS)
    expect(chosen.locator("figcaption").first).to_contain_text("Narrator, 4:35")
    expect(chosen.get_by_role("link", name="Watch at 4:35, at the source")).to_have_attribute(
        "href", "https://example.org/talks/lecun-leaves-meta?t=275"
    )
    assert page.url == f"{address}{TALK}?show={id_}"

    chosen.get_by_role("link", name="In the transcript at 4:35").click()
    expect(page.locator("#line-18.marked")).to_be_in_viewport()


def test_what_is_chosen_is_in_the_address(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    id_ = edge(page, "Yann LeCun left Meta")

    open_map(page, address, f"?show={id_}")

    chosen = page.locator(".chosen")
    expect(chosen).to_be_in_viewport()
    expect(chosen.locator("blockquote")).to_have_text(
        ["“Yann LeCun is leaving Meta”", "“LeCun is walking out of Meta”"]
    )
    chosen.get_by_role("button", name="Close").click()
    expect(chosen.locator("blockquote")).to_have_count(0)
    assert page.url == f"{address}{TALK}"


def test_what_is_only_named_together_can_be_left_out(visit: Visit, address: str) -> None:
    def weaken(route: Route) -> None:
        """Two of the connections become co-mentions, of which the talk has none."""
        answer = route.fetch()
        data = answer.json()
        for link in data["data"].get("graph", {"links": []})["links"]:
            if link["type"] in ("LEADS", "PART_OF"):
                link["type"] = "MENTIONED_WITH"
        route.fulfill(response=answer, body=json.dumps(data))

    visit.page.route("**/graphql", weaken)
    page = open_map(visit.page, address)
    expect(page.locator(".edge.together")).to_have_count(2)
    expect(page.locator(".legend li").last).to_have_text("named together")

    page.get_by_role("checkbox", name="with what is only named together").uncheck()

    expect(page.locator(".edge.together")).to_have_count(0)
    expect(page.locator(".map svg .node")).to_have_count(20)
    assert page.url == f"{address}{TALK}?together=no"
    page.get_by_role("checkbox", name="with what is only named together").check()
    expect(page.locator(".map svg .node")).to_have_count(22)
    assert page.url == f"{address}{TALK}"


def test_what_is_not_on_the_map_chooses_nothing(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address, "?show=relationship:nothing")

    expect(page.locator(".chosen")).to_contain_text("Choose a line")
    assert visit.complaints == []


def test_the_keyboard_goes_about_the_map(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    nodes = page.locator('.map [role="button"].node')
    assert nodes.evaluate_all("all => all.filter(({ tabIndex }) => tabIndex === 0).length") == 1
    lecun = page.get_by_role("button", name="Yann LeCun, Person, 10 connections")
    lecun.focus()

    page.keyboard.press("ArrowRight")
    expect(lecun).not_to_be_focused()
    page.keyboard.press("ArrowLeft")
    lecun.focus()
    page.keyboard.press("Enter")

    expect(lecun).to_have_attribute("aria-pressed", "true")
    chosen = page.locator(".chosen")
    expect(chosen.locator("h3")).to_have_text("Yann LeCun")
    expect(chosen.locator(".lines button")).to_have_count(10)
    button = chosen.get_by_role("button", name="founded FAIR")
    button.focus()
    page.keyboard.press("Enter")
    expect(chosen.locator("blockquote")).to_have_text(
        "“LeCun founded FAIR, a laboratory for fundamental research”"
    )
    lecun.focus()
    page.keyboard.press("Escape")
    expect(chosen).to_contain_text("Choose a line")


def test_touch_chooses_a_point(browser: Browser, address: str) -> None:
    with visiting(browser, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as visit:
        page = open_map(visit.page, address)

        page.get_by_role("button", name="FAIR, Company, 4 connections").locator(".dot").tap()

        expect(page.locator(".chosen h3")).to_have_text("FAIR")
        expect(page.locator(".chosen h3")).to_be_in_viewport()
        assert visit.complaints == []


def test_on_a_phone_a_chosen_point_stays_in_sight(browser: Browser, address: str) -> None:
    with visiting(browser, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as visit:
        page = open_map(visit.page, address)

        for name in ("Alexandr Wang, Person", "ChatGPT, Product", "Yann LeCun, Person"):
            point = page.get_by_role("button", name=name).locator(".dot")
            point.tap()

            expect(page.locator(".chosen h3")).to_have_text(name.split(",")[0])
            expect(page.locator(".chosen h3")).to_be_in_viewport()
            expect(point).to_be_in_viewport()
            place, panel = point.bounding_box(), page.locator("div.chosen").bounding_box()
            assert place
            assert panel
            assert place["y"] + place["height"] <= panel["y"]


def test_the_words_of_a_chosen_line_stand_over_everything(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    height = page.locator(".map-frame").bounding_box()

    ids = page.locator(".map .edge").evaluate_all("all => all.map((one) => one.dataset.id)")
    for id_ in ids[::8]:
        open_map(page, address, f"?show={id_}")
        expect(page.locator(".map svg > text.top:last-child")).to_have_attribute("data-id", id_)

    after = page.locator(".map-frame").bounding_box()
    assert height
    assert after
    assert height["height"] == after["height"]


def test_on_a_phone_the_contents_are_at_hand_everywhere(browser: Browser, address: str) -> None:
    with visiting(browser, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as visit:
        page = open_map(visit.page, address)
        page.locator("#line-33").scroll_into_view_if_needed()
        button = page.get_by_role("button", name="Contents")
        expect(button).to_be_in_viewport()
        button.focus()
        page.keyboard.press("Enter")
        contents = page.get_by_role("navigation", name="Contents", exact=True)
        expect(contents.get_by_role("link")).to_have_count(12)
        page.keyboard.press("Escape")
        expect(contents).to_have_count(0)
        expect(button).to_be_focused()

        button.tap()
        contents.get_by_role("link", name="Map").tap()

        expect(contents).to_have_count(0)
        expect(page.locator("#map-head")).to_be_in_viewport()
        assert visit.complaints == []

        page.set_viewport_size({"width": 1400, "height": 900})
        expect(button).to_be_hidden()
