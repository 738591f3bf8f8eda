"""Writes docs/guides/images/page-*.png: each page on a wide window, on a phone, and dark; and the map for the README.

Run by `make pictures`. Starts the demo in a folder of its own, unless an address is given: `scripts/page_pictures.py http://127.0.0.1:8000`.
Needs Chromium and a font with emoji (Debian: chromium fonts-noto-color-emoji): without it, summaries show boxes.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

IMAGES = Path(__file__).parents[1] / "docs" / "guides" / "images"
TALK = "/videos/videograph-lecun-leaves-meta"
PAGES = {
    "home": "/",
    "talk": TALK,
    "transcript": f"{TALK}?t=93",
    "entity": "/entities/yann-lecun",
    "person": "/entities/gloria-zhao",
    "topic": "/topics/limits-of-language-models",
    "search": "/search?q=package+relay",
    "paths": "/connections?from=alexandr-wang&to=world-models-concept",
    "map-of-all": "/map",
    "quote": f"{TALK}?embed=1&t=93",
}
VIEWS = {
    "wide": ((1280, 800), "light"),
    "phone": ((390, 844), "light"),
    "dark": ((1280, 800), "dark"),
}


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="videograph-pictures-") as home:
        command = [sys.executable, "-m", "service", "demo", "--port", "0"]
        environment = {**os.environ, "VIDEOGRAPH_HOME": home}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if found := re.search(r"(http://[\d.:]+)/graphql", line):
                    break
            else:
                raise SystemExit("The demo did not start.")
            try:
                yield found[1]
            finally:
                process.send_signal(signal.SIGINT)
                process.stdout.read()


def open_page(browser: Browser, url: str, size: tuple[int, int], scheme: str) -> Page:
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".loading")).to_have_count(0, timeout=60_000)
    return page


def take_map(browser: Browser, address: str) -> None:
    """The map of a talk with an entity selected: its connections, and their quotes beside it."""
    page = open_page(browser, f"{address}{TALK}?embed=1", (1180, 760), "light")
    page.get_by_role("button", name=re.compile("^Yann LeCun, Person")).press("Enter")
    expect(page.get_by_role("region", name="Selection")).to_be_visible()
    page.locator(".map").screenshot(path=IMAGES / "page-map.png")
    page.close()


def main() -> None:
    fonts = shutil.which("fc-list")
    if (
        fonts
        and "emoji" not in subprocess.run([fonts], capture_output=True, text=True, check=True).stdout.lower()
    ):
        raise SystemExit("No font has emoji: install one (Debian: apt install fonts-noto-color-emoji).")
    chromium = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
    if chromium is None:
        raise SystemExit("No Chromium found: install one (Debian: apt install chromium).")
    given = sys.argv[1:2]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        if given:
            take_all(browser, given[0].rstrip("/"))
        else:
            with demo() as address:
                take_all(browser, address)
        browser.close()


def take_all(browser: Browser, address: str) -> None:
    take_map(browser, address)
    for name, path in PAGES.items():
        for view, (size, scheme) in VIEWS.items():
            page = open_page(browser, f"{address}{path}", size, scheme)
            page.screenshot(path=IMAGES / f"page-{name}-{view}.png")
            page.close()
            print(f"page-{name}-{view}.png")


if __name__ == "__main__":
    main()
