"""The map on a web page: what a browser test looks for and does there."""

import re
from collections.abc import Callable, Sequence

from playwright.sync_api import Locator, Page, expect

TALK = "/videos/videograph-lecun-leaves-meta"
FRAME = ".map-frame svg"


def open_map(page: Page, address: str, rest: str = "", *, points: int = 22) -> Page:
    """The map of the authored talk."""
    page.goto(f"{address}{TALK}{rest}")
    expect(page.locator(f"{FRAME} .node")).to_have_count(points)
    page.locator(FRAME).scroll_into_view_if_needed()
    return page


def edge(page: Page, title: str) -> str:
    """The id of the line that reads so."""
    found = page.locator(".map .edge").filter(has=page.locator("title", has_text=re.compile(f"^{title}$")))
    expect(found).to_have_count(1)
    return found.get_attribute("data-id") or ""


def node(page: Page, name: str) -> Locator:
    """An entity of the map, by the beginning of what a screen reader says."""
    return page.locator(f'{FRAME} .node[aria-label^="{name}"]')


def middle(shape: Locator) -> tuple[float, float]:
    """The middle of a point, on the screen."""
    box = shape.locator(".dot").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def within(page: Page, shape: Locator) -> tuple[float, float]:
    """The middle of a point, in the map: wherever the page has the map."""
    frame = page.locator(FRAME).bounding_box()
    assert frame
    x, y = middle(shape)
    return x - frame["x"], y - frame["y"]


def on_line(page: Page, id_: str) -> tuple[float, float]:
    """The middle of a line, on the screen."""
    x, y = page.locator(f'.edge[data-id="{id_}"] .stroke').evaluate(
        """(path) => {
          const at = path.getPointAtLength(path.getTotalLength() / 2);
          const { x, y } = new DOMPoint(at.x, at.y).matrixTransform(path.getScreenCTM());
          return [x, y];
        }"""
    )
    return x, y


def background(page: Page) -> tuple[float, float]:
    """A spot of the map where there is nothing, on the screen."""
    found = page.locator(FRAME).evaluate(
        """(svg) => {
          const { left, top, width, height } = svg.getBoundingClientRect();
          for (let y = top + 15; y < top + height; y += 10)
            for (let x = left + 15; x < left + width; x += 10)
              if (document.elementFromPoint(x, y) === svg) return [x, y];
          return null;
        }"""
    )
    assert found, "the map has no free spot in sight"
    x, y = found
    return x, y


def drag(page: Page, start: tuple[float, float], by: tuple[float, float]) -> None:
    """Drags what is at a place of the screen by pixels to the right and down."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + by[0], start[1] + by[1], steps=6)
    page.mouse.up()


def eventually(page: Page, holds: Callable[[], bool], what: str) -> None:
    """Waits, frame by frame, for what only comes to rest: a point that the simulation moves."""
    for _ in range(600):
        if holds():
            return
        page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => drawn(null)))")
    raise AssertionError(f"never so: {what}")


def names(shapes: Locator) -> Sequence[str]:
    """Returns the accessible names of these entities, sorted."""
    labels: list[str] = shapes.evaluate_all("all => all.map((one) => one.ariaLabel)")
    return sorted(label.split(",")[0] for label in labels)
