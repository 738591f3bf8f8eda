"""Pages without an answer, or with an empty one: their messages, and the next try, which works and keeps the
focus."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from support.page_visits import Visit, visiting

pytestmark = pytest.mark.browser

TALK = "/videos/videograph-lecun-leaves-meta"
TITLE = "Why Yann LeCun Is Leaving Meta"
OFFLINE = "This device is offline. Connect it to the network, then try again."


def alert(page: Page) -> tuple[str, str]:
    """Heading and message of the one alert."""
    said = page.get_by_role("alert")
    expect(said).to_be_visible()
    return said.get_by_role("heading").inner_text(), said.locator("p").inner_text()


def retry(page: Page, focused: str = "MAIN") -> None:
    """Tries again with the keyboard, and sees that the page is there and the focus is not lost."""
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator(".line").first).to_be_attached()
    assert page.evaluate("document.activeElement.tagName") == focused


def test_a_fault_has_a_message_and_a_retry(visit: Visit, address: str) -> None:
    page = visit.page
    page.route(
        "**/graphql", lambda route: route.fulfill(status=502, content_type="text/html", body="<h1>Bad</h1>")
    )
    page.goto(f"{address}{TALK}")

    assert alert(page) == (
        "Temporarily unavailable",
        "A proxy answered with status 502: Videograph may be starting. Try again in a moment.",
    )
    page.unroute("**/graphql")
    retry(page)


def test_a_second_failure_keeps_the_focus_on_the_button(visit: Visit, address: str) -> None:
    page = visit.page
    page.route("**/graphql", lambda route: route.fulfill(status=502, body="bad"))
    page.goto(f"{address}{TALK}")

    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.get_by_role("button", name="Try again")).to_be_focused()

    page.unroute("**/graphql")
    retry(page)


def test_offline_says_so(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}{TALK}")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.context.set_offline(True)

    page.get_by_role("link", name="Videograph", exact=True).click()
    assert alert(page) == ("No network", OFFLINE)
    page.go_back()
    assert alert(page) == ("No network", OFFLINE)

    page.context.set_offline(False)
    retry(page, focused="H1")


@pytest.mark.parametrize("module", ["joined/main.js", "joined/talk/talk.js", "page/modules.js"])
def test_a_module_that_is_missing_is_told_and_loaded_again(
    browser: Browser, address: str, module: str
) -> None:
    with visiting(browser) as visit:
        visit.page.route(f"**/{module}", lambda route: route.abort())
        visit.page.goto(f"{address}{TALK}")

        assert alert(visit.page) == (
            "The page is incomplete",
            "A part of this page could not be loaded. Check the connection, then try again.",
        )

        visit.page.unroute(f"**/{module}")
        visit.page.get_by_role("button", name="Try again").click()
        expect(visit.page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_the_module_of_another_page_that_is_missing_is_told(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}{TALK}")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.route("**/paths/connections.js", lambda route: route.fulfill(status=502, body="bad"))

    page.get_by_role("navigation", name="Site").get_by_role("link", name="Connections").click()

    assert alert(page)[0] == "The page is incomplete"
    expect(page.get_by_role("banner")).to_be_visible()
    page.unroute("**/paths/connections.js")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Connections")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/nowhere", "Page not found"),
        ("/videos/%E0%A4%A", None),
    ],
)
def test_an_address_of_nothing_says_so(visit: Visit, address: str, path: str, title: str | None) -> None:
    visit.page.goto(f"{address}{path}")

    heading = visit.page.get_by_role("heading", level=1)
    expect(heading).to_be_visible()
    assert title is None or heading.inner_text() == title
    expect(visit.page.get_by_role("link", name="All talks")).to_be_visible()


@pytest.mark.parametrize("scripts", [False])
def test_without_scripts_the_shell_says_what_the_talk_is(
    browser: Browser, address: str, scripts: bool
) -> None:
    with visiting(browser, java_script_enabled=scripts) as visit:
        visit.page.goto(f"{address}{TALK}")

        text: Any = visit.page.locator("noscript").inner_text()
        assert text.startswith(TITLE)
        expect(visit.page.get_by_text("Loading…")).to_be_hidden()


def test_waiting_long_says_so(browser: Browser, address: str) -> None:
    held: list[Route] = []
    with visiting(browser) as visit:
        visit.page.clock.install()
        visit.page.route("**/main.js", lambda route: held.append(route))
        visit.page.goto(f"{address}{TALK}", wait_until="commit")
        expect(visit.page.get_by_text("Loading…")).to_be_visible()
        visit.page.clock.fast_forward(11_000)

        assert alert(visit.page)[0] == "Still loading"
        for route in held:
            route.continue_()
        expect(visit.page.get_by_role("heading", level=1)).to_have_text(TITLE)


COMES_EARLY = """async () => {
  const [{ later }, { html, render }] = await Promise.all([import("/static/page/later.js"), import("/static/page/preact.js")]);
  let arrive;
  const module = new Promise((resolve) => { arrive = resolve; });
  const Part = later(() => module, "TestedPart", html`<p>waiting</p>`);
  const room = document.body.appendChild(document.createElement("div"));
  render(html`<${Part} />`, room);
  const drawn = room.textContent;
  arrive({ TestedPart: () => html`<p>here</p>` });
  const shown = await new Promise((done) => {
    new MutationObserver(() => done(room.textContent)).observe(room, { childList: true, subtree: true, characterData: true });
    setTimeout(() => done(room.textContent), 2000);
  });
  return [drawn, shown];
}"""


def test_a_part_that_comes_between_drawing_and_effect_is_shown(visit: Visit, address: str) -> None:
    """Effects run after the next frame; the module of a part may arrive before that."""
    visit.page.goto(f"{address}/search")
    assert visit.page.evaluate(COMES_EARLY) == ["waiting", "here"]
