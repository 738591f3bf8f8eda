"""A talk's media file: in sidecars, options, tables and feeds."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service.domain.document import ChannelInfo, MediaInfo, VideoDocument, VideoInfo, document_text
from service.errors import InvalidInput, TranscriptError
from service.transcripts import Overrides, read_file
from service.transcripts.manifest import Manifest, read_manifest
from service.transcripts.media import media_at

WORDS = "WEBVTT\nLanguage: sv\n\n00:01.000 --> 00:09.500\nHej på er.\n"
MP3 = MediaInfo(url="https://cdn.example/tides.mp3", media_type="audio/mpeg")
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel><title>Harbour Radio</title><link>https://radio.example/</link><language>sv-se</language>
<item><title>Tides</title><link>https://radio.example/tides</link><guid>1</guid><pubDate>Thu, 06 Feb 2025 10:00:00 GMT</pubDate>
<description>&lt;p&gt;On &amp;amp; off.&lt;/p&gt;</description><itunes:image href="https://radio.example/tides.jpg"/>
<enclosure url="https://cdn.example/tides.mp3?x=1" type="audio/mpeg" length="4"/>
<podcast:transcript url="https://radio.example/t/one.vtt" type="text/vtt"/></item>
<item><title>Ships and Cranes</title><link>https://radio.example/</link><guid>2</guid>
<enclosure url="https://cdn.example/2.m4a" length="4"/></item>
<item><title>Other</title><link>https://radio.example/</link></item>
</channel></rss>
"""


def video(folder: Path, sidecar: Any = None, overrides: Overrides | None = None) -> VideoInfo:
    path = folder / "talk.vtt"
    path.write_text(WORDS, encoding="utf-8")
    if sidecar is not None:
        (folder / "talk.video.json").write_text(json.dumps(sidecar), encoding="utf-8")
    return read_file(path, overrides).video


@pytest.mark.parametrize(
    ("sidecar", "media"),
    [
        ({"media": "https://cdn.example/tides.mp3"}, MP3),
        ({"media": {"url": "https://cdn.example/tides.mp3", "mediaType": "Audio/MPEG; q=1"}}, MP3),
        ({"enclosure": {"url": "https://cdn.example/tides.mp3", "type": "audio/mpeg", "length": 4}}, MP3),
        ({"enclosures": [{"url": "https://a.example/t.pdf", "type": "application/pdf"}, {"url": MP3.url}]}, MP3),
        ({"audioUrl": "https://cdn.example/stream"}, MediaInfo(url="https://cdn.example/stream")),
        ({"media": " "}, None),
        ({"media": None}, None),
    ],
)  # fmt: skip
def test_a_sidecar_names_the_file_to_play(tmp_path: Path, sidecar: Any, media: MediaInfo | None) -> None:
    assert video(tmp_path, sidecar).media == media


@pytest.mark.parametrize(
    ("media", "why"),
    [
        ("tides.mp3", "must be an address that begins with http:// or https:// and has no spaces, and this is 'tides.mp3'"),
        ({"url": MP3.url, "type": "sound"}, "must be a media type such as audio/mpeg or video/mp4, and this is 'sound'"),
    ],
)  # fmt: skip
def test_what_is_no_address_or_type_is_refused(tmp_path: Path, media: Any, why: str) -> None:
    with pytest.raises(TranscriptError, match="media") as refused:
        video(tmp_path, {"media": media})
    assert why in str(refused.value)


def test_an_option_wins(tmp_path: Path) -> None:
    given = Overrides(media=media_at("https://other.example/t.webm"))

    found = video(tmp_path, {"media": MP3.url}, given).media

    assert found == MediaInfo(url="https://other.example/t.webm", media_type="video/webm")
    with pytest.raises(InvalidInput, match="media: url: must be an address"):
        media_at("t.webm")


def test_the_front_matter_of_markdown_has_it(tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text(f"---\ntitle: Tides\naudio_url: {MP3.url}\n---\n{'[00:01] Ann: Hej på er nu. ' * 3}\n")

    assert read_file(path).video.media == MP3


def test_yt_dlps_info_of_a_direct_link(tmp_path: Path) -> None:
    info = {"title": "Tides", "url": MP3.url, "direct": True}
    (tmp_path / "talk.info.json").write_text(json.dumps(info))
    assert video(tmp_path).media == MP3
    (tmp_path / "talk.info.json").write_text(json.dumps(info | {"direct": False}))
    assert video(tmp_path).media is None


def test_a_document_keeps_it(tmp_path: Path) -> None:
    talk = read_file(tmp_path / "talk.vtt") if video(tmp_path, {"media": MP3.url}) else None
    assert talk is not None
    document = VideoDocument(video=talk.video, segments=talk.segments)

    (tmp_path / "talk.json").write_text(document_text(document))

    assert (
        '"media": {\n   "url": "https://cdn.example/tides.mp3",\n   "mediaType": "audio/mpeg"\n  }'
        in document_text(document)
    )
    assert read_file(tmp_path / "talk.json") == document
    other = read_file(tmp_path / "talk.json", Overrides(media=MediaInfo(url="https://o.example/a.mp3")))
    assert other.video.media == MediaInfo(url="https://o.example/a.mp3")


def manifest(folder: Path, names: list[str], text: str, called: str) -> Manifest:
    talks = [folder / name for name in names]
    for talk in talks:
        talk.write_text(WORDS, encoding="utf-8")
    (folder / called).write_text(text, encoding="utf-8")
    return read_manifest(folder / called, talks)


def test_a_table_has_columns_for_it(tmp_path: Path) -> None:
    rows = "file,media,media type\none.vtt,https://cdn.example/tides.mp3,\ntwo.vtt,https://cdn.example/x,audio/ogg\n"

    found = manifest(tmp_path, ["one.vtt", "two.vtt"], rows, "talks.csv")

    assert found.warnings == ()
    assert [one.media for one in found.talks.values()] == [
        MP3,
        MediaInfo(url="https://cdn.example/x", media_type="audio/ogg"),
    ]


def test_a_feed_says_it_of_its_episodes(tmp_path: Path) -> None:
    found = manifest(tmp_path, ["one.vtt", "ships-and-cranes.en.vtt", "three.vtt"], FEED, "feed.xml")

    one, two = tmp_path / "one.vtt", tmp_path / "ships-and-cranes.en.vtt"
    show = Overrides(channel="Harbour Radio", channel_url="https://radio.example/")
    assert found.talks == {
        one: replace(
            show,
            title="Tides",
            url="https://radio.example/tides",
            published_on=date(2025, 2, 6),
            description="On & off.",
            thumbnail_url="https://radio.example/tides.jpg",
            media=MediaInfo(url="https://cdn.example/tides.mp3?x=1", media_type="audio/mpeg"),
        ),
        two: replace(
            show,
            title="Ships and Cranes",
            media=MediaInfo(url="https://cdn.example/2.m4a", media_type="audio/mp4"),
        ),
    }
    assert found.warnings == (f"{tmp_path / 'feed.xml'}: talks without a row: 1: {tmp_path / 'three.vtt'}",)
    assert read_file(one, found.talks[one]).video.channel == ChannelInfo(
        name="Harbour Radio", url="https://radio.example/"
    )


def test_an_atom_feed_is_read_alike(tmp_path: Path) -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Radio</title><entry><title>Tides</title>
    <link href="https://radio.example/tides"/><link rel="enclosure" type="audio/mpeg" href="https://cdn.example/tides.mp3"/>
    <updated>2025-02-06T10:00:00Z</updated><summary>On and off.</summary></entry></feed>"""

    found = manifest(tmp_path, ["tides.vtt"], feed, "feed.xml")

    assert list(found.talks.values()) == [
        Overrides(
            title="Tides",
            url="https://radio.example/tides",
            published_on=date(2025, 2, 6),
            description="On and off.",
            media=MP3,
            channel="Radio",
        )
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<html><p>No</p></html>", "is not a feed: its root is <html>, and RSS's is <rss>, Atom's <feed>"),
        ("<rss><channel></rss>", "is not XML here"),
        (FEED.replace("one.vtt", "four.vtt"), "no episode is of any of the talks"),
    ],
)
def test_a_feed_that_cannot_be_used_is_refused(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(TranscriptError) as refused:
        manifest(tmp_path, ["nothing.vtt"], text, "feed.xml")
    assert why in str(refused.value)
