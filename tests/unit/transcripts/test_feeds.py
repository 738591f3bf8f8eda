"""What a feed says to whoever follows it."""

from pathlib import Path
from typing import Any

import pytest

from service.errors import TranscriptError
from service.transcripts import feeds
from service.transcripts.feeds import FeedEpisode, ParsedFeed, read_show

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>
<title>Graph Talks</title><link>https://talks.example.org/</link><language>en-us</language><ttl>90</ttl>
<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
<podcast:person role="host">Ann Lee</podcast:person>
<item><guid isPermaLink="false">g-2</guid><title>Two</title><link>https://talks.example.org/2</link>
  <pubDate>Thu, 06 Feb 2025 10:00:00 GMT</pubDate><description>&lt;p&gt;About graphs.&lt;/p&gt;</description>
  <enclosure url="/2.mp3" type="audio/mpeg" length="1"/>
  <podcast:transcript url="/2.html" type="text/html"/>
  <podcast:transcript url="/2.de.vtt" type="text/vtt" language="de"/>
  <podcast:transcript url="/2.srt" type="application/x-subrip" language="en"/>
  <podcast:transcript url="/2.json" type="application/json"/>
  <podcast:chapters url="/2.chapters.json" type="application/json+chapters"/>
  <podcast:person role="guest">Bo Diaz</podcast:person><podcast:person>Zoë Łukasz</podcast:person>
  <podcast:soundbite startTime="73.0" duration="60">Why graphs</podcast:soundbite></item>
<item><guid>g-1</guid><title>One</title><enclosure url="https://cdn.example.org/1.mp3" type="audio/mpeg"/></item>
<item><guid>g-1</guid><title>One again</title></item>
<item><title>Only words</title></item>
<item><description>nothing</description></item>
</channel></rss>"""
YOUTUBE = """<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns="http://www.w3.org/2005/Atom"><title>A channel</title>
<entry><id>yt:video:abcdefghijk</id><yt:videoId>abcdefghijk</yt:videoId><title>A video</title>
  <link rel="alternate" href="https://www.youtube.com/watch?v=abcdefghijk"/><published>2025-02-06T10:00:00+00:00</published>
  <media:group><media:title>A video</media:title><media:thumbnail url="https://i.example.org/a.jpg"/>
  <media:description>Said in a talk.</media:description></media:group></entry></feed>"""


def test_a_podcast() -> None:
    show = read_show(RSS, "https://talks.example.org/feed.xml")

    assert (show.title, show.seconds) == ("Graph Talks", 43_200.0)
    assert [(one.guid, one.title) for one in show.episodes] == [
        ("g-2", "Two"),
        ("g-1", "One"),
        ("Only words", "Only words"),
    ]
    channel = {"name": "Graph Talks", "url": "https://talks.example.org/"}
    assert show.episodes[0] == FeedEpisode(
        "g-2",
        "Two",
        "2025-02-06",
        {
            "channel": channel,
            "title": "Two",
            "url": "https://talks.example.org/2",
            "description": "About graphs.\n\nWith Bo Diaz, Zoë Łukasz.\n\n1:13 Why graphs",
            "published_on": "2025-02-06",
            "media": [{"url": "https://talks.example.org/2.mp3", "type": "audio/mpeg"}],
        },
        tuple(f"https://talks.example.org/2.{ending}" for ending in ("json", "srt", "html", "de.vtt")),
        ("https://talks.example.org/2.mp3",),
        ("https://talks.example.org/2.chapters.json",),
    )
    assert show.episodes[1].about["speakers"] == {"": "Ann Lee"}


@pytest.mark.parametrize(
    ("guid", "recordings", "source"),
    [
        ("g-2", False, ("transcript", "https://talks.example.org/2.json")),
        ("g-1", False, ("nothing", None)),
        ("g-1", True, ("recording", "https://cdn.example.org/1.mp3")),
        ("Only words", True, ("nothing", None)),
    ],
)
def test_what_an_episode_is_imported_from(
    guid: str, recordings: bool, source: tuple[str, str | None]
) -> None:
    episodes = {one.guid: one for one in read_show(RSS, "https://talks.example.org/feed.xml").episodes}
    assert episodes[guid].source(recordings=recordings) == source


def test_the_feed_of_a_channel() -> None:
    url = "https://www.youtube.com/watch?v=abcdefghijk"
    about = {
        "channel": {"name": "A channel", "url": None}, "title": "A video", "url": url, "description": "Said in a talk.",
        "published_on": "2025-02-06", "thumbnail_url": "https://i.example.org/a.jpg",
    }  # fmt: skip
    episode = FeedEpisode("yt:video:abcdefghijk", "A video", "2025-02-06", about, page=url)
    assert read_show(YOUTUBE, "https://www.youtube.com/feeds/videos.xml") == ParsedFeed(
        "A channel", None, (episode,)
    )
    assert episode.source(recordings=False) == ("page", url)


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("<ttl>60</ttl>", 3600.0),
        ("<ttl>soon</ttl>", None),
        ("<ttl>inf</ttl>", None),
        ("<updatePeriod>hourly</updatePeriod>", 3600.0),
        ("<updatePeriod>weekly</updatePeriod><updateFrequency>0</updateFrequency>", 604_800.0),
        ("", None),
    ],
)
def test_the_pause_that_a_feed_asks_for(asked: str, seconds: float | None) -> None:
    assert read_show(f"<rss><channel>{asked}</channel></rss>", "https://a.example/").seconds == seconds


def test_a_feed_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = feeds.parse_xml

    def listen(text: str, file: Path) -> Any:
        parsed.append(text)
        return parse(text, file)

    monkeypatch.setattr(feeds, "parse_xml", listen)
    assert read_show(RSS, "https://talks.example.org/feed").title == "Graph Talks"
    assert parsed == [RSS]


@pytest.mark.parametrize("text", ["<html/>", "<rss>", "{}", '<!DOCTYPE a [<!ENTITY b "c">]><rss>&b;</rss>'])
def test_what_is_no_feed(text: str) -> None:
    with pytest.raises(TranscriptError):
        read_show(text, "https://a.example/")
