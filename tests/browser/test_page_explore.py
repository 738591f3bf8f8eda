"""Numbers that agree, and a map that is made larger and smaller by real events: expand, collapse, hide, undo, paths."""

import json
from collections.abc import Iterator
from threading import Thread
from typing import Any

import anyio
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from service.actions.imports.import_files import import_file
from service.curation.load import delete_video
from service.graph.driver.database import Database
from service.resources import demo_folder
from support import backend
from support.page_visits import Visit

pytestmark = pytest.mark.browser

PATIENCE = 120_000
"""Milliseconds: what a server that has just started has not planned yet takes long on a busy machine."""
TALK = "/videos/videograph-lecun-leaves-meta"
LLAMA = "/map?from=llama-product"
REAL = (
    "chaincode-podcast--package-relay",
    "chaincode-podcast--chaincode-decoded-mempool",
    "tabconf--2024--cluster-mempool-by-murch",
)


@pytest.fixture(scope="module")
def real_talks(neo4j_server: backend.Neo4jServer, address: str) -> Iterator[None]:
    """Three of the demo's real talks beside the authored one."""

    async def change(load: bool) -> None:
        server = neo4j_server
        async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
            for name in REAL:
                if load:
                    result = await import_file(database, demo_folder() / "talks" / f"{name}.document.json")
                    assert result.error is None
                else:
                    await delete_video(database, name)

    _run(change, True)
    yield
    _run(change, False)


def _run(change: Any, load: bool) -> None:
    # In a thread: Playwright keeps an event loop of its own running in this one.
    failed: list[BaseException] = []

    def work() -> None:
        try:
            anyio.run(change, load)
        except BaseException as error:  # shown by the test
            failed.append(error)

    thread = Thread(target=work)
    thread.start()
    thread.join(60)
    if failed:
        raise failed[0]


def point(page: Page, name: str) -> Locator:
    return page.locator(f'.map-frame svg .node[aria-label^="{name},"]')


def names(page: Page, kind: str = "") -> list[str]:
    found: list[str] = page.locator(f".map-frame svg .node{kind}").evaluate_all(
        "all => all.map((one) => one.getAttribute('aria-label').split(',')[0])"
    )
    return sorted(found)


def select(page: Page, name: str) -> None:
    point(page, name).locator(".dot").click()
    expect(page.locator(".chosen h3")).to_have_text(name)
    # When their number comes, the buttons move: a press meanwhile would miss them.
    expect(page.locator(".neighbors")).to_be_visible(timeout=PATIENCE)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def count(page: Page, shown: int) -> None:
    expect(page.locator(".map-frame svg .node")).to_have_count(shown, timeout=PATIENCE)


@pytest.fixture
def llama(visit: Visit, address: str) -> Page:
    """The map around Llama, which has two neighbors: Meta and ChatGPT."""
    visit.page.goto(f"{address}{LLAMA}")
    count(visit.page, 3)
    return visit.page


def test_explore_adds_the_strongest_neighbors_and_collapse_takes_them_back(llama: Page, visit: Visit) -> None:
    select(llama, "Meta")
    expect(llama.locator(".neighbors")).to_have_text("1 of 4 neighbors")

    press(llama, "Explore")

    count(llama, 6)
    assert names(llama, ".added") == ["LeCun's start-up", "Scale AI", "Yann LeCun"]
    expect(llama.locator(".neighbors")).to_have_text("4 of 4 neighbors")
    expect(llama.get_by_role("button", name="Explore", exact=True)).to_have_count(0)
    # What was added is drawn as a ring.
    fills = point(llama, "Yann LeCun").locator(".dot"), point(llama, "Llama").locator(".dot")
    ground, _ = (one.evaluate("one => getComputedStyle(one).fill") for one in fills)
    assert ground == llama.locator(".map-frame").evaluate("one => getComputedStyle(one).backgroundColor")

    press(llama, "Collapse")

    count(llama, 3)
    expect(llama.locator(".chosen h3")).to_be_focused()
    assert visit.complaints == []


def test_enter_selects_and_enter_again_explores_eight_at_a_time(llama: Page) -> None:
    select(llama, "Meta")
    press(llama, "Explore")
    count(llama, 6)
    # Of Yann LeCun's nine neighbors two are there. Seven are left: one step adds them all.
    point(llama, "Yann LeCun").focus()
    llama.keyboard.press("Enter")
    expect(llama.locator(".neighbors")).to_have_text("2 of 9 neighbors")

    llama.keyboard.press("Enter")

    count(llama, 13)
    expect(llama.locator(".neighbors")).to_have_text("9 of 9 neighbors")


def test_undo_and_redo_by_button_key_and_history(llama: Page) -> None:
    undo, redo = (llama.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
    expect(undo).to_be_disabled()
    select(llama, "Meta")
    press(llama, "Explore")
    count(llama, 6)

    undo.click()
    count(llama, 3)
    expect(undo).to_be_disabled()
    redo.click()
    count(llama, 6)
    llama.keyboard.press("Control+z")
    count(llama, 3)
    llama.keyboard.press("Control+Shift+Z")
    count(llama, 6)
    llama.go_back()
    count(llama, 3)
    llama.go_forward()
    count(llama, 6)
    llama.reload()
    count(llama, 6)
    assert "steps=e:meta-company" in llama.url


def test_hide_takes_an_entity_out_and_show_brings_it_back(llama: Page) -> None:
    select(llama, "ChatGPT")
    press(llama, "Hide")
    count(llama, 2)
    assert names(llama) == ["Llama", "Meta"]
    assert llama.evaluate("document.activeElement.matches('.map .node')")

    press(llama, "Show 1 hidden")
    count(llama, 3)
    select(llama, "ChatGPT")
    point(llama, "ChatGPT").press("Delete")
    count(llama, 2)


def test_find_path_draws_the_paths_between_two(llama: Page) -> None:
    select(llama, "Meta")
    press(llama, "Explore")
    count(llama, 6)
    select(llama, "ChatGPT")
    press(llama, "Find path…")
    notice = llama.locator(".map-notice")
    expect(notice).to_contain_text("Select another entity to find a path from ChatGPT.")

    point(llama, "Scale AI").locator(".dot").click()

    expect(notice).to_have_text("1 path, the shortest with 3 connections", timeout=PATIENCE)
    llama.mouse.move(5, 5)
    count(llama, 6)
    lit = llama.locator(".map-frame svg .node[data-near]")
    expect(lit).to_have_count(4)
    assert names(llama, "[data-near]") == ["ChatGPT", "Llama", "Meta", "Scale AI"]
    expect(llama.locator(".map-frame svg .edge[data-near]")).to_have_count(3)


def test_a_path_brings_the_entities_on_its_way(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/map?from=llama-product&steps=p:llama-product:fair-company")
    expect(page.locator(".map-notice")).to_contain_text("path", timeout=PATIENCE)
    assert {"FAIR", "Yann LeCun"} <= set(names(page, ".added"))


def test_two_without_a_path_say_so(visit: Visit, address: str, real_talks: None) -> None:
    page = visit.page
    page.goto(f"{address}/map?from=llama-product&steps=p:llama-product:gloria-zhao")
    expect(page.locator(".map-notice")).to_have_text("No stated path within six steps", timeout=PATIENCE)


def test_a_talks_map_grows_by_eight_from_other_talks(visit: Visit, address: str, real_talks: None) -> None:
    page = visit.page
    asked = page.request.post(
        f"{address}/graphql",
        data={
            "query": '{ entity(by: {slug: "bitcoin-core-product"}) '
            "{ name neighbors(first: 0, where: {includeCoMentions: true}) { totalCount } } }"
        },
    ).json()["data"]["entity"]
    total = asked["neighbors"]["totalCount"]
    page.goto(f"{address}/videos/{REAL[0]}")
    own = set(_settled(page))
    select(page, asked["name"])
    neighbors = page.locator(".neighbors")
    expect(neighbors).to_contain_text(f" of {total} neighbors")
    here = int(neighbors.inner_text().split()[0])

    press(page, "Explore")

    added = min(8, total - here)
    expect(page.locator(".map-frame svg .node.added")).to_have_count(added, timeout=PATIENCE)
    # Entities of the talk to which nothing was drawn before may have a connection now.
    assert own <= set(names(page)) - set(names(page, ".added"))
    expect(neighbors).to_have_text(f"{here + added} of {total} neighbors")


def _settled(page: Page) -> list[str]:
    page.locator(".map-frame svg .node").first.wait_for(timeout=PATIENCE)
    return names(page)


def test_a_map_holds_300_entities_and_one_more_says_so(visit: Visit, address: str) -> None:
    page = visit.page

    def neighbor(number: int) -> dict[str, Any]:
        return {
            "id": f"relationship:{number:020}",
            "type": "USES",
            "past": False,
            "weight": 1.0,
            "source": _entity("llama-product", "Llama"),
            "target": _entity(f"thing-{number}", f"Thing {number}"),
            "evidence": {"totalCount": 1, "nodes": []},
        }

    def answer(route: Route) -> None:
        query = json.loads(route.request.post_data or "")["query"]
        if "query EntityNeighbors" in query:
            relationships = {
                "pageInfo": {"hasNextPage": False, "endCursor": None},
                "nodes": [neighbor(number) for number in range(400)],
            }
            entity = {"id": "entity:llama-product", "slug": "llama-product", "name": "Llama"}
            entity |= {"neighbors": {"totalCount": 400}, "relationships": relationships}
            return route.fulfill(json={"data": {"entity": entity}})
        if "query MapBetween" in query:
            return route.fulfill(json={"data": {"graph": {"links": []}}})
        return route.fallback()

    page.route("**/graphql", answer)
    # Three are there: 37 times eight make 299, and of the next eight one finds room.
    page.goto(f"{address}{LLAMA}&steps={','.join(['e:llama-product'] * 37)}")
    count(page, 299)
    expect(page.locator(".map-notice")).to_be_empty()

    point(page, "Llama").press("Enter")
    expect(page.locator(".neighbors")).to_contain_text(
        "of 400 neighbors"
    )  # until they are read, the panel is drawn again
    point(page, "Llama").press("Enter")

    count(page, 300)
    expect(page.locator(".map-notice")).to_have_text(
        "A map holds at most 300 entities. 7 entities found no room: hide or collapse some."
    )


def _entity(slug: str, name: str) -> dict[str, Any]:
    return {"id": f"entity:{slug}", "slug": slug, "name": name, "kind": "CONCEPT", "mentionCount": 1}


def test_the_map_of_all_talks_starts_from_what_the_address_says(
    visit: Visit, address: str, real_talks: None
) -> None:
    page = visit.page
    page.goto(f"{address}/map")
    expect(page.locator("#map-of")).to_have_text("Most mentioned")
    assert {"Yann LeCun", "Mempool"} <= set(_settled(page))
    expect(page.get_by_label("Show up to 60")).to_have_value("60")
    page.get_by_role("navigation").get_by_role("link", name="Map").click()

    page.get_by_role("link", name="Package Relay", exact=True).click()
    expect(page.locator("#map-of")).to_have_text("Topic: Package Relay")
    assert "/map?topic=" in page.url
    assert "Gloria Zhao" in _settled(page)

    page.get_by_label("Search", exact=True).fill("lama")
    press(page, "Search map")
    expect(page.locator("#map-of")).to_contain_text("Search: ")
    assert "Llama" in _settled(page)

    page.get_by_role("combobox", name="Map around", exact=True).fill("ChatGPT")
    page.get_by_role("combobox", name="Show paths to (optional)", exact=True).fill("Yann LeCun")
    press(page, "Show map")
    expect(page.locator("#map-of")).to_have_text("ChatGPT and Yann LeCun")
    assert {"ChatGPT", "Llama", "Meta", "Yann LeCun"} <= set(_settled(page))
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("from=nobody-at-all", "No match for “nobody-at-all”"),
        ("topic=nothing", "No match for “nothing”"),
        ("q=zzzzqqqq", "No match for “zzzzqqqq”"),
    ],
)
def test_a_start_that_is_not_there_is_told(visit: Visit, address: str, query: str, message: str) -> None:
    visit.page.goto(f"{address}/map?{query}")
    expect(visit.page.locator(".map-page > [role=status], .map-page p[role=status]").first).to_have_text(
        message
    )
