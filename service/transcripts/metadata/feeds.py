"""A podcast's feed (RSS 2.0 or Atom) as metadata of many talks: title, link, day, enclosure, picture and so on of each episode.

An episode belongs to the transcript that it names (`podcast:transcript`), or else to a file named like its enclosure,
its link, its guid or its title. Sources: https://www.rssboard.org/rss-specification,
https://podcasting2.org/docs/podcast-namespace, RFC 4287.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from service.errors import TranscriptError
from service.transcripts.metadata.dates import read_day
from service.transcripts.parts.markup import tidy
from service.transcripts.parts.xmltree import Element, all_text, attribute, local_name, parse_xml

type Episode = tuple[int, tuple[str, ...], dict[str, Any]]
"""Line, the names that its transcript's file may have (the surest first), and its values by the names of a sidecar."""

_ROOTS = ("rss", "feed", "RDF")
_TAG = re.compile(r"<[^<>]*>")


def is_feed(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith("<")


def read_feed(text: str, file: Path) -> list[Episode]:
    """The episodes of a feed.

    Raises:
        TranscriptError: it is no XML, or no feed.
    """
    root = parse_xml(text, file)
    if local_name(root) not in _ROOTS:
        raise TranscriptError(
            file, f"is not a feed: its root is <{local_name(root)}>, and RSS's is <rss>, Atom's <feed>"
        )
    items = [one for one in root.iter() if local_name(one) in ("item", "entry")]
    show = next((one for one in root.iter() if local_name(one) == "channel"), root)
    common = {"channel": _channel(show)}
    links = Counter(_link(one) for one in items)
    return [_episode(one, common, links) for one in items]


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
    pictures = (one for one in item if local_name(one) in ("image", "thumbnail"))
    addresses = (one.get("href") or one.get("url") or "" for one in pictures)
    return next((one for one in addresses if one.startswith(("http://", "https://"))), None)


def _channel(show: Element) -> dict[str, Any] | None:
    name = _text(show, "title")
    return {"name": name[:200], "url": _link(show)} if name else None


def _description(item: Element) -> str:
    """Without the markup that most feeds escape into it."""
    text = _text(item, "description", "summary", "subtitle", "content") or ""
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
