"""Visits of a browser to the program's web pages."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, Route

NOT_FOUND = "Failed to load resource: the server responded with a status of 404 (Not Found)"
"""What Chromium complains of where the address of a page names nothing."""


@dataclass(eq=False)
class Visit:
    """A page, the requests that it made, what it complained about, and all of it in order, with seconds since the visit began."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    began: float = field(default_factory=monotonic)

    def note(self, text: str) -> None:
        self.log.append(f"{monotonic() - self.began:8.3f} {text}")

    def save(self, folder: Path, name: str) -> tuple[Path, Path]:
        """Writes a picture of the page as it is now, and its log, and returns their paths. Of a page that has crashed there is no picture."""
        folder.mkdir(parents=True, exist_ok=True)
        picture, log = folder / f"{name}.png", folder / f"{name}.log"
        try:
            self.page.screenshot(path=picture, timeout=10_000)
        except Error as error:
            self.note(f"no picture: {error}")
        log.write_text("\n".join([self.page.url, *self.log, ""]), encoding="utf-8")
        return picture, log


open_visits: list[Visit] = []
"""Visits that have not ended. One whose test failed within it stays here until it was saved."""


@contextmanager
def visiting(browser: Browser, **context: Any) -> Iterator[Visit]:
    """A visit of a browser that keeps nothing of other visits."""
    opened = open_context(browser, **context)
    with visit_in(opened) as found:
        yield found
    opened.close()


def open_context(browser: Browser, **context: Any) -> BrowserContext:
    return browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **context})


@contextmanager
def visit_in(context: BrowserContext) -> Iterator[Visit]:
    """A visit in a new page, which leaves nothing but what a browser keeps of the files that it has loaded."""
    page = context.new_page()
    page.set_default_timeout(30_000)
    found = Visit(page)
    page.on("request", lambda request: found.requests.append(request.url))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: found.complaints.append(message.text) if message.type == "error" else None,
    )
    page.on("request", lambda request: found.note(f"→ {_describe(request)}"))
    page.on("response", lambda response: found.note(f"← {response.status} {_describe(response.request)}"))
    page.on("requestfailed", lambda request: found.note(f"✗ {request.failure} {_describe(request)}"))
    page.on("console", lambda message: found.note(f"console {message.type}: {message.text}"))
    page.on("pageerror", lambda error: found.note(f"error: {error.stack or error}"))
    page.on("framenavigated", lambda frame: found.note(f"at {frame.url}"))
    open_visits.append(found)
    yield found
    if found in open_visits:
        open_visits.remove(found)
    # A handler of a route that still waits for the service would fail in whatever the browser does next.
    page.unroute_all(behavior="wait")
    with suppress(Error):  # a page that could not be loaded has none
        # GraphiQL stores its tabs a moment after a change: the next visit would find what is written after clearing.
        page.evaluate("Storage.prototype.setItem = () => {}; localStorage.clear()")
    page.close()


def _describe(request: Request) -> str:
    """Method and address, and for the API the operation."""
    text = (request.post_data_buffer or b"")[:20_000].decode("utf-8", "replace")
    operation = (
        re.search(r"(query|mutation|subscription) [A-Z]\w+", text) if "/graphql" in request.url else None
    )
    return f"{request.method} {request.url}" + (f" {operation[0]}" if operation else "")


def ask_with(page: Page, change: Callable[[str], str]) -> None:
    """Has the page ask other operations than its own."""

    def send(route: Route) -> None:
        asked: dict[str, Any] = json.loads(route.request.post_data or "")
        route.continue_(post_data=json.dumps({**asked, "query": change(asked["query"])}))

    page.route("**/graphql", send)


def answer_with(page: Page, operation: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Has one operation's `data` changed on its way to the page."""

    def send(route: Route) -> None:
        if f"query {operation}" not in (route.request.post_data or ""):
            return route.fallback()
        response = route.fetch(max_retries=2)  # the service may just be closing a connection that was idle
        answered = response.json()
        change(answered["data"])
        return route.fulfill(response=response, json=answered)

    page.route("**/graphql", send)
