"""Measures how smoothly a large map follows a drag: `python -m benchmarks.map_frames
http://127.0.0.1:8000/map?size=300`.

Drags the best connected entity of a map in a circle, in a Chromium without a GPU, and prints the frames a second and what a
frame costs: time of the page's own thread, which does not depend on what else the machine does. `--pan` drags the background.
"""

import argparse
import json
import math
import shutil
import time
from itertools import pairwise

from playwright.sync_api import CDPSession, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu"]
RADIUS = 120  # pixels
STEPS = 240  # moves of the hand
_COUNT = """() => {
  window.frames = [];
  const tick = (now) => { window.frames.push(now); window.counting && requestAnimationFrame(tick); };
  window.counting = true;
  requestAnimationFrame(tick);
}"""
_HUB = """() => {
  const nodes = [...document.querySelectorAll(".map-frame svg .node")];
  const count = (node) => Number(/(\\d+) connection/.exec(node.ariaLabel)?.[1] ?? 0);
  const hub = nodes.reduce((best, one) => (count(one) > count(best) ? one : best));
  const { x, y, width, height } = hub.querySelector(".dot").getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2, name: hub.ariaLabel, points: nodes.length, lines: document.querySelectorAll(".edge").length };
}"""


def busy(session: CDPSession) -> float:
    """Returns the processor seconds of the page's thread."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def drag(page: Page, x: float, y: float) -> None:
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(STEPS):
        angle = 2 * math.pi * step / STEPS
        page.mouse.move(x + RADIUS * math.sin(angle), y + RADIUS * (1 - math.cos(angle)) / 2)
        time.sleep(1 / 60)
    page.mouse.up()


def measure(page: Page, *, pan: bool) -> dict[str, object]:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    hub = page.evaluate(_HUB)
    spot = page.locator(".map-frame svg").bounding_box() if pan else hub
    assert spot is not None, "no map on this page"
    x, y = (spot["x"] + 8, spot["y"] + 8) if pan else (spot["x"], spot["y"])
    page.evaluate(_COUNT)
    before, start = busy(session), time.perf_counter()
    drag(page, x, y)
    frames = page.evaluate("() => { window.counting = false; return window.frames; }")
    seconds = time.perf_counter() - start
    cost = busy(session) - before
    gaps = sorted(later - earlier for earlier, later in pairwise(frames))
    return {
        "points": hub["points"],
        "lines": hub["lines"],
        "frames a second": round(len(gaps) / seconds, 1),
        "median gap in ms": round(gaps[len(gaps) // 2], 1),
        "95% gap in ms": round(gaps[int(len(gaps) * 0.95)], 1),
        "own thread, ms a frame": round(1000 * cost / len(gaps), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--pan", action="store_true", help="drag the background instead of an entity")
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(asked.address)
        page.locator(".map-frame svg .node").first.wait_for()
        page.locator(".map-frame svg").scroll_into_view_if_needed()
        print(json.dumps(measure(page, pan=asked.pan)))
        browser.close()


if __name__ == "__main__":
    main()
