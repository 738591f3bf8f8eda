"""Typed access to a request: the parts of the server, and objects in its JSON."""

from typing import Annotated, Any, TypeGuard

from fastapi import Header, Path
from starlette.requests import HTTPConnection

from service.settings import Settings


def part_of[T](request: HTTPConnection, name: str, kind: type[T]) -> T:
    """Returns the part of the server that `create_app` stores as `app.state.<name>`."""
    part = getattr(request.app.state, name)
    if not isinstance(part, kind):
        raise TypeError(f"app.state.{name} is a {type(part).__name__}, not a {kind.__name__}")
    return part


def public_address(request: HTTPConnection) -> str:
    """Returns the address of this service for its clients, without `/` at its end: the one that is set, or else the one that was asked."""
    settings = part_of(request, "settings", Settings)
    return settings.public_url or str(request.base_url).rstrip("/")


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Returns whether parsed JSON is an object. Its keys are then strings."""
    return isinstance(value, dict)


NO_SNIFFING = {"x-content-type-options": "nosniff"}
"""Browsers must use the media type of an answer and not guess another."""


Slug = Annotated[
    str, Path(description="The `slug` of the GraphQL API.", examples=["chaincode-podcast--package-relay"])
]
IfNoneMatch = Annotated[
    str,
    Header(description="ETags of answers that the client has: the answer is 304 if one of them still holds."),
]
