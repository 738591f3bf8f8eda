"""Importing talks from the page: files are chosen or dropped, followed, cancelled; feeds are followed; what is wrong is said."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from service.access.scopes import Scope
from service.resources import demo_folder
from support import backend
from support.authored_graph import apart, give_key, load
from support.feeds import feed, transcript
from support.page_visits import Visit, answer_with, visiting
from support.web_server import Page as Served
from support.web_server import web_server

pytestmark = pytest.mark.browser

DOCUMENT = demo_folder() / "talks" / "chaincode-podcast--package-relay.document.json"
LONG = "WEBVTT\n\n" + "".join(
    f"{n // 60:02}:{n % 60:02}.000 --> {n // 60:02}:{n % 60:02}.900\nAda Lovelace founded Acme Looms in {1700 + n}.\n\n"
    for n in range(3000)
)

FOLLOW = {
    "id": "follow:1", "url": "https://example.org/podcast.xml", "title": "Looms", "checkedAt": "2026-11-30T10:00:00Z", "nextAt": "2026-11-30T11:00:00Z",
    "episodeCount": 1, "importCount": 0, "failedAt": None, "failures": 0, "state": "ACTIVE", "error": None,
}  # fmt: skip


@pytest.fixture(autouse=True)
def unchanged(neo4j_server: backend.Neo4jServer, authored_talk: None) -> Iterator[None]:
    """Afterwards the graph is as before."""
    yield
    apart(load(neo4j_server))


def choose(page: Page, *files: Any) -> None:
    page.get_by_label("Drop transcripts or recordings here, or choose files").set_input_files(list(files))


def file(name: str, content: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": content.encode()}


def test_an_import_is_followed_where_no_stream_comes_through(visit: Visit, address: str) -> None:
    def hold_back(route: Route) -> None:
        stream = route.request.headers.get("accept") == "text/event-stream"
        route.fulfill(status=502, body="no") if stream else route.continue_()

    page = visit.page
    page.route("**/graphql", hold_back)
    page.goto(f"{address}/import")
    choose(page, DOCUMENT)
    page.get_by_role("button", name="Import", exact=True).click()

    expect(page.locator(".job").get_by_role("link")).to_have_text("Package Relay", timeout=120_000)


def test_an_import_says_how_far_it_is_and_how_long_it_may_take(visit: Visit, address: str) -> None:
    done = iter(range(20, 100))
    job = {
        "id": "job:1",
        "state": "RUNNING",
        "name": "looms.vtt",
        "stage": "finding names",
        "total": 100,
        "attempts": 1,
    }
    job |= {
        "createdAt": "2026-11-30T10:00:00Z",
        "error": "no room (VIDEOGRAPH_MAX_JOBS): try again",
        "result": None,
    }

    def under_way(data: dict[str, Any]) -> None:
        data["jobs"]["nodes"] = [job | {"done": next(done)}]

    page = visit.page
    answer_with(page, "ImportJobs", under_way)
    page.route(
        "**/graphql",
        lambda route: route.fulfill(status=502, body="no") if "subscription" in (route.request.post_data or "") else route.fallback(),
    )  # fmt: skip
    page.goto(f"{address}/import")

    line = page.locator(".job .aside")
    expect(line).to_contain_text("Finding names, 2")
    expect(line).to_have_text(
        re.compile(r"^Finding names, \d\d%, (about \d+ min|less than a minute) left · 30 November 2026")
    )
    expect(page.locator(".job .error")).to_have_text("No room: try again")


def test_a_language_model_is_chosen_and_says_where_the_text_goes(visit: Visit, address: str) -> None:
    """The import reaches no server: it is seen what is asked for."""
    taken = {"requests": 17, "inputTokens": 61_200, "outputTokens": 20_100, "minutes": 12.4, "cost": 0.3}
    used = {"name": "large-1", "url": "https://models.example.org/v1", "isLocal": False, "estimate": taken}
    inputs: list[dict[str, Any]] = []

    def refuse(route: Route) -> None:
        text = route.request.post_data or ""
        if "mutation ImportTalk" not in text:
            return route.fallback()
        inputs.append(json.loads(text)["variables"]["input"])
        return route.fulfill(json={"errors": [{"message": "seen"}]})

    page = visit.page
    page.route("**/graphql", refuse)
    offers = ["Ollama has qwen3:14b: use it with `videograph model use ollama/qwen3:14b`"]
    models: dict[str, Any] = {"used": None, "fault": None, "offers": offers}
    page.route("**/language-models*", lambda route: route.fulfill(json=models))
    page.goto(f"{address}/import")
    form = page.locator(".import-form")
    choose(page, file("looms.vtt", LONG[:100]))
    expect(form).to_contain_text("Ollama has qwen3:14b: use it with videograph model use ollama/qwen3:14b")
    expect(form.get_by_label("Extractor")).to_have_count(0)
    models |= {"used": used, "offers": []}
    choose(page, file("looms.vtt", LONG[:200]))
    form.get_by_label("Extractor").select_option("large-1, a language model")
    expect(form).to_contain_text(
        "With large-1, the text goes to https://models.example.org/v1: 17 requests, about 62k tokens sent and 21k received, about 12 min, about 0.30."
    )
    form.get_by_role("button", name="Import", exact=True).click()

    expect(form.get_by_role("alert")).to_be_visible()
    assert [one["extractor"] for one in inputs] == ["llm"]


def test_files_are_dropped_anywhere_on_the_page(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/import")
    expect(page.get_by_label("Drop transcripts or recordings here, or choose files")).to_be_visible()
    drop = """([type, names]) => {
      const dataTransfer = new DataTransfer();
      names.forEach((name) => dataTransfer.items.add(new File([`{"of": "${name}"}`], name)));
      document.querySelector("footer").dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }"""

    page.evaluate(drop, ["dragover", ["one.json"]])
    expect(page.locator(".drop.over")).to_have_count(1)
    page.evaluate(drop, ["drop", ["one.json", "two.json"]])

    expect(page.locator(".drop.over")).to_have_count(0)
    expect(page.get_by_role("list", name="Chosen files").get_by_role("listitem")).to_contain_text(
        ["one.json", "two.json"]
    )
    expect(page.get_by_label("Drop transcripts or recordings here, or choose files")).to_be_focused()
    page.get_by_role("button", name="Import 2 files").click()
    expect(page.locator(".job.failed .error")).to_have_count(2, timeout=120_000)
    expect(page.locator(".job.failed").get_by_role("button", name="Try again")).to_have_count(2)


def test_an_import_is_cancelled(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/import")
    choose(page, file("looms.vtt", LONG))
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("progressbar", name="Progress of looms.vtt")).to_be_visible()

    page.get_by_role("button", name="Cancel: looms.vtt").click()

    expect(page.locator(".job.cancelled")).to_contain_text("Cancelled")
    expect(page.get_by_role("region", name="Imports").get_by_role("status")).to_have_text(
        "looms.vtt: cancelled"
    )
    expect(page.get_by_role("progressbar")).to_have_count(0)
    assert visit.complaints == []


def test_what_has_the_same_words_is_refused_or_takes_the_place_of_the_other(
    visit: Visit, address: str
) -> None:
    page = visit.page
    page.goto(f"{address}/import")
    for title in ("Looms", "Looms again"):
        choose(
            page,
            file(
                "looms.txt", "Ada Lovelace: I founded Acme Looms, and we sell looms to everybody who weaves."
            ),
        )
        page.get_by_text("Details (optional)").click()
        page.get_by_label("Title").fill(title)
        if title != "Looms":
            page.get_by_role("button", name="Import", exact=True).click()
            failed = page.locator(".job.failed")
            expect(failed.locator(".error")).to_have_text(
                "The graph has its words already, as Looms.", timeout=120_000
            )
            expect(failed.get_by_role("button", name="Keep both: looms.txt")).to_be_visible()
            failed.get_by_role("button", name="Replace that talk: looms.txt").click()
        else:
            page.get_by_role("button", name="Import", exact=True).click()
        expect(page.locator(".job.succeeded").get_by_role("link", name=title, exact=True)).to_be_visible(
            timeout=120_000
        )

    page.goto(address)
    expect(page.get_by_role("link", name="Looms again", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Looms", exact=True)).to_have_count(0)
    assert visit.complaints == []


def test_a_file_can_be_chosen_with_the_keyboard_on_a_phone(browser: Browser, address: str) -> None:
    with visiting(browser, viewport={"width": 390, "height": 844}) as visit:
        page = visit.page
        # Listened to from the start: Chromium may be told only after the key that somebody waits for the chooser.
        page.on("filechooser", lambda chooser: chooser.set_files([file("looms.vtt", LONG)]))
        page.goto(f"{address}/import")
        field = page.get_by_label("Drop transcripts or recordings here, or choose files")
        field.focus()

        page.keyboard.press("Enter")

        expect(page.get_by_role("button", name="Import", exact=True)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("button", name="Cancel", exact=True).click()
        expect(page.get_by_role("button", name="Import", exact=True)).to_have_count(0)


def test_an_address_is_imported(visit: Visit, address: str) -> None:
    page = visit.page
    with web_server() as web:
        web.pages["/1.json"] = Served(transcript(1))
        page.goto(f"{address}/import")
        page.get_by_label("Or give an address").fill(f"{web.url}/1.json")
        page.get_by_role("button", name="Import", exact=True).click()

        expect(page.locator(".job.succeeded").get_by_role("link")).to_be_visible(timeout=120_000)
        expect(page.get_by_label("Or give an address")).to_have_value("")
    assert visit.complaints == []


def test_a_feed_is_followed_looked_at_and_unfollowed(visit: Visit, address: str) -> None:
    page = visit.page
    feeds = page.get_by_role("region", name="Feeds")
    form = page.locator(".import-form")
    field = form.get_by_label("Or give an address")
    with web_server() as web:
        web.pages["/feed"] = feed(web, [1, 2], "<item><guid>g-0</guid><title>Nothing</title></item>")
        web.pages |= {f"/{number}.json": Served(transcript(number)) for number in (1, 2)}
        page.goto(f"{address}/import")
        expect(feeds.locator("p.aside")).to_have_text("None yet.")
        field.fill(f"{web.url}/nothing")
        form.get_by_label("It is a feed").check()
        form.get_by_role("button", name="Follow").click()
        expect(form.get_by_role("alert")).to_have_text(
            f"{web.url}/nothing: answers with status 404 (its server has nothing there)"
        )
        expect(field).to_be_focused()

        field.fill(f"{web.url}/feed")
        form.get_by_role("button", name="Follow").click()
        expect(page.locator(".notice p").first).to_have_text(
            "Graph Talks is followed: 3 episodes, 2 to import."
        )
        expect(field).to_have_value("")
        at = r"\d+ \w+ \d{4} at \d\d:\d\d"
        expect(feeds.locator(".feed p")).to_have_text(
            [
                "Graph Talks",
                f"{web.url}/feed",
                "3 episodes, 2 imports",
                re.compile(f"^Active · last look {at} · next look {at}$"),
            ]
        )
        imports = page.get_by_role("region", name="Imports")
        expect(imports.get_by_role("listitem")).to_contain_text(["Episode 1", "Episode 2"])

        feeds.get_by_role("button", name="Unfollow: Graph Talks").click()
        dialog = page.get_by_role("dialog", name="Unfollow")
        expect(dialog.locator("form > p").first).to_have_text(
            "Stop following “Graph Talks”? Its talks stay, and imports of its episodes go on."
        )
        dialog.get_by_role("button", name="Unfollow").click()

    expect(page.locator(".notice p").first).to_have_text("Graph Talks is not followed any more.")
    # As a list, because the three lines of the feed stand there until the list was read again.
    expect(feeds.locator("p.aside")).to_have_text(["None yet."])
    assert visit.complaints == []


def test_a_feed_says_what_is_wrong_with_it(visit: Visit, address: str) -> None:
    failed = {"failedAt": "2026-11-30T10:30:00Z", "error": "no room (VIDEOGRAPH_MAX_JOBS): later"}
    page = visit.page
    answer_with(
        page,
        "Follows",
        lambda data: data["follows"].update(
            nodes=[
                {**FOLLOW, **failed, "state": "FAILING", "failures": 2},
                {**FOLLOW, **failed, "state": "STOPPED", "failures": 1, "id": "follow:2", "title": ""},
                {**FOLLOW, "error": "the queue is full", "checkedAt": None, "id": "follow:3"},
            ]
        ),
    )
    page.goto(f"{address}/import")

    at = r"\d+ \w+ 2026 at \d\d:\d\d"
    expect(page.locator(".feed p")).to_have_text(
        [
            *("Looms", FOLLOW["url"], "1 episode, 0 imports"),
            re.compile(f"^Failing · last look {at} · next look {at}$"),
            re.compile(f"^Failed 2 times, last {at}: no room: later$"),
            *(FOLLOW["url"], "1 episode, 0 imports"),
            re.compile(f"^Stopped: its server says that it is gone for good · last look {at}$"),
            re.compile(f"^Failed once, last {at}: no room: later$"),
            *("Looms", FOLLOW["url"], "1 episode, 0 imports"),
            re.compile(f"^Active · not looked at yet · next look {at}$"),
            "Waiting: the queue is full",
        ]
    )
    expect(page.get_by_role("button", name="Unfollow")).to_have_count(3)


def test_who_may_not_import_is_told_what_is_needed(
    browser: Browser, closed: str, neo4j_server: backend.Neo4jServer
) -> None:
    curate = apart(give_key(neo4j_server, "import curate", Scope.CURATE))
    ingest = apart(give_key(neo4j_server, "import ingest", Scope.INGEST))
    with visiting(browser) as visit:
        page = visit.page
        answer_with(page, "Follows", lambda data: data["follows"].update(nodes=[FOLLOW]))
        page.goto(f"{closed}/import")
        expect(page.locator("main")).to_contain_text("sign in with a key that has the scope ingest")
        feeds = page.get_by_role("region", name="Feeds")
        expect(feeds).to_have_count(0)

        page.locator("main").get_by_role("button", name="Sign in").click()
        page.get_by_label("API key").fill(curate)
        page.get_by_role("dialog").get_by_role("button", name="Sign in").click()
        expect(page.locator("main")).to_contain_text("import curate may not import")
        expect(feeds.get_by_role("listitem")).to_contain_text("Looms")  # it may read
        expect(feeds.locator("button, input")).to_have_count(0)
        page.get_by_role("button", name="Sign out").click()
        page.locator("main").get_by_role("button", name="Sign in").click()
        page.get_by_label("API key").fill(ingest)
        page.get_by_role("dialog").get_by_role("button", name="Sign in").click()

        expect(page.get_by_label("Drop transcripts or recordings here, or choose files")).to_be_visible()
