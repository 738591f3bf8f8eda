"""Counts what a client makes the service compute, and lets its requests wait while it has taken more than its share (`service/fair_sharing.py`)."""

from contextlib import suppress

from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from service.access.scopes import NONE
from service.access.viewer import Viewer
from service.api.execution.admission import Spending, note_payer
from service.api.http.access import address_of, refused, viewer_by_ticket, viewer_of
from service.api.http.graphql_request import refusal
from service.api.http.request_parts import GIVE_TURN, part_of
from service.api.http.streams.websocket import deny
from service.errors import RateLimited, VideographError
from service.fair_sharing import TimeQueue
from service.loop_time import measured

_BEGUN = ("http.response.start", "websocket.accept")


class TimeShares:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        address = Viewer("PUBLIC", address_of(connection), NONE)
        spending = Spending(part_of(connection, "time", TimeQueue), address)
        await measured(self._answer(scope, receive, send, spending), spending)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, spending: Spending) -> None:
        try:
            await _identify(HTTPConnection(scope))
            give = scope[GIVE_TURN] = await spending.take_turn()
        except RateLimited as error:
            await _refuse(error, scope, receive, send)
            return

        async def send_and_give(message: Message) -> None:
            if message["type"] in _BEGUN:
                give()
            await send(message)

        try:
            await self._app(scope, receive, send_and_give)
        finally:
            give()


async def _identify(connection: HTTPConnection) -> None:
    """Finds out whose the time is. What is wrong with a key is an error where a key is needed."""
    with suppress(VideographError):
        if (by_ticket := viewer_by_ticket(connection)) is None:
            await viewer_of(connection)
        else:
            note_payer(by_ticket)


async def _refuse(error: RateLimited, scope: Scope, receive: Receive, send: Send) -> None:
    refusal_ = refused(error)
    if scope["type"] == "http":
        await refusal(Request(scope, receive), refusal_)(scope, receive, send)
    else:
        await deny(WebSocket(scope, receive, send), refusal_)
