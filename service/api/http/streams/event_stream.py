"""`/graphql` as an event stream: the protocol graphql-sse in its mode of distinct connections, one operation for each.

Source: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md. Each event has the cursor of its change as its id, so an
`EventSource` that connects again goes on after it (`Last-Event-ID`).
"""

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send
from strawberry.http.streaming import SSETransport

from service.api.execution.admission import Seat, Seats
from service.api.execution.documents import Reading
from service.api.http.access import refused
from service.api.http.graphql_request import (
    ANSWER_HEADERS,
    PersistedDocuments,
    UnknownDocument,
    WrongDocument,
    parts_of,
    read_address,
    read_posted,
    refusal,
)
from service.api.http.request_parts import part_of
from service.api.http.streams.subscribers import Who, answers_of
from service.api.http.transport.refusals import RefusedRequest, bad_request
from service.api.subscriptions.feed import Feed, errors_of
from service.api.subscriptions.pages import FeedEvent
from service.errors import VideographError

_PROTOCOL = SSETransport()
_log = logging.getLogger("videograph")


async def answer_events(request: Request) -> Response:
    """Answers an operation with an event stream. What is wrong with the request itself has a status of its own."""
    who = Who(request)
    try:
        viewer = await who.start()
        feed = part_of(request, "feed", Feed)
        limit = feed.engine.requests.limits.body
        asked = await read_posted(request, limit) if request.method == "POST" else read_address(request)
        document, variables, operation_name, _ = parts_of(
            asked, part_of(request, "documents", PersistedDocuments)
        )
        reading = feed.engine.read(document.text, viewer)
        feed.engine.requests.authorize(reading, operation_name, viewer)
        seat = part_of(request, "seats", Seats).take(viewer.client)
    except ClientDisconnect:
        return Response()
    except UnknownDocument:
        return refusal(
            request, bad_request("This persisted query is not known: send its text by POST first.")
        )
    except WrongDocument as wrong:
        return refusal(request, bad_request(wrong.message))
    except RefusedRequest as error:
        return refusal(request, error)
    except VideographError as error:
        return refusal(request, refused(error))
    last = request.headers.get("last-event-id")
    events = _events(feed, who, reading, variables, operation_name, last)
    return _Stream(events, seat)


class _Stream(StreamingResponse):
    """Gives its seat back however it ends."""

    def __init__(self, events: AsyncGenerator[str], seat: Seat) -> None:
        super().__init__(events, headers={**ANSWER_HEADERS, **_PROTOCOL.headers})
        self._events = events
        self._seat = seat

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._seat.give_back()
            await self._events.aclose()


async def _events(
    feed: Feed,
    who: Who,
    reading: Reading,
    variables: dict[str, Any] | None,
    operation_name: str | None,
    last: str | None,
) -> AsyncGenerator[str]:
    yield _PROTOCOL.heartbeat_message(_encode)  # so that the client gets the headers at once
    try:
        async with aclosing(
            answers_of(feed, reading, variables, operation_name, who.again, resume=last)
        ) as answers:
            async for answer in answers:
                yield _PROTOCOL.heartbeat_message(_encode) if answer is None else _next(answer)
    except Exception as error:
        errors = errors_of(error)
        if errors[0]["extensions"]["code"] == "INTERNAL":
            _log.error("an event stream failed", exc_info=error)
        yield _next(FeedEvent("", orjson.dumps({"errors": errors})))
    if not feed.closing:  # otherwise the client connects again
        yield _PROTOCOL.encode_complete()


def _next(event: FeedEvent) -> str:
    text = _PROTOCOL.encode_event("next", event.result.decode())
    return f"id: {event.cursor}\r\n{text}" if event.cursor else text


def _encode(value: object) -> str:
    return orjson.dumps(value).decode()
