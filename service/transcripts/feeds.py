"""Reads feeds (RSS 2.0 or Atom, of a podcast or a YouTube channel). `read_feed` gives the metadata of episodes whose files are there,
`read_show` also the addresses of their transcripts and recordings, for a feed that is followed.

An episode belongs to the transcript that it names (`podcast:transcript`), or else to a file named like its enclosure,
its link, its guid or its title. Sources: https://www.rssboard.org/rss-specification,
https://podcasting2.org/docs/podcast-namespace, RFC 4287.
"""

import html
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urljoin, urlsplit

from read_transcripts.parts.dates import read_day
from read_transcripts.parts.markup import tidy
from read_transcripts.parts.xmltree import Element, all_text, attribute, local_name, parse_xml
from service.errors import TranscriptError
from service.transcripts.sidecar import fits
from service.transcripts.source import our_errors

type Episode = tuple[int, tuple[str, ...], dict[str, Any]]
"""Line, the names that its transcript's file may have (the surest first), and its values by the names of a sidecar."""

type EpisodeSource = Literal["transcript", "recording", "page", "nothing"]
"""What an episode has that can become a talk, the best of it. A page is one of a site, for yt-dlp."""

_ROOTS = ("rss", "feed", "RDF")
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_BEST_FIRST = ("json", "vtt", "srt", "subrip", "html", "plain")
"""Types of transcripts: those with speakers and times first."""
_NAMED_PEOPLE = 20


@dataclass(frozen=True)
class FeedEpisode:
    """
    Attributes:
        guid: by which the feed tells it from others.
        about: what is known of it, by the names of a sidecar.
        transcripts: their addresses, the best first. `recordings`, `chapters`: of their files.
        page: its page on a site, if it is that of a video.
    """

    guid: str
    title: str
    published_on: str | None
    about: dict[str, Any]
    transcripts: tuple[str, ...] = ()
    recordings: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    page: str | None = None

    def source(self, *, recordings: bool) -> tuple[EpisodeSource, str | None]:
        """Returns from what it is imported, and its address. `recordings`: whether its recording may be recognized."""
        if self.transcripts:
            return "transcript", self.transcripts[0]
        if self.page is not None:
            return "page", self.page
        if recordings and self.recordings:
            return "recording", self.recordings[0]
        return "nothing", None


@dataclass(frozen=True)
class ParsedFeed:
    """A feed as a whole. `seconds`: the pause between two looks at it that it asks for. Episodes are in its order, usually the latest
    first."""

    title: str
    seconds: float | None
    episodes: tuple[FeedEpisode, ...]


_TAG = re.compile(r"<[^<>]*>")


def is_feed(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith("<")


def read_feed(text: str, file: Path) -> list[Episode]:
    """The episodes of a feed.

    Raises:
        TranscriptError: it is no XML, or no feed.
    """
    return [episode for _, episode in _episodes(*_parsed(text, file))]


def _parsed(text: str, file: Path) -> tuple[Element, list[Element]]:
    """Returns what the feed says of the show, and its items."""
    with our_errors():
        root = parse_xml(text, file)
    if local_name(root) not in _ROOTS:
        raise TranscriptError(
            file, f"is not a feed: its root is <{local_name(root)}>, and RSS's is <rss>, Atom's <feed>"
        )
    show = next((one for one in root.iter() if local_name(one) == "channel"), root)
    return show, [one for one in root.iter() if local_name(one) in ("item", "entry")]


def _episodes(show: Element, items: list[Element]) -> list[tuple[Element, Episode]]:
    common = {"channel": _channel(show)}
    links = Counter(_link(one) for one in items)
    return [(one, _episode(one, common, links)) for one in items]


def read_show(text: str, url: str) -> ParsedFeed:
    """Returns a feed, as whoever follows it needs it.

    Args:
        url: where it is, from which relative addresses in it count.

    Raises: TranscriptError: it is no XML, or no feed.
    """
    file = Path(urlsplit(url).hostname or "feed")
    show, items = _parsed(text, file)
    people = _people(show)
    language = _text(show, "language")
    found: dict[str, FeedEpisode] = {}
    for item, (_, _, about) in _episodes(show, items):
        episode = _followed(item, about, url, people, language)
        if episode is not None:
            found.setdefault(episode.guid, episode)
    return ParsedFeed(_text(show, "title") or url, _pause(show), tuple(found.values()))


def _followed(
    item: Element, about: dict[str, Any], url: str, people: list[str], language: str | None
) -> FeedEpisode | None:
    recordings = tuple(
        urljoin(url, one["url"]) for one in about.get("media") or () if _is_sound(one.get("type"))
    )
    video = _text(item, "videoId")
    page = about.get("url") if video else None
    guid = _text(item, "guid", "id") or next(iter(recordings), None) or about.get("url") or about.get("title")
    if not guid:
        return None
    names = _people(item) or people
    more = (
        {"media": [{**one, "url": urljoin(url, one["url"])} for one in about["media"]]}
        if about.get("media")
        else {}
    )
    description = "\n\n".join(
        part for part in (about.get("description"), _with(names), _soundbites(item)) if part
    )
    said = {**about, **more, "description": description or None}
    if len(names) == 1:
        said["speakers"] = {"": names[0]}
    return FeedEpisode(
        guid,
        about.get("title") or guid,
        about.get("published_on"),
        {key: value for key, value in said.items() if value and fits(key, value)},
        tuple(urljoin(url, one) for one in _transcripts(item, language)),
        recordings,
        tuple(
            urljoin(url, place)
            for one in item
            if local_name(one) == "chapters" and (place := attribute(one, "url"))
        ),
        page,
    )


def _is_sound(kind: str | None) -> bool:
    return kind is None or kind.startswith(("audio/", "video/"))


def _transcripts(item: Element, language: str | None) -> list[str]:
    """The addresses of an item's transcripts: those in the language of the show first, and of these the best types."""
    found: list[tuple[bool, int, str]] = []
    for one in item:
        url = attribute(one, "url") if local_name(one) == "transcript" else None
        if url:
            kind = f"{one.get('type') or ''} {urlsplit(url).path}".lower()
            rank = next((at for at, word in enumerate(_BEST_FIRST) if word in kind), len(_BEST_FIRST))
            foreign = bool(language and one.get("language")) and not _is_same(
                one.get("language"), language or ""
            )
            found.append((foreign, rank, url))
    return [url for *_, url in sorted(found, key=lambda one: one[:2])]


def _is_same(one: str, other: str) -> bool:
    return one.partition("-")[0].casefold() == other.partition("-")[0].casefold()


def _people(element: Element) -> list[str]:
    """The persons that a show or an episode names (Podcasting 2.0)."""
    names = [tidy(all_text(one)) for one in element if local_name(one) == "person"]
    return list(dict.fromkeys(name for name in names if name))[:_NAMED_PEOPLE]


def _with(names: list[str]) -> str | None:
    return f"With {', '.join(names)}." if names else None


def _soundbites(item: Element) -> str | None:
    """The passages that the show recommends, as lines of the description."""
    lines = [
        f"{_clock(start)} {tidy(all_text(one))}".rstrip()
        for one in item
        if local_name(one) == "soundbite" and (start := _number(attribute(one, "startTime"))) is not None
    ]
    return "\n".join(lines) or None


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _pause(show: Element) -> float | None:
    """The longest pause that a feed asks for: by `ttl`, in minutes, or by the syndication module."""
    minutes = _number(_text(show, "ttl"))
    period = _PERIODS.get((_text(show, "updatePeriod") or "").lower())
    times = _number(_text(show, "updateFrequency")) or 1
    asked = [60 * minutes] if minutes else []
    if period is not None:
        asked.append(period / max(1.0, times))
    return max(asked, default=None)


def _number(text: str | None) -> float | None:
    try:
        found = float(text or "")
    except ValueError:
        return None
    return found if math.isfinite(found) and found >= 0 else None


def _episode(item: Element, common: dict[str, Any], links: Counter[str | None]) -> Episode:
    enclosures = [*_media(item)]
    link = _link(item)
    # A link that several episodes share is the show's page and not the episode's address.
    values = {
        "title": _text(item, "title"),
        "url": link if links[link] == 1 else None,
        "description": _description(item),
        "published_on": _day(_text(item, "pubDate", "published", "date", "updated")),
        "thumbnail_url": _picture(item),
        "media": enclosures or None,
    }
    given = {key: value for key, value in (common | values).items() if value}
    return item.sourceline or 0, tuple(dict.fromkeys(_names(item, enclosures, link, values["title"]))), given


def _names(
    item: Element, enclosures: list[dict[str, Any]], link: str | None, title: str | None
) -> Iterator[str]:
    addresses = [attribute(one, "url") for one in item if local_name(one) == "transcript"]
    addresses += [one["url"] for one in enclosures]
    for address in (*addresses, link, _text(item, "guid", "id")):
        name = _last(address)
        if name:
            yield name
            stem = name.rpartition(".")[0]
            if stem:
                yield stem
    if title:
        yield title


def _last(address: str | None) -> str | None:
    """The last step of an address's path, as a file may be called."""
    try:
        return unquote(urlsplit(address or "").path.rstrip("/").rpartition("/")[2]) or None
    except ValueError:
        return None


def _media(item: Element) -> Iterator[dict[str, Any]]:
    for one in item:
        is_link = local_name(one) == "link" and one.get("rel") == "enclosure"
        url = one.get("href") if is_link else one.get("url") if local_name(one) == "enclosure" else None
        if url:
            yield {"url": url, "type": one.get("type")}


def _link(item: Element) -> str | None:
    for one in item:
        if local_name(one) == "link" and one.get("rel") in (None, "alternate"):
            address = (one.get("href") or all_text(one)).strip()
            if address.startswith(("http://", "https://")):
                return address
    return None


def _picture(item: Element) -> str | None:
    pictures = (one for one in _with_group(item) if local_name(one) in ("image", "thumbnail"))
    addresses = (one.get("href") or one.get("url") or "" for one in pictures)
    return next((one for one in addresses if one.startswith(("http://", "https://"))), None)


def _with_group(item: Element) -> list[Element]:
    """The children of an item, and those of its `media:group`, as YouTube has them."""
    return [*item, *(one for group in item if local_name(group) == "group" for one in group)]


def _channel(show: Element) -> dict[str, Any] | None:
    name = _text(show, "title")
    return {"name": name[:200], "url": _link(show)} if name else None


def _description(item: Element) -> str:
    """Without the markup that most feeds escape into it."""
    names = ("description", "summary", "subtitle", "content")
    text = _text(item, *names) or next(
        (found for one in item if local_name(one) == "group" and (found := _text(one, *names))), ""
    )
    return tidy(html.unescape(_TAG.sub(" ", text)))


def _day(text: str | None) -> str | None:
    day = read_day(text) if text else None
    return None if day is None else day.isoformat()


def _text(item: Element, *names: str) -> str | None:
    """The text of the first child of one of these names, in this order, that has any."""
    for name in names:
        for one in item:
            if local_name(one) == name and (text := tidy(all_text(one))):
                return text
    return None
