"""What the first visit to a talk takes: requests, and bytes of script."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from support.page_visits import visiting

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"
REQUESTS = 40
SCRIPT = 160_000
"""Bytes of all scripts, as they are sent."""


def test_a_first_visit_to_a_talk_is_small(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        kinds: dict[str, str] = {}
        sizes: dict[str, float] = {}
        session = page.context.new_cdp_session(page)

        def begun(event: dict[str, Any]) -> None:
            kinds[event["requestId"]] = event["type"]

        def ended(event: dict[str, Any]) -> None:
            sizes[event["requestId"]] = event["encodedDataLength"]

        session.on("Network.responseReceived", begun)
        session.on("Network.loadingFinished", ended)
        session.send("Network.enable")

        page.goto(f"{address}{TALK}")
        expect(page.locator(".map .node").first).to_be_visible()
        expect(page.get_by_role("button", name="Edit", exact=True)).to_be_visible()
        page.wait_for_load_state("networkidle")

        script = sum(size for one, size in sizes.items() if kinds.get(one) == "Script")
        assert 0 < len(visit.requests) <= REQUESTS
        assert 0 < script <= SCRIPT
        assert visit.complaints == []
        # Each operation came with its module: none had to be read.
        assert [url for url in visit.requests if url.endswith(".graphql")] == []
