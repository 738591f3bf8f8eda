"""HTTP servers of tests, each in a thread of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseServer
from threading import Thread

_LOOK_SECONDS = 0.01
"""How soon a server notices that it is to stop: by default half a second, which every test with a server would wait for."""
_END_SECONDS = 30.0


@contextmanager
def in_thread[Server: BaseServer](server: Server) -> Iterator[Server]:
    """The server at work; its socket is closed at the end."""
    thread = Thread(target=server.serve_forever, args=(_LOOK_SECONDS,), daemon=True)
    with server:
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(_END_SECONDS)
            assert not thread.is_alive(), f"waited {_END_SECONDS:g} s for {server} to end"
