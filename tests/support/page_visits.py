"""Visits of a browser to the program's web pages."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Route

NOT_FOUND = "Failed to load resource: the server responded with a status of 404 (Not Found)"
"""What Chromium complains of where the address of a page names nothing."""


@dataclass
class Visit:
    """A page, the requests that it made, and what it complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


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
    yield found
    # A handler of a route that still waits for the service would fail in whatever the browser does next.
    page.unroute_all(behavior="wait")
    with suppress(Error):  # a page that could not be loaded has none
        # GraphiQL stores its tabs a moment after a change: the next visit would find what is written after clearing.
        page.evaluate("Storage.prototype.setItem = () => {}; localStorage.clear()")
    page.close()


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
