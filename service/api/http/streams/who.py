"""Who has a subscription: found when it starts, and again for each event."""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import HTTPConnection

from service.access.client_address import client_of
from service.access.scopes import Scope
from service.access.tickets import Tickets
from service.access.viewer import Viewer
from service.api.http.access import foreign_origin, identify
from service.api.http.request_parts import part_of
from service.errors import Forbidden, Unauthenticated

TICKET_SECONDS = 600.0
"""How long a connection that was opened by a ticket lasts: a ticket does not say whose it is, so it cannot be revoked."""


def require_origin(connection: HTTPConnection) -> None:
    """Refuses WebSockets that a page of another origin opens: browsers do not apply CORS to them.

    Raises:
        Forbidden
    """
    if (origin := foreign_origin(connection)) is not None:
        raise Forbidden(
            f"Pages of {origin[:200]} may not open WebSockets here. If they should, add the origin to VIDEOGRAPH_CORS_ORIGINS."
        )


class Who:
    """The viewer of one connection. `payload`: of `connection_init`."""

    def __init__(self, connection: HTTPConnection) -> None:
        self._connection = connection
        self._payload: Mapping[str, Any] | None = None
        self._viewer: Viewer | None = None
        self.refused: Unauthenticated | None = None
        """Why the key or token is no longer valid."""

    async def start(self, payload: Mapping[str, Any] | None = None) -> Viewer:
        """Returns the viewer. Raises as `identify`."""
        self._payload = payload
        self._viewer = self._of_ticket() or await identify(self._connection, payload)
        return self._viewer

    async def again(self) -> Viewer:
        """Returns the viewer if it still is the one: its key or token may have expired or been revoked.

        Raises:
            Unauthenticated, RateLimited, GraphUnavailable, QueryTimeout
        """
        try:
            return await self._again()
        except Unauthenticated as error:
            self.refused = error
            raise

    async def _again(self) -> Viewer:
        viewer = self._viewer
        assert viewer is not None
        if viewer.kind not in ("KEY", "TOKEN"):
            return viewer
        if viewer.name == "ticket" and viewer.expires_at is not None:
            if viewer.expires_at <= time.time():
                raise Unauthenticated(
                    "This connection was opened with a ticket, and its time is over: open another one."
                )
            return viewer
        return await identify(self._connection, self._payload)

    def _of_ticket(self) -> Viewer | None:
        ticket = self._connection.query_params.get("ticket")
        if ticket is None or not part_of(self._connection, "tickets", Tickets).holds(
            ticket, self._connection.url.path
        ):
            return None
        peer = self._connection.client
        viewer = Viewer("TOKEN", client_of(peer.host if peer else None), frozenset({Scope.READ}), "ticket")
        return replace(viewer, expires_at=time.time() + TICKET_SECONDS)
