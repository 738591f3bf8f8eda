"""A real server process and a real Chromium. Started by `make test-browser`; without a Chromium it fails.

The journeys are in the gate; all other cases here are nightly. A test that fails leaves a picture and a log of each page that it had open, in
`.cache/browser-failures` or the folder that VIDEOGRAPH_TEST_ARTIFACTS names.
"""

import os
import re
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from support import backend
from support.authored_graph import load
from support.page_visits import Visit, open_context, open_visits, visit_in
from support.paths import ROOT
from support.running_service import serve

expect.set_options(timeout=30_000)
# Debian's headless shell is the same Chromium without its windows: a visit costs a third of the processor time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
# No update checks and the like: a test looks at every request that leaves.
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",
]

_NETWORKS = "127.0.0.0/8"
"""Feeds are of a server on this machine. Each service of the graph looks at them."""


_HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what is no journey, before tests are chosen by their marks."""
    for item in items:
        if item.path.is_relative_to(_HERE) and not item.path.is_relative_to(_HERE / "journeys"):
            item.add_marker(pytest.mark.nightly)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[Any]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed and report.when != "teardown":
        folder = Path(os.environ.get("VIDEOGRAPH_TEST_ARTIFACTS") or ROOT / ".cache" / "browser-failures")
        name = re.sub(r"\W+", "-", item.nodeid.removeprefix("tests/browser/")).strip("-")
        for number, visit in enumerate(open_visits, 1):
            saved = visit.save(folder, f"{name}-{number}")
            report.sections.append((f"Page {number}: {visit.page.url}", "\n".join(map(str, saved))))
        open_visits.clear()
    return report


@pytest.fixture(scope="session")
def browser(authored_talk: None) -> Iterator[Browser]:
    # After the talk: Playwright keeps an event loop of its own running in this thread.
    given = os.environ.get("VIDEOGRAPH_TEST_CHROMIUM")
    path = given or next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail(
            "no Chromium found: install one (Debian: chromium-headless-shell), or let VIDEOGRAPH_TEST_CHROMIUM name it"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One for most tests, with the page's files in its cache and a process that has compiled them: a visit in a new context costs twice
    as much of the processor's time."""
    opened = open_context(browser)
    yield opened
    opened.close()


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Visit]:
    if not context.pages:
        context.new_page().goto(
            f"{address}/static/page/icon.svg"
        )  # while a page of the site is there, its process is
    with visit_in(context) as visit:
        yield visit
    for left in context.pages[1:]:
        left.close()
    context.set_offline(False)
    context.clear_cookies()
    context.clear_permissions()


@pytest.fixture(scope="session")
def authored_talk(neo4j_server: backend.Neo4jServer) -> None:
    """The graph holds the authored talk and nothing else."""

    anyio.run(load, neo4j_server)


@pytest.fixture(scope="session")
def address(
    neo4j_server: backend.Neo4jServer, authored_talk: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Address of `videograph up` on that graph."""
    with serve(
        neo4j_server, tmp_path_factory.mktemp("up"), warm=True, VIDEOGRAPH_FETCH_NETWORKS=_NETWORKS
    ) as address:
        yield address


@pytest.fixture(scope="session")
def closed(
    neo4j_server: backend.Neo4jServer, address: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Address of a second server on that graph, which needs a key. The first has had its statements planned."""
    with serve(
        neo4j_server,
        tmp_path_factory.mktemp("closed"),
        VIDEOGRAPH_PUBLIC="none",
        VIDEOGRAPH_FETCH_NETWORKS=_NETWORKS,
    ) as second:
        yield second
