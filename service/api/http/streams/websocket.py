"""`/graphql` as a WebSocket: the protocol graphql-transport-ws, by Strawberry's handler, answered by our engine.

Source: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md. Queries are answered too; mutations are not, because they are sent by POST only.
"""

import asyncio
import logging
from contextlib import aclosing
from datetime import timedelta
from functools import cache
from typing import Any

import orjson
from starlette.responses import Response
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter, GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
    Operation,
)
from strawberry.types.unset import UNSET, UnsetType

from service.api.execution.admission import Seat, Seats, wait_for_turn
from service.api.http.access import address_of, refused
from service.api.http.request_parts import is_object, part_of
from service.api.http.streams.subscribers import Who, answers_of, require_origin
from service.api.http.transport.refusals import RefusedRequest
from service.api.http.transport.websocket_protocol import DROP
from service.api.schema.build import strawberry_schema
from service.api.subscriptions.feed import Feed, errors_of
from service.errors import GraphUnavailable, QueryTimeout, RateLimited, TooSlow, VideographError
from service.settings import Settings

_LONGEST_ID = 200
_TYPES = ("connection_init", "ping", "pong", "subscribe", "complete")

FORBIDDEN, SLOW, RESTARTING = 4403, 1013, 1012
_NO_SUBPROTOCOL = 4406
_REASON_BYTES = 120
"""A close frame has at most 123 bytes of text."""
_TOO_SLOW = (
    "This client does not read its events, so the connection ends. Connect again, with `cursor` as `after`."
)
_log = logging.getLogger("videograph")


def websocket_route() -> WebSocketRoute:
    return WebSocketRoute("/graphql", open_socket)


async def deny(socket: WebSocket, refusal: RefusedRequest) -> None:
    """Answers with a refusal instead of a connection."""
    answer = Response(refusal.body, refusal.status, refusal.headers, "application/json")
    await socket.send_denial_response(answer)


async def open_socket(socket: WebSocket) -> None:
    """Serves one connection until it ends."""
    try:
        require_origin(socket)
        seat = part_of(socket, "seats", Seats).take(address_of(socket))
    except VideographError as error:
        await deny(socket, refused(error))
        return
    try:
        known = GRAPHQL_TRANSPORT_WS_PROTOCOL in socket.scope["subprotocols"]
        await socket.accept(GRAPHQL_TRANSPORT_WS_PROTOCOL if known else None)
        adapter = _Adapter(socket)
        if known:
            await _Handler(adapter, socket, seat).handle()
        else:
            await adapter.close(_NO_SUBPROTOCOL, f"Use the subprotocol {GRAPHQL_TRANSPORT_WS_PROTOCOL}")
    finally:
        seat.give_back()


class _View(GraphQL[dict[str, Any], None]):
    """What Strawberry's handler asks of a view."""

    def decode_json(self, data: str | bytes) -> object:
        return orjson.loads(data)

    def encode_json(self, data: object) -> str:
        return orjson.dumps(data).decode()

    async def on_ws_connect(self, context: dict[str, Any]) -> UnsetType:
        handler: _Handler = context["handler"]
        await handler.sign_in(context.get("connection_params"))
        return UNSET


@cache
def _view() -> _View:
    return _View(strawberry_schema(), graphql_ide=None)


class _Adapter(ASGIWebSocketAdapter):
    """Limits how long a message waits for its client, and how long a reason is; closes once only."""

    def __init__(self, socket: WebSocket) -> None:
        self.view, self.ws = _view(), socket
        self._seconds = part_of(socket, "settings", Settings).slow_subscriber_timeout

    async def send_json(self, message: Any) -> None:
        if self.ws.application_state is WebSocketState.DISCONNECTED:
            return
        try:
            async with asyncio.timeout(self._seconds):
                await super().send_json(message)
        except TimeoutError:
            raise TooSlow(_TOO_SLOW) from None

    async def close(self, code: int, reason: str) -> None:
        if self.ws.application_state is WebSocketState.DISCONNECTED:
            return
        short = reason.encode()[:_REASON_BYTES].decode(errors="ignore")
        try:
            async with asyncio.timeout(self._seconds):
                await super().close(code, short)
        except TimeoutError:
            self.drop([], code, short)

    def drop(self, messages: list[dict[str, Any]], code: int, reason: str) -> None:
        """Ends the connection at once, with last messages that the client finds when it reads again."""
        drop = self.ws.scope.get("state", {}).get(DROP)
        if drop is not None:
            drop([orjson.dumps(one).decode() for one in messages], code, reason)


class _Handler(BaseGraphQLTransportWSHandler[dict[str, Any], None]):
    """Strawberry's handler with stricter checks of messages, and with the operations of our engine."""

    def __init__(self, adapter: _Adapter, socket: WebSocket, seat: Seat) -> None:
        settings = part_of(socket, "settings", Settings)
        super().__init__(
            view=_view(),
            websocket=adapter,
            context={"handler": self},
            root_value=None,
            schema=strawberry_schema(),
            connection_init_wait_timeout=timedelta(seconds=settings.connection_init_timeout),
        )
        self._adapter = adapter
        self._feed = part_of(socket, "feed", Feed)
        self._most = settings.max_subscriptions
        self._who = Who(socket)
        self._seat = seat
        self._cursors: dict[str, str] = {}

    async def sign_in(self, payload: dict[str, Any] | None) -> None:
        """Finds the viewer of the connection.

        Raises:
            ConnectionRejectionError: the connection was closed, with the reason.
        """
        try:
            viewer = await self._who.start(payload)
            if viewer.kind in ("KEY", "TOKEN") and viewer.name != "ticket":
                self._seat.move(viewer.client)
        except (GraphUnavailable, QueryTimeout, RateLimited) as error:
            await self._adapter.close(SLOW, error.message)
            raise ConnectionRejectionError from None
        except VideographError as error:
            await self._adapter.close(FORBIDDEN, error.message)
            raise ConnectionRejectionError from None

    async def handle_message(self, message: Any) -> None:
        fault = fault_of(message)
        if fault is not None:
            await self.handle_invalid_message(fault)
        else:
            await super().handle_message(message)

    async def handle_subscribe(self, message: Any) -> None:
        known = message["id"] in self.operations
        if self.connection_acknowledged and not known and len(self.operations) >= self._most:
            error = RateLimited(
                f"This connection has {self._most} operations, and no more are allowed at once (VIDEOGRAPH_MAX_SUBSCRIPTIONS): "
                "complete one, or open another connection.",
                1,
                "SUBSCRIPTIONS",
            )
            await self.send_message({"id": message["id"], "type": "error", "payload": errors_of(error)})
            return
        await super().handle_subscribe(message)

    async def run_operation(self, operation: Operation[dict[str, Any], None]) -> None:
        """Sends the events of one operation, and then `complete`, or `error` if it cannot go on."""
        try:
            await self._answer(operation)
        except TooSlow:
            self._drop_slow()
        except Exception as error:
            errors = errors_of(error)
            if errors[0]["extensions"]["code"] == "INTERNAL":
                _log.error("an operation over a WebSocket failed", exc_info=error)
            await self._finish(operation, {"type": "error", "payload": errors})
            if self._who.refused is not None:  # no other operation of this connection may go on either
                await self._adapter.close(FORBIDDEN, self._who.refused.message)

    async def _answer(self, operation: Operation[dict[str, Any], None]) -> None:
        await wait_for_turn()
        asked = operation.query, operation.variables, operation.operation_name
        async with aclosing(answers_of(self._feed, *asked, self._who.again)) as answers:
            async for answer in answers:
                if answer is not None:
                    message = {"id": operation.id, "type": "next", "payload": orjson.Fragment(answer.result)}
                    await self._send(operation, message)
                    if answer.cursor:
                        self._cursors[operation.id] = answer.cursor
        if self._feed.closing:
            await self._adapter.close(RESTARTING, "The service stops: connect again")
        else:
            await self._finish(operation, {"type": "complete"})

    async def _finish(self, operation: Operation[dict[str, Any], None], message: dict[str, Any]) -> None:
        try:
            await self._send(operation, {"id": operation.id, **message})
        except TooSlow:
            self._drop_slow()
        finally:
            self._cursors.pop(operation.id, None)

    async def _send(self, operation: Operation[dict[str, Any], None], message: dict[str, Any]) -> None:
        """As Strawberry's `send_operation_message`: nothing after the last message, and the id is free before it."""
        if not operation.completed:
            if message["type"] != "next":
                operation.completed = True
                self.operations.pop(operation.id, None)
            await self.send_message(message)

    async def send_message(self, message: Any) -> None:
        await self._adapter.send_json(message)

    def _drop_slow(self) -> None:
        last: list[dict[str, Any]] = []
        for id_ in self.operations:
            extensions = {"code": "TOO_SLOW", "cursor": self._cursors.get(id_)}
            last.append(
                {"id": id_, "type": "error", "payload": [{"message": _TOO_SLOW, "extensions": extensions}]}
            )
        self._adapter.drop(last, SLOW, "Too slow: connect again, and go on after the last cursor")

    async def cleanup_operation(self, operation_id: str) -> None:
        self._cursors.pop(operation_id, None)
        await super().cleanup_operation(operation_id)


def fault_of(message: object) -> str | None:
    """Returns what is wrong with a message; None if nothing is."""
    if not is_object(message):
        return "A message must be a JSON object"
    kind = message.get("type")
    if not isinstance(kind, str):
        return "A message needs a type"
    if kind not in _TYPES:
        return f"Unknown message type: {kind[:60]}"
    payload = message.get("payload")
    if kind in ("connection_init", "ping", "pong") and not (payload is None or is_object(payload)):
        return f"The payload of {kind} must be an object"
    if kind in ("subscribe", "complete"):
        id_ = message.get("id")
        if not isinstance(id_, str) or not 0 < len(id_) <= _LONGEST_ID:
            return f"{kind} needs an id, a string of at most {_LONGEST_ID} characters"
    if kind == "subscribe":
        return _fault_of_payload(payload)
    if kind == "connection_init" and payload is None:
        message.pop("payload", None)  # null is the same as nothing
    return None


def _fault_of_payload(payload: object) -> str | None:
    if not is_object(payload) or not isinstance(payload.get("query"), str):
        return "subscribe needs a payload with a query"
    variables, name = payload.get("variables"), payload.get("operationName")
    if not (variables is None or is_object(variables)):
        return "variables must be an object"
    if not (name is None or isinstance(name, str)):
        return "operationName must be a string"
    return None
