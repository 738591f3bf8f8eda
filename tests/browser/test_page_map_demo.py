"""The maps of the demo's eleven talks can be read: names and words are clear of lines, large points have names, lines stand out.
On the talk's page there is not room for the names of all small points; in full screen there is.

Starts `videograph demo` in a process of its own: the talks come as documents, so that their maps are the same each time.
"""

import os
import re
import signal
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from service.resources import demo_folder
from support import backend
from support.authored_graph import apart, load
from support.command_runner import graph_variables
from support.map_page import FRAME, background, middle, within
from support.page_visits import Visit, visiting
from support.paths import ROOT
from support.videograph_process import command, found_here

pytestmark = pytest.mark.browser

TALKS = [
    "videograph-lecun-leaves-meta",
    *sorted(file.name.split(".")[0] for file in (demo_folder() / "talks").glob("*.document.json")),
]
# How far a point may be dragged without lying on another: the click behind it would be that one's.
_FREE = """([x, y]) => [[50, 35], [-50, 35], [50, -35], [-50, -35], [70, 0], [-70, 0], [0, 55], [0, -55], [100, 20], [-100, 20], [100, -20], [-100, -20], [20, 80], [20, -80]].find(([right, down]) =>
  [...document.querySelectorAll(".map-frame .node .dot")].every((dot) => {
    const box = dot.getBoundingClientRect();
    const [left, top] = [box.x + box.width / 2, box.y + box.height / 2];
    return Math.hypot(left - x, top - y) < 2 || Math.hypot(left - x - right, top - y - down) > 30;
  }))"""
HOME = [
    "talks11",
    "passages1,645",
    "entities343",
    "connections459",
    "co-mentions318",
    "quotes877",
    "topics116",
]
_MEASURE = """() => {
  const svg = document.querySelector(".map-frame svg");
  const nodes = [...svg.querySelectorAll(".node")];
  const at = (shape) => DOMMatrix.fromMatrix(shape.transform.baseVal.consolidate().matrix);
  const points = [...svg.querySelectorAll(".edge .stroke")].map((path) => {
    const long = path.getTotalLength();
    return Array.from({ length: Math.ceil(long) + 1 }, (_, step) => path.getPointAtLength(Math.min(step, long)));
  });
  // A name's own box, without the halo; words are turned, so that lines are turned back to them.
  const through = (shape, matrix, shrink) => {
    const { x, y, width, height } = shape.getBBox();
    const back = matrix.inverse();
    return points.some((line) => line.some((point) => {
      const own = new DOMPoint(point.x, point.y).matrixTransform(back);
      return own.x > x && own.x < x + width && own.y > y + shrink && own.y < y + height - shrink;
    }));
  };
  const names = nodes.filter((node) => node.querySelector(".name:not(.only-near)"));
  const words = [...svg.querySelectorAll(".type")];
  const radius = (node) => Number(node.querySelector(".dot").getAttribute("r"));
  const largest = Math.max(...nodes.map(radius));
  return {
    nodes: nodes.length,
    edges: points.length,
    named: names.length,
    crossed: names.filter((node) => through(node.querySelector(".name"), at(node), 2)).map((node) => node.ariaLabel),
    struck: words.filter((text) => through(text, at(text), 2)).map((text) => text.textContent),
    small: words.filter((text) => parseFloat(getComputedStyle(text).fontSize) < 12).length,
    unnamed: nodes.filter((node) => !names.includes(node) && radius(node) >= 0.6 * largest).map((node) => node.ariaLabel),
  };
}"""


@pytest.fixture(scope="module")
def address(
    neo4j_server: backend.Neo4jServer, authored_talk: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Address of `videograph demo`, which adds the other ten talks to the graph of the tests. Afterwards they are gone again.

    It plans for these talks in advance, as for users: with what is planned for a graph of one talk, each of these maps takes seconds.
    """
    home = tmp_path_factory.mktemp("demo")
    log = home / "log.txt"
    environment = {**os.environ, **graph_variables(neo4j_server, home), "VIDEOGRAPH_PLANNING_TIMEOUT": "60"}
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            command("demo", "--port", "0", warm=True),
            cwd=ROOT,
            env=found_here(environment),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        assert process.stdout is not None
        line = next((one for one in process.stdout if "/graphql" in one), "")
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, log.read_text()
        yield found.group()
        process.send_signal(signal.SIGTERM)
        process.stdout.read()
        process.wait(60)
    apart(load(neo4j_server))


def open_talk(page: Page, address: str, slug: str) -> None:
    page.goto(f"{address}/videos/{slug}")
    # The first map waits until Neo4j has planned what it asks.
    expect(page.locator(f"{FRAME} .node").first).to_be_visible(timeout=120_000)
    page.locator(FRAME).scroll_into_view_if_needed()


@pytest.mark.parametrize("slug", TALKS)
def test_a_map_can_be_read(visit: Visit, address: str, slug: str) -> None:
    open_talk(visit.page, address, slug)

    on_page = visit.page.evaluate(_MEASURE)
    visit.page.get_by_role("button", name="Full screen").click()
    visit.page.wait_for_function(
        "() => document.querySelector('.map-frame svg')?.getBoundingClientRect().height > 700"
    )
    whole = visit.page.evaluate(_MEASURE)

    for found in (on_page, whole):
        assert found["nodes"] >= 20
        assert len(found["crossed"]) <= 0.05 * found["nodes"], found
        assert found["struck"] == []
        assert found["small"] == 0
        assert found["unnamed"] == []
    assert whole["named"] >= 0.9 * whole["nodes"], whole
    assert visit.complaints == []


def test_counts_say_what_is_stated_what_is_said_together_and_what_is_left_out(
    visit: Visit, address: str
) -> None:
    page = visit.page
    page.goto(address)
    expect(page.locator(".counts div")).to_have_text(HOME, timeout=60_000)
    for slug, header, below in (
        (TALKS[0], "24 connections · 22 entities in this video", "22 entities · 24 connections"),
        (
            "bitcoin-explained--bitcoin-core-v25",
            "60 connections · 64 entities in this video",
            "64 entities · 55 on the map · 60 connections",
        ),
        (
            "chaincode-podcast--package-relay",
            "44 connections · 59 entities in this video",
            "59 entities · 46 on the map · 44 connections",
        ),
    ):
        open_talk(page, address, slug)
        expect(page.locator(".talk header .counts")).to_have_text(header)
        expect(page.locator(".map-count")).to_have_text(below)
    assert visit.complaints == []


@pytest.mark.parametrize("slug", [TALKS[2], TALKS[5], TALKS[8]])
def test_hover_drag_and_back_on_a_real_talk(visit: Visit, address: str, slug: str) -> None:
    page = visit.page
    open_talk(page, address, slug)
    degree = "({ ariaLabel }) => Number(/(\\d+) connection/.exec(ariaLabel)[1])"
    hub = page.locator(
        f'{FRAME} .node[data-id="{page.evaluate(f"(degree) => [...document.querySelectorAll(`.map-frame .node`)].reduce((best, one) => ({degree})(one) > ({degree})(best) ? one : best).dataset.id", None)}"]'
    )
    count = hub.evaluate(degree)
    page.mouse.move(*middle(hub))

    expect(page.locator(f"{FRAME} .edge[data-near]")).to_have_count(count)
    expect(page.locator(f"{FRAME} .node:not([data-near])").first).to_have_css("opacity", "0.12")
    before, start = within(page, hub), middle(hub)
    right, down = page.evaluate(_FREE, list(start))
    page.mouse.down()
    page.mouse.move(start[0] + right, start[1] + down, steps=5)
    page.mouse.up()
    expect(hub).to_have_class(re.compile(r"\bpinned\b"))
    assert within(page, hub) == pytest.approx((before[0] + right, before[1] + down), abs=1.5)
    page.mouse.click(*middle(hub))
    expect(page.locator(".chosen .lines button")).to_have_count(count)
    page.go_back()
    expect(page.locator(".chosen .lines")).to_have_count(0)
    page.mouse.move(*background(page))
    expect(page.locator(f"{FRAME}[data-focus]")).to_have_count(0)
    assert visit.complaints == []


@pytest.mark.parametrize("width", [390, 1024, 1900])
def test_large_points_have_names_at_any_width(browser: Browser, address: str, width: int) -> None:
    with visiting(browser, viewport={"width": width, "height": 900}) as visit:
        for slug in TALKS[:4]:
            open_talk(visit.page, address, slug)

            found = visit.page.evaluate(_MEASURE)

            assert found["struck"] == [], slug
            assert found["crossed"] == [] or len(found["crossed"]) <= 0.1 * found["nodes"], (slug, found)
