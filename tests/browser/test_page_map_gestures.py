"""The map by hand: hover traces connections, drag moves an entity, wheel and fingers zoom, the background pans."""

import re

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect

from support.map_page import (
    FRAME,
    TALK,
    background,
    drag,
    edge,
    eventually,
    middle,
    names,
    node,
    on_line,
    open_map,
    within,
)
from support.page_visits import Visit, visiting

pytestmark = pytest.mark.browser

FADED = "0.12"


def opacities(shapes: Locator) -> set[str]:
    found: list[str] = shapes.evaluate_all("all => all.map((one) => getComputedStyle(one).opacity)")
    return set(found)


def view(page: Page) -> list[float]:
    """Returns the position of the map: x, y and scale of d3-zoom."""
    found: list[float] = page.locator(FRAME).evaluate("({ __zoom: { x, y, k } }) => [x, y, k]")
    return found


def test_hover_lights_an_entity_with_its_lines_and_neighbours(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)

    page.mouse.move(*middle(node(page, "FAIR")))

    lit = page.locator(f"{FRAME} .node[data-near]")
    expect(lit).to_have_count(5)
    assert names(lit) == ["FAIR", "Meta Superintelligence Labs", "PyTorch", "V-JEPA", "Yann LeCun"]
    expect(page.locator(f"{FRAME} .edge[data-near]")).to_have_count(4)
    others = page.locator(f"{FRAME} :is(.node, .edge, .type):not([data-near])")
    expect(others.last).to_have_css("opacity", FADED)
    expect(others.first).to_have_css("opacity", FADED)
    assert opacities(others) == {FADED}
    assert opacities(page.locator(f"{FRAME} :is(.node, .edge)[data-near]")) == {"1"}

    page.mouse.move(*background(page))

    expect(page.locator(f"{FRAME}[data-focus]")).to_have_count(0)
    expect(node(page, "ChatGPT")).to_have_css("opacity", "1")
    assert page.url == f"{address}{TALK}"
    assert visit.complaints == []


def test_fading_takes_a_fifth_of_a_second_or_no_time(browser: Browser, address: str) -> None:
    for motion, lasting in (("no-preference", "0.2s"), ("reduce", "0s")):
        with visiting(browser, reduced_motion=motion) as visit:
            page = open_map(visit.page, address)
            expect(node(page, "ChatGPT")).to_have_css("transition-duration", lasting)


def test_focus_lights_as_hover_does(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    node(page, "Yann LeCun").focus()

    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")

    focused = page.locator(f"{FRAME} .node:focus")
    expect(page.locator(f"{FRAME}[data-focus]")).to_have_count(1)
    expect(page.locator(f"{FRAME} .node[data-middle]")).to_have_count(1)
    assert focused.get_attribute("data-middle") == ""
    page.keyboard.press("Shift+Tab")
    expect(page.locator(f"{FRAME}[data-focus]")).to_have_count(0)


def test_hovering_a_line_says_its_type_and_best_quote_at_the_pointer(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    x, y = on_line(page, edge(page, "Yann LeCun founded FAIR"))

    page.mouse.move(x, y)

    note = page.get_by_role("tooltip")
    expect(note.locator("p").first).to_have_text("Yann LeCun founded FAIR")
    expect(note.locator(".quoted")).to_have_text(
        "“LeCun founded FAIR, a laboratory for fundamental research”"
    )
    expect(note.locator(".aside")).to_have_text(re.compile(r"^Narrator, \d:\d\d$"))
    box = note.bounding_box()
    assert box
    assert box["x"] <= x + 20 <= box["x"] + box["width"] + 20
    assert min(abs(box["y"] - y), abs(box["y"] + box["height"] - y)) <= 20
    lit = page.locator(f"{FRAME} .node[data-near]")
    assert names(lit) == ["FAIR", "Yann LeCun"]

    page.mouse.move(*background(page))
    expect(note).to_have_count(0)


def test_drag_moves_an_entity_which_stays_and_a_double_click_lets_it_go(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    lecun = node(page, "Yann LeCun")
    x, y = within(page, lecun)
    neighbor = within(page, node(page, "FAIR"))

    drag(page, middle(lecun), (90, 70))

    expect(lecun).to_have_class(re.compile(r"\bpinned\b"))
    expect(lecun).to_have_attribute("aria-label", "Yann LeCun, Person, 10 connections, pinned")
    assert within(page, lecun) == pytest.approx((x + 90, y + 70), abs=1.5)
    assert page.url == f"{address}{TALK}"  # a drag is no click
    fair = node(page, "FAIR")
    eventually(page, lambda: within(page, fair) != pytest.approx(neighbor, abs=2), "a neighbor follows")
    line = edge(page, "Yann LeCun founded FAIR")

    def follows() -> bool:
        (x1, y1), (x2, y2) = middle(lecun), middle(fair)
        return on_line(page, line) == pytest.approx(((x1 + x2) / 2, (y1 + y2) / 2), abs=12)

    eventually(page, follows, "its lines go with it")

    page.mouse.dblclick(*middle(lecun))

    expect(lecun).not_to_have_class(re.compile(r"\bpinned\b"))
    eventually(page, lambda: within(page, lecun) == pytest.approx((x, y), abs=8), "it goes home")


def test_the_wheel_zooms_towards_the_pointer(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    fair = node(page, "FAIR")
    x, y = within(page, fair)
    place = page.evaluate("scrollY")
    apart = within(page, node(page, "Meta,"))[0] - x

    page.mouse.move(*middle(fair))
    page.mouse.wheel(0, -250)

    expect(page.locator(f"{FRAME}.closer")).to_have_count(1)
    expect(page.locator(f"{FRAME} .view")).to_have_attribute("transform", re.compile(r"scale\(1\)$"))
    scale = view(page)[2]
    assert scale > 1.2
    assert within(page, fair) == pytest.approx((x, y), abs=1)
    assert within(page, node(page, "Meta,"))[0] - x == pytest.approx(apart * scale, abs=1.5)
    assert page.evaluate("scrollY") == place
    expect(fair.locator(".name")).to_have_css("font-size", "12.5px")  # names do not grow


def test_at_the_whole_map_the_wheel_scrolls_on(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    place = page.evaluate("scrollY")
    page.mouse.move(*background(page))

    page.mouse.wheel(0, 200)

    # The column of the map, as long as there is more in it, and then the page.
    page.wait_for_function(
        "(place) => scrollY > place || document.querySelector('.talk-side').scrollTop > 0", arg=place
    )
    assert view(page) == [0, 0, 1]


def test_the_background_pans_and_fit_shows_all_again(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    x, y = within(page, node(page, "FAIR"))

    drag(page, background(page), (40, 30))

    assert within(page, node(page, "FAIR")) == pytest.approx((x + 40, y + 30), abs=0.5)
    assert view(page) == [40, 30, 1]
    page.get_by_role("button", name="Fit").click()
    assert view(page) == [0, 0, 1]
    assert within(page, node(page, "FAIR")) == pytest.approx((x, y), abs=0.5)


def test_buttons_zoom_in_and_out(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)

    page.get_by_role("button", name="Zoom in").click()
    assert view(page)[2] == pytest.approx(1.4)
    page.get_by_role("button", name="Zoom in").click()
    assert view(page)[2] == pytest.approx(1.96)
    page.get_by_role("button", name="Zoom out").click()
    page.get_by_role("button", name="Zoom out").click()

    assert view(page)[2] == pytest.approx(1)
    expect(page.locator(f"{FRAME}.closer")).to_have_count(0)


def test_full_screen_and_back(visit: Visit, address: str) -> None:
    page = open_map(visit.page, address)
    before = page.locator(FRAME).bounding_box()

    page.get_by_role("button", name="Full screen").click()

    expect(page.locator(".map.full")).to_have_count(1)
    page.wait_for_function(
        "() => document.querySelector('.map-frame svg')?.getBoundingClientRect().height > 700"
    )
    expect(page.locator(".map.full .chosen")).to_be_visible()
    page.get_by_role("button", name="Leave full screen").click()
    expect(page.locator(".map.full")).to_have_count(0)
    assert before
    page.wait_for_function(
        "(height) => document.querySelector('.map-frame svg')?.getBoundingClientRect().height === height",
        arg=before["height"],
    )
    assert visit.complaints == []


def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    session.send(
        "Input.dispatchTouchEvent",
        {"type": kind, "touchPoints": [{"x": x, "y": y, "id": id_} for id_, (x, y) in enumerate(points)]},
    )


def test_two_fingers_zoom_and_one_moves_an_entity(browser: Browser, address: str) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with visiting(browser, **phone) as visit:
        page = open_map(visit.page, address)
        fingers = page.context.new_cdp_session(page)
        x, y = background(page)

        touch(fingers, "touchStart", (x, y), (x + 40, y + 40))
        touch(fingers, "touchMove", (x, y), (x + 80, y + 80))
        touch(fingers, "touchEnd")

        assert view(page)[2] == pytest.approx(2, abs=0.05)
        page.get_by_role("button", name="Fit").tap()
        lecun = node(page, "Yann LeCun")
        start = within(page, lecun)
        x, y = middle(lecun)
        touch(fingers, "touchStart", (x, y))
        touch(fingers, "touchMove", (x + 10, y + 15))
        touch(fingers, "touchMove", (x + 30, y + 40))
        touch(fingers, "touchEnd")

        expect(lecun).to_have_class(re.compile(r"\bpinned\b"))
        assert within(page, lecun) == pytest.approx((start[0] + 30, start[1] + 40), abs=1.5)
        assert visit.complaints == []
