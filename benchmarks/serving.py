"""Runs the API in its own process, like `videograph up`, with a client that costs little."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Self

import orjson
import psutil

from service.settings.limits import KEPT_ANSWERS

KEEPS = {"VIDEOGRAPH_KEPT_ANSWERS": str(KEPT_ANSWERS)}
"""Settings of a service that keeps answers, as `videograph up` does."""
_ADDRESS = "Videograph answers at http://127.0.0.1:"


@dataclass(frozen=True)
class Api:
    """A running API."""

    port: int
    process: psutil.Process
    workers: tuple[psutil.Process, ...] = ()
    """The processes that answer, if there are several."""

    def cpu(self) -> float:
        """Returns the processor seconds of its processes."""
        return sum(sum(one.cpu_times()[:2]) for one in (self.process, *self.workers))


@contextmanager
def serving(
    uri: str,
    user: str,
    password: str,
    program: Sequence[str] = ("-m", "service"),
    settings: Mapping[str, str] | None = None,
) -> Iterator[Api]:
    """Runs the API on a Neo4j whose schema is ready, until the end of the context.

    Args:
        program: what Python runs instead of the command `videograph`, with its arguments.
        settings: environment variables. Without `KEEPS` no answer is kept: what is measured is read.
    """
    environment = {
        **os.environ,
        "VIDEOGRAPH_KEPT_ANSWERS": "0",
        **(settings or {}),
        "VIDEOGRAPH_NEO4J_URI": uri,
        "VIDEOGRAPH_NEO4J_USER": user,
        "VIDEOGRAPH_NEO4J_PASSWORD": password,
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, *program, "up", "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            port, own = _port(process), psutil.Process(process.pid)
            yield Api(port, own, tuple(own.children()))
        finally:
            process.terminate()


def _port(process: "subprocess.Popen[str]") -> int:
    """Returns its address, as soon as it is printed."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(_ADDRESS):
            return int(line.removeprefix(_ADDRESS).partition("/")[0])
    raise SystemExit("The API did not start: see above.")


def graphql_request(query: str, variables: Mapping[str, Any], headers: str = "") -> bytes:
    """Returns the HTTP request for a GraphQL operation.

    Args:
        headers: further ones, each with its line end.
    """
    body = orjson.dumps({"query": query, "variables": variables})
    head = (
        f"POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n{headers}"
        f"content-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Client:
    """One open connection for consecutive requests. It uses no HTTP library, which would take most of the measured time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._close()

    async def ask(self, query: str, variables: Mapping[str, Any]) -> bytes:
        """Sends a GraphQL request, and returns the body of its answer, which must have status 200."""
        return await self.send(graphql_request(query, variables))

    async def send(self, request: bytes) -> bytes:
        """Sends a whole HTTP request, and returns the body of its answer, which must have status 200."""
        status, answer = await self.exchange(request)
        if status != HTTPStatus.OK:
            raise SystemExit(f"The API refuses what was asked: {answer.decode():.300}")
        return answer

    async def exchange(self, request: bytes) -> tuple[int, bytes]:
        """Sends a whole HTTP request, and returns status and body of its answer."""
        reader, writer = await self._connected()
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
        return int(head.split(None, 2)[1]), await reader.readexactly(int(length))

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Returns the connection, or opens a new one if the server has closed it after some idle seconds."""
        if self._streams is not None and self._streams[0].at_eof():
            await self._close()
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=2**20)
        return self._streams

    async def _close(self) -> None:
        streams, self._streams = self._streams, None
        if streams is not None:
            streams[1].close()
            await streams[1].wait_closed()
