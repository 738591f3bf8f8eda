"""A reader opens a talk, reads what it says and who said it when, and follows its entities and topics."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from support.page_visits import NOT_FOUND, Visit

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"


def test_reader(visit: Visit, address: str, look: Callable[..., None]) -> None:
    page = visit.page
    heading = page.get_by_role("heading", level=1)

    # The first page.
    page.goto(address)
    expect(page.locator(".talk-line")).to_have_text(
        [
            re.compile(
                r"Why Yann LeCun Is Leaving Meta\s*Videograph Talks · 23 November 2025 · 9 min\s*"
                r"Limits of Language Models\s*Learning from Observation\s*World Models\s*Departure from Meta"
            )
        ]
    )
    expect(page.locator(".counts div")).to_have_text(
        ["talk1", "passages34", "entities22", "connections24", "quotes32", "topics13"]
    )
    expect(page.get_by_role("region", name="Topics").get_by_role("listitem")).to_have_count(13)
    said = page.get_by_role("region", name="Most mentioned").get_by_role("listitem")
    expect(said).to_have_count(12)
    expect(said.first).to_have_text("Yann LeCun")
    questions = page.get_by_role("region", name="Questions to start with").get_by_role("link")
    expect(questions).to_have_count(3)
    expect(questions.nth(1)).to_have_text("What is related to Yann LeCun, and who says so?")
    expect(page).to_have_title("Videograph")
    look(page)

    # The map of the newest talk leads to its entities.
    newest = page.get_by_role("group", name="Map of the newest talk, Why Yann LeCun Is Leaving Meta")
    expect(newest.locator(".node")).to_have_count(22)
    newest.locator(".node", has_text="Turing Award").click()
    expect(page.locator(".chosen h3")).to_have_text("Turing Award")
    page.go_back()

    # The talk.
    page.locator(".talk-line").get_by_role("link", name="Why Yann LeCun Is Leaving Meta").click()
    expect(heading).to_have_text("Why Yann LeCun Is Leaving Meta")
    expect(page).to_have_title("Why Yann LeCun Is Leaving Meta · Videograph")
    expect(page.locator("article > header .facts")).to_have_text(
        "Videograph Talks · 23 November 2025 · 9 min · Source ▶"
    )
    expect(page.locator(".talk header .counts")).to_have_text("24 connections · 22 entities in this video")
    expect(page.locator(".voices li")).to_have_text([re.compile(r"Narrator\s*9 min, 100%")])
    expect(page.locator("#summary h3")).to_have_text(
        [
            "A parting after twelve years 0:00",
            "The man who was right once before 1:24",
            "How Meta changed course 3:20",
            "The case against words alone 5:11",
            "What he wants to build instead 6:50",
        ]
    )
    expect(page.locator("#summary .bullets li")).to_have_count(18)
    expect(page.locator(".chapters li")).to_have_text(
        [
            re.compile(r"0:00\s*A Scientist Walks Out\s*1 min"),
            re.compile(r"1:24\s*From Reading Cheques to Building FAIR\s*2 min"),
            re.compile(r"3:20\s*Meta Turns to Llama\s*2 min"),
            re.compile(r"5:11\s*Why Words Are Not Enough\s*2 min"),
            re.compile(r"6:50\s*World Models and the Road Ahead\s*2 min"),
        ]
    )
    expect(page.locator("#topics li")).to_have_count(13)
    expect(page.locator("section.kind h3")).to_have_text(
        ["Concepts 10", "Companies 5", "Products 4", "People 2", "Event 1"]
    )
    expect(page.locator("section.kind li .aside:has(.moment)", has_text="one mention at").first).to_have_text(
        re.compile(r"^ one mention at \d+:\d\d▶?$")
    )
    expect(page.locator("section.kind li", has_text="Yann LeCun").locator(".aside").first).to_have_text(
        re.compile(r"^ \d+ mentions, first at \d+:\d\d▶?$")
    )
    expect(page.locator("#connections-head .count")).to_have_text("24")
    expect(page.locator("#entities-head .count")).to_have_text("22")
    expect(page.locator(".statements li")).to_have_count(24)
    expect(page.locator(".line")).to_have_count(34)
    expect(page.locator(".map .node")).to_have_count(22)
    look(page)

    # A connection, with its quote, its speaker and its second.
    page.get_by_text("16 more").click()
    founded = page.locator(".statements li").filter(has_text="founded FAIR, a laboratory")
    expect(founded.locator(".sentence")).to_have_text("Yann LeCun founded FAIR")
    expect(founded.locator("blockquote")).to_have_text(
        "“LeCun founded FAIR, a laboratory for fundamental research”"
    )
    expect(founded.locator("figcaption")).to_contain_text("Narrator, 2:29")
    expect(founded.get_by_role("link", name="Watch at 2:29, at the source")).to_have_attribute(
        "href", "https://example.org/talks/lecun-leaves-meta?t=149"
    )

    # From the summary to the transcript and back.
    bullet = page.locator(".bullets li").filter(has_text="FAIR's PyTorch became")
    bullet.get_by_role("link", name="In the transcript at 2:45").click()
    marked = page.locator(".line.marked")
    expect(marked).to_be_in_viewport()
    expect(marked).to_have_text(re.compile("^It paid off for everyone. FAIR"))
    assert page.url == f"{address}{TALK}?t=165.18"
    page.go_back()
    expect(bullet).to_be_in_viewport()

    # Words in the transcript, and a chapter whatever was looked for.
    field = page.get_by_role("searchbox", name="Find in the transcript")
    field.fill("off-ramp")
    expect(page.locator(".find [role=status]")).to_have_text("1 passage")
    expect(page.locator(".transcript mark")).to_have_text(["off-ramp", "off-ramp"])
    expect(page).to_have_url(f"{address}{TALK}?find=off-ramp")
    page.get_by_role("button", name="Contents").click()
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="Meta Turns to Llama").click()
    expect(page.locator("#chapter-2 h3")).to_be_focused()
    expect(page.locator("#chapter-2 h3")).to_be_in_viewport()
    expect(page.locator(".line")).to_have_count(34)
    assert page.url == f"{address}{TALK}#chapter-2"

    # An entity and a topic.
    page.locator("#line-0").get_by_role("link", name="Yann LeCun").click()
    expect(heading).to_have_text("Yann LeCun")
    expect(heading).to_be_focused()
    expect(page).to_have_url(f"{address}/entities/yann-lecun")
    expect(page.locator(".map-frame svg")).to_be_visible()
    look(page)
    page.goto(f"{address}/topics/world-models")
    expect(heading).to_have_text("World Models")
    expect(page.locator("article > header .facts")).to_have_text("1 talk · 6 passages")
    expect(page.locator(".said-line")).to_have_count(6)
    page.get_by_role("region", name="Filter by mention").get_by_role("link", name="Common sense").click()
    expect(page.locator("#talks")).to_have_text("Talks on World Models mentioning Common sense 1")
    expect(page).to_have_url(f"{address}/topics/world-models?entity=common-sense-concept")
    page.reload()
    expect(page.locator("#said")).to_have_text("Passages on World Models mentioning Common sense 1")
    look(page)

    # Nothing was asked of another host, and nothing complained.
    assert [url for url in visit.requests if not url.startswith(f"{address}/")] == []
    assert visit.complaints == []

    # What is not there says so.
    page.goto(f"{address}/videos/nothing")
    expect(heading).to_have_text("Talk not found")
    look(page)
    page.get_by_role("link", name="All talks").click()
    expect(page.locator(".talk-line h3")).to_have_text(["Why Yann LeCun Is Leaving Meta"])
    assert visit.complaints == [NOT_FOUND]


def test_reader_of_a_quote(visit: Visit, address: str, look: Callable[..., None]) -> None:
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}{TALK}?t=93")
    expect(page.locator(".line.marked")).to_have_text(re.compile("^Go back to the nineteen eighti"))
    tools = page.locator(".line-tools")
    tools.get_by_role("button", name="Copy quote").click()
    expect(tools.get_by_role("button", name="Copied")).to_be_visible()
    words = page.locator(".line.marked").inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"“{words}”\n— Narrator, Why Yann LeCun Is Leaving Meta, 1:24\n{address}{TALK}?t=84"
    )

    figure = page.locator("#connections figure.quote").first
    quoted = figure.locator("blockquote").inner_text()
    figure.get_by_role("button", name="Copy link to this quote").click()
    expect(figure.get_by_role("button", name="Copied")).to_be_visible()
    link = str(page.evaluate("navigator.clipboard.readText()"))
    assert link.startswith(f"{address}/quote?video=videograph-lecun-leaves-meta&t=")

    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Verbatim in the transcript")
    shown = page.locator("figure.quote")
    expect(shown).to_have_count(1)
    assert quoted.strip("“”.") in shown.locator("blockquote").inner_text()
    look(page)
    shown.get_by_role("link", name="In the transcript at").click()
    expect(page.locator(".line.marked")).to_be_visible()
    page.goto(link.split("&text=")[0] + "&text=Nothing+like+this+was+ever+said")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not in the transcripts")
    assert visit.complaints == []
