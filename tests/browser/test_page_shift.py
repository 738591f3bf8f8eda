"""Nothing moves while a page fills: its cumulative layout shift, on a wide window and on a phone."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from support.page_visits import visiting

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"
PAGES = [
    "/",
    TALK,
    f"{TALK}?t=93",
    "/entities/yann-lecun",
    "/topics/limits-of-language-models",
    "/search?q=language+models",
    "/connections?from=alexandr-wang&to=world-models-concept",
    "/map",
    "/videos/nothing",
]
MOST = 0.05
"""Half of what counts as good. Source: https://web.dev/articles/cls."""
_OBSERVE = """
  globalThis.shift = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { if (!one.hadRecentInput) globalThis.shift += one.value; }))
    .observe({ type: "layout-shift", buffered: true });
"""


WINDOWS = [(1440, 900), (390, 844)]


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_while_a_page_fills(
    browser: Browser, address: str, path: str, window: tuple[int, int]
) -> None:
    width, height = window
    with visiting(browser, viewport={"width": width, "height": height}) as visit:
        visit.page.add_init_script(_OBSERVE)
        visit.page.goto(f"{address}{path}")
        expect(visit.page.get_by_role("heading", level=1)).to_be_visible()
        visit.page.wait_for_load_state("networkidle")
        expect(visit.page.locator(".loading")).to_have_count(0)

        assert visit.page.evaluate("globalThis.shift") <= MOST


def hold(page: Page, files: str, words: str = "") -> list[Route]:
    """Keeps back the requests of these files that say these words, until they are sent on."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        if words in (route.request.post_data or ""):
            held.append(route)
        else:
            route.fallback()

    page.route(files, keep)
    return held


def send_on(held: list[Route]) -> None:
    for route in held:
        route.continue_()
    held.clear()


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_counts_that_come_late_do_not_move_the_results(
    browser: Browser, address: str, width: int, height: int
) -> None:
    with visiting(browser, viewport={"width": width, "height": height}) as visit:
        page = visit.page
        page.add_init_script(_OBSERVE)
        held = hold(page, "**/graphql", "query SearchFacets")
        page.goto(f"{address}/search?q=language+models")
        expect(page.get_by_role("heading", name="In talks").first).to_be_visible()

        send_on(held)

        expect(page.locator(".total")).to_contain_text("result")
        assert page.evaluate("globalThis.shift") <= MOST


# Something arrives above the transcript in each of its first frames.
_GROW = """
  let arrived = 0;
  const grow = () => {
    const transcript = document.getElementById("transcript");
    if (transcript) {
      const part = document.createElement("div");
      part.style.height = "400px";
      transcript.before(part);
      arrived += 1;
    }
    if (arrived < 12) requestAnimationFrame(grow);
  };
  requestAnimationFrame(grow);
"""


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_a_moment_is_brought_into_view_when_nothing_more_arrives_above_it(
    browser: Browser, address: str, width: int, height: int
) -> None:
    with visiting(browser, viewport={"width": width, "height": height}) as visit:
        page = visit.page
        page.add_init_script(_OBSERVE + _GROW)

        page.goto(f"{address}{TALK}?t=93")

        expect(page.locator(".line.marked")).to_be_in_viewport()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("globalThis.shift") <= MOST


# In the frame in which the page first scrolls to something, something arrives above it: a browser does not make up for that.
_GROW_AFTER = """
  const scroll = Element.prototype.scrollIntoView;
  Element.prototype.scrollIntoView = function (...how) {
    scroll.apply(this, how);
    Element.prototype.scrollIntoView = scroll;
    const part = document.createElement("div");
    part.id = "arrived";
    part.style.height = "1500px";
    document.getElementById("transcript").before(part);
  };
"""


@pytest.mark.parametrize(("width", "height"), WINDOWS)
@pytest.mark.parametrize(
    ("rest", "place"),
    [("?t=93", ".line.marked"), ("?t=165&find=FAIR", ".line.marked"), ("#chapter-2", "#chapter-2 h3")],
)
def test_what_arrives_above_a_place_does_not_push_it_away(
    browser: Browser, address: str, width: int, height: int, rest: str, place: str
) -> None:
    with visiting(browser, viewport={"width": width, "height": height}) as visit:
        page = visit.page
        page.add_init_script(_GROW_AFTER)

        page.goto(f"{address}{TALK}{rest}")

        expect(page.locator("#arrived")).to_be_attached()
        page.wait_for_load_state("networkidle")
        expect(page.locator(place)).to_be_in_viewport()
