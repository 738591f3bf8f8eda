"""uvicorn's WebSocket protocol, counted with all other connections, and able to drop a client that does not read.

uvicorn waits for a client as long as it lives: `send` waits, and closing waits until everything is sent. This class overrides
methods of `WebSocketsSansIOProtocol` that are not public: `tests/integration/api/subscriptions/` tries them on the
installed version.
"""

import asyncio
from collections.abc import Iterable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from service.api.http.transport.connections import Connections
from service.api.http.transport.event_log import LogEvent

DROP = "drop"
"""Key in the `state` of the scope: `LimitedWebSocket.drop`."""
_ABORT_SECONDS = 15.0
"""Seconds after closing until the connection is cut, read or not."""


def limited_websocket(connections: Connections) -> type[WebSocketsSansIOProtocol]:
    """Returns the protocol class for `uvicorn.Config(ws=…)`."""

    class WebSocketProtocol(LimitedWebSocket):
        counted = connections

    return WebSocketProtocol


class LimitedWebSocket(WebSocketsSansIOProtocol):
    """One connection. Use `limited_websocket`."""

    counted: Connections

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        # The HTTP connection that it was has just been forgotten, so there is room.
        self.counted.admit(self, self.client[0] if self.client else "")
        self.counted.note_busy(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.counted.forget(self)
        super().connection_lost(exc)

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):  # not if the handshake is not valid
            self.scope.setdefault("state", {})[DROP] = self.drop

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self._abort_later()

    async def send(self, message: Any) -> None:
        if message["type"] == "websocket.close":
            self._abort_later()
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and not message.get("more_body", False):
            self.handshake_complete = True  # uvicorn reports a refusal with a body as an error of the app

    def drop(self, texts: Iterable[str], code: int, reason: str) -> None:
        """Closes with last messages, without waiting until the client has read what was sent before."""
        if self.close_sent or self.transport.is_closing():
            return
        self.counted.events.count(LogEvent.TOO_SLOW)
        for text in texts:
            self.conn.send_text(text.encode())
        self.conn.send_close(code, reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)

    def close_idle(self) -> bool:
        """Never: `Connections` knows it as busy."""
        return False

    def is_busy(self) -> bool:
        """Never: what it sends is sent again after the next connection."""
        return False

    def cut_off(self) -> None:
        self.transport.abort()

    def _abort_later(self) -> None:
        self.loop.call_later(_ABORT_SECONDS, self.transport.abort)
