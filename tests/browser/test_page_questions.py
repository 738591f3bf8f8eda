"""The first page, search, entities, topics and connections: what a reader asks over all talks."""

import json
import re
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Route, expect

from visits import NOT_FOUND, Visit, visiting

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"


def test_the_first_page_has_talks_topics_and_questions(visit: Visit, address: str) -> None:
    page = visit.page
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
        ["talk1", "lines34", "entities22", "connections24", "quotes32", "topics13"]
    )
    expect(page.get_by_role("region", name="Topics").get_by_role("listitem")).to_have_count(13)
    said = page.get_by_role("region", name="Most is said of").get_by_role("listitem")
    expect(said).to_have_count(12)
    expect(said.first).to_have_text("Yann LeCun")
    questions = page.get_by_role("region", name="Ask what no summary answers").get_by_role("link")
    expect(questions).to_have_count(3)
    expect(questions.nth(1)).to_have_text("What is near Yann LeCun, and who says so?")
    expect(page).to_have_title("Videograph")
    assert visit.complaints == []


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_questions_have_answers(visit: Visit, address: str, number: int) -> None:
    page = visit.page
    page.goto(address)

    page.locator(".questions a").nth(number).click()

    answers = {0: ".paths > li .quote", 1: ".map .edge", 2: ".talk-line"}
    expect(page.locator(answers[number]).first).to_be_visible()
    assert visit.complaints == []


def test_a_search_lands_at_the_moment(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/connections")
    page.get_by_role("banner").get_by_role("combobox", name="Search all talks").fill("predict the next token")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/search?q=predict+the+next+token")
    page.get_by_role("navigation", name="Where to look").get_by_role("link", name="Moments").click()
    expect(page).to_have_url(f"{address}/search?q=predict+the+next+token&in=TRANSCRIPT")
    first = page.locator(".hits > li").first
    expect(first.locator("mark")).to_have_text(["next", "token", "prediction", "next"])

    first.get_by_role("link", name="Why Yann LeCun Is Leaving Meta, 5:11").click()

    expect(page.locator("#line-20.marked")).to_be_in_viewport()
    assert visit.complaints == []


def test_the_first_page_searches_too(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    page.get_by_role("combobox", name="Words, a name, a topic").fill("FAIR")

    page.get_by_role("button", name="Search").click()

    expect(page.locator(".hits > li h2").first).to_have_text("FAIR")
    assert page.url == f"{address}/search?q=FAIR"


def test_a_search_finds_all_sorts(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/search?q=world+models")

    expect(page.locator(".hits > li").first).to_be_visible()
    sorts = set(page.locator(".hits .kicker").all_inner_texts())
    assert sorts == {"Concept", "Topic", "Talk", "Chapter", "Summary", "Moment"}
    assert visit.complaints == []


def test_a_search_with_a_letter_wrong_says_whose_hits_it_shows(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/search?q=Alexander+Wnag+leads")

    expect(page.locator("main [role=status]")).to_have_text(
        "Nothing has all the words of “Alexander Wnag leads”. These are the hits of Alexandr Wang leads."
    )
    page.get_by_role("link", name="Alexandr Wang leads").click()
    expect(page).to_have_url(f"{address}/search?q=Alexandr+Wang+leads")
    expect(page.locator(".hits > li").first).to_be_visible()
    expect(page.locator("main [role=status]")).to_have_count(0)
    assert visit.complaints == []


def test_a_search_without_hits_says_what_to_do(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/search?q=qwxzvk&in=TOPIC")

    expect(page.locator("main [role=status]")).to_have_text("Nothing was found in topics. Look everywhere")
    page.get_by_role("link", name="Look everywhere").click()
    expect(page.locator("main [role=status]")).to_have_text(
        "Nothing was found. Try fewer words, or another spelling."
    )


def test_an_entity_says_what_is_near_and_where_it_was_said(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/entities/fair-company")

    expect(page.get_by_role("heading", level=1)).to_have_text("FAIR")
    expect(page.locator("article > header .kicker")).to_have_text("Company")
    expect(page.locator("article > header .facts")).to_contain_text("6 mentions in 1 talk, 4 connections")
    expect(page.locator(".rings > div").first).to_have_text(
        re.compile(r"One step away\s*Yann LeCun\s*Meta Superintelligence Labs\s*V-JEPA\s*PyTorch")
    )
    expect(page.locator(".map .node.root")).to_have_attribute("aria-label", re.compile("^FAIR, Company"))
    expect(page.locator(".statements .sentence")).to_have_text(
        [
            "FAIR created V-JEPA",
            "Yann LeCun founded FAIR",
            "FAIR created PyTorch",
            "FAIR is part of Meta Superintelligence Labs",
        ]
    )
    expect(page.locator(".talk-line")).to_have_text([re.compile("6 mentions, first at 2:29$")])
    expect(page.locator(".said-line")).to_have_count(6)
    expect(page.locator(".said-line mark").first).to_have_text("FAIR")
    assert visit.complaints == []


def test_a_person_is_called_by_the_name(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/entities/yann-lecun")

    expect(page.locator("article > header .facts")).to_have_text(
        re.compile(
            r"^20 mentions in 1 talk, \d+ connections stated · More about Yann LeCun"
            r" · How is Yann LeCun connected with …\?$"
        )
    )
    expect(page.locator("#stated")).to_have_text(re.compile(r"^What is said of Yann LeCun \d+$"))
    expect(page.locator("#talks")).to_have_text("Talks that speak of Yann LeCun 1")
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("speaks", "said"),
    [(1, "speaks in 1 talk, 3 connections stated"), (0, "3 connections stated")],
)
def test_who_is_never_named_has_no_mentions(visit: Visit, address: str, speaks: int, said: str) -> None:
    def answer(route: Route) -> None:
        if "query EntityPage" not in (route.request.post_data or ""):
            return route.fallback()
        response = route.fetch()
        answered = response.json()
        entity = answered["data"]["entity"]
        entity |= {"mentionCount": 0, "relationshipCount": 3, "speaksIn": {"totalCount": speaks}}
        return route.fulfill(response=response, json=answered)

    visit.page.route("**/graphql", answer)
    visit.page.goto(f"{address}/entities/alexandr-wang")

    expect(visit.page.locator("article > header .facts")).to_have_text(
        f"{said} · More about Alexandr Wang · How is Alexandr Wang connected with …?"
    )


def test_an_entity_has_its_other_names(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}/entities/meta-company")

    expect(visit.page.locator("article > header")).to_contain_text("Also known as Facebook")


@pytest.mark.parametrize("slug", ["nobody", "%E0%A4%A"])
def test_an_unknown_entity_says_so(visit: Visit, address: str, slug: str) -> None:
    visit.page.goto(f"{address}/entities/{slug}")

    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Nobody and nothing of that name")
    assert visit.complaints == [NOT_FOUND]


def test_talks_on_a_topic_that_speak_of_somebody(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/topics/world-models")
    expect(page.get_by_role("heading", level=1)).to_have_text("World Models")
    expect(page.locator("article > header .facts")).to_have_text("1 talk, 6 lines")
    expect(page.locator(".said-line")).to_have_count(6)

    page.get_by_role("region", name="Only talks that speak of").get_by_role(
        "link", name="Common sense"
    ).click()

    expect(page.locator("#talks")).to_have_text("Talks on World Models that speak of Common sense 1")
    expect(page.locator("#said")).to_have_text("Where both come up 1")
    assert page.url == f"{address}/topics/world-models?entity=common-sense-concept"
    page.reload()
    expect(page.locator("#said")).to_have_text("Where both come up 1")
    assert visit.complaints == []


def test_a_topic_with_somebody_unknown_leads_back(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/topics/computer-vision?entity=nobody")
    expect(page.locator(".topic-page > p.aside")).to_have_text(
        "There is no entity of the address nobody. All talks on the topic"
    )

    page.get_by_role("link", name="All talks on the topic").click()

    expect(page.locator("#talks")).to_have_text("Talks 1")


def test_a_topic_with_an_entity_that_it_does_not_list(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}/topics/computer-vision?entity=scale-ai-company")

    expect(visit.page.locator("#talks")).to_have_text("Talks on Computer Vision that speak of Scale AI 1")
    expect(visit.page.locator("#said")).to_have_count(0)


def test_how_two_are_connected(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/connections")
    for label, typed, name in (("From", "wang", "Alexandr Wang"), ("To", "world", "World models")):
        field = page.get_by_role("combobox", name=label)
        field.press_sequentially(typed)
        expect(page.get_by_role("option", name=name)).to_be_visible()
        field.press("ArrowDown")
        expect(page.get_by_role("option", name=name)).to_have_attribute("aria-selected", "true")
        field.press("Enter")
        expect(field).to_have_value(name)

    page.get_by_role("button", name="Find the ways").click()

    expect(page).to_have_url(f"{address}/connections?from=alexandr-wang&to=world-models-concept")
    path = page.locator(".paths > li").first
    expect(path.get_by_role("heading")).to_have_text("4 steps")
    expect(path.locator(".way")).to_have_text(
        "Alexandr Wang → Meta Superintelligence Labs → FAIR → Yann LeCun → World models"
    )
    expect(path.locator(".sentence")).to_have_text(
        [
            "Alexandr Wang leads Meta Superintelligence Labs",
            "FAIR is part of Meta Superintelligence Labs",
            "Yann LeCun founded FAIR",
            "Yann LeCun supports World models",
        ]
    )
    expect(path.locator("blockquote").nth(2)).to_have_text(
        "“FAIR, once a house of its own, became one part of Superintelligence Labs”"
    )
    expect(page).to_have_title("Alexandr Wang and World models · Videograph")
    assert visit.complaints == []


def test_names_that_are_only_typed_are_taken_too(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/connections")
    page.get_by_role("combobox", name="From").fill("lecun")
    page.get_by_role("combobox", name="To").fill("llama")

    page.get_by_role("combobox", name="To").press("Enter")

    expect(page).to_have_url(f"{address}/connections?from=lecun&to=llama")
    expect(page.locator(".way").first).to_have_text("Yann LeCun → Meta → Llama")


def test_the_swap_is_an_address_of_its_own(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/connections?from=lecun&to=llama&together=yes")
    expect(page.get_by_role("combobox", name="To")).to_have_value("Llama")

    page.get_by_role("button", name="Swap the two").click()

    expect(page).to_have_url(f"{address}/connections?from=llama-product&to=yann-lecun&together=yes")
    expect(page.locator(".way").first).to_have_text("Llama → Meta → Yann LeCun")
    expect(page.get_by_role("combobox", name="From")).to_have_value("Llama")
    page.go_back()
    expect(page.locator(".way").first).to_have_text("Yann LeCun → Meta → Llama")
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
        ("?from=nobody&to=llama", "Nobody and nothing is called nobody in the talks. Search for nobody"),
        ("?from=llama&to=Llama", "These two are the same."),
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
            "Nobody and nothing is called Alexander Wnag in the talks."
            " Did you mean Alexandr Wang? Search for Alexander Wnag",
            "Nobody and nothing is called Yan LeCun in the talks. Did you mean Yann LeCun? Search for Yan LeCun",
        ]
    )
    expect(page.get_by_role("link", name="Search for Yan LeCun")).to_have_attribute(
        "href", "/search?q=Yan+LeCun"
    )

    page.get_by_role("link", name="Alexandr Wang").click()
    expect(page).to_have_url(f"{address}/connections?from=alexandr-wang&to=Yan+LeCun")
    page.get_by_role("link", name="Yann LeCun").click()

    expect(page).to_have_url(f"{address}/connections?from=alexandr-wang&to=yann-lecun")
    expect(page.locator(".way").first).to_have_text(re.compile("^Alexandr Wang → .* → Yann LeCun$"))
    assert visit.complaints == []


def leave_out_ways(visit: Visit, *, together: tuple[bool, ...]) -> None:
    """From here on no way is found where what is only named together is taken, or not taken, as given."""

    def answer(route: Route) -> None:
        asked = json.loads(route.request.post_data or "{}")
        if "query ConnectionsPage" in asked["query"] and asked["variables"]["together"] in together:
            route.fulfill(json={"data": {"paths": []}})
        else:
            route.fallback()

    visit.page.route("**/graphql", answer)


def test_where_nothing_is_stated_what_is_named_together_connects(visit: Visit, address: str) -> None:
    page = visit.page
    leave_out_ways(visit, together=(False,))
    page.goto(f"{address}/connections?from=alexandr-wang&to=scale-ai-company")

    expect(page.locator("main [role=status]")).to_have_text(
        re.compile(
            "^No way of up to six steps leads from Alexandr Wang to Scale AI over what is stated. "
            r"Also over what is only named together: \d ways, the shortest first.$"
        )
    )
    expect(page.locator(".way").first).to_have_text(re.compile("^Alexandr Wang → .* → Scale AI$"))
    assert visit.complaints == []


def test_where_nothing_connects_that_is_said(visit: Visit, address: str) -> None:
    leave_out_ways(visit, together=(False, True))
    visit.page.goto(f"{address}/connections?from=alexandr-wang&to=scale-ai-company")

    expect(visit.page.locator("main [role=status]")).to_have_text(
        "No way of up to six steps leads from Alexandr Wang to Scale AI, "
        "not even over what is only named together."
    )
    assert visit.complaints == []


def test_two_names_are_needed(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/connections")
    page.get_by_role("combobox", name="From").fill("lecun")

    page.get_by_role("button", name="Find the ways").click()

    expect(page.get_by_role("alert")).to_have_text("Give two names.")


def test_more_hits_are_there_again_on_the_way_back(visit: Visit, address: str) -> None:
    page = visit.page

    def fewer(route: Route) -> None:
        asked = json.loads(route.request.post_data or "")
        query = asked["query"].replace("first: 20", "first: 3")
        route.continue_(post_data=json.dumps({**asked, "query": query}))

    page.route("**/graphql", fewer)
    page.goto(f"{address}/search?q=LeCun")
    hits = page.locator(".hits > li")
    expect(hits).to_have_count(3)
    page.get_by_role("button", name="More hits").click()
    expect(hits).to_have_count(6)
    fifth = hits.nth(4).inner_text()

    hits.nth(4).get_by_role("heading").get_by_role("link").first.click()
    expect(hits).to_have_count(0)
    page.go_back()

    expect(hits).to_have_count(6)
    expect(hits.nth(4)).to_have_text(fifth, use_inner_text=True)
    page.get_by_role("button", name="More hits").click()
    expect(hits).to_have_count(9)
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("path", "label"), [("/connections", "Search all talks"), ("/", "Words, a name, a topic")]
)
def test_the_search_offers_names(visit: Visit, address: str, path: str, label: str) -> None:
    page = visit.page
    page.goto(f"{address}{path}")
    field = page.get_by_role("combobox", name=label)
    field.press_sequentially("wang")
    offer = page.get_by_role("option", name="Alexandr Wang")
    expect(offer).to_be_visible()
    field.press("Escape")
    expect(offer).to_have_count(0)
    field.press_sequentially(" ")
    expect(offer).to_be_visible()

    field.press("ArrowDown")
    expect(offer).to_have_attribute("aria-selected", "true")
    field.press("Enter")

    expect(page).to_have_url(f"{address}/entities/alexandr-wang")
    expect(page.get_by_role("combobox", name="Search all talks")).to_have_value("")
    assert visit.complaints == []


def test_enter_without_a_choice_searches(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    field = page.get_by_role("combobox", name="Words, a name, a topic")
    field.press_sequentially("wang")
    expect(page.get_by_role("option", name="Alexandr Wang")).to_be_visible()

    field.press("Enter")

    expect(page).to_have_url(f"{address}/search?q=wang")
    expect(page.locator(".hits > li").first).to_contain_text("Alexandr Wang")
    expect(page.get_by_role("option")).to_have_count(0)
    assert visit.complaints == []


@pytest.mark.parametrize("width", [320, 360, 560])
def test_on_a_phone_the_two_names_stand_above_each_other(browser: Browser, address: str, width: int) -> None:
    with visiting(browser, viewport={"width": width, "height": 740}) as visit:
        page = visit.page
        page.goto(f"{address}/connections")
        parts = [
            page.get_by_role("combobox", name="From"),
            page.get_by_role("button", name="Swap the two"),
            page.get_by_role("combobox", name="To"),
            page.get_by_role("button", name="Find the ways"),
        ]

        boxes = [box for part in parts if (box := part.bounding_box())]

        assert len(boxes) == 4
        for above, below in pairwise(boxes):
            assert above["y"] + above["height"] < below["y"]
        form = page.locator("form.two").bounding_box()
        assert form is not None
        assert [round(boxes[index]["width"] - form["width"]) for index in (0, 2)] == [0, 0]


@pytest.mark.parametrize("moment", ["311", "311s", "5m11s", "0h5m11s", "5:11", "0:05:11"])
def test_a_moment_may_be_written_as_in_links_to_youtube(visit: Visit, address: str, moment: str) -> None:
    visit.page.goto(f"{address}{TALK}?t={moment}")

    expect(visit.page.locator("#line-20.marked")).to_be_in_viewport()
    assert visit.complaints == []


def test_a_voice_from_right_to_left_leaves_the_citation_in_order(visit: Visit, address: str) -> None:
    def answer(route: Route) -> None:
        if "query EntityPage" not in (route.request.post_data or ""):
            return route.fallback()
        response = route.fetch()
        answered = response.json()
        for statement in answered["data"]["entity"]["relationships"]["nodes"]:
            for evidence in statement["evidence"]["nodes"]:
                evidence["speaker"] = {"label": "דנה כהן", "person": None}
                evidence["video"]["title"] = "שיחה"
        return route.fulfill(response=response, json=answered)

    visit.page.route("**/graphql", answer)
    visit.page.goto(f"{address}/entities/fair-company")

    citation = visit.page.locator(".quote figcaption").first
    parts = [citation.locator(part) for part in (".who", "a:not(.time):not(.watch)", ".time")]
    expect(parts[0]).to_have_text("דנה כהן")
    boxes = [box for part in parts if (box := part.bounding_box())]
    assert len(boxes) == 3
    for left, right in pairwise(boxes):
        assert left["x"] + left["width"] <= right["x"]
