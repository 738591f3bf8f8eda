"""GraphiQL as a reader meets it: it loads from this server alone, knows the schema, runs the page query."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

_RUN = re.compile("Execute query")


@dataclass
class Visit:
    """A page, the requests that it made, and what it complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.set_default_timeout(30_000)
    found = Visit(page)
    page.on("request", lambda request: found.requests.append(request.url))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: found.complaints.append(message.text) if message.type == "error" else None,
    )
    yield found
    context.close()


def run_query(page: Page) -> None:
    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        page.get_by_role("button", name=_RUN).click()
    assert answer.value.status == 200


def open_graphiql(visit: Visit, address: str) -> None:
    with visit.page.expect_response(lambda response: response.request.method == "POST") as introspection:
        visit.page.goto(address)
    assert introspection.value.status == 200


def test_page_query_runs_and_no_request_leaves_the_machine(visit: Visit, address: str) -> None:
    open_graphiql(visit, f"{address}/graphql")

    run_query(visit.page)

    result = visit.page.locator(".result-window")
    expect(result).to_contain_text("Why Yann LeCun Is Leaving Meta")
    expect(result).not_to_contain_text('"errors"')
    assert visit.requests
    assert [url for url in visit.requests if not url.startswith((f"{address}/", "data:"))] == []
    assert visit.complaints == []


def test_first_address_leads_to_graphiql(visit: Visit, address: str) -> None:
    open_graphiql(visit, address)

    expect(visit.page).to_have_title("GraphiQL · Videograph")
    assert visit.page.url == f"{address}/graphql"
    tabs = visit.page.get_by_role("tab")
    expect(tabs).to_have_text(["VideoPage", "TwoHops", "TalksByTopic"])


@pytest.mark.parametrize(("tab", "words"), [("TwoHops", "FOUNDED"), ("TalksByTopic", "World Models")])
def test_examples_run(visit: Visit, address: str, tab: str, words: str) -> None:
    open_graphiql(visit, f"{address}/graphql")

    visit.page.get_by_role("tab", name=tab).click()
    run_query(visit.page)

    result = visit.page.locator(".result-window")
    expect(result).to_contain_text(words)
    expect(result).not_to_contain_text('"errors"')


def test_documentation_shows_the_schema(visit: Visit, address: str) -> None:
    open_graphiql(visit, f"{address}/graphql")

    visit.page.get_by_role("button", name="Show Documentation Explorer").click()
    visit.page.get_by_role("link", name="Query", exact=True).click()

    expect(visit.page.locator(".graphiql-doc-explorer")).to_contain_text("Where every read begins.")


def test_query_in_the_address_comes_first(visit: Visit, address: str) -> None:
    open_graphiql(visit, f"{address}/graphql?query={quote('query Counts { stats { videoCount } }')}")

    run_query(visit.page)

    expect(visit.page.get_by_role("tab").first).to_have_text("Counts")
    expect(visit.page.locator(".result-window")).to_contain_text('"videoCount": 1')
