"""The dialog that extracts a talk again: what it proposes is accepted whole, in single connections, or rejected. The job's answers are written down here."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from support.page_visits import Visit, answer_with

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"


def report(outcome: str) -> dict[str, Any]:
    stated = [
        {"source": "Yann LeCun", "type": "USES", "target": name, "quote": f"I use {name}."}
        for name in ("PyTorch", "JEPA")
    ]
    return {
        "outcome": outcome, "decisionId": None, "newConnectionCount": 2, "goneConnectionCount": 0, "keptConnectionCount": 5,
        "newConnections": stated, "goneConnections": [],
    }  # fmt: skip


@pytest.fixture
def sent(visit: Visit) -> list[dict[str, Any]]:
    """The inputs of what the page changes, which reaches no server."""
    inputs: list[dict[str, Any]] = []
    answers: dict[str, Callable[[], Any]] = {
        "mutation ReExtract": lambda: {
            "reExtract": {"__typename": "ReExtraction", "count": 2, "jobs": [{"id": "job:1"}]}
        },
        "subscription": lambda: None,
        "query ExtractionResult": lambda: {
            "job": {"state": "SUCCEEDED", "error": None, "report": report("PROPOSED")}
        },
        "mutation AcceptExtraction": lambda: {
            "acceptExtraction": {"__typename": "AcceptedExtraction", "decisions": [{"id": "decision:1"}]}
        },
    }

    def answer(route: Route) -> None:
        text = route.request.post_data or ""
        made = next((make for name, make in answers.items() if name in text), None)
        if made is None:
            return route.fallback()
        if "mutation" in text:
            inputs.append(json.loads(text)["variables"]["input"])
        data = made()
        return route.fulfill(status=502, body="no") if data is None else route.fulfill(json={"data": data})

    visit.page.route("**/graphql", answer)
    return inputs


def propose(page: Page, address: str) -> None:
    page.goto(address + TALK)
    page.get_by_role("button", name="Extract again").click()
    dialog = page.get_by_role("dialog", name="Extract again")
    dialog.get_by_role("button", name="Extract again").click()
    expect(dialog.get_by_role("status")).to_have_text(
        "2 connections new, 0 gone, 5 kept. Nothing is changed yet."
    )
    expect(dialog.get_by_role("listitem")).to_have_text(
        ["Yann LeCun uses PyTorchI use PyTorch.", "Yann LeCun uses JEPAI use JEPA."]
    )


def test_single_connections_are_added_and_a_proposal_is_rejected_or_accepted(
    visit: Visit, address: str, sent: list[dict[str, Any]]
) -> None:
    page = visit.page
    propose(page, address)
    page.get_by_role("checkbox").nth(1).check()
    page.get_by_role("button", name="Add 1 connection").click()
    expect(page.locator(".notice")).to_contain_text("1 connection added.")
    propose(page, address)
    page.get_by_role("button", name="Reject").click()
    expect(page.locator(".notice")).to_contain_text("The proposal is rejected.")
    propose(page, address)
    page.get_by_role("button", name="Accept all").click()
    expect(page.locator(".notice")).to_contain_text("Extracted again: 2 connections new, 0 gone, 5 kept.")

    accepted = [{key: value for key, value in one.items() if key != "idempotencyKey"} for one in sent]
    asked = {"videos": ["videograph-lecun-leaves-meta"], "extractor": "offline", "review": True}
    assert accepted == [
        asked,
        {"job": "job:1", "connections": [1]},
        asked,
        {"job": "job:1", "connections": []},
        asked,
        {"job": "job:1"},
    ]


def test_a_proposal_whose_dialog_was_closed_is_found_among_the_imports(
    visit: Visit, address: str, sent: list[dict[str, Any]]
) -> None:
    proposed = {
        "id": "job:1", "state": "SUCCEEDED", "name": "Looms", "stage": None, "done": 1, "total": 1, "attempts": 1,
        "createdAt": "2026-11-30T10:00:00Z", "error": None, "result": None,
        "report": {"outcome": "PROPOSED", "newConnectionCount": 2, "goneConnectionCount": 0, "keptConnectionCount": 5},
    }  # fmt: skip
    page = visit.page

    def list_it(data: dict[str, Any]) -> None:
        data["jobs"]["nodes"] = [proposed]

    answer_with(page, "ImportJobs", list_it)
    page.goto(f"{address}/import")
    job = page.locator(".job")
    expect(job.locator(".aside")).to_contain_text("To be accepted: 2 connections new, 0 gone, 5 kept · ")
    job.get_by_role("button", name="Show the changes").click()
    dialog = page.get_by_role("dialog", name="Extract again")
    expect(dialog.get_by_role("listitem")).to_have_count(2)
    dialog.get_by_role("button", name="Reject").click()

    expect(page.locator(".notice")).to_contain_text("The proposal is rejected.")
    assert [(one["job"], one["connections"]) for one in sent] == [("job:1", [])]


def read_offline(page: Page, **models: Any) -> None:
    """The talk as if the offline extraction had read it, beside these language models."""

    def change(data: dict[str, Any]) -> None:
        data["video"]["extractor"] = "offline/0.22.0"

    page.route("**/language-models*", lambda route: route.fulfill(json=models))
    answer_with(page, "VideoPage", change)


def test_an_offline_talk_offers_a_language_model_with_its_time_and_price(visit: Visit, address: str) -> None:
    estimate = {"requests": 4, "inputTokens": 30000, "outputTokens": 5000, "minutes": 3.2, "cost": 0.047}
    used = {"name": "large-1", "url": "https://models.example.org/v1", "isLocal": False, "estimate": estimate}
    page = visit.page
    read_offline(page, used=used, fault=None, offers=[])
    page.goto(address + TALK)
    offer = page.get_by_role("region", name="More connections")
    expect(offer).to_contain_text(
        "This talk was read offline, which states few connections and writes no summary."
    )
    titles = page.locator(".talk-words > section > h2")
    expect(titles).to_have_text(
        [
            re.compile(text)
            for text in (
                "^People, companies, ideas",
                "^More connections",
                "^Chapters",
                "^Topics",
                "^Connections",
                "^Transcript",
            )
        ]
    )
    offer.get_by_role(
        "button", name="Read this talk with a language model: about 3 minutes, about 0.05"
    ).click()
    dialog = page.get_by_role("dialog", name="Extract again")

    expect(dialog).to_contain_text(
        "With large-1, the text goes to https://models.example.org/v1: 4 requests, about 30k tokens sent and 5k received, about 3 minutes, about 0.05."
    )
    dialog.get_by_label("Extractor").select_option("Offline")
    expect(dialog).not_to_contain_text("the text goes to")


def test_an_offline_talk_says_how_to_set_a_language_model_up(visit: Visit, address: str) -> None:
    page = visit.page
    read_offline(
        page,
        used=None,
        fault=None,
        offers=["Ollama has qwen3:14b: use it with `videograph model use ollama/qwen3:14b`"],
    )
    page.goto(address + TALK)
    offer = page.get_by_role("region", name="More connections")

    expect(offer).to_contain_text("A language model finds more:")
    expect(offer).to_contain_text("use it with videograph model use ollama/qwen3:14b")
    expect(offer.get_by_role("button")).to_have_count(0)


def test_all_talks_that_were_read_offline_are_extracted_again(
    visit: Visit, address: str, sent: list[dict[str, Any]]
) -> None:
    page = visit.page
    used = {"name": "qwen3:14b", "url": "http://127.0.0.1:11434/v1", "isLocal": True, "estimate": None}
    page.route(
        "**/language-models*", lambda route: route.fulfill(json={"used": used, "fault": None, "offers": []})
    )
    page.goto(f"{address}/import")
    page.get_by_text("Talks that were read offline").click()
    part = page.locator("details", has_text="Talks that were read offline")
    expect(part).to_contain_text(
        "With qwen3:14b, the text goes to http://127.0.0.1:11434/v1, on the machine of this service."
    )
    part.get_by_role("button", name="Extract all again").click()

    expect(part.get_by_role("status")).to_have_text("2 talks will be extracted again.")
    assert [(one["readBy"], one["extractor"]) for one in sent] == [("offline", "llm")]
