"""A peer that answers over HTTP in a process of its own, and how it is started."""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from benchmarks.peers.settings import READY
from benchmarks.serving import Api
from embedded_neo4j import Server


@dataclass(frozen=True)
class Peer:
    """`page` and `title`: the HTTP request for a video; without `title`, the small query is not measured.

    `read`: makes the page that Videograph answers, without cursors, of the peer's `data`. `gives_again`: whether it may give an answer
    that it has given before, so that `ages.py` measures how old it is.
    """

    key: str
    title: str
    command: list[str]
    page: Callable[[str], bytes]
    read: Callable[[Mapping[str, Any]], Any] = field(default=lambda data: data["video"])
    small: Callable[[str], bytes] | None = None
    folder: Path | None = None
    gives_again: bool = False


@contextmanager
def started(peer: Peer, server: Server) -> Iterator[Api]:
    """Runs the peer's process until the end of the context.

    Raises: SystemExit: it ended before it was ready.
    """
    environment = os.environ | {
        "PEER_NEO4J_URI": server.bolt_uri,
        "PEER_NEO4J_USER": server.user,
        "PEER_NEO4J_PASSWORD": server.password,
        "PEER_FILES": str(Path(__file__).parent),
        "NODE_ENV": "production",
    }
    with subprocess.Popen(
        peer.command, env=environment, cwd=peer.folder, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Api(_port(peer, process), psutil.Process(process.pid))
        finally:
            process.terminate()


def _port(peer: Peer, process: "subprocess.Popen[str]") -> int:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(READY):
            return int(line.removeprefix(READY))
    raise SystemExit(f"The peer {peer.title} did not start: see above.")


def get(path: str) -> bytes:
    """Returns the HTTP request to read an address."""
    return f"GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n".encode()
