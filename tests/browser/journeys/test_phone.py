"""Somebody with a phone reads a talk: in its width, by touch, with ways to each part."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from support.map_page import node
from support.page_visits import visiting

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"
WIDTH = 390


def test_phone(browser: Browser, address: str, look: Callable[..., None]) -> None:
    shape = {"viewport": {"width": WIDTH, "height": 844}, "is_mobile": True, "has_touch": True}
    with visiting(browser, reduced_motion="reduce", **shape) as visit:
        page = visit.page

        def fits() -> None:
            assert page.evaluate("document.documentElement.scrollWidth") == WIDTH

        page.goto(address)
        expect(page.locator(".talk-line")).to_have_count(1)
        fits()
        look(page)

        # The talk has its summary before its map, and ways to all parts.
        page.locator(".talk-line").get_by_role("link", name="Why Yann LeCun Is Leaving Meta").tap()
        expect(page.locator(".map .node")).to_have_count(22)
        expect(page.locator(".line")).to_have_count(34)
        top = {
            part: page.locator(f"#{part}").evaluate("part => part.getBoundingClientRect().top")
            for part in ("summary", "map", "connections")
        }
        assert top["summary"] < top["map"] < top["connections"]
        ways = page.get_by_role("navigation", name="On this page")
        expect(ways.get_by_role("link")).to_have_text(
            ["Summary", "Map", "Connections", "Chapters", "Topics", "People, companies, ideas", "Transcript"]
        )
        assert ways.evaluate("ways => ways.getBoundingClientRect().bottom") < 844
        fits()
        look(page)

        # An entity of the map is chosen by a touch: the sheet leaves it in sight.
        ways.get_by_role("link", name="Map").tap()
        expect(page.get_by_role("heading", name="Map", exact=True)).to_be_in_viewport()
        for name in ("ChatGPT", "Yann LeCun"):
            point = node(page, f"{name},").locator(".dot")
            point.tap()
            expect(page.locator(".chosen h3")).to_have_text(name)
            expect(page.locator(".chosen h3")).to_be_in_viewport()
            expect(point).to_be_in_viewport()
            place, panel = point.bounding_box(), page.locator("div.chosen").bounding_box()
            assert place
            assert panel
            assert place["y"] + place["height"] <= panel["y"]
        look(page)
        page.locator(".chosen").get_by_role("button", name="Close").tap()

        # The contents are at hand at the end of the talk too.
        page.locator("#line-33").scroll_into_view_if_needed()
        page.get_by_role("button", name="Contents").tap()
        contents = page.get_by_role("navigation", name="Contents", exact=True)
        expect(contents.get_by_role("link")).to_have_count(12)
        contents.get_by_role("link", name="Summary").tap()
        expect(contents).to_have_count(0)
        expect(page.get_by_role("heading", name="Summary", exact=True)).to_be_in_viewport()

        # The filters of a search are folded.
        page.goto(f"{address}/search?q=language+models")
        expect(page.locator(".hit").first).to_be_visible()
        filters = page.get_by_role("complementary", name="Filters")
        expect(filters.get_by_role("link", name="Moments")).to_have_count(0)
        page.locator(".facets > details > summary").tap()
        expect(filters.get_by_role("link", name="Moments")).to_be_visible()
        fits()
        look(page)

        for path, seen in (
            ("/entities/joint-embedding-predictive-architecture-concept", ".statement"),
            ("/connections?from=alexandr-wang&to=world-models-concept", ".way"),
            ("/import", ".import-form"),
        ):
            page.goto(f"{address}{path}")
            expect(page.locator(seen).first).to_be_visible()
            fits()
            look(page)
        assert visit.complaints == []
