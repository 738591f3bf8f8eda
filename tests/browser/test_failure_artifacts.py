"""What a browser test that fails leaves: a picture of its page, and what the page asked for, got and said, in order."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from support.page_visits import Visit, open_visits

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"


def test_a_picture_and_a_log_are_saved(visit: Visit, address: str, tmp_path: Path) -> None:
    assert open_visits == [visit]
    visit.page.goto(f"{address}{TALK}")
    expect(visit.page.locator(".map .node")).to_have_count(22)
    visit.page.evaluate("console.warn('look here')")

    picture, log = visit.save(tmp_path / "new", "name")

    assert (picture.name, picture.read_bytes()[:8]) == ("name.png", b"\x89PNG\r\n\x1a\n")
    first, *lines = log.read_text("utf-8").splitlines()
    said = [line.split(maxsplit=1)[1] for line in lines]
    assert first == f"{address}{TALK}"
    assert f"→ POST {address}/graphql query VideoPage" in said
    assert f"← 200 POST {address}/graphql query VideoPage" in said
    assert "console warning: look here" in said
