"""A tracer works on a talk's map: points, selects, drags, zooms, hides, explores, takes back, and saves what is shown."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

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
from support.page_visits import Visit

pytestmark = pytest.mark.browser

HINT = "Click a line for its quotes, or a dot for its connections"
SCALE = "({ __zoom: { k } }) => k"


def test_tracer_of_a_talk(visit: Visit, address: str, look: Callable[..., None]) -> None:
    page = open_map(visit.page, address)
    chosen = page.locator(".chosen")
    expect(page.locator(FRAME)).to_have_attribute(
        "aria-label",
        "Map of the talk: 22 entities · 24 connections. Arrow keys move between entities, Enter selects.",
    )
    expect(page.locator(f"{FRAME} .edge")).to_have_count(24)
    expect(page.locator(".map-count")).to_have_text("22 entities · 24 connections")
    expect(chosen).to_have_text(HINT)

    # Pointing at an entity lights its lines and neighbors, and the rest fades.
    page.mouse.move(*middle(node(page, "FAIR")))
    lit = page.locator(f"{FRAME} .node[data-near]")
    expect(lit).to_have_count(5)
    assert names(lit) == ["FAIR", "Meta Superintelligence Labs", "PyTorch", "V-JEPA", "Yann LeCun"]
    expect(page.locator(f"{FRAME} .edge[data-near]")).to_have_count(4)
    expect(node(page, "ChatGPT")).to_have_css("opacity", "0.12")
    page.mouse.move(*background(page))
    expect(page.locator(f"{FRAME}[data-focus]")).to_have_count(0)
    expect(node(page, "ChatGPT")).to_have_css("opacity", "1")

    # Pointing at a line says its type and its best quote.
    founded = edge(page, "Yann LeCun founded FAIR")
    page.mouse.move(*on_line(page, founded))
    note = page.get_by_role("tooltip")
    expect(note.locator("p").first).to_have_text("Yann LeCun founded FAIR")
    expect(note.locator(".quoted")).to_have_text(
        "“LeCun founded FAIR, a laboratory for fundamental research”"
    )
    expect(note.locator(".aside")).to_have_text("Narrator, 2:29")

    # An entity and a line are selected; Back undoes each choice.
    page.mouse.click(*middle(node(page, "Yann LeCun")))
    expect(chosen.locator("h3")).to_have_text("Yann LeCun")
    expect(chosen.locator(".lines button")).to_have_count(10)
    leads = edge(page, "Alexandr Wang leads Meta Superintelligence Labs")
    page.mouse.click(*on_line(page, leads))
    expect(chosen.locator("h3")).to_have_text("Alexandr Wang leads Meta Superintelligence Labs")
    expect(chosen.locator("blockquote").first).to_have_text(
        "“Alexandr Wang, still in his twenties, was put in charge of Meta Superintelligence Labs”"
    )
    expect(chosen.locator("figcaption").first).to_contain_text("Narrator, 4:22")
    expect(chosen.get_by_role("link", name="Watch at 4:22, at the source")).to_have_attribute(
        "href", "https://example.org/talks/lecun-leaves-meta?t=262"
    )
    expect(page).to_have_url(f"{address}{TALK}?show={leads}")
    look(page)
    page.go_back()
    expect(chosen.locator("h3")).to_have_text("Yann LeCun")
    page.go_back()
    expect(chosen).to_have_text(HINT)
    expect(page).to_have_url(f"{address}{TALK}")

    # A dragged entity stays, and a double click lets it go.
    lecun = node(page, "Yann LeCun")
    x, y = within(page, lecun)
    drag(page, middle(lecun), (90, 70))
    expect(lecun).to_have_attribute("aria-label", "Yann LeCun, Person, 10 connections, pinned")
    assert within(page, lecun) == pytest.approx((x + 90, y + 70), abs=1.5)
    assert page.url == f"{address}{TALK}"  # a drag is no click
    page.mouse.dblclick(*middle(lecun))
    expect(lecun).to_have_attribute("aria-label", "Yann LeCun, Person, 10 connections")
    eventually(page, lambda: within(page, lecun) == pytest.approx((x, y), abs=8), "it goes home")
    page.keyboard.press("Escape")
    expect(chosen).to_have_text(HINT)

    # Zoom, pan, and all again.
    page.get_by_role("button", name="Zoom in").click()
    expect(page.locator(f"{FRAME}.closer")).to_have_count(1)
    assert page.locator(FRAME).evaluate(SCALE) == pytest.approx(1.4)
    page.get_by_role("button", name="Fit").click()
    expect(page.locator(f"{FRAME}.closer")).to_have_count(0)
    drag(page, background(page), (40, 30))
    assert page.locator(FRAME).evaluate("({ __zoom: { x, y, k } }) => [x, y, k]") == [40, 30, 1]
    page.get_by_role("button", name="Fit").click()

    # A kind is hidden by the legend, which the address says.
    page.get_by_role("button", name=re.compile("^Companies")).click()
    expect(page.locator(f"{FRAME} .node")).to_have_count(17)
    expect(page).to_have_url(f"{address}{TALK}?hide=COMPANY")
    page.get_by_role("button", name=re.compile("^Companies")).click()
    expect(page.locator(f"{FRAME} .node")).to_have_count(22)
    assert visit.complaints == []


def test_tracer_of_all_talks(visit: Visit, address: str, look: Callable[..., None]) -> None:
    page = visit.page
    points = page.locator(f"{FRAME} .node")
    page.goto(f"{address}/map")
    expect(page.locator("#map-of")).to_have_text("Most mentioned")
    expect(page.locator(f'{FRAME} .node[aria-label^="Yann LeCun,"]')).to_be_visible()
    look(page)

    # From Llama's map of three by Meta's neighbors to six, and back, and there again.
    page.goto(f"{address}/map?from=llama-product")
    expect(points).to_have_count(3)
    node(page, "Meta,").locator(".dot").click()
    expect(page.locator(".chosen h3")).to_have_text("Meta")
    expect(page.locator(".neighbors")).to_have_text("1 of 4 neighbors")
    page.get_by_role("button", name="Explore", exact=True).click()
    expect(points).to_have_count(6)
    assert names(page.locator(f"{FRAME} .node.added")) == ["LeCun's start-up", "Scale AI", "Yann LeCun"]
    expect(page.locator(".neighbors")).to_have_text("4 of 4 neighbors")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(points).to_have_count(3)
    page.keyboard.press("Control+Shift+Z")
    expect(points).to_have_count(6)
    assert "steps=e:meta-company" in page.url

    # What is hidden is not saved.
    node(page, "ChatGPT,").locator(".dot").click()
    expect(page.locator(".chosen h3")).to_have_text("ChatGPT")
    expect(page.locator(".neighbors")).to_be_visible()
    page.get_by_role("button", name="Hide", exact=True).click()
    expect(points).to_have_count(5)
    page.locator(".menu summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON", exact=True).click()
    data = json.loads(download.value.path().read_bytes())
    assert download.value.suggested_filename == "llama-map.json"
    shown = ["LeCun's start-up", "Llama", "Meta", "Scale AI", "Yann LeCun"]
    assert sorted(one["name"] for one in data["entities"]) == shown
    lines = page.locator(f"{FRAME} .edge").evaluate_all("all => all.map((one) => one.dataset.id)")
    assert sorted(one["id"] for one in data["connections"]) == sorted(lines)

    # The query that is shown gives what is shown.
    page.locator("summary", has_text="Export").click()
    page.get_by_role("button", name="Show the query").click()
    texts = page.locator("dialog.query pre")
    expect(texts).to_have_count(3)
    query, variables, _ = texts.all_inner_texts()
    sent = page.request.post(f"{address}/graphql", data={"query": query, "variables": json.loads(variables)})
    answer = sent.json()["data"]
    assert sorted(one["name"] for one in answer["entities"]) == shown
    assert len(answer["connections"]) == len(lines)
    look(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Show the query")).to_be_focused()
    assert visit.complaints == []
