"""The map of a talk: an entity or a line is selected by mouse, touch or keyboard, and says who said it, when, in which words."""

import pytest
from playwright.sync_api import Browser, expect

from support.map_page import FRAME, TALK, background, edge, middle, node, on_line, open_map
from support.page_visits import Visit, visiting

pytestmark = pytest.mark.browser

LEADS = "“Alexandr Wang, still in his twenties, was put in charge of Meta Superintelligence Labs”"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
HINT = "Click a line for its quotes, or a dot for its connections"


def test_what_is_over_reads_so(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)

    over = edge(page, "Llama competed with ChatGPT")

    for one in (over, edge(page, "Yann LeCun worked at Meta")):  # whom he has left, as another quote says
        expect(page.locator(f'.map .edge[data-id="{one}"]')).to_have_class("edge stated past")
    expect(page.locator(".map .edge.past")).to_have_count(2)
    open_map(page, address, f"?show={over}")
    expect(page.locator(".chosen h3")).to_have_text("Llama competed with ChatGPT")


def test_on_a_phone_only_small_points_are_without_a_name(browser: Browser, address: str) -> None:
    with visiting(browser, **PHONE) as visit:
        page = open_map(visit.page, address)

        unnamed = page.locator(".map .node:has(.only-near)").evaluate_all(
            "all => all.map((one) => one.ariaLabel)"
        )

        assert [label for label in unnamed if not label.endswith(", 1 connection")] == []
        expect(node(page, "Joint embedding").locator(".name")).to_be_visible()


def test_each_line_and_each_name_can_be_clicked(visit: Visit, address: str) -> None:
    visit.page.set_viewport_size({"width": 1400, "height": 2400})
    page = open_map(visit.page, address)

    missed = page.evaluate(
        """() => {
          const missed = [];
          for (const edge of document.querySelectorAll(".map .edge")) {
            const path = edge.querySelector(".reach");
            const point = path.getPointAtLength(path.getTotalLength() / 2);
            const { x, y } = new DOMPoint(point.x, point.y).matrixTransform(path.getScreenCTM());
            if (document.elementFromPoint(x, y)?.closest("[data-id]")?.dataset.id !== edge.dataset.id) missed.push(edge.textContent);
          }
          return missed;
        }"""
    )
    assert missed == []

    name = page.locator(".map .node .name", has_text="ChatGPT").bounding_box()
    assert name
    page.mouse.click(name["x"] + name["width"] / 2, name["y"] + name["height"] / 2)
    expect(page.locator(".chosen h3")).to_have_text("ChatGPT")


def test_a_line_shows_its_words_speaker_and_second(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    id_ = edge(page, "Alexandr Wang leads Meta Superintelligence Labs")

    page.mouse.click(*on_line(page, id_))

    chosen = page.get_by_role("region", name="Selection")
    expect(chosen.locator("h3")).to_have_text("Alexandr Wang leads Meta Superintelligence Labs")
    expect(chosen.locator("blockquote").first).to_have_text(LEADS)
    expect(chosen.locator("figcaption").first).to_contain_text("Narrator, 4:22")
    expect(chosen.get_by_role("link", name="Watch at 4:22, at the source")).to_have_attribute(
        "href", "https://example.org/talks/lecun-leaves-meta?t=262"
    )
    assert page.url == f"{address}{TALK}?show={id_}"

    chosen.get_by_role("link", name="In the transcript at 4:22").click()
    expect(page.locator("#line-17.marked")).to_be_in_viewport()


def test_an_entity_lists_stated_lines_first_and_a_line_leads_back(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)

    page.mouse.click(*middle(node(page, "Yann LeCun")))

    chosen = page.locator(".chosen")
    expect(chosen.locator("h3")).to_have_text("Yann LeCun")
    expect(chosen.locator(".lines button")).to_have_count(10)
    chosen.get_by_role("button", name="founded FAIR").click()
    expect(chosen.locator("h3")).to_have_text("Yann LeCun founded FAIR")
    expect(chosen.locator("h3")).to_be_focused()
    expect(chosen.locator(".back button")).to_have_text(["← Yann LeCun", "← FAIR"])

    chosen.get_by_role("button", name="← Yann LeCun").click()

    expect(chosen.locator("h3")).to_have_text("Yann LeCun")
    expect(chosen.locator("h3")).to_be_focused()


def test_back_undoes_each_choice(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    heading = page.locator(".chosen h3")
    place = page.evaluate("scrollY")

    page.mouse.click(*middle(node(page, "Yann LeCun")))
    expect(heading).to_have_text("Yann LeCun")
    page.mouse.click(*on_line(page, edge(page, "Yann LeCun founded FAIR")))
    expect(heading).to_have_text("Yann LeCun founded FAIR")

    page.go_back()
    expect(heading).to_have_text("Yann LeCun")
    page.go_back()
    expect(page.locator(".chosen")).to_have_text(HINT)
    assert page.url == f"{address}{TALK}"
    page.wait_for_function("(place) => scrollY === place", arg=place)
    page.go_forward()
    expect(heading).to_have_text("Yann LeCun")


@pytest.mark.parametrize("way", ["background", "Escape", "again", "Close"])
def test_what_is_selected_can_be_cleared(visit: Visit, address: str, way: str) -> None:
    page = open_map(visit.page, address)
    page.mouse.click(*middle(node(page, "Yann LeCun")))
    expect(page.locator(".chosen h3")).to_have_text("Yann LeCun")

    if way == "background":
        page.mouse.click(*background(page))
    elif way == "Escape":
        page.keyboard.press("Escape")
    elif way == "again":
        page.mouse.click(*middle(node(page, "Yann LeCun")))
    else:
        page.get_by_role("button", name="Close").click()

    expect(page.locator(".chosen")).to_have_text(HINT)
    assert page.url == f"{address}{TALK}"
    assert not page.evaluate("document.activeElement === document.body")


def test_escape_after_a_click_on_a_line_clears(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    page.mouse.click(*on_line(page, edge(page, "Yann LeCun founded FAIR")))
    expect(page.locator(".chosen h3")).to_have_text("Yann LeCun founded FAIR")

    page.keyboard.press("Escape")

    expect(page.locator(".chosen")).to_have_text(HINT)


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
    expect(node(page, "Yann LeCun")).to_be_focused()
    assert page.url == f"{address}{TALK}"


def test_what_is_not_on_the_map_chooses_nothing(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address, "?show=relationship:nothing")

    expect(page.locator(".chosen")).to_have_text(HINT)
    expect(page.locator(f"{FRAME}[data-focus]")).to_have_count(0)
    assert visit.complaints == []


def test_the_keyboard_goes_about_the_map(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    nodes = page.locator(f'{FRAME} [role="button"].node')
    assert nodes.evaluate_all("all => all.filter(({ tabIndex }) => tabIndex === 0).length") == 1
    lecun = page.get_by_role("button", name="Yann LeCun, Person, 10 connections")
    lecun.focus()

    page.keyboard.press("Enter")

    expect(lecun).to_have_attribute("aria-pressed", "true")
    chosen = page.locator(".chosen")
    expect(chosen.locator("h3")).to_have_text("Yann LeCun")
    button = chosen.get_by_role("button", name="founded FAIR")
    button.focus()
    page.keyboard.press("Enter")
    expect(chosen.locator("blockquote")).to_have_text(
        "“LeCun founded FAIR, a laboratory for fundamental research”"
    )
    page.keyboard.press("Escape")
    expect(chosen).to_have_text(HINT)
    expect(lecun).to_be_focused()


def test_an_arrow_goes_to_the_nearest_in_its_direction(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    lecun = node(page, "Yann LeCun")
    start = middle(lecun)
    others = [middle(one) for one in page.locator(f"{FRAME} .node").all()]
    steps = [(x - start[0], y - start[1]) for x, y in others]
    ahead = [(x, y) for x, y in steps if y > 0.1 and abs(x) <= y]
    nearest = min(ahead, key=lambda step: step[0] ** 2 + step[1] ** 2)

    lecun.focus()
    page.keyboard.press("ArrowDown")

    expect(lecun).not_to_be_focused()
    found = middle(page.locator(f"{FRAME} .node:focus"))
    assert (found[0] - start[0], found[1] - start[1]) == pytest.approx(nearest, abs=0.5)


def test_touch_chooses_a_point(browser: Browser, address: str) -> None:
    with visiting(browser, **PHONE) as visit:
        page = open_map(visit.page, address)

        page.get_by_role("button", name="FAIR, Company, 4 connections").locator(".dot").tap()

        expect(page.locator(".chosen h3")).to_have_text("FAIR")
        expect(page.locator(".chosen h3")).to_be_in_viewport()
        assert visit.complaints == []


def test_on_a_phone_a_chosen_point_stays_in_sight(browser: Browser, address: str) -> None:
    with visiting(browser, **PHONE) as visit:
        page = open_map(visit.page, address)

        for name in ("Alexandr Wang, Person", "ChatGPT, Product", "Yann LeCun, Person"):
            point = node(page, name).locator(".dot")
            point.tap()

            expect(page.locator(".chosen h3")).to_have_text(name.split(",")[0])
            expect(page.locator(".chosen h3")).to_be_in_viewport()
            expect(point).to_be_in_viewport()
            place, panel = point.bounding_box(), page.locator("div.chosen").bounding_box()
            assert place
            assert panel
            assert place["y"] + place["height"] <= panel["y"]


def test_a_chosen_line_says_its_words_and_the_map_keeps_its_height(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    before = page.locator(".map-frame").bounding_box()

    ids = page.locator(".map .edge").evaluate_all("all => all.map((one) => one.dataset.id)")
    for id_ in ids[::8]:
        open_map(page, address, f"?show={id_}")
        expect(page.locator(f'{FRAME} .type[data-id="{id_}"][data-near]')).to_be_visible()

    after = page.locator(".map-frame").bounding_box()
    assert before
    assert after
    assert before["height"] == after["height"]


def test_on_a_phone_the_contents_are_at_hand_everywhere(browser: Browser, address: str) -> None:
    with visiting(browser, **PHONE) as visit:
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
