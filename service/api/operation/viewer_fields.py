"""The values of `Query.viewer`. Neo4j does not know the client, so the values come with the request."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from service.access.scopes import named
from service.access.viewer import Viewer, current_viewer, viewed_by
from service.settings import Limits

_limits: ContextVar[Limits | None] = ContextVar("limits", default=None)


@contextmanager
def asked_by(viewer: Viewer, limits: Limits) -> Generator[None]:
    """Sets the viewer and the limits of the API in this context."""
    token = _limits.set(limits)
    try:
        with viewed_by(viewer):
            yield
    finally:
        _limits.reset(token)


def current_limits() -> Limits:
    return _limits.get() or Limits()


def viewer_fields(limits: Limits, viewer: Viewer | None = None) -> dict[str, Any]:
    """Returns the fields of `Viewer` for the present client.

    Args:
        limits: those of the API.
    """
    one = viewer or current_viewer()
    return {
        "kind": one.kind,
        "name": one.name,
        "scopes": [scope.upper() for scope in named(one.scopes)],
        "expiresAt": _moment(one.expires_at),
        "limits": {
            "costPerOperation": limits.cost,
            "costPerMinute": cost_per_minute(limits, one),
            "newStatementsPerMinute": new_statements_per_minute(limits, one),
        },
    }


def cost_per_minute(limits: Limits, viewer: Viewer) -> int | None:
    """Returns the cost limit of this viewer per minute; None without a limit: on this machine, and if it is set to 0."""
    if viewer.kind == "LOCAL":
        return None
    return (limits.key_cost if viewer.is_known else limits.public_cost) or None


def new_statements_per_minute(limits: Limits, viewer: Viewer) -> int | None:
    """Clients with a key or token may have five times as many statements planned as others."""
    known = viewer.kind in ("KEY", "TOKEN")
    return limits.new_statements * (_KNOWN_FACTOR if known else 1) or None


_KNOWN_FACTOR = 5


def _moment(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
