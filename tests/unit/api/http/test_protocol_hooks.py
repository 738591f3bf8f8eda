"""What protocol.py and websocket_protocol.py in service/api/http/transport take from uvicorn, which does not promise it: a version without it fails here first."""

import inspect
import re
import tomllib
from importlib.metadata import version

from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from service.api.http.transport.protocol import LimitedProtocol
from service.api.http.transport.websocket_protocol import LimitedWebSocket
from support.paths import ROOT

_PARAMETERS = {
    "connection_made": ["transport"],
    "connection_lost": ["exc"],
    "data_received": ["data"],
    "handle_websocket_upgrade": [],
    "on_message_begin": [],
    "on_headers_complete": [],
    "on_message_complete": [],
    "on_response_complete": [],
    "pause_writing": [],
    "send_400_response": ["msg"],
    "shutdown": [],
}


def test_what_is_overridden_is_there_with_its_parameters() -> None:
    found = {
        name: list(inspect.signature(getattr(HttpToolsProtocol, name)).parameters)[1:] for name in _PARAMETERS
    }

    assert found == _PARAMETERS
    own = {name for name, value in vars(LimitedProtocol).items() if inspect.isfunction(value)}
    assert own & set(vars(HttpToolsProtocol)) == {*_PARAMETERS, "__init__"}
    assert sorted(name for name in own - set(_PARAMETERS) if hasattr(HttpToolsProtocol, name)) == ["__init__"]


def test_uvicorn_calls_what_is_overridden() -> None:
    """The parser, the server and the cycle call their hooks. A hook that is never called would limit nothing."""
    source = inspect.getsource(inspect.getmodule(HttpToolsProtocol))  # pyright: ignore[reportArgumentType]

    assert "httptools.HttpRequestParser(self)" in source
    assert "on_response=self.on_response_complete" in source
    assert source.count("self.on_response()") == 1
    assert "self.send_400_response(msg)" in source


def test_attributes_that_are_read_are_set() -> None:
    init = inspect.getsource(HttpToolsProtocol.__init__)
    for name in (
        "loop",
        "transport",
        "client",
        "pipeline",
        "cycle",
        "timeout_keep_alive_task",
        "flow",
        "scope",
    ):
        assert f"self.{name}" in init, name
    assert "self.read_paused" in inspect.getsource(FlowControl.__init__)
    cycle = inspect.getsource(RequestResponseCycle.__init__)
    for name in ("disconnected", "message_event", "response_started", "response_complete"):
        assert f"self.{name} =" in cycle, name


_OF_WEBSOCKETS = {
    "connection_made": ["transport"],
    "connection_lost": ["exc"],
    "handle_connect": ["event"],
    "keepalive_timeout": [],
    "send": ["message"],
}


def test_what_is_taken_of_websockets_is_there() -> None:
    found = {
        name: list(inspect.signature(getattr(WebSocketsSansIOProtocol, name)).parameters)[1:]
        for name in _OF_WEBSOCKETS
    }

    assert found == _OF_WEBSOCKETS
    own = {name for name, value in vars(LimitedWebSocket).items() if inspect.isfunction(value)}
    assert own & set(vars(WebSocketsSansIOProtocol)) == {*_OF_WEBSOCKETS}
    init = inspect.getsource(WebSocketsSansIOProtocol.__init__)
    for name in (
        "loop",
        "transport",
        "client",
        "conn",
        "queue",
        "close_sent",
        "close_timer",
        "close_timeout",
        "read_paused",
    ):
        assert f"self.{name}" in init, name
    source = inspect.getsource(inspect.getmodule(WebSocketsSansIOProtocol))  # pyright: ignore[reportArgumentType]
    assert "self.scope: WebSocketScope = {" in source
    assert "self.call_later(self.ping_timeout, self.keepalive_timeout)" in source.replace("loop.", "")


def test_the_installed_uvicorn_is_one_that_was_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [wanted] = [one for one in project["project"]["dependencies"] if re.match(r"uvicorn\b", one)]
    assert (bounds := re.fullmatch(r"uvicorn>=0\.(\d+),<0\.(\d+)", wanted)) is not None, wanted

    minor = int(version("uvicorn").split(".")[1])

    assert int(bounds[1]) <= minor < int(bounds[2])
