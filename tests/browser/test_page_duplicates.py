"""Proposed duplicates: a pair is merged or kept apart by one click, and Undo takes it back."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from service.access.scopes import Scope
from support import backend
from support.authored_graph import apart, give_key, load
from support.page_visits import Visit, visiting

pytestmark = pytest.mark.browser

SAID = {
    "videoTitle": "Why Yann LeCun Is Leaving Meta",
    "quote": "He leaves Meta",
    "startSeconds": 93,
    "url": None,
}


@pytest.fixture(autouse=True)
def unchanged(neo4j_server: backend.Neo4jServer, authored_talk: None) -> Iterator[None]:
    """Afterwards the graph is as before."""
    yield
    apart(load(neo4j_server))


def side(page: Page, slug: str, mentions: int) -> dict[str, Any]:
    """An entity of the graph as the route has it."""
    asked = {"query": f'{{ entity(by: {{ slug: "{slug}" }}) {{ id slug name kind }} }}'}
    entity = page.request.post("/graphql", data=asked).json()["data"]["entity"]
    return {**entity, "videoCount": 1, "mentionCount": mentions, "said": SAID}


def pair(page: Page, words: str) -> Locator:
    return page.locator(".pair", has_text=words)


def test_a_pair_is_merged_or_kept_apart_by_one_click(browser: Browser, address: str) -> None:
    with visiting(browser, base_url=address) as visit:
        page = visit.page
        answer = {
            "totalCount": 9,
            "pairs": [
                {"score": 0.9, "reasons": ["one name is part of the other", "both are companies"], "entities": [side(page, "meta-superintelligence-labs-company", 2), side(page, "meta-company", 7)]},
                {"score": 0.5, "reasons": ["same letters"], "entities": [side(page, "pytorch-product", 3), side(page, "llama-product", 1)]},
            ],
        }  # fmt: skip
        page.route("**/export/duplicates", lambda route: route.fulfill(json=answer))
        page.goto("/duplicates")

        expect(page.get_by_role("heading", level=1)).to_have_text("Possible duplicates")
        expect(page.locator("main").get_by_role("status")).to_have_text("2 pairs, the most likely first")
        first = pair(page, "Meta Superintelligence Labs")
        expect(first.locator(".pair-names")).to_have_text("Meta and Meta Superintelligence Labs")
        expect(first).to_contain_text("One name is part of the other; both are companies")
        expect(first).to_contain_text("Meta: company, 7 mentions in 1 talk. “He leaves Meta”")
        expect(page.locator("main")).to_contain_text("9 pairs have names that give a reason")

        first.get_by_role("button", name="Merge Meta Superintelligence Labs into Meta").click()
        expect(page.get_by_text("Merged “Meta Superintelligence Labs” into “Meta”.")).to_be_visible()
        expect(page.locator("main").get_by_role("status")).to_have_text("1 pair, the most likely first")
        pair(page, "PyTorch").get_by_role("button", name="Keep apart PyTorch and Llama").click()
        expect(page.get_by_text("“PyTorch” and “Llama” are kept apart.")).to_be_visible()
        expect(page.locator("main").get_by_role("status")).to_have_text("No further pairs to decide")

        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("“PyTorch” and “Llama” are kept apart.")).to_have_count(0)
        asked = {"query": "{ decisions { nodes { kind undoneAt } } }"}
        decisions = page.request.post("/graphql", data=asked).json()["data"]["decisions"]["nodes"]
        assert [(one["kind"], one["undoneAt"] is None) for one in decisions] == [
            ("SEPARATE", False),
            ("MERGE", True),
        ]
        assert visit.complaints == []


def test_the_pairs_are_those_of_the_graph_and_need_the_scope_curate(
    visit: Visit, browser: Browser, address: str, neo4j_server: backend.Neo4jServer
) -> None:
    document = json.dumps(
        {"format": "videograph/1", "video": {"title": "Two labs", "language": "en", "id": "labs", "durationSeconds": 9},
         "segments": [{"startSeconds": 0, "endSeconds": 9, "text": "PyTorch hired people."}],
         "entities": [{"key": "torch", "kind": "COMPANY", "name": "PyTorch", "mentions": [{"segment": 0, "startOffset": 0, "endOffset": 7}]}]}
    )  # fmt: skip
    page = visit.page
    source = {"source": {"text": {"name": "two.json", "content": document}}}
    sent = page.request.post(
        f"{address}/graphql",
        data={"query": "mutation ($input: ImportTalkInput!) { importTalk(input: $input) { __typename ... on Job { id } ... on UserError { message } } }", "variables": {"input": source}},
    ).json()  # fmt: skip
    assert sent["data"]["importTalk"]["__typename"] == "Job", sent
    page.goto(f"{address}/import")
    expect(page.locator(".job.succeeded")).to_have_count(1, timeout=120_000)

    page.goto(f"{address}/duplicates")

    expect(pair(page, "PyTorch")).to_contain_text("The same name, of another kind")
    expect(pair(page, "PyTorch")).to_contain_text(
        "PyTorch: company, 1 mention in 1 talk. “PyTorch hired people.” Two labs, 0:00"
    )
    with visiting(browser) as reader:
        key = apart(give_key(neo4j_server, "pairs reader", Scope.READ))
        reader.page.goto(f"{address}/duplicates")
        reader.page.get_by_role("banner").get_by_role("button", name="Sign in").click()
        reader.page.get_by_label("API key").fill(key)
        reader.page.get_by_role("dialog").get_by_role("button", name="Sign in").click()
        expect(reader.page.locator("main")).to_contain_text("sign in with a key that has the scope curate")
