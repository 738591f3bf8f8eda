"""An explorer of paths asks how two entities are connected, follows one path, turns it around, and draws it on a map."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from support.map_page import FRAME, names
from support.page_visits import Visit

pytestmark = pytest.mark.browser


def test_explorer_of_paths(visit: Visit, address: str, look: Callable[..., None]) -> None:
    page = visit.page
    way = page.locator(".way")

    # Two names, by suggestion.
    page.goto(address)
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Connections").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Connections")
    page.get_by_role("button", name="Find connections").click()
    expect(page.get_by_role("alert")).to_have_text("Enter two names.")
    for label, typed, name in (("From", "wang", "Alexandr Wang"), ("To", "world", "World models")):
        field = page.get_by_role("combobox", name=label)
        field.press_sequentially(typed)
        expect(page.get_by_role("option").first).to_contain_text(name)  # not yet the answer to fewer letters
        page.get_by_role("option", name=name).click()
        expect(field).to_have_value(name)
    page.get_by_role("button", name="Find connections").click()
    expect(page).to_have_url(f"{address}/connections?from=alexandr-wang&to=world-models-concept")
    # Each hop in its own direction.
    expect(way.first).to_have_text(
        "Alexandr Wang — leads → Meta Superintelligence Labs ← is part of — FAIR ← founded — Yann LeCun"
        " — supports → World models"
    )
    sentences = page.locator(".steps .sentence")
    expect(sentences.nth(1)).to_have_text("FAIR is part of Meta Superintelligence Labs")
    expect(page.locator(".paths-picture .step")).to_have_count(sentences.count())
    expect(page.locator(".steps blockquote").nth(2)).to_have_text(
        "“FAIR, once a house of its own, became one part of Superintelligence Labs”"
    )
    look(page)

    # All paths are one picture, in which one is chosen.
    page.goto(f"{address}/connections?from=yann-lecun&to=llama-product")
    expect(page.locator(".paths .way")).to_have_text(
        [
            "Yann LeCun — left → Meta — created → Llama",
            "Yann LeCun — founded → LeCun's start-up — is related to — Meta — created → Llama",
        ]
    )
    picture = page.locator(".paths-picture")
    expect(picture.locator(".box")).to_have_count(4)
    expect(picture.locator(".step")).to_have_count(4)
    expect(picture.locator(".step .head")).to_have_count(3)  # all but what has no direction
    page.locator(".paths .way").first.click()
    expect(page).to_have_url(f"{address}/connections?from=yann-lecun&to=llama-product&path=1")
    expect(sentences).to_have_text(["Yann LeCun left Meta", "Meta created Llama"])
    page.go_back()
    expect(sentences).to_have_count(4)

    # Turned around.
    page.get_by_role("button", name="Swap the two").click()
    expect(page).to_have_url(f"{address}/connections?from=llama-product&to=yann-lecun")
    expect(way.first).to_have_text("Llama ← created — Meta ← left — Yann LeCun")

    # A letter wrong in both names: each is offered.
    page.goto(f"{address}/connections?from=Alexander+Wnag&to=Yan+LeCun")
    expect(page.locator("main [role=status]")).to_have_text(
        [
            "No match for “Alexander Wnag”. Did you mean Alexandr Wang? Search for Alexander Wnag",
            "No match for “Yan LeCun”. Did you mean Yann LeCun? Search for Yan LeCun",
        ]
    )
    page.get_by_role("link", name="Alexandr Wang").click()
    expect(page).to_have_url(f"{address}/connections?from=alexandr-wang&to=Yan+LeCun")
    page.goto(f"{address}/connections?from=llama&to=Llama")
    expect(page.locator("main [role=status]")).to_have_text("Both names are the same entity.")

    # A path on the map of all talks.
    page.goto(f"{address}/map")
    page.get_by_role("combobox", name="Map around", exact=True).fill("ChatGPT")
    page.get_by_role("combobox", name="Show paths to (optional)", exact=True).fill("Yann LeCun")
    page.get_by_role("button", name="Show map", exact=True).click()
    expect(page.locator("#map-of")).to_have_text("ChatGPT and Yann LeCun")
    expect(page.locator(f'{FRAME} .node[aria-label^="Yann LeCun,"]')).to_be_visible()
    assert {"ChatGPT", "Llama", "Meta", "Yann LeCun"} <= set(names(page.locator(f"{FRAME} .node")))
    look(page)
    assert visit.complaints == []
