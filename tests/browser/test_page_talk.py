"""A talk's page as a reader meets it: what it says, where its moments lead, how its transcript is read."""

import re
from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from support.page_visits import Visit, answer_with, ask_with

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"


def open_talk(visit: Visit, address: str, rest: str = "") -> Page:
    visit.page.goto(f"{address}{TALK}{rest}")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Why Yann LeCun Is Leaving Meta")
    return visit.page


def marked(page: Page) -> str:
    """The start of the line at the address's moment, once it is in view."""
    line = page.locator(".line.marked")
    expect(line).to_be_in_viewport()
    return line.inner_text()[:30]


def test_a_moment_in_the_address_is_marked(visit: Visit, address: str) -> None:
    page = open_talk(visit, address, "?t=262.32")

    assert marked(page) == "With the money came a new boss"
    assert visit.complaints == []


def test_the_marked_line_can_be_watched(visit: Visit, address: str) -> None:
    page = open_talk(visit, address, "?t=93")

    expect(page.locator("#transcript .watch")).to_have_count(1)
    expect(
        page.locator("#transcript").get_by_role("link", name="Watch at 1:24, at the source")
    ).to_have_attribute("href", "https://example.org/talks/lecun-leaves-meta?t=84")


@pytest.mark.parametrize("moment", ["", "soon", "NaN"])
def test_what_is_no_moment_marks_nothing(visit: Visit, address: str, moment: str) -> None:
    page = open_talk(visit, address, f"?t={moment}")

    expect(page.locator(".line")).to_have_count(34)
    expect(page.locator(".line.marked")).to_have_count(0)


def test_moments_lead_to_the_transcript_and_back(visit: Visit, address: str) -> None:
    page = open_talk(visit, address)
    bullet = page.locator(".bullets li").filter(has_text="FAIR's PyTorch became")
    # Where the reader is when they click: the browser may scroll a few pixels until then.
    page.evaluate(
        "addEventListener('click', () => { window.place = scrollY }, { capture: true, once: true })"
    )

    bullet.get_by_role("link", name="In the transcript at 2:45").click()

    assert marked(page) == "It paid off for everyone. FAIR"
    assert page.url == f"{address}{TALK}?t=165.18"
    page.go_back()
    expect(bullet).to_be_in_viewport()
    page.wait_for_function("() => scrollY === place")


def test_an_anchor_set_by_hand_leads_to_its_part_and_back(visit: Visit, address: str) -> None:
    page = open_talk(visit, address)
    expect(page.locator(".line")).to_have_count(34)
    page.wait_for_function("() => { scrollTo(0, 600); return scrollY === 600 }")

    place = page.evaluate("() => { const place = scrollY; location.hash = '#topics'; return place }")

    expect(page.locator("#topics-head")).to_be_in_viewport()
    expect(page.locator("#topics-head")).to_be_focused()
    page.go_back()
    page.wait_for_function("(place) => scrollY === place", arg=place)
    assert page.url == f"{address}{TALK}"


def test_the_same_moment_can_be_had_again(visit: Visit, address: str) -> None:
    page = open_talk(visit, address, "?t=93")
    marked(page)
    page.mouse.wheel(0, -20_000)  # until the reader does something, the moment stays in view
    expect(page.locator(".line.marked")).not_to_be_in_viewport()

    page.locator("#summary").get_by_role("link", name="In the transcript at 1:24").first.click()

    assert marked(page) == "Go back to the nineteen eighti"


def test_contents_lead_to_parts_and_chapters(visit: Visit, address: str) -> None:
    page = open_talk(visit, address)
    page.get_by_role("button", name="Contents").click()
    contents = page.get_by_role("navigation", name="Contents")

    contents.get_by_role("link", name="Meta Turns to Llama").click()

    expect(page.locator("#chapter-2 h3")).to_be_in_viewport()
    expect(page.locator("#chapter-2 h3")).to_be_focused()
    assert page.url == f"{address}{TALK}#chapter-2"
    page.get_by_role("button", name="Contents").click()
    contents.get_by_role("link", name="Topics").click()
    expect(page.locator("#topics-head")).to_be_in_viewport()


def test_words_are_found_in_the_transcript(visit: Visit, address: str) -> None:
    page = open_talk(visit, address)
    field = page.get_by_role("searchbox", name="Find in the transcript")

    field.fill("off-ramp")

    expect(page.locator(".find [role=status]")).to_have_text("1 passage")
    expect(page.locator(".transcript mark")).to_have_text(["off-ramp", "off-ramp"])
    expect(page).to_have_url(f"{address}{TALK}?find=off-ramp")
    field.fill("no such words")
    expect(page.locator(".find [role=status]")).to_have_text("No matches")
    expect(page.locator(".line")).to_have_count(0)
    field.fill("")
    expect(page.locator(".line")).to_have_count(34)
    assert page.url == f"{address}{TALK}"


def test_a_long_talk_comes_in_pages(visit: Visit, address: str) -> None:
    ask_with(visit.page, lambda query: query.replace("transcript(first: 1000", "transcript(first: 9"))
    sent: list[str] = []
    visit.page.on("request", lambda request: sent.append(request.post_data or ""))

    page = open_talk(visit, address, "?t=500")

    expect(page.locator(".line")).to_have_count(34)
    assert marked(page) == "His programme has a plain name"
    asked = Counter(re.findall(r"query (\w+)", " ".join(sent)))
    assert {name: asked[name] for name in ("VideoPage", "VideoMap", "Transcript", "Moment")} == {
        "VideoPage": 1,
        "VideoMap": 1,
        "Transcript": 3,
        "Moment": 1,
    }
    assert visit.complaints == []


def test_many_entities_come_in_pages(visit: Visit, address: str) -> None:
    ask_with(visit.page, lambda query: query.replace("entities(first: 100", "entities(first: 15"))
    page = open_talk(visit, address)
    expect(page.locator(".of-kind li")).to_have_count(15)

    page.get_by_role("button", name="More of the 22").click()

    expect(page.locator(".of-kind li")).to_have_count(22)
    expect(page.get_by_role("button", name="More of the 22")).to_have_count(0)


def test_a_chapter_is_gone_to_whatever_was_looked_for(visit: Visit, address: str) -> None:
    page = open_talk(visit, address, "?find=no+such+words")
    expect(page.locator(".find [role=status]")).to_have_text("No matches")

    page.get_by_role("button", name="Contents").click()
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="Meta Turns to Llama").click()

    expect(page.locator("#chapter-2 h3")).to_be_in_viewport()
    expect(page.locator("#chapter-2 h3")).to_be_focused()
    expect(page.locator(".line")).to_have_count(34)
    expect(page.get_by_role("searchbox", name="Find in the transcript")).to_have_value("")
    assert page.url == f"{address}{TALK}#chapter-2"
    page.go_back()
    expect(page.locator(".line")).to_have_count(0)
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("rest", "left", "lines"),
    [
        ("?t=93&find=no+such+words", "?t=93", 34),
        ("?find=FAIR#chapter-4", "#chapter-4", 34),
        ("?t=165&find=FAIR", "?t=165&find=FAIR", None),
    ],
)
def test_the_find_never_hides_where_the_address_leads(
    visit: Visit, address: str, rest: str, left: str, lines: int | None
) -> None:
    page = open_talk(visit, address, rest)

    if "t=" in rest:
        marked(page)
    else:
        expect(page.locator("#chapter-4 h3")).to_be_in_viewport()
    if lines:
        expect(page.locator(".line")).to_have_count(lines)
    else:
        expect(page.locator(".transcript mark").first).to_have_text("FAIR")
    expect(page).to_have_url(f"{address}{TALK}{left}")
    assert visit.complaints == []


def test_who_looks_for_words_leaves_the_moment(visit: Visit, address: str) -> None:
    page = open_talk(visit, address, "?t=93")
    marked(page)

    page.get_by_role("searchbox", name="Find in the transcript").fill("off-ramp")

    expect(page.locator(".find [role=status]")).to_have_text("1 passage")
    expect(page).to_have_url(f"{address}{TALK}?find=off-ramp")


def test_the_find_takes_beginnings_of_words_in_any_order(visit: Visit, address: str) -> None:
    page = open_talk(visit, address)
    field, said = (
        page.get_by_role("searchbox", name="Find in the transcript"),
        page.locator(".find [role=status]"),
    )

    field.fill("jump  lecún")
    expect(said).to_have_text("1 passage")
    assert set(page.locator(".transcript mark").all_text_contents()) == {"jump", "LeCun"}
    field.fill("amp")
    expect(said).to_have_text("No matches")
    expect(page.locator(".transcript mark")).to_have_count(0)
    assert visit.complaints == []


def test_enter_goes_from_passage_to_passage(visit: Visit, address: str) -> None:
    page = open_talk(visit, address)
    field = page.get_by_role("searchbox", name="Find in the transcript")
    field.fill("LeCun")
    said = page.locator(".find [role=status]")
    expect(said).to_have_text(re.compile(r"^\d+ passages$"))
    count = said.inner_text().split()[0]
    passages = page.locator(".transcript .turn")

    field.press("Enter")
    expect(said).to_have_text(f"1 of {count} passages")
    field.press("Enter")
    expect(said).to_have_text(f"2 of {count} passages")
    expect(passages.nth(1)).to_be_in_viewport()
    field.press("Shift+Enter")
    field.press("Shift+Enter")

    expect(said).to_have_text(f"{count} of {count} passages")
    expect(passages.last).to_be_in_viewport()
    expect(field).to_be_focused()


def test_a_talk_without_connections_says_why_it_has_entities(visit: Visit, address: str) -> None:
    def without(data: dict[str, Any]) -> None:
        data["video"]["relationships"] = {"totalCount": 0, "edges": []}

    answer_with(visit.page, "VideoPage", without)
    page = open_talk(visit, address)

    expect(page.locator("article > header .counts")).to_have_text(
        "22 entities mentioned in this video; nobody states a connection between them"
    )


def test_a_talk_is_read_with_its_own_names(visit: Visit, address: str) -> None:
    """Other talks may say "Facebook", and the entity may have that name."""

    def elsewhere(entity: dict[str, Any]) -> None:
        if entity["name"] == "Meta":
            entity["name"] = "Facebook"

    def page_data(data: dict[str, Any]) -> None:
        for edge in data["video"]["entities"]["edges"]:
            elsewhere(edge["node"])
        for edge in data["video"]["relationships"]["edges"]:
            elsewhere(edge["node"]["source"])
            elsewhere(edge["node"]["target"])

    def map_data(data: dict[str, Any]) -> None:
        for node in data["graph"]["nodes"]:
            elsewhere(node)

    answer_with(visit.page, "VideoPage", page_data)
    answer_with(visit.page, "VideoMap", map_data)
    page = open_talk(visit, address)

    expect(page.locator("#connections .sentence", has_text="Yann LeCun left Meta").first).to_be_visible()
    expect(page.locator("#connections .sentence", has_text="Facebook")).to_have_count(0)
    expect(page.locator("section.kind .entity", has_text=re.compile("^Meta$"))).to_have_attribute(
        "title", "Company, main name: Facebook"
    )
    node = page.locator("#map [role=button][aria-label^='Meta, Company']")
    node.focus()
    node.press("Enter")
    chosen = page.get_by_role("region", name="Selection")
    expect(chosen.get_by_role("heading")).to_have_text("Meta")
    expect(chosen).to_contain_text("Main name: Facebook")
