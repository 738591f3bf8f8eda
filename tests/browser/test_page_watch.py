"""A talk's page with a player: it plays, the transcript follows, the timeline marks; quotes are copied, transcripts downloaded."""

import json
import re
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import httpx2 as httpx
import pytest
from anyio import to_thread
from playwright.sync_api import Browser, Locator, Page, expect

from service.curation.load import delete_video, import_document
from service.domain.document import MediaInfo, VideoDocument
from service.graph.driver.database import Database
from service.resources import demo_folder
from service.store.recordings import PlayableFile, note_recording
from support import backend
from support.media_server import MediaServer, serve_sound, sound
from support.page_visits import Visit, visiting

pytestmark = pytest.mark.browser

TITLE = "Why Yann LeCun Is Leaving Meta"
YOUTUBE, VIMEO = "https://www.youtube-nocookie.com", "https://player.vimeo.com"
TALKS: dict[str, dict[str, Any]] = {
    "watch--sound": {"url": "https://radio.example/talk"},
    "watch--youtube": {"url": "https://www.youtube.com/watch?v=abcdefghijk"},
    "watch--vimeo": {"url": "https://vimeo.com/123456"},
    "watch--recording": {"url": None},
}


@pytest.fixture(scope="module")
def media(neo4j_server: backend.Neo4jServer, address: str) -> Iterator[MediaServer]:
    """The authored talk again: with a sound file, at YouTube, at Vimeo, and with an uploaded recording. Gone again afterwards."""
    text = (demo_folder() / "authored" / "lecun-leaves-meta.document.json").read_text("utf-8")
    talk = VideoDocument.model_validate_json(text)

    async def add(database: Database, origin: str) -> None:
        upload = await to_thread.run_sync(upload_sound)
        for id_, values in TALKS.items():
            file = MediaInfo(url=f"{origin}/talk.wav", media_type="audio/wav") if "sound" in id_ else None
            own = {"id": id_, "moment_url_template": None, "media": file, **values}
            await import_document(
                database, talk.model_copy(update={"video": talk.video.model_copy(update=own)})
            )
        await note_recording(database, "video:watch--recording", PlayableFile(upload, "audio/wav"))

    def upload_sound() -> str:
        answer = httpx.put(f"{address}/uploads", params={"name": "talk.wav"}, content=sound(570))
        return answer.json()["id"]

    async def remove(database: Database) -> None:
        for id_ in TALKS:
            await delete_video(database, id_)

    async def run(work: Callable[[Database], Awaitable[None]]) -> None:
        server = neo4j_server
        async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
            await work(database)

    # In another thread: Playwright has an event loop in this one.
    with serve_sound(570) as server, ThreadPoolExecutor(1) as thread:
        thread.submit(anyio.run, run, partial(add, origin=server.origin)).result()
        yield server
        thread.submit(anyio.run, run, remove).result()


def open_talk(visit: Visit, address: str, slug: str = "watch--sound", rest: str = "") -> Page:
    visit.page.goto(f"{address}/videos/{slug}{rest}")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return visit.page


def playing(page: Page) -> Locator:
    return page.locator(".line[data-playing]")


def seconds_of(page: Page) -> float:
    return page.frame_locator("iframe[title=Player]").locator("audio").evaluate("audio => audio.currentTime")


def start(page: Page) -> Locator:
    """Presses Play and waits until it plays."""
    page.locator(".player-start").click()
    audio = page.frame_locator("iframe[title=Player]").locator("audio")
    expect(audio).to_have_js_property("paused", False)
    return audio


def test_each_moment_plays_once_something_plays(visit: Visit, address: str, media: MediaServer) -> None:
    page = open_talk(visit, address, rest="?t=93")
    page.get_by_role("button", name="Play from 1:33").click()
    expect(playing(page)).to_have_text(re.compile("^Go back to the nineteen"))

    page.locator("#summary").get_by_role("link", name="In the transcript at 5:11").first.click()

    page.wait_for_function(
        "() => document.querySelector('[data-playing]')?.closest('.chapter')?.id === 'chapter-3'"
    )
    assert 311 <= seconds_of(page) < 330


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_an_uploaded_recording_plays_and_jumps(
    browser: Browser, address: str, media: MediaServer, *, phone: bool
) -> None:
    shape: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    with visiting(browser, **(shape if phone else {})) as visit:
        page = open_talk(visit, address, "watch--recording")
        expect(page.locator(".player-start")).to_have_text("▶Play")
        start(page)
        expect(playing(page)).to_have_id("line-0")

        page.locator("#summary").get_by_role("link", name="Play at 2:45").first.click()
        expect(playing(page)).to_have_text(re.compile("^It paid off for everyone. FAIR"))
        assert 165 <= seconds_of(page) < 180
        page.get_by_role("link", name="Link to 5:11").first.click()
        page.wait_for_function(
            "() => document.querySelector('[data-playing]')?.closest('.chapter')?.id === 'chapter-3'"
        )
        assert 311 <= seconds_of(page) < 330

        loaded = [one for one in visit.requests if one.endswith("/recording")]
        assert set(loaded) == {f"{address}/videos/watch--recording/recording"}
        assert visit.complaints == []


def test_keys_are_those_of_players(visit: Visit, address: str, media: MediaServer) -> None:
    page = open_talk(visit, address)
    audio = start(page)

    page.keyboard.press("k")
    expect(audio).to_have_js_property("paused", True)
    before = seconds_of(page)
    page.locator("h1").click()
    for key, by in (("l", 10), ("l", 20), ("j", 10), ("ArrowRight", 15), ("ArrowLeft", 10)):
        page.keyboard.press(key)
        expect(page.locator(".player-time")).to_have_text(
            re.compile(rf"^0:{int(before + by):02d}|^0:{int(before + by) + 1:02d}")
        )
    page.get_by_role("searchbox", name="Find in the transcript").press_sequentially("kjl")
    expect(audio).to_have_js_property("paused", False)
    page.get_by_role("heading", name="Summary").click()
    page.keyboard.press("k")
    expect(audio).to_have_js_property("paused", True)


@pytest.mark.parametrize(
    ("slug", "embed", "name"),
    [
        ("watch--youtube", f"{YOUTUBE}/embed/abcdefghijk?enablejsapi=1&playsinline=1&rel=0&autoplay=1", "YouTube"),
        ("watch--vimeo", f"{VIMEO}/video/123456?dnt=1&autoplay=1", "Vimeo"),
    ],
)  # fmt: skip
def test_embeds_load_after_a_click_and_tell_the_time(
    visit: Visit, address: str, media: MediaServer, slug: str, embed: str, name: str
) -> None:
    page = visit.page
    loaded: list[str] = []

    def embedded(route: Any) -> None:
        loaded.append(route.request.url)
        says = {
            "YouTube": {"event": "infoDelivery", "info": {"currentTime": 165.5, "playerState": 1}},
            "Vimeo": {"event": "timeupdate", "data": {"seconds": 165.5}},
        }[name]
        script = f"parent.postMessage({json.dumps(json.dumps(says))}, '*')"
        route.fulfill(content_type="text/html", body=f"<p>{name}</p><script>{script}</script>")

    page.route(f"{embed.split('/')[0]}//{embed.split('/')[2]}/**", embedded)
    open_talk(visit, address, slug)
    expect(page.locator(".player-start")).to_contain_text(f"loads from {name}")
    assert loaded == []

    with page.expect_response("**/player*") as answered:
        page.locator(".player-start").click()

    expect(playing(page)).to_have_text(re.compile("^It paid off for everyone. FAIR"))
    assert [one.split("&origin=")[0] for one in loaded] == [embed]
    policy = answered.value.headers["content-security-policy"]
    assert policy.endswith(f"frame-ancestors 'self'; frame-src https://{embed.split('/')[2]}")
    assert visit.complaints == []


def test_without_media_the_links_lead_to_the_source(visit: Visit, address: str, media: MediaServer) -> None:
    page = open_talk(visit, address, "videograph-lecun-leaves-meta")

    expect(page.locator(".strip-bar")).to_be_visible()
    assert page.locator(".player").count() == 0
    expect(page.get_by_role("link", name=re.compile("^Watch at .*, at the source$")).first).to_be_attached()


def test_the_timeline_shows_time_and_words_and_leads_there(
    visit: Visit, address: str, media: MediaServer
) -> None:
    page = open_talk(visit, address)
    bar = page.get_by_role("slider", name="Timeline")
    box = bar.bounding_box()
    assert box is not None
    expect(bar.locator(".strip-chapter")).to_have_count(5)

    length = float(bar.get_attribute("aria-valuemax") or 0)

    page.mouse.move(box["x"] + box["width"] * 166 / length, box["y"] + 10)
    expect(bar.locator(".strip-note")).to_contain_text("It paid off for everyone. FAIR")
    expect(bar.locator(".strip-note b")).to_have_text("2:45")
    page.mouse.down()
    page.mouse.up()

    expect(page.locator(".line.marked")).to_have_text(re.compile("^It paid off for everyone. FAIR"))
    expect(page.locator(".line.marked")).to_be_in_viewport()


def test_pointing_at_an_entity_marks_its_moments(visit: Visit, address: str, media: MediaServer) -> None:
    page = open_talk(visit, address)
    label = page.locator(".strip-label")
    expect(label).to_have_text("")

    page.locator("#entities").get_by_role("link", name="PyTorch").hover()

    expect(label).to_have_text(re.compile(r"^PyTorch: \d+ moments?$"))
    page.locator("h1").hover()
    expect(label).to_have_text("")
    page.get_by_role("searchbox", name="Find in the transcript").fill("off-ramp")
    expect(label).to_have_text("“off-ramp”: 1 moment")


def test_a_topic_stays_on_the_timeline(visit: Visit, address: str, media: MediaServer) -> None:
    page = open_talk(visit, address)
    button = page.get_by_role("button", name=re.compile("^Show .* on the timeline$")).first
    name = (button.get_attribute("aria-label") or "")[5:-16]

    button.click()

    expect(page.locator(".strip-label")).to_have_text(re.compile(rf"^{re.escape(name)}: \d+ moments?$"))
    expect(button).to_have_attribute("aria-pressed", "true")
    assert "?topic=" in page.url


def test_the_map_is_the_other_axis(visit: Visit, address: str, media: MediaServer) -> None:
    page = open_talk(visit, address)
    node = page.locator('#map svg [data-id][aria-label^="PyTorch"]')
    expect(node).to_be_in_viewport()

    node.hover()

    expect(page.locator(".strip-label")).to_have_text(re.compile(r"^PyTorch: \d+ moments?$"))
    bar = page.get_by_role("slider", name="Timeline")
    box = bar.bounding_box()
    assert box is not None
    length = float(bar.get_attribute("aria-valuemax") or 0)
    page.mouse.move(box["x"] + box["width"] * 166 / length, box["y"] + 10)
    expect(node).to_have_attribute("data-near", "")
    expect(page.locator('#map svg .node[aria-label^="Alexandr Wang"]')).not_to_have_attribute("data-near", "")
    page.locator("h1").click()
    page.keyboard.press("m")
    expect(page.locator("#map :focus")).to_have_count(1)


def test_quotes_and_links_are_copied(browser: Browser, address: str, media: MediaServer) -> None:
    with visiting(browser, permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = open_talk(visit, address, rest="?t=165.18")
        line = page.locator(".line-tools")

        line.get_by_role("button", name="Copy quote").click()
        expect(line.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        words = page.locator(".line.marked").inner_text()
        assert copied == f"“{words}”\n— Narrator, {TITLE}, 2:45\n{address}/videos/watch--sound?t=165"

        page.get_by_role("button", name="Play from 2:45").click()
        page.get_by_role("button", name=re.compile("^Copy link at 2:4")).click()
        expect(page.get_by_role("region", name="Player").get_by_role("button", name="Copied")).to_be_visible()
        link = page.evaluate("navigator.clipboard.readText()")
        assert re.fullmatch(rf"{re.escape(address)}/videos/watch--sound\?t=16\d", link)


@pytest.mark.parametrize(
    ("name", "ending", "begins"),
    [
        ("WebVTT", "vtt", f"WEBVTT\n\nNOTE {TITLE}\n\n1\n00:00:00.000 --> "),
        ("SubRip (SRT)", "srt", "1\n00:00:00,000 --> "),
        ("Markdown", "md", f"# {TITLE}\n\n**Narrator** [00:00:00]: "),
        ("JSON", "json", f'{{\n  "version": "1.0.0",\n  "title": "{TITLE}",\n  "segments": [\n'),
    ],
)
def test_the_transcript_is_downloaded(
    visit: Visit, address: str, media: MediaServer, name: str, ending: str, begins: str
) -> None:
    page = open_talk(visit, address)

    with page.expect_download() as downloaded:
        page.locator(".downloads").get_by_role("link", name=name, exact=True).click()

    assert downloaded.value.suggested_filename == f"watch--sound.{ending}"
    assert Path(downloaded.value.path()).read_text("utf-8").startswith(begins)


def test_talks_have_their_own_map_as_a_picture(visit: Visit, address: str, media: MediaServer) -> None:
    page = visit.page
    page.goto(address)
    posters = page.locator(".talk-line img.poster")
    expect(posters).to_have_count(len(TALKS) + 1)  # and the authored one
    for poster in posters.all():
        poster.scroll_into_view_if_needed()  # pictures are loaded when they come near
        page.wait_for_function(
            "(one) => one.complete && one.naturalWidth === 320", arg=poster.element_handle()
        )
    found = posters.evaluate_all(
        "all => all.map((one) => [one.getAttribute('src'), one.closest('.talk-line').querySelector('h3 a').getAttribute('href')])"
    )

    assert [src for src, _ in found] == [f"/images{talk}.svg" for _, talk in found]
    assert [one for one in visit.requests if not one.startswith(address)] == []


def test_a_picture_that_does_not_come_leaves_its_place_empty(visit: Visit, address: str) -> None:
    page = visit.page
    page.route("**/images/videos/*.svg", lambda route: route.fulfill(status=503))
    page.goto(address)

    expect(page.locator(".talk-line span.poster").first).to_be_visible()
    expect(page.locator(".talk-line img.poster")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1920, 1080)])
def test_wide_windows_show_map_and_words_side_by_side(
    browser: Browser, address: str, media: MediaServer, width: int, height: int
) -> None:
    with visiting(browser, viewport={"width": width, "height": height}) as visit:
        page = open_talk(visit, address)
        picture = page.locator("#map svg[role=group], #map svg").first
        expect(picture).to_be_in_viewport()
        side, words = page.locator(".talk-side").bounding_box(), page.locator(".talk-words").bounding_box()
        assert side is not None
        assert words is not None
        assert side["x"] > words["x"] + words["width"]
        assert side["x"] + side["width"] > 0.9 * width
        page.mouse.wheel(0, 3000)
        page.wait_for_function("() => scrollY > 2000")
        expect(picture).to_be_in_viewport()


def test_a_phone_shows_it_all_in_its_width(browser: Browser, address: str, media: MediaServer) -> None:
    with visiting(browser, viewport={"width": 390, "height": 844}) as visit:
        page = open_talk(visit, address)
        start(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.evaluate("scrollTo(0, 2000)")
        expect(page.locator(".player")).to_be_in_viewport()
