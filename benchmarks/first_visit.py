"""Measures how soon each page can be read on a first visit, and its layout shift: run `python -m
benchmarks.first_visit ADDRESS`.

readable  milliseconds from the request until the page's heading and its words are painted; the median of five visits, each in a
          browser context that has nothing in its cache
CLS       cumulative layout shift until the network is quiet (https://web.dev/articles/cls); the worst of the five
own       kB of scripts of ours that are loaded by then, and those of libraries
"""

import statistics
import sys
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

_TALK = "/videos/videograph-lecun-leaves-meta"
PAGES = {
    "/": "main li a",
    _TALK: ".talk .line, .talk p",
    f"{_TALK}?t=93": ".line.marked",
    "/entities/yann-lecun": "article p",
    "/topics/limits-of-language-models": "main p",
    "/search?q=language+models": "main .hits li",
    "/connections?from=alexandr-wang&to=world-models-concept": "main .quote, main blockquote",
    "/map": "main label",
}
"""A page → what must be there besides its heading."""
_VISITS = 5
_OBSERVE = """
  globalThis.shifts = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { if (!one.hadRecentInput) globalThis.shifts += one.value; }))
    .observe({ type: "layout-shift", buffered: true });
"""
_READABLE = """words => new Promise((resolve) => {
  const look = () => {
    const [heading, text] = [document.querySelector("main h1"), document.querySelector(words)];
    if (heading && text) requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    else requestAnimationFrame(look);
  };
  look();
})"""
_BYTES = """() => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".js"))
  .map(({ name, decodedBodySize }) => [name, decodedBodySize])"""


@dataclass
class Visit:
    readable: float
    shift: float
    own: int
    vendored: int


def visit(browser: Browser, url: str, words: str) -> Visit:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    page.goto(url, wait_until="commit")
    readable = page.evaluate(_READABLE, words)
    page.wait_for_load_state("networkidle")
    scripts = page.evaluate(_BYTES)
    shift = page.evaluate("globalThis.shifts")
    context.close()
    vendored = sum(size for name, size in scripts if "/preact-" in name or "/d3-" in name)
    return Visit(readable, shift, sum(size for _, size in scripts) - vendored, vendored)


def main(address: str) -> None:
    print(f"{'page':58}{'readable':>9}{'CLS':>8}{'own kB':>8}{'libraries':>10}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        visit(browser, f"{address}/", "main")  # Chromium's own start does not count
        for path, words in PAGES.items():
            visits = [visit(browser, f"{address}{path}", words) for _ in range(_VISITS)]
            readable = statistics.median(one.readable for one in visits)
            last = visits[-1]
            print(
                f"{path:58}{readable:7.0f} ms{max(one.shift for one in visits):8.3f}{last.own / 1000:8.0f}{last.vendored / 1000:10.0f}"
            )
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
