"""A curator corrects the graph: renames, merges after a preview, rejects a quote, adds a connection, and takes each back."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from support import backend
from support.authored_graph import apart, load
from support.page_visits import Visit

pytestmark = pytest.mark.browser

PLANNED = 90_000
"""Milliseconds in which Neo4j has planned and run a change, on a machine with much other work too."""


@pytest.fixture
def unchanged(neo4j_server: backend.Neo4jServer, authored_talk: None) -> Iterator[None]:
    """Afterwards the graph is as before, without decisions."""
    yield
    apart(load(neo4j_server))


def test_curator_of_entities(unchanged: None, visit: Visit, address: str, look: Callable[..., None]) -> None:
    page = visit.page
    heading, notice = page.get_by_role("heading", level=1), page.locator(".notice")

    # Renamed, with a reason.
    page.goto(f"{address}/entities/yann-lecun")
    page.get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog", name="Edit")
    expect(dialog.get_by_label("Name")).to_have_value("Yann LeCun")
    expect(dialog.get_by_role("button", name="Save")).to_be_disabled()
    look(page)
    dialog.get_by_label("Name").fill("…")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.locator("#name-error")).to_contain_text("'…' is not a name", timeout=PLANNED)
    expect(dialog.get_by_label("Name")).to_be_focused()
    dialog.get_by_label("Name").fill("Yann André LeCun")
    dialog.get_by_label("Reason").fill("His full name")
    dialog.get_by_role("button", name="Save").click()
    expect(heading).to_have_text("Yann André LeCun", timeout=PLANNED)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(notice).to_be_focused()
    expect(notice).to_contain_text("Saved: Yann André LeCun, person.")
    decision = page.get_by_role("region", name="Decisions 1").get_by_role("listitem")
    expect(decision.locator(".what")).to_have_text("Renamed to “Yann André LeCun”")
    expect(decision).to_contain_text("“His full name”")
    notice.get_by_role("button", name="Undo").click()
    expect(heading).to_have_text("Yann LeCun", timeout=PLANNED)
    expect(notice).to_contain_text("Undone.")
    expect(decision.locator(".tag")).to_have_text("undone")
    expect(decision.get_by_role("button")).to_have_count(0)
    look(page)
    page.keyboard.press("Escape")
    expect(notice).to_have_count(0)

    # Merged after a preview.
    page.goto(f"{address}/entities/joint-embedding-predictive-architecture-concept")
    page.get_by_role("button", name="Merge").click()
    dialog = page.get_by_role("dialog", name="Merge")
    dialog.get_by_role("combobox", name="with").press_sequentially("v-je")
    dialog.get_by_role("option", name="V-JEPA Product").click()
    expect(dialog.get_by_role("button", name="Merge")).to_be_disabled()  # which kind it is has to be said
    dialog.get_by_label("They have different kinds").select_option("Concept")
    expect(dialog.locator(".preview p")).to_have_text(
        "“V-JEPA” becomes “Joint embedding predictive architecture”", timeout=PLANNED
    )
    expect(dialog.locator(".preview li")).to_have_text(
        [
            "2 mentions and 2 quotes move",
            "1 quote is left out: the entity is not connected with itself",
            "1 talk changes",
        ]
    )
    expect(page.locator("#stated")).to_contain_text("V-JEPA is based on")  # nothing is changed yet
    look(page)
    dialog.get_by_role("button", name="Merge").click()
    expect(notice).to_contain_text(
        "Merged “V-JEPA” into “Joint embedding predictive architecture”.", timeout=PLANNED
    )
    expect(page.locator(".facts").first).to_contain_text("6 mentions in 1 talk")
    expect(page.locator(".decisions .what")).to_have_text("Merged with “V-JEPA”")
    notice.get_by_role("button", name="Undo").click()
    expect(notice).to_contain_text("Undone.", timeout=PLANNED)
    expect(page.locator("#stated")).to_contain_text("V-JEPA is based on")
    assert visit.complaints == []


def test_curator_of_a_talk(unchanged: None, visit: Visit, address: str, look: Callable[..., None]) -> None:
    page = visit.page
    notice, counts = page.locator(".notice"), page.locator(".talk header .counts")

    # A quote that is wrong.
    page.goto(f"{address}/videos/videograph-lecun-leaves-meta")
    page.locator("#connections summary").click()
    card = page.locator(".statements > li").filter(has_text="FAIR built V-JEPA")
    card.get_by_role("button", name="This is wrong").click()
    dialog = page.get_by_role("dialog", name="This is wrong")
    expect(dialog.locator("blockquote")).to_have_text("“FAIR built V-JEPA”")
    expect(dialog.locator(".preview li")).to_have_text(
        "“FAIR created V-JEPA” goes too: this is its only quote", timeout=PLANNED
    )
    look(page)
    dialog.get_by_label("Reason").fill("It was another lab")
    dialog.get_by_role("button", name="Remove").click()
    expect(notice).to_contain_text("Quote removed.", timeout=PLANNED)
    expect(card).to_have_count(0)
    expect(counts).to_contain_text("23 connections")
    page.locator(".counts").get_by_role("link", name="1 decision").click()
    decision = page.get_by_role("region", name="Decisions 1").get_by_role("listitem")
    expect(decision.locator(".what")).to_have_text("Wrong: FAIR created V-JEPA: “FAIR built V-JEPA”")
    expect(decision).to_contain_text("“It was another lab”")
    decision.get_by_role("button", name="Undo").click()
    expect(card).to_have_count(1, timeout=PLANNED)
    expect(notice).to_contain_text("Undone.")
    expect(decision.locator(".tag")).to_have_text("undone")
    expect(counts).to_contain_text("24 connections · 22 entities")

    # A connection by hand, whose words must be in the transcript.
    page.locator(".talk header").get_by_role("button", name="Add connection").click()
    dialog = page.get_by_role("dialog", name="Add connection")
    dialog.get_by_label("Find the passage").fill("lives advertising")
    expect(dialog.get_by_role("status").first).to_have_text("1 line")
    dialog.get_by_role("radio").check()
    quote = dialog.get_by_label("Quote")
    expect(quote).to_have_value(re.compile("^In 2013 Facebook came calling"))
    quote.fill("a company that lives on advertisements")
    dialog.get_by_role("combobox", name="From", exact=True).press_sequentially("meta")
    dialog.get_by_role("option", name="Meta Company", exact=True).click()
    dialog.get_by_label("Connection").select_option("uses")
    dialog.get_by_role("combobox", name="To", exact=True).press_sequentially("Advertising")
    dialog.get_by_label("Choose it from the list.").select_option("Concept")
    preview = dialog.locator(".preview")
    expect(preview.locator(".error")).to_contain_text(
        "The quote is not in the transcript: copy the words from it verbatim", timeout=PLANNED
    )
    expect(dialog.get_by_role("button", name="Add", exact=True)).to_be_disabled()
    quote.fill("a company that lives on advertising")
    expect(preview.locator("p")).to_have_text("“Meta uses Advertising”", timeout=PLANNED)
    expect(preview.locator("li")).to_have_text(
        ["The quote begins at 2:29", "“Advertising” becomes an entity"], timeout=PLANNED
    )
    look(page)
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(notice).to_contain_text("Added: Meta uses Advertising.", timeout=PLANNED)
    added = page.locator(".decisions .what", has_text="Added: ")
    expect(added).to_have_text("Added: Meta uses Advertising: “a company that lives on advertising”")
    expect(counts).to_contain_text("25 connections · 23 entities in this video")
    notice.get_by_role("button", name="Undo").click()
    expect(counts).to_contain_text("24 connections · 22 entities", timeout=PLANNED)
    assert visit.complaints == []
