"""Media types of requests and answers.

Source: the GraphQL over HTTP specification (https://graphql.github.io/graphql-over-http/draft/).
"""

from dataclasses import dataclass
from functools import lru_cache

from starlette.requests import Request

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
EVENTS = "text/event-stream"


def is_json(content_type: str) -> bool:
    kind, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = [one.partition("=")[2].strip('"') for one in parameters if one.startswith("charset=")]
    return kind == JSON and all(charset in ("utf-8", "utf8") for charset in charsets)


@lru_cache(maxsize=256)
def accepted(header: str) -> dict[str, float]:
    """Maps each media range of an Accept header to its quality; invalid ranges are ignored. Cached, because few
    different headers are sent."""
    found: dict[str, float] = {}
    for part in header.split(","):
        media, *parameters = (one.strip().lower() for one in part.split(";"))
        quality = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        if media:
            try:
                found[media] = max(0.0, min(float(quality), 1.0))
            except ValueError:
                found[media] = 0.0
    return found


def quality_of(accepted: dict[str, float], media: str) -> float:
    """Returns the quality of a media type by the most specific range."""
    for one in (media, f"{media.partition('/')[0]}/*", "*/*"):
        if one in accepted:
            return accepted[one]
    return 0.0


@dataclass(frozen=True)
class Accept:
    """What an Accept header asks for. `media`: the media type of the answer, the specification's if it is listed, otherwise plain JSON; None if
    neither is acceptable. `is_events`: an event stream, by its name, and not JSON as well: urql names all that it
    reads. `is_page`: rather a page than JSON, as browsers do."""

    media: str | None
    is_events: bool
    is_page: bool


@lru_cache(maxsize=256)
def read_accept(header: str) -> Accept:
    """Cached, because few different headers are sent."""
    found = accepted(header)
    by_name = {**found, "*/*": 0.0, "text/*": 0.0, "application/*": 0.0}
    json_by_name = max(quality_of(by_name, JSON), quality_of(by_name, GRAPHQL_JSON))
    page = found.get("text/html", 0.0) > max(quality_of(found, JSON), quality_of(found, GRAPHQL_JSON))
    found = found or {"*/*": 1.0}
    plain, own = quality_of(found, JSON), quality_of(found, GRAPHQL_JSON)
    media = GRAPHQL_JSON if own > plain or (own == plain and GRAPHQL_JSON in found) else JSON
    return Accept(media if max(plain, own) > 0 else None, quality_of(by_name, EVENTS) > json_by_name, page)


def accept_of(request: Request) -> Accept:
    return read_accept(request.headers.get("accept", ""))
