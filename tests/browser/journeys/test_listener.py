"""A listener plays a talk: nothing loads before, the words follow, moments, keys and the timeline lead to what is said."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from service.curation.load import delete_video, import_document
from service.domain.document import MediaInfo, VideoDocument
from service.graph.driver.database import Database
from service.resources import demo_folder
from support import backend
from support.authored_graph import apart
from support.media_server import MediaServer, serve_sound
from support.page_visits import Visit

pytestmark = pytest.mark.browser

ID = "watch--sound"
TITLE = "Why Yann LeCun Is Leaving Meta"


@pytest.fixture
def media(neo4j_server: backend.Neo4jServer, authored_talk: None) -> Iterator[MediaServer]:
    """The authored talk again, with a sound file of another host. Gone again afterwards."""
    text = (demo_folder() / "authored" / "lecun-leaves-meta.document.json").read_text("utf-8")
    talk = VideoDocument.model_validate_json(text)

    async def change(origin: str | None) -> None:
        server = neo4j_server
        async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
            if origin is None:
                await delete_video(database, ID)
                return
            own: dict[str, Any] = {
                "id": ID,
                "url": "https://radio.example/talk",
                "moment_url_template": None,
                "media": MediaInfo(url=f"{origin}/talk.wav", media_type="audio/wav"),
            }
            await import_document(
                database, talk.model_copy(update={"video": talk.video.model_copy(update=own)})
            )

    with serve_sound(570) as server:
        apart(change(server.origin))
        yield server
        apart(change(None))


def test_listener(media: MediaServer, visit: Visit, address: str, look: Callable[..., None]) -> None:
    page = visit.page
    playing = page.locator(".line[data-playing]")
    audio = page.frame_locator("iframe[title=Player]").locator("audio")

    # Nothing is loaded from elsewhere before Play is pressed.
    page.goto(f"{address}/videos/{ID}")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    host = media.origin.removeprefix("http://")
    button = page.get_by_role("button", name=f"Play, loads from {host}", exact=True)
    expect(button).to_have_text(f"▶Play loads from {host}")
    assert media.asked == []
    expect(page.locator("iframe")).to_have_count(0)
    look(page)
    with page.expect_response("**/player*") as answered:
        button.click()
    expect(audio).to_have_js_property("paused", False)
    assert answered.value.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors 'self'; media-src {media.origin}"
    )
    expect(playing).to_have_id("line-0")
    assert set(media.asked) == {"/talk.wav"}

    # The words follow, until the reader scrolls away.
    page.locator("#summary").get_by_role("link", name="Play at 2:45").first.click()
    expect(playing).to_have_text(re.compile("^It paid off for everyone. FAIR"))
    expect(playing).to_be_in_viewport()
    page.mouse.move(300, 450)
    page.mouse.wheel(0, -4000)
    back = page.get_by_role("button", name="Back to the player")
    expect(back).to_be_visible()
    expect(playing).not_to_be_in_viewport()
    back.click()
    expect(playing).to_be_in_viewport()
    expect(back).to_have_count(0)

    # Keys are those of players.
    page.locator("h1").click()
    page.keyboard.press("k")
    expect(audio).to_have_js_property("paused", True)
    before: float = audio.evaluate("audio => audio.currentTime")
    page.keyboard.press("l")
    later = [divmod(int(before) + more, 60) for more in (10, 11)]
    expect(page.locator(".player-time")).to_have_text(
        re.compile("^(" + "|".join(f"{minute}:{second:02d}" for minute, second in later) + ")")
    )
    assert audio.evaluate("audio => audio.currentTime") == pytest.approx(before + 10, abs=1)
    look(page)

    # The timeline says the words at a second, and leads there.
    bar = page.get_by_role("slider", name="Timeline")
    expect(bar.locator(".strip-chapter")).to_have_count(5)
    box = bar.bounding_box()
    assert box
    length = float(bar.get_attribute("aria-valuemax") or 0)
    page.mouse.move(box["x"] + box["width"] * 312 / length, box["y"] + 10)
    expect(bar.locator(".strip-note b")).to_have_text("5:11")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_function(
        "() => document.querySelector('[data-playing]')?.closest('.chapter')?.id === 'chapter-3'"
    )

    # An entity's moments, and the transcript as a file.
    page.locator("#entities").get_by_role("link", name="PyTorch").hover()
    expect(page.locator(".strip-label")).to_have_text(re.compile(r"^PyTorch: \d+ moments?$"))
    with page.expect_download() as downloaded:
        page.locator(".downloads").get_by_role("link", name="WebVTT", exact=True).click()
    assert downloaded.value.suggested_filename == f"{ID}.vtt"
    text = Path(downloaded.value.path()).read_text("utf-8")
    assert text.startswith(f"WEBVTT\n\nNOTE {TITLE}\n\n1\n00:00:00.000 --> ")
    assert visit.complaints == []
