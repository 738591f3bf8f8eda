"""The player of a talk, chosen by its media file or its link."""

import re
from typing import Any

import pytest

from service.api.http.watch import Player, player_of, policy_of
from service.resources import web_folder

YOUTUBE = "https://www.youtube-nocookie.com/embed/abcDEF_-123?enablejsapi=1&playsinline=1&rel=0&autoplay=1"
VIMEO = "https://player.vimeo.com/video/123456?dnt=1&autoplay=1"
LINKS: dict[str, str | None] = {
    "https://www.youtube.com/watch?v=abcDEF_-123&t=5": YOUTUBE,
    "https://www.youtube.com/watch?list=x&v=abcDEF_-123": YOUTUBE,
    "https://m.youtube.com/watch?v=abcDEF_-123": YOUTUBE,
    "https://youtu.be/abcDEF_-123?si=x": YOUTUBE,
    "https://youtube.com/live/abcDEF_-123": YOUTUBE,
    "https://www.youtube.com/shorts/abcDEF_-123": YOUTUBE,
    "https://www.youtube-nocookie.com/embed/abcDEF_-123": YOUTUBE,
    "https://www.youtube.com/watch?v=abc": None,
    "https://www.youtube.com/@channel": None,
    "https://notyoutube.com/watch?v=abcDEF_-123": None,
    "https://vimeo.com/123456": VIMEO,
    "https://vimeo.com/123456/0a1b2c3d4e": f"{VIMEO}&h=0a1b2c3d4e",
    "https://player.vimeo.com/video/123456?badge=0": VIMEO,
    "https://vimeo.com/channels/staffpicks/123456": VIMEO,
    "https://vimeo.com/about": None,
    "https://radio.example/tides": None,
    "https://radio.example/tides.mp3?x=1": "https://radio.example/tides.mp3?x=1",
    "https://radio.example/tides.MP4": "https://radio.example/tides.MP4",
    "https://radio.example:99999/tides.mp3": None,
}


@pytest.mark.parametrize(("url", "loaded"), LINKS.items())
def test_a_link_leads_to_the_embed(url: str, loaded: str | None) -> None:
    player = player_of(url, None)

    assert (player and player.address) == loaded


def test_a_media_file_comes_before_the_link() -> None:
    media: dict[str, Any] = {"url": "https://cdn.example:8443/a", "mediaType": "audio/mpeg"}

    player = player_of("https://youtu.be/abcDEF_-123", media)

    assert player is not None
    assert player == Player("file", "https://cdn.example:8443/a", "https://cdn.example:8443", sound=True)
    assert policy_of(player) == (
        "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; media-src https://cdn.example:8443"
    )


def test_a_recording_of_this_service_is_loaded_from_it() -> None:
    player = player_of(None, {"url": "/videos/a-talk/recording", "mediaType": "audio/ogg"})

    assert player is not None
    assert player == Player("file", "/videos/a-talk/recording", "'self'", sound=True)
    assert policy_of(player).endswith("; media-src 'self'")


@pytest.mark.parametrize(
    ("url", "media_type", "sound"),
    [
        ("https://a.example/x.mp3", None, True),
        ("https://a.example/x.mp4", None, False),
        ("https://a.example/x.mp4", "audio/mp4", True),
        ("https://a.example/x", None, False),
    ],
)
def test_a_file_without_a_picture_is_told_by_type_and_ending(
    url: str, media_type: str | None, *, sound: bool
) -> None:
    player = player_of(None, {"url": url, "mediaType": media_type})

    assert player is not None
    assert player.sound is sound


@pytest.mark.parametrize(
    "url", ["https://a.example;script-src:*/x.mp3", "https://[::1/x.mp3", "https:///x.mp3"]
)
def test_an_address_without_a_plain_origin_has_no_player(url: str) -> None:
    assert player_of(None, {"url": url, "mediaType": None}) is None


def test_who_logs_in_is_no_part_of_the_origin() -> None:
    player = player_of(None, {"url": "https://a:b@cdn.example/x.mp3", "mediaType": None})

    assert player is not None
    assert player.origin == "https://cdn.example"


def test_the_page_tells_playable_links_by_the_same_rules() -> None:
    code = (web_folder() / "page" / "watch" / "playing.js").read_text("utf-8")
    patterns = [
        re.compile(source.replace("\\/", "/"), re.IGNORECASE if ignore else 0)
        for source, ignore in re.findall(
            r"^(?:export )?const (?:YOUTUBE|VIMEO|FILE) = /(.+)/(i?);$", code, re.MULTILINE
        )
    ]
    assert len(patterns) == 3

    found = {url: any(one.search(url) for one in patterns) for url in LINKS if ":99999" not in url}

    assert found == {url: loaded is not None for url, loaded in LINKS.items() if ":99999" not in url}
