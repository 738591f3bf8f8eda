"""Changes from an entity's page: merge, rename, kind, decisions, undo; only for who may."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from service.access.scopes import Scope
from support import backend
from support.authored_graph import apart, give_key, load, rehearse
from support.page_visits import Visit, visiting
from support.running_service import serve

pytestmark = pytest.mark.browser

JEPA = "/entities/joint-embedding-predictive-architecture-concept"
LECUN = "/entities/yann-lecun"
TALK = "/videos/videograph-lecun-leaves-meta"
PLANNED = 90_000
"""Milliseconds in which Neo4j has planned and run a change, on a machine with much other work too."""


@pytest.fixture(scope="module", autouse=True)
def planned(neo4j_server: backend.Neo4jServer, authored_talk: None) -> None:
    apart(rehearse(neo4j_server))
    apart(load(neo4j_server))


@pytest.fixture(autouse=True)
def unchanged(neo4j_server: backend.Neo4jServer, authored_talk: None) -> Iterator[None]:
    """Each test starts and ends with only the authored talk in the graph."""
    yield
    apart(load(neo4j_server))


def notice(page: Page) -> Any:
    return page.locator(".notice")


def test_name_and_kind_are_undone_together(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + "/entities/fair-company")
    page.get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog", name="Edit")

    dialog.get_by_label("Name").fill("FAIR lab")
    dialog.get_by_label("Kind").select_option("Concept")
    expect(dialog.locator(".preview li")).to_have_text(
        ["3 quotes then support “is related to” only", "1 talk changes"], timeout=PLANNED
    )
    dialog.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("FAIR lab", timeout=PLANNED)
    expect(page.locator(".kicker")).to_contain_text("Concept")
    expect(page.locator(".decisions .what")).to_have_text(["Renamed to “FAIR lab”", "Kind: Concept"])
    notice(page).get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("FAIR", timeout=PLANNED)
    expect(page.locator(".kicker")).to_contain_text("Company")
    assert visit.complaints == []


def test_the_other_entity_may_remain(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + JEPA)
    page.get_by_role("button", name="Merge").click()
    dialog = page.get_by_role("dialog", name="Merge")
    dialog.get_by_role("combobox", name="with").press_sequentially("world models")
    expect(dialog.get_by_role("option").first).to_have_text("World models Concept")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    dialog.get_by_role("radio", name="World models").check()

    dialog.get_by_role("button", name="Merge").click()

    expect(page).to_have_url(f"{address}/entities/world-models-concept", timeout=PLANNED)
    expect(page.get_by_role("heading", level=1)).to_have_text("World models")
    expect(notice(page)).to_contain_text(
        "Merged “Joint embedding predictive architecture” into “World models”."
    )
    assert visit.complaints == []


def test_what_is_wrong_is_said_at_its_field(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + LECUN)
    page.get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog", name="Edit")

    dialog.get_by_label("Name").fill("…")
    dialog.get_by_role("button", name="Save").click()

    expect(dialog.get_by_label("Name")).to_be_focused(timeout=PLANNED)
    expect(dialog.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    expect(dialog.locator("#name-error")).to_contain_text("'…' is not a name")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Edit")).to_be_focused()


def test_escape_closes_suggestions_before_the_dialog(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + LECUN)
    page.get_by_role("button", name="Merge").click()
    page.get_by_role("combobox", name="with").press_sequentially("meta")
    expect(page.get_by_role("option").first).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.get_by_role("dialog", name="Merge")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_decision_on_a_quote_is_on_the_page_of_its_entity(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + "/entities/fair-company")
    card = page.locator(".statement").filter(has_text="FAIR created PyTorch")
    card.get_by_role("button", name="This is wrong").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()

    expect(page.locator(".decisions .what")).to_have_text(
        "Wrong: FAIR created PyTorch: “FAIR created PyTorch”, in Why Yann LeCun Is Leaving Meta"
    )
    expect(card).to_have_count(0, timeout=PLANNED)
    notice(page).get_by_role("button", name="Undo").click()
    expect(card).to_have_count(1, timeout=PLANNED)
    assert visit.complaints == []


def test_a_connection_begins_with_the_line_of_the_address_on_a_phone_by_keyboard(
    browser: Browser, address: str
) -> None:
    with visiting(browser, viewport={"width": 390, "height": 844}, color_scheme="dark") as visit:
        page = visit.page
        page.goto(f"{address}{TALK}?t=149")
        page.locator(".talk header").get_by_role("button", name="Add connection").press("Enter")
        dialog = page.get_by_role("dialog", name="Add connection")
        quote = dialog.get_by_label("Quote")
        expect(quote).to_have_value(re.compile(r"^In 2013 Facebook came calling.*deal\.$"))
        dialog.get_by_role("button", name="Add next line").press("Enter")
        expect(quote).to_have_value(re.compile(r"deal\. It paid off for everyone\..*boat\.$"))
        expect(dialog.get_by_role("radio")).to_have_count(0)
        dialog.get_by_role("button", name="Choose another passage").press("Enter")
        expect(dialog.get_by_role("radio").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert dialog.evaluate("(one) => one.scrollWidth <= one.clientWidth")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.locator(".talk header").get_by_role("button", name="Add connection")).to_be_focused()
        assert visit.complaints == []


def test_a_frame_of_another_site_offers_no_changes(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}{TALK}?embed=1")
    page.locator("svg .node").first.click()
    page.locator(".chosen .lines button").first.click()
    expect(page.locator(".quote").first).to_be_visible()

    expect(page.get_by_role("button", name="This is wrong")).to_have_count(0)
    assert not [one for one in visit.requests if "viewer" in one or re.search(r"/edit/\w+\.js", one)]


@pytest.fixture(scope="module")
def public(
    neo4j_server: backend.Neo4jServer, address: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Address of a server on which everybody may read, and changes need a key."""
    folder = tmp_path_factory.mktemp("public")
    with serve(neo4j_server, folder, VIDEOGRAPH_PUBLIC="read", VIDEOGRAPH_HOST="0.0.0.0") as second:
        yield second.replace("0.0.0.0", "127.0.0.1")


def sign_in(page: Page, key: str) -> None:
    page.get_by_role("banner").get_by_role("button", name="Sign in").click()
    page.get_by_label("API key").fill(key)
    page.get_by_role("dialog").get_by_role("button", name="Sign in").click()


def test_who_may_only_read_gets_no_tools_until_they_sign_in(
    browser: Browser, public: str, neo4j_server: backend.Neo4jServer
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(public + LECUN)
        top, edit = page.get_by_role("banner"), page.get_by_role("button", name="Edit")
        expect(top).to_contain_text("Sign in")
        expect(edit).to_have_count(0)

        sign_in(page, apart(give_key(neo4j_server, "page read", Scope.READ)))
        expect(top).to_contain_text("page read")
        expect(edit).to_have_count(0)
        top.get_by_role("button", name="Sign out").click()
        sign_in(page, apart(give_key(neo4j_server, "page curate", Scope.CURATE)))
        expect(top).to_contain_text("page curate")
        page.reload()
        edit.click()
        page.get_by_label("Name").fill("Yann L.")
        page.get_by_role("button", name="Save").click()

        expect(page.locator(".decisions .aside")).to_contain_text("page curate, ", timeout=PLANNED)
        assert visit.complaints == []


def test_the_data_of_a_talk_are_corrected_and_that_is_undone(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + TALK)
    page.locator(".talk header").get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog", name="Edit")
    title, save = dialog.get_by_label("Title"), dialog.get_by_role("button", name="Save")
    expect(title).to_have_value("Why Yann LeCun Is Leaving Meta")
    expect(dialog.get_by_label("Published on")).to_have_value("2025-11-23")
    expect(dialog.get_by_label("Channel")).to_have_value("Videograph Talks")
    expect(save).to_be_disabled()

    title.fill("LeCun leaves Meta")
    dialog.get_by_label("Published on").fill("2025-11-24")
    dialog.get_by_label("Channel").fill("")
    dialog.get_by_label("Who is “Narrator”?").fill("Ann Lee")
    dialog.get_by_label("Reason").fill("As on the talk's own page")
    save.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("LeCun leaves Meta", timeout=PLANNED)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(notice(page)).to_contain_text("Saved: LeCun leaves Meta.")
    expect(page.locator(".talk header .facts")).to_contain_text("24 November 2025")
    expect(page.locator(".talk header .facts")).not_to_contain_text("Videograph Talks")
    expect(page.locator(".voices .voice")).to_have_text("Ann Lee")
    decision = page.get_by_role("region", name="Decisions 1").get_by_role("listitem")
    expect(decision.locator(".what")).to_have_text(
        "Corrected: title: LeCun leaves Meta; date: 2025-11-24; no channel; speaker Narrator: Ann Lee"
    )
    expect(decision).to_contain_text("“As on the talk's own page”")

    notice(page).get_by_role("button", name="Undo").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Why Yann LeCun Is Leaving Meta", timeout=PLANNED
    )
    expect(page.locator(".voices .voice")).to_have_text("Narrator")
    assert visit.complaints == []


def test_a_talk_that_somebody_changed_meanwhile_is_not_overwritten(
    visit: Visit, address: str, neo4j_server: backend.Neo4jServer
) -> None:
    page = visit.page
    page.goto(address + TALK)
    page.locator(".talk header").get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog", name="Edit")
    dialog.get_by_label("Title").fill("Mine")
    apart(rehearse(neo4j_server))

    dialog.get_by_role("button", name="Save").click()

    expect(dialog.get_by_role("alert")).to_contain_text("it was changed meanwhile", timeout=PLANNED)
    expect(dialog.get_by_label("Title")).to_have_value("Mine")


def test_talks_are_corrected_by_who_signs_in(
    browser: Browser, public: str, neo4j_server: backend.Neo4jServer
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(public + TALK)
        header = page.locator(".talk header")
        expect(page.get_by_role("banner")).to_contain_text("Sign in")
        expect(header.get_by_role("button", name="Edit")).to_have_count(0)
        expect(header.get_by_role("button", name="Add connection")).to_have_count(0)

        sign_in(page, apart(give_key(neo4j_server, "talk curate", Scope.CURATE)))
        expect(header.get_by_role("button", name="Add connection")).to_be_visible()
        header.get_by_role("button", name="Edit").click()
        page.get_by_label("Title").fill("LeCun goes")
        page.get_by_role("button", name="Save").click()

        expect(page.locator(".decisions .aside")).to_contain_text("talk curate, ", timeout=PLANNED)
        assert visit.complaints == []
