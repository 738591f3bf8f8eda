"""GraphiQL as a reader meets it: it loads from this server alone, knows the schema, runs the page query."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from support.page_visits import Visit

pytestmark = pytest.mark.browser

_RUN = re.compile("Execute query")


def run_query(page: Page) -> dict[str, Any]:
    """Presses the button; the response's `data`."""
    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        page.get_by_role("button", name=_RUN).click()
    assert answer.value.status == 200, (answer.value.request.post_data, answer.value.text())
    response = answer.value.json()
    assert "errors" not in response
    return response["data"]


def open_graphiql(visit: Visit, address: str) -> None:
    with visit.page.expect_response(lambda response: response.request.method == "POST") as introspection:
        visit.page.goto(address)
    assert introspection.value.status == 200


def test_page_query_runs_and_no_request_leaves_the_machine(visit: Visit, address: str) -> None:
    open_graphiql(visit, f"{address}/graphql")

    video = run_query(visit.page)["video"]

    # The editor draws only the lines that are in sight.
    expect(visit.page.locator(".result-window")).to_contain_text("Why Yann LeCun Is Leaving Meta")
    assert video["transcript"]["totalCount"] == 34
    assert video["entities"]["totalCount"] == 22
    assert video["relationships"]["totalCount"] == 24
    assert visit.requests
    assert [url for url in visit.requests if not url.startswith((f"{address}/", "data:"))] == []
    assert visit.complaints == []


def test_graphiql_opens_with_its_examples(visit: Visit, address: str) -> None:
    open_graphiql(visit, f"{address}/graphql")

    expect(visit.page).to_have_title("GraphiQL · Videograph")
    tabs = visit.page.locator(".graphiql-tab-button")
    expect(tabs).to_have_text(["VideoPage", "TwoHops", "TalksByTopic", "NewlyStated"])


@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("TwoHops", '"name": "Yann LeCun"'),
        ("TalksByTopic", '"totalCount": 13'),
        ("NewlyStated", '"type": "WORKS_AT"'),
    ],
)
def test_examples_run(visit: Visit, address: str, tab: str, words: str) -> None:
    open_graphiql(visit, f"{address}/graphql")

    visit.page.get_by_role("tab", name=tab).click()
    run_query(visit.page)

    expect(visit.page.locator(".result-window")).to_contain_text(words)


def test_documentation_shows_the_schema(visit: Visit, address: str) -> None:
    open_graphiql(visit, f"{address}/graphql")

    visit.page.get_by_role("button", name="Show Documentation Explorer").click()
    visit.page.get_by_role("link", name="Query", exact=True).click()

    expect(visit.page.locator(".graphiql-doc-explorer")).to_contain_text("Root of all queries.")


@pytest.mark.parametrize("visited", [False, True])
def test_query_in_the_address_is_shown(visit: Visit, address: str, visited: bool) -> None:
    if visited:
        open_graphiql(visit, f"{address}/graphql")
        expect(visit.page.locator(".graphiql-tab-button")).to_have_count(4)
    open_graphiql(visit, f"{address}/graphql?query={quote('query Counts { stats { videoCount } }')}")

    run_query(visit.page)

    expect(visit.page.locator(".graphiql-tab-active .graphiql-tab-button")).to_have_text("Counts")
    expect(visit.page.locator(".result-window")).to_contain_text('"videoCount": 1')
