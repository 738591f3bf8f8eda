"""Typed access to a request: the parts of the server, objects in its JSON, and the media types that it has and accepts.

Source: the GraphQL over HTTP specification (https://graphql.github.io/graphql-over-http/draft/).
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, TypeGuard

from fastapi import Header, Path
from starlette.requests import HTTPConnection, Request

from service.settings import Settings

_HEADERS = "videograph.headers"
"""Key in the ASGI scope, for `headers_of`."""
GIVE_TURN = "videograph.give_turn"
"""Key in the ASGI scope: a function for what takes long without computing, so that the next request of the client has its turn meanwhile."""


def part_of[T](request: HTTPConnection, name: str, kind: type[T]) -> T:
    """Returns the part of the server that `create_app` stores as `app.state.<name>`."""
    part = getattr(request.app.state, name)
    if not isinstance(part, kind):
        raise TypeError(f"app.state.{name} is a {type(part).__name__}, not a {kind.__name__}")
    return part


def headers_of(connection: HTTPConnection) -> dict[str, str]:
    """Returns all headers, read once: Starlette searches all of them for each name. Different values of one name are joined."""
    found: dict[str, str] | None = connection.scope.get(_HEADERS)
    if found is None:
        found = connection.scope[_HEADERS] = {}
        for name, value in connection.scope["headers"]:
            key, text = name.decode("latin-1"), value.decode("latin-1")
            found[key] = text if found.get(key, text) == text else f"{found[key]}, {text}"
    return found


def public_address(request: HTTPConnection) -> str:
    """Returns the address of this service for its clients, without `/` at its end: the one that is set, or else the one that was asked."""
    settings = part_of(request, "settings", Settings)
    return settings.public_url or str(request.base_url).rstrip("/")


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Returns whether parsed JSON is an object. Its keys are then strings."""
    return isinstance(value, dict)


NO_SNIFFING = {"x-content-type-options": "nosniff"}
"""Browsers must use the media type of an answer and not guess another."""
VARY = "accept, accept-encoding, authorization, x-api-key"
"""Headers of a request that its answer depends on."""


Slug = Annotated[
    str, Path(description="The `slug` of the GraphQL API.", examples=["chaincode-podcast--package-relay"])
]
IfNoneMatch = Annotated[
    str,
    Header(description="ETags of answers that the client has: the answer is 304 if one of them still holds."),
]


JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
EVENTS = "text/event-stream"


@lru_cache(maxsize=256)
def is_json(content_type: str) -> bool:
    """Cached, because few different headers are sent."""
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
    return read_accept(headers_of(request).get("accept", ""))
