"""Where the API listens: the port, and what is said where somebody else has it."""

import errno
import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Any, cast

import orjson

from service.commands.console import note
from service.errors import SetupError

if TYPE_CHECKING:
    from service.settings import Settings

_BACKLOG = 2048
_PROBE_SECONDS, _PROBE_BYTES = 2, 1000
"""What is waited for and read of what listens on a port that is wanted."""


@contextmanager
def listen(settings: "Settings", *, or_free: bool) -> Iterator[socket.socket]:
    """A socket that listens: taken first, so that a taken port is known before Neo4j starts.

    Raises:
        SetupError: the address cannot be had.
    """
    try:
        listener = _bind(settings.host, settings.port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            reason = str(error.strerror or error).partition(" (while")[0]
            raise SetupError(
                f"cannot listen on {settings.host} port {settings.port}: {reason}. Give another --host or --port."
            ) from error
        ours = _find_videograph(settings)
        if not or_free:
            raise SetupError(_taken(settings.port, ours)) from error
        who = f"Videograph, which serves already at {ours}/graphql" if ours else "another program"
        note(f"Port {settings.port} is in use by {who}, so another one is taken.")
        listener = _bind(settings.host, 0)
    with listener:
        yield listener


def _taken(port: int, ours: str | None) -> str:
    if ours is not None:
        return f"Videograph serves already, at {ours}/graphql. To serve once more give another port by --port; 0 takes any free one."
    return (
        f"port {port} is in use by another program. Stop that, or give another one by --port; "
        "0 takes any free one."
    )


def _find_videograph(settings: "Settings") -> str | None:
    """Address of what listens where the settings say, if that is Videograph."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    # Not by urllib, which would ask a proxy of the environment.
    connection = HTTPConnection(host, settings.port, timeout=_PROBE_SECONDS)
    try:
        connection.request("GET", "/healthz")
        told = orjson.loads(connection.getresponse().read(_PROBE_BYTES))
    except (OSError, HTTPException, orjson.JSONDecodeError):
        return None
    finally:
        connection.close()
    ours = isinstance(told, dict) and cast("dict[str, Any]", told).get("service") == "videograph"
    return _url(settings.host, settings.port) if ours else None


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_BACKLOG)


def address_of(host: str, listener: socket.socket) -> str:
    return _url(host, listener.getsockname()[1])


def _url(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
