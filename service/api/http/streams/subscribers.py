"""What both protocols share: who has a subscription, found when it starts and again for each event, and the answers of one operation: events of a
subscription, or the one answer of a query."""

import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import Any

from graphql import GraphQLError
from starlette.requests import HTTPConnection

from service.access.viewer import Viewer
from service.api.execution.documents import Document, OperationRefused, Reading
from service.api.execution.engine import GraphqlRequest
from service.api.http.access import foreign_origin, identify, viewer_by_ticket
from service.api.subscriptions.feed import Feed, Identify
from service.api.subscriptions.pages import FeedEvent
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
        by_ticket = viewer_by_ticket(self._connection)
        if by_ticket is None:
            self._viewer = await identify(self._connection, payload)
        else:
            self._viewer = replace(by_ticket, expires_at=time.time() + TICKET_SECONDS)
        return self._viewer

    async def again(self) -> Viewer:
        """Returns the viewer if it still is the one: its key or token may have expired or been revoked.

        Raises:
            Unauthenticated, RateLimited, GraphUnavailable, QueryTimeout
        """
        viewer = self._viewer
        assert viewer is not None
        if viewer.kind not in ("KEY", "TOKEN") and viewer.name != "ticket":
            return viewer
        try:
            if viewer.name != "ticket" or viewer.expires_at is None:
                return await identify(self._connection, self._payload)
            if viewer.expires_at <= time.time():
                raise Unauthenticated(
                    "This connection was opened with a ticket, and its time is over: open another one."
                )
            return viewer
        except Unauthenticated as error:
            self.refused = error
            raise


_BY_POST = "Mutations are sent by POST as JSON, not over WebSocket or as an event stream."


async def answers_of(
    feed: Feed,
    query: str | Reading,
    variables: dict[str, Any] | None,
    operation_name: str | None,
    identify: Identify,
    *,
    resume: str | None = None,
) -> AsyncGenerator[FeedEvent | None]:
    """Returns the answers, and None now and then while there is none.

    Args:
        query: the text of a document, or what `Engine.read` returned for it.
        resume: cursor of the last event that a client had before it connected again, instead of the argument `after`.

    Raises:
        OperationRefused, EventsFailed, VideographError: see `errors_of`.
    """
    viewer = await identify()
    reading = feed.engine.read(query, viewer) if isinstance(query, str) else query
    subscribed = feed.engine.requests.subscription(reading, variables, operation_name, viewer)
    if subscribed is not None:
        async with aclosing(feed.follow(subscribed, identify, resume)) as events:
            async for event in events:
                yield event
        return
    if isinstance(reading, Document) and reading.mutates(operation_name):
        raise OperationRefused([GraphQLError(_BY_POST)], "BAD_USER_INPUT")
    answer = await feed.engine.answer(GraphqlRequest(reading, variables, operation_name, viewer))
    yield FeedEvent("", answer.body)
