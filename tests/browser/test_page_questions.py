"""The first page, search, entities, topics and connections: what a reader asks over all talks."""

import json
import re
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Route, expect

from support.page_visits import Visit, visiting

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_questions_have_answers(visit: Visit, address: str, number: int) -> None:
    page = visit.page
    page.goto(address)

    page.locator(".questions a").nth(number).click()

    answers = {0: ".steps .quote", 1: ".map .edge", 2: ".talk-line"}
    expect(page.locator(answers[number]).first).to_be_visible()
    assert visit.complaints == []


def test_a_topic_with_somebody_unknown_leads_back(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/topics/computer-vision?entity=nobody")
    expect(page.locator(".topic-page > p.aside")).to_have_text(
        "No match for nobody. All talks on Computer Vision"
    )

    page.get_by_role("link", name="All talks on Computer Vision").click()

    expect(page.locator("#talks")).to_have_text("Talks 1")


def test_a_topic_with_an_entity_that_it_does_not_list(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}/topics/computer-vision?entity=scale-ai-company")

    expect(visit.page.locator("#talks")).to_have_text("Talks on Computer Vision mentioning Scale AI 1")
    expect(visit.page.locator("#said")).to_have_count(0)


def test_how_two_are_connected(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/connections")
    for label, typed, name in (("From", "wang", "Alexandr Wang"), ("To", "world", "World models")):
        field = page.get_by_role("combobox", name=label)
        field.press_sequentially(typed)
        expect(page.get_by_role("option").first).to_contain_text(name)  # not yet the answer to fewer letters
        field.press("ArrowDown")
        expect(page.get_by_role("option", name=name)).to_have_attribute("aria-selected", "true")
        field.press("Enter")
        expect(field).to_have_value(name)

    page.get_by_role("button", name="Find connections").click()

    expect(page).to_have_url(f"{address}/connections?from=alexandr-wang&to=world-models-concept")
    # Each hop in its own direction.
    expect(page.locator(".way").first).to_have_text(
        "Alexandr Wang — leads → Meta Superintelligence Labs ← is part of — FAIR ← founded — Yann LeCun"
        " — supports → World models"
    )
    sentences = page.locator(".steps .sentence")
    expect(sentences.nth(1)).to_have_text("FAIR is part of Meta Superintelligence Labs")
    steps = sentences.all_text_contents()
    assert len(steps) == len(set(steps))
    assert page.locator(".paths-picture .step").count() == len(steps)
    expect(page.locator(".steps blockquote").nth(2)).to_have_text(
        "“FAIR, once a house of its own, became one part of Superintelligence Labs”"
    )
    expect(page).to_have_title("Alexandr Wang and World models · Videograph")
    assert visit.complaints == []


def test_paths_are_one_picture_in_which_one_can_be_chosen(visit: Visit, address: str) -> None:
    page = visit.page
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
    # All but what has no direction.
    expect(picture.locator(".step .head")).to_have_count(3)
    created = picture.get_by_role("link", name="Meta created Llama: quotes")
    # Near its end: another line crosses its middle.
    near_its_end = created.locator(".reach").evaluate(
        """(path) => {
          const point = path.getPointAtLength(path.getTotalLength() * 0.85);
          const { x, y } = new DOMPoint(point.x, point.y).matrixTransform(path.getScreenCTM());
          return [x, y];
        }"""
    )
    page.mouse.move(*near_its_end)
    expect(page.locator(".steps > li.on .sentence")).to_have_text("Meta created Llama")

    page.locator(".paths .way").first.click()

    expect(page).to_have_url(f"{address}/connections?from=yann-lecun&to=llama-product&path=1")
    expect(picture.locator(".step.off")).to_have_count(2)
    expect(page.locator(".steps .sentence")).to_have_text(["Yann LeCun left Meta", "Meta created Llama"])
    page.go_back()
    expect(page.locator(".steps .sentence")).to_have_count(4)
    created.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".steps > li:focus .sentence")).to_have_text("Meta created Llama")
    assert visit.complaints == []


def test_names_that_are_only_typed_are_taken_too(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/connections")
    page.get_by_role("combobox", name="From").fill("lecun")
    page.get_by_role("combobox", name="To").fill("llama")

    page.get_by_role("combobox", name="To").press("Enter")

    expect(page).to_have_url(f"{address}/connections?from=lecun&to=llama")
    expect(page.locator(".way").first).to_have_text("Yann LeCun — left → Meta — created → Llama")


def test_the_swap_is_an_address_of_its_own(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/connections?from=lecun&to=llama&together=yes")
    expect(page.get_by_role("combobox", name="To")).to_have_value("Llama")

    page.get_by_role("button", name="Swap the two").click()

    expect(page).to_have_url(f"{address}/connections?from=llama-product&to=yann-lecun&together=yes")
    expect(page.locator(".way").first).to_have_text("Llama ← created — Meta ← left — Yann LeCun")
    expect(page.get_by_role("combobox", name="From")).to_have_value("Llama")
    page.go_back()
    expect(page.locator(".way").first).to_have_text("Yann LeCun — left → Meta — created → Llama")
    assert visit.complaints == []


def test_a_swap_of_what_is_only_typed_waits_for_the_other_name(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/connections?from=lecun")
    expect(page.get_by_role("combobox", name="From")).to_have_value("Yann LeCun")

    page.get_by_role("button", name="Swap the two").click()

    expect(page.get_by_role("combobox", name="To")).to_have_value("Yann LeCun")
    expect(page).to_have_url(f"{address}/connections?from=lecun")


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("?from=nobody&to=llama", "No match for “nobody”. Search for nobody"),
        ("?from=llama&to=Llama", "Both names are the same entity."),
    ],
)
def test_what_cannot_be_connected_is_said(visit: Visit, address: str, rest: str, words: str) -> None:
    visit.page.goto(f"{address}/connections{rest}")

    expect(visit.page.locator("main [role=status]")).to_have_text(words)
    assert visit.complaints == []


def test_for_names_with_a_letter_wrong_others_are_offered(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/connections?from=Alexander+Wnag&to=Yan+LeCun")
    expect(page.locator("main [role=status]")).to_have_text(
        [
            "No match for “Alexander Wnag”. Did you mean Alexandr Wang? Search for Alexander Wnag",
            "No match for “Yan LeCun”. Did you mean Yann LeCun? Search for Yan LeCun",
        ]
    )
    expect(page.get_by_role("link", name="Search for Yan LeCun")).to_have_attribute(
        "href", "/search?q=Yan+LeCun"
    )

    page.get_by_role("link", name="Alexandr Wang").click()
    expect(page).to_have_url(f"{address}/connections?from=alexandr-wang&to=Yan+LeCun")
    page.get_by_role("link", name="Yann LeCun").click()

    expect(page).to_have_url(f"{address}/connections?from=alexandr-wang&to=yann-lecun")
    expect(page.locator(".way").first).to_have_text(re.compile("^Alexandr Wang — .* — Yann LeCun$"))
    assert visit.complaints == []


def leave_out_paths(visit: Visit, *, together: tuple[bool, ...]) -> None:
    """From here on no path is found with co-mentions, or without them, as given."""

    def answer(route: Route) -> None:
        asked = json.loads(route.request.post_data or "{}")
        if "query ConnectionsPage" in asked["query"] and asked["variables"]["together"] in together:
            route.fulfill(json={"data": {"paths": []}})
        else:
            route.fallback()

    visit.page.route("**/graphql", answer)


def test_without_a_stated_path_co_mentions_connect(visit: Visit, address: str) -> None:
    page = visit.page
    leave_out_paths(visit, together=(False,))
    page.goto(f"{address}/connections?from=alexandr-wang&to=scale-ai-company")

    expect(page.locator("main [role=status]")).to_have_text(
        re.compile(
            "^No stated path within six steps from Alexandr Wang to Scale AI. "
            r"With co-mentions: \d paths, shortest first.$"
        )
    )
    expect(page.locator(".way").first).to_have_text(re.compile("^Alexandr Wang — .* → Scale AI$"))
    assert visit.complaints == []


def test_where_nothing_connects_that_is_said(visit: Visit, address: str) -> None:
    leave_out_paths(visit, together=(False, True))
    visit.page.goto(f"{address}/connections?from=alexandr-wang&to=scale-ai-company")

    expect(visit.page.locator("main [role=status]")).to_have_text(
        "No stated path within six steps from Alexandr Wang to Scale AI, and none over co-mentions."
    )
    assert visit.complaints == []


def test_two_names_are_needed(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/connections")
    page.get_by_role("combobox", name="From").fill("lecun")

    page.get_by_role("button", name="Find connections").click()

    expect(page.get_by_role("alert")).to_have_text("Enter two names.")


@pytest.mark.parametrize("width", [320, 360, 560])
def test_on_a_phone_the_two_names_stand_above_each_other(browser: Browser, address: str, width: int) -> None:
    with visiting(browser, viewport={"width": width, "height": 740}) as visit:
        page = visit.page
        page.goto(f"{address}/connections")
        parts = [
            page.get_by_role("combobox", name="From"),
            page.get_by_role("button", name="Swap the two"),
            page.get_by_role("combobox", name="To"),
            page.get_by_role("button", name="Find connections"),
        ]

        boxes = [box for part in parts if (box := part.bounding_box())]

        assert len(boxes) == 4
        for above, below in pairwise(boxes):
            assert above["y"] + above["height"] < below["y"]
        form = page.locator("form.two").bounding_box()
        assert form is not None
        assert [round(boxes[index]["width"] - form["width"]) for index in (0, 2)] == [0, 0]


def test_a_moment_may_be_written_as_in_links_to_youtube(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}{TALK}?t=5m11s")

    expect(visit.page.locator("#line-20.marked")).to_be_in_viewport()
    assert visit.complaints == []
