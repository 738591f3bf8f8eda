"""The values of `Query.viewer`. Neo4j does not know the client, so the request brings the values."""

from datetime import UTC, datetime
from typing import Any, Literal

from service.access.scopes import named
from service.access.viewer import Viewer, current_viewer
from service.settings.limits import Limits


def viewer_fields(limits: Limits, viewer: Viewer | None = None) -> dict[str, Any]:
    """Returns the fields of `Viewer` for the current client.

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
    """Returns the cost limit of this viewer per minute.

    None if there is no limit: for requests from this machine to an API that listens on loopback (`Policy.is_near`), and
    if the setting is 0.
    """
    if not viewer.is_limited:
        return None
    return getattr(limits, cost_limit(viewer)) or None


def cost_limit(viewer: Viewer) -> Literal["key_cost", "public_cost"]:
    """Returns which of the `Limits` is this viewer's limit of cost per minute."""
    return "key_cost" if viewer.is_known else "public_cost"


def new_statements_per_minute(limits: Limits, viewer: Viewer) -> int | None:
    """Returns the number of new statements that Neo4j plans per minute for this viewer, five times as many with a key or
    token; None without a limit."""
    has_credentials = viewer.kind in ("KEY", "TOKEN")
    return limits.new_statements * (_FACTOR_WITH_CREDENTIALS if has_credentials else 1) or None


_FACTOR_WITH_CREDENTIALS = 5


def _moment(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
