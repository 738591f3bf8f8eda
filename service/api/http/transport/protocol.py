"""uvicorn's HTTP protocol with limits: time for headers, body and sending, size of headers, number of connections.

uvicorn has no such limits for waiting connections; its `limit_concurrency` refuses requests and keeps idle sockets
open. This class overrides methods of `HttpToolsProtocol` that are not public: `tests/unit/api/http/test_protocol.py` tries each on the installed
version, and `pyproject.toml` lists the tested versions.
"""

import asyncio
from enum import Enum
from functools import partial
from http import HTTPStatus
from typing import Any

import httptools
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from service.api.http.transport.connections import Connections
from service.api.http.transport.event_log import LogEvent
from service.api.http.transport.refusals import error_body

_HEADER_BYTES = 65_536
_SENDING_SECONDS = 30.0
"""Seconds within which a client must read some of a waiting answer."""
_LEAST_RATE = 1000
"""Bytes a second that a client must send of a body that may take long, on average over the time limit of a body."""
_STOPPING = "The service is stopping: send the request again in a moment."
SLOW_BODY = "videograph.slow_body"
"""Extension of the ASGI scope: its function `allow` lets the body of this request take longer than other bodies, while it is coming."""
_LINGER_SECONDS = 1.0
"""Seconds for a client to read why its connection ends."""


class _Phase(Enum):
    IDLE = "between two requests"
    HEADERS = "headers are awaited or on their way"
    BODY = "a body is on its way"


def limited_protocol(connections: Connections) -> type[HttpToolsProtocol]:
    """Returns the protocol class for `uvicorn.Config(http=…)`; all its connections are counted together."""

    class Protocol(LimitedProtocol):
        counted = connections

    return Protocol


class LimitedProtocol(HttpToolsProtocol):
    """One connection. Use `limited_protocol`.

    The time for all headers starts with the connection, later with the first byte of a request or the end of the answer before it.
    """

    counted: Connections

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._phase = _Phase.HEADERS
        self._begun = False  # a part of a request has arrived
        self._requests = 0  # complete requests
        self._open: list[
            RequestResponseCycle
        ] = []  # accepted requests without a complete answer, the oldest first
        self._answers = 0
        self._header_bytes = 0
        self._body_bytes = 0
        self._slow_cycle: RequestResponseCycle | None = None  # the request whose body may take long
        self._limited: tuple[int, _Phase] | None = None  # purpose of the timer
        self._timer: asyncio.TimerHandle | None = None
        self._sending: asyncio.TimerHandle | None = None
        self._closed_here = False

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        if self.counted.admit(self, self.client[0] if self.client else ""):
            self._watch()
        else:
            self._refuse(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "OVERLOADED",
                "Too many connections (VIDEOGRAPH_MAX_CONNECTIONS, VIDEOGRAPH_MAX_CONNECTIONS_PER_ADDRESS): try again soon.",
            )

    def connection_lost(self, exc: Exception | None) -> None:
        if self._closed_here:
            pass
        elif self._begun and not (self._phase is _Phase.BODY and self._is_answered()):
            self.counted.events.count(LogEvent.WENT_AWAY)
        elif self.flow.write_paused or (exc is not None and self._sending is not None):
            self.counted.events.count(LogEvent.LEFT)
        self._disconnect()
        self._limit(None)
        self._stop_sending_timer()
        self.counted.forget(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._closed_here:
            return
        if self._phase is not _Phase.BODY:
            self._header_bytes += len(data)
        else:
            self._body_bytes += len(data)
        super().data_received(data)
        if self._phase is _Phase.HEADERS and self._header_bytes > _HEADER_BYTES:
            message = f"The headers are larger than {_HEADER_BYTES} bytes."
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "REQUEST_TOO_LARGE", message)
            return
        if self._phase is _Phase.IDLE and self.timeout_keep_alive_task is None and self._is_answered():
            self._phase = _Phase.HEADERS  # only blank lines, for which uvicorn has no time limit
        self._watch()

    def handle_websocket_upgrade(self) -> None:
        """Hands the connection over. Limits of time are those of `LimitedWebSocket` from here on."""
        if self.counted.stopping:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "SHUTTING_DOWN", _STOPPING)
            return
        self._closed_here = True
        self._limit(None)
        self._stop_sending_timer()
        self.counted.forget(self)
        super().handle_websocket_upgrade()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._phase, self._begun = _Phase.HEADERS, True

    def on_headers_complete(self) -> None:
        self._take_host_of_target()
        before = self.cycle
        if self.counted.stopping:
            self.app = _refuse_while_stopping
        super().on_headers_complete()
        if self.cycle is not before and not self.counted.stopping:
            self._open.append(self.cycle)
        self._phase, self._header_bytes, self._body_bytes = _Phase.BODY, 0, 0
        self.scope["extensions"] = {SLOW_BODY: {"allow": partial(self._let_take_long, self.cycle)}}
        self.counted.note_busy(self)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._phase, self._begun = _Phase.IDLE, False
        self._requests += 1

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._open = [one for one in self._open if not one.response_complete]
        self._answers += 1
        if self._is_answered():
            self.counted.note_idle(self)
            if self._phase is _Phase.HEADERS and not self._closed_here:
                self._limit(_Phase.HEADERS)  # of the next request, which has its whole time from here on
        if self.transport.get_write_buffer_size():
            self._start_sending_timer()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._start_sending_timer()

    def send_400_response(self, msg: str) -> None:
        self._closed_here = True
        super().send_400_response(msg)

    def shutdown(self) -> None:
        super().shutdown()
        if self._is_answered() or (self._phase is _Phase.BODY and not self.pipeline):
            self._closed_here = True
            self.transport.close()  # incomplete requests are not waited for

    def close_idle(self) -> bool:
        if self.transport.get_write_buffer_size():
            return False
        self._closed_here = True
        self.transport.close()
        return True

    def _take_host_of_target(self) -> None:
        """Puts the host of a target in absolute form (`GET http://host/path`) in place of the Host header, as RFC 9112 (3.2.2) says, so
        that it is checked like one."""
        if self.url[:1] in (b"/", b"*"):
            return
        try:
            found = httptools.parse_url(self.url)
        except httptools.HttpParserInvalidURLError:
            return  # uvicorn refuses it
        host = found.host or b""
        host = b"[%b]" % host if b":" in host else host
        others = [header for header in self.headers if header[0] != b"host"]
        if len(self.headers) - len(others) < 2:  # several are refused
            port = b":%d" % found.port if found.port else b""
            self.headers[:] = [*others, (b"host", host + port)]

    def is_busy(self) -> bool:
        return bool(self._open or self.transport.get_write_buffer_size())

    def cut_off(self) -> None:
        self.counted.events.count(LogEvent.CUT_OFF)
        if self._open and not self._open[0].response_started:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "SHUTTING_DOWN", _STOPPING)
        else:
            self._closed_here = True
            self.transport.abort()
        self._disconnect()

    def _disconnect(self) -> None:
        """Tells the app, for all requests of this connection. uvicorn does so for the last one of a pipeline only."""
        self.pipeline.clear()
        for one in self._open:
            one.disconnected = True
            one.message_event.set()
        self._open = []

    def _watch(self) -> None:
        """Starts the time limit for the present state. A limit that runs for the same state continues."""
        if self._phase is _Phase.IDLE or self._closed_here:
            self._limit(None)
        elif self._limited != (self._requests, self._phase):
            self._limit(self._phase)

    def _limit(self, phase: _Phase | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = self._limited = None
        if phase is not None:
            limits = self.counted.limits
            seconds = limits.headers if phase is _Phase.HEADERS else limits.body
            self._timer = self.loop.call_later(seconds, self._time_out, phase)
            self._limited = (self._requests, phase)

    def _let_take_long(self, cycle: RequestResponseCycle) -> None:
        self._slow_cycle = cycle

    def _comes_slowly(self) -> bool:
        """Whether the body may take long, and enough of it has come since the last look, or the app has not read it yet."""
        came = self._body_bytes
        if self.cycle is not self._slow_cycle or self.cycle.response_complete:
            return False
        self._body_bytes = 0
        return self.flow.read_paused or came >= _LEAST_RATE * self.counted.limits.body

    def _time_out(self, phase: _Phase) -> None:
        if self.pipeline or (phase is _Phase.HEADERS and not self._is_answered()):
            self._limit(phase)  # not late: an earlier request of this connection is being answered
            return
        if phase is _Phase.BODY and self._comes_slowly():
            self._limit(phase)
            return
        if self._begun:
            self.counted.events.count(LogEvent.TOO_SLOW)
        if self._begun and not (phase is _Phase.BODY and self.cycle.response_started):
            seconds = self.counted.limits.headers if phase is _Phase.HEADERS else self.counted.limits.body
            what = "headers" if phase is _Phase.HEADERS else "body"
            setting = f"VIDEOGRAPH_{what.removesuffix('s').upper()}_TIMEOUT"
            message = f"The {what} took longer than {seconds:g} seconds ({setting})."
            if phase is _Phase.BODY and self.cycle is self._slow_cycle:
                message = f"The body comes too slowly: less than {_LEAST_RATE} bytes a second for {seconds:g} seconds ({setting})."
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, "REQUEST_TIMEOUT", message)
        else:
            self._closed_here = True
            self.transport.close()

    def _refuse(self, status: HTTPStatus, code: str, message: str) -> None:
        """Answers and closes without the app, because there is no complete request."""
        self._closed_here = True
        if self.transport.is_closing():
            return
        if self._phase is _Phase.BODY:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        body = error_body(message, {"code": code})
        head = f"HTTP/1.1 {status} {status.phrase}\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n"
        more = "retry-after: 1\r\n" if status == HTTPStatus.SERVICE_UNAVAILABLE else ""
        self.transport.write(
            f"{head}{more}cache-control: no-store\r\nconnection: close\r\n\r\n".encode() + body
        )
        if status == HTTPStatus.SERVICE_UNAVAILABLE:  # it is not counted, so it must not stay open
            self.transport.close()
            return
        # If the connection were closed while the client sends, it would be reset and the answer lost.
        self.transport.write_eof()
        self._limit(None)
        self._timer = self.loop.call_later(_LINGER_SECONDS, self.transport.close)
        self.counted.note_idle(self)

    def _is_answered(self) -> bool:
        return not self.pipeline and (not self.cycle or self.cycle.response_complete)

    def _start_sending_timer(self) -> None:
        if self._sending is None:
            state = (self._answers, self.transport.get_write_buffer_size())
            self._sending = self.loop.call_later(_SENDING_SECONDS, self._check_sending, state)

    def _stop_sending_timer(self) -> None:
        if self._sending is not None:
            self._sending.cancel()
            self._sending = None

    def _check_sending(self, before: tuple[int, int]) -> None:
        self._sending = None
        answers, size = self._answers, self.transport.get_write_buffer_size()
        if answers == before[0] and size >= before[1]:
            self.counted.events.count(LogEvent.TOO_SLOW)
            self._closed_here = True
            self.transport.abort()
        elif size:
            self._start_sending_timer()  # some was read, or it is another answer by now


async def _refuse_while_stopping(scope: Scope, receive: Receive, send: Send) -> None:
    """The app of requests that come when the service is stopping."""
    body = error_body(_STOPPING, {"code": "SHUTTING_DOWN"})
    headers = {
        b"content-type": b"application/json",
        b"content-length": str(len(body)).encode(),
        b"retry-after": b"1",
        b"cache-control": b"no-store",
        b"connection": b"close",
    }
    await send(
        {
            "type": "http.response.start",
            "status": HTTPStatus.SERVICE_UNAVAILABLE,
            "headers": list(headers.items()),
        }
    )
    await send({"type": "http.response.body", "body": body})
