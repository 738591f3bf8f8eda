"""An importer hands over files, follows the jobs, is told what is wrong with one, and reads the new talk."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from service.curation.load import delete_video
from service.graph.driver.database import Database
from service.resources import demo_folder
from support import backend
from support.authored_graph import apart
from support.page_visits import Visit

pytestmark = pytest.mark.browser

ID = "chaincode-podcast--package-relay"
DOCUMENT = demo_folder() / "talks" / f"{ID}.document.json"
PATIENCE = 60_000
"""Milliseconds for a job: a busy machine starts a worker's process and plans its statements."""


@pytest.fixture
def without_the_talk(neo4j_server: backend.Neo4jServer, authored_talk: None) -> Iterator[None]:
    """Afterwards the graph is as before: without the talk and without jobs."""

    async def remove() -> None:
        server = neo4j_server
        async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
            await delete_video(database, ID)
            await database.run("MATCH (job:Job) DETACH DELETE job", name="delete jobs")

    yield
    apart(remove())


def choose(page: Page, *files: object) -> None:
    page.get_by_label("Drop transcripts or recordings here, or choose files").set_input_files(list(files))  # pyright: ignore[reportArgumentType]


def test_importer(without_the_talk: None, visit: Visit, address: str, look: Callable[..., None]) -> None:
    page = visit.page
    heading = page.get_by_role("heading", level=1)
    status = page.get_by_role("region", name="Imports").get_by_role("status")
    send = page.get_by_role("button", name="Import", exact=True)
    page.goto(address)
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Import").click()
    expect(heading).to_have_text("Import talks")
    expect(status).to_have_text("None yet.")
    look(page)

    # A talk with details, followed until it is there.
    choose(page, DOCUMENT)
    page.get_by_text("Details (optional)").click()
    page.get_by_label("Title").fill("a\u0007b")
    send.click()
    expect(page.get_by_label("Title")).to_be_focused()
    expect(page.get_by_label("Title")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".job")).to_have_count(0)
    page.get_by_label("Title").fill("")
    page.get_by_label("Channel").fill("Chaincode")
    with page.expect_request(lambda request: request.headers.get("accept") == "text/event-stream"):
        send.click()
    job = page.locator(".job.succeeded")
    expect(job.get_by_role("link")).to_have_text("Package Relay", timeout=PATIENCE)
    expect(job).to_contain_text("Imported · chaincode-podcast--package-relay.document.json")
    expect(status).to_have_text("Package Relay is imported")
    expect(send).to_have_count(0)

    # Of two files one is empty: it says so, and the other is sent. That is no document, fails, and can be tried again.
    empty = {"name": "empty.vtt", "mimeType": "text/plain", "buffer": b""}
    choose(page, empty, {"name": "one.json", "mimeType": "text/plain", "buffer": b'{"of": "one.json"}'})
    page.get_by_role("button", name="Import 2 files").click()
    expect(page.get_by_role("list", name="Chosen files").get_by_role("listitem")).to_have_text(
        ["empty.vtt 0 kBThe file is empty"]
    )
    expect(page.locator(".import-form").get_by_role("alert")).to_have_text("1 import accepted, 1 not.")
    failed = page.locator(".job.failed")
    expect(failed.locator(".error")).to_have_count(1, timeout=PATIENCE)
    expect(failed.get_by_role("button", name="Try again")).to_have_count(1)
    look(page)

    # An address takes the place of a file: of a talk, or of a feed.
    page.get_by_role("button", name="Cancel", exact=True).click()
    page.get_by_label("Or give an address").fill("https://example.org/talks")
    expect(send).to_be_visible()
    page.get_by_label("It is a feed").check()
    expect(page.get_by_role("button", name="Follow", exact=True)).to_be_visible()
    look(page)

    # The talk.
    job.get_by_role("link").click()
    expect(heading).to_have_text("Package Relay")
    expect(page).to_have_url(f"{address}/videos/{ID}")
    expect(page.locator("article > header .facts")).to_contain_text("Chaincode")
    expect(page.locator(".map .node").first).to_be_visible()
    page.goto(address)
    expect(page.locator(".talk-line h3")).to_have_text(["Why Yann LeCun Is Leaving Meta", "Package Relay"])
    expect(page.locator(".counts div").first).to_have_text("talks2")
    assert visit.complaints == []
