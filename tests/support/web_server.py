"""A server of others on this machine: pages by their path, with validators and what was asked for."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from tempfile import gettempdir
from threading import Event
from typing import Any

from service.fetching.address import Reach
from service.fetching.fetch import FetchRules
from support.backend import SECONDS
from support.server_thread import in_thread


@dataclass
class Page:
    """`status`, `headers`: of its answer. It has an entity tag, by which it is not sent again. `held`: it is not answered before this is set."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict[str, str])
    held: Event | None = None


class WebServer(ThreadingHTTPServer):
    """`pages`: by path; a list is answered one after the other, its last one for ever. `asked`: paths of all requests, in order; `answered`: the
    statuses of their answers."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Page | list[Page]] = {}
        self.asked: list[str] = []
        self.answered: list[int] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, WebServer)
        server.asked.append(self.path)
        found = server.pages.get(self.path, Page(status=404))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        if found.held is not None:
            found.held.wait(SECONDS)
        tag = f'"{hashlib.sha256(found.content).hexdigest()[:16]}"'
        known = found.status == 200 and self.headers.get("if-none-match") == tag
        server.answered.append(304 if known else found.status)
        self.send_response(server.answered[-1])
        for name, value in found.headers.items():
            self.send_header(name, value)
        self.send_header("etag", tag)
        if not known:
            self.send_header("content-length", str(len(found.content)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(b"" if known else found.content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@contextmanager
def web_server() -> Iterator[WebServer]:
    with in_thread(WebServer()) as server:
        yield server


def rules_here(folder: Path | None = None) -> FetchRules:
    """Rules by which this machine may be fetched from."""
    reach = Reach("VIDEOGRAPH_FETCH_NETWORKS", (ip_network("127.0.0.0/8"),))
    return FetchRules(reach, folder=folder or Path(gettempdir()))
