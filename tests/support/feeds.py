"""A feed of a server of others, and transcripts of its episodes that need no extractor."""

from collections.abc import Iterable

from support.talks import talk
from support.web_server import Page, WebServer


def transcript(number: int, company: str = "Acme") -> bytes:
    """A VideoDocument without an address of its own: the feed says which talk it is."""
    document = talk(f"episode-{number}", ("PERSON", f"Ada {number}", "WORKS_AT", "COMPANY", company))
    return document.model_dump_json(by_alias=True, exclude_defaults=True).encode()


MONTHS = ("Jan", "Feb", "Mar")


def feed(server: WebServer, numbers: Iterable[int], *more: str) -> Page:
    """A feed with an episode for each number, the latest first, of days of 2025 in this order. `more`: items as XML."""
    items = [
        f"<item><guid>g-{number}</guid><title>Episode {number}</title><pubDate>{(number - 1) % 28 + 1:02} {MONTHS[(number - 1) // 28]} 2025 10:00:00 GMT</pubDate>"
        f'<podcast:transcript url="{server.url}/{number}.json" type="application/json"/></item>'
        for number in sorted(numbers, reverse=True)
    ]
    text = (
        '<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Graph Talks</title><ttl>120</ttl>'
        f"{''.join([*items, *more])}</channel></rss>"
    )
    return Page(text.encode())
