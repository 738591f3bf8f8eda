"""The API on a port of this process, with the limits of connections that `videograph up` has, and a client of its WebSocket."""

import asyncio
import json
import socket
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, closing, nullcontext, suppress
from dataclasses import dataclass
from typing import Any

import uvicorn
from fastapi import FastAPI
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from service.access.authenticator import Authenticator
from service.access.tickets import Tickets
from service.api.execution.engine import Engine
from service.api.http.transport.connections import Connections, connection_limits
from service.api.http.transport.event_log import EventLog
from service.api.subscriptions.feed import Feed
from service.app import create_app
from service.commands.server.serve import _config  # pyright: ignore[reportPrivateUsage]
from service.graph.driver.database import Database
from service.settings import Settings
from support.cold import Cold

PROTOCOL = Subprotocol("graphql-transport-ws")
WAIT = 20.0
"""Seconds after which a message that does not come fails a test."""


@dataclass(frozen=True)
class LiveApi:
    """A server. `connections`: what it counts."""

    app: FastAPI
    port: int
    connections: Connections

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/graphql"

    @property
    def feed(self) -> Feed:
        return self.app.state.feed

    @asynccontextmanager
    async def connect(self, *, query: str = "", **options: Any) -> AsyncGenerator["Socket"]:
        """A WebSocket, before `connection_init`."""
        options = {"subprotocols": [PROTOCOL], "compression": None, **options}
        async with connect(f"ws://127.0.0.1:{self.port}/graphql{query}", **options) as connection:
            yield Socket(connection)

    @asynccontextmanager
    async def signed_in(
        self, payload: dict[str, Any] | None = None, **options: Any
    ) -> AsyncGenerator["Socket"]:
        async with self.connect(**options) as one:
            await one.send(type="connection_init", **({} if payload is None else {"payload": payload}))
            assert await one.receive() == {"type": "connection_ack"}
            yield one


@dataclass(frozen=True)
class Socket:
    """A WebSocket connection."""

    connection: ClientConnection

    async def send(self, **message: Any) -> None:
        await self.connection.send(json.dumps(message))

    async def receive(self) -> dict[str, Any]:
        async with asyncio.timeout(WAIT):
            return json.loads(await self.connection.recv())

    async def subscribe(self, query: str, variables: dict[str, Any] | None = None, id_: str = "1") -> None:
        await self.send(type="subscribe", id=id_, payload={"query": query, "variables": variables})

    async def closed(self) -> tuple[int | None, str | None]:
        """The close code and reason, after all messages."""
        async with asyncio.timeout(WAIT):
            with suppress(ConnectionClosed):
                async for _ in self.connection:
                    pass
            await self.connection.wait_closed()
        return self.connection.close_code, self.connection.close_reason


@asynccontextmanager
async def live_api(database: Database, **values: Any) -> AsyncGenerator[LiveApi]:
    """The API over this database, with these settings."""
    settings = Settings(**values)
    app = create_app(settings, database)
    app.state.engine, app.state.database = Engine(database, limits=settings.limits), database
    app.state.authenticator, app.state.tickets = Authenticator(database), Tickets(b"secret")
    app.state.feed, app.state.warmth = Feed(app.state.engine), Cold(database)
    connections = Connections(connection_limits(settings), EventLog())
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(_config(settings, app, connections))
        server.capture_signals = _no_signals
        task = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            await until(lambda: server.started)
            yield LiveApi(app, listener.getsockname()[1], connections)
        finally:
            app.state.feed.close()
            server.should_exit = True
            await task


async def until(done: Callable[[], bool]) -> None:
    """Returns as soon as this holds."""
    async with asyncio.timeout(WAIT):
        while not done():  # noqa: ASYNC110  (nothing tells)
            await asyncio.sleep(0.01)


def _no_signals() -> Any:
    return nullcontext()
