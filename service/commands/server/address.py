"""The port of the API, and messages if it is in use."""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from service.commands.server.running import find_videograph, url_of
from service.commands.terminal.console import note
from service.errors import SetupError

if TYPE_CHECKING:
    from service.settings import Settings

BACKLOG = 128
"""Number of connections that wait to be accepted. All of them are open files before the first is counted."""


@contextmanager
def listen(settings: "Settings", *, or_free: bool) -> Iterator[socket.socket]:
    """Opens the listening socket first, so that a port in use is known before Neo4j starts.

    Raises: SetupError: the address cannot be used.
    """
    try:
        listener = _bind(settings.host, settings.port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            reason = str(error.strerror or error).partition(" (while")[0]
            raise SetupError(
                f"cannot listen on {settings.host} port {settings.port}: {reason}. Give another --host or --port."
            ) from error
        ours = find_videograph(settings)
        if not or_free:
            raise SetupError(_taken(settings.port, ours)) from error
        who = f"Videograph, which serves already at {ours}/graphql" if ours else "another program"
        note(f"Port {settings.port} is in use by {who}, so another port is used.")
        listener = _bind(settings.host, 0)
    with listener:
        yield listener


def _taken(port: int, ours: str | None) -> str:
    if ours is not None:
        return f"Videograph is already running at {ours}/graphql. To start another one, give another port with --port; 0 takes any free one."
    return (
        f"port {port} is in use by another program. Stop that, or give another one with --port; "
        "0 takes any free one."
    )


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def address_of(host: str, listener: socket.socket) -> str:
    return url_of(host, listener.getsockname()[1])
