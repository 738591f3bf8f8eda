"""The HTTP client of a distant Videograph: sends requests, repeats them where that is safe, and turns refusals into our errors."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, cast

import httpx2 as httpx
import orjson

from service import __version__
from service.commands.remote.faults import (
    code_of,
    is_of_another_schema,
    refusal,
    seconds_to_wait,
    unlike_videograph,
    unreachable,
)
from service.commands.remote.server import RemoteServer

_TRIES = 6
"""How often a request is sent that is refused for now, or whose connection breaks."""
_BROKEN_TRIES = 3
_LONGEST_WAIT = 60
_SECONDS = httpx.Timeout(150, connect=10)
_REFUSED_FOR_NOW = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_JSON = "application/graphql-response+json, application/json"
_BLOCK = 1 << 20


class RemoteVideograph:
    """A distant Videograph.

    Args:
        report: is told what takes time, such as a wait that the server asks for.
    """

    def __init__(self, server: RemoteServer, report: Callable[[str], None]) -> None:
        self.server = server
        self._report = report
        headers = {"user-agent": f"videograph/{__version__}"}
        if server.key is not None:
            headers["authorization"] = f"Bearer {server.key}"
        # Redirects are not followed: the key is for this address only. A proxy of the environment cannot reach this machine.
        self._client = httpx.AsyncClient(
            headers=headers, timeout=_SECONDS, follow_redirects=False, trust_env=not server.is_loopback
        )

    async def __aenter__(self) -> Self:
        await self._client.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.__aexit__(kind, error, trace)

    async def post(self, request: Mapping[str, Any], *, repeatable: bool) -> dict[str, Any]:
        """Sends a GraphQL request, and returns its response, which has `data`, `errors` or both.

        Args:
            repeatable: sent twice, it does no more than once. Other requests are repeated only if they were not carried out.

        Raises: VideographError: the server cannot be reached, refuses the request, or is no Videograph.
        """
        headers = {"accept": _JSON, "content-type": "application/json"}
        answer = await self._send(
            "POST", "/graphql", repeatable, content=orjson.dumps(request), headers=headers
        )
        body = _object(answer)
        if body is None or not ("data" in body or "errors" in body):
            raise await self._explain(answer)
        if is_of_another_schema(body) and not await self.is_videograph():
            raise await self._explain(answer)
        if answer.status_code not in (HTTPStatus.OK, HTTPStatus.BAD_REQUEST):
            raise refusal(self.server, answer.status_code, body)
        return body

    async def get(self, path: str, parameters: Mapping[str, str] | None = None) -> Any:
        """Returns the JSON at an address.

        Raises: VideographError: as `post`; or NotFound, InvalidInput: the server says so.
        """
        return await self._call("GET", path, parameters)

    async def put(self, path: str, parameters: Mapping[str, str], content: bytes | Path) -> Any:
        """Sends a file, or what lies at a path, and returns the JSON of the answer. Raises as `get`."""
        return await self._call("PUT", path, parameters, content)

    async def download(
        self, path: str, parameters: Sequence[tuple[str, str]], sink: IO[bytes], report: Callable[[int], None]
    ) -> None:
        """Writes the file at an address, and tells the number of bytes so far. If the connection breaks, it begins again. Raises as `get`."""
        answer = await self._send("GET", path, True, sink=(sink, report), params=parameters)
        if not answer.is_success:
            body = _object(answer)
            if body is None or "errors" not in body:
                raise await self._explain(answer)
            raise refusal(self.server, answer.status_code, body)

    async def _call(
        self,
        method: str,
        path: str,
        parameters: Mapping[str, str] | None,
        content: bytes | Path | None = None,
    ) -> Any:
        headers = {"accept": "application/json"}
        if isinstance(content, Path):  # announced, so that a file that is too large is refused at once
            headers["content-length"] = str((await asyncio.to_thread(content.stat)).st_size)
        answer = await self._send(method, path, True, params=parameters, content=content, headers=headers)
        body = _object(answer)
        if answer.is_success and body is not None:
            return body
        if body is None or "errors" not in body:
            raise await self._explain(answer)
        raise refusal(self.server, answer.status_code, body)

    async def is_videograph(self) -> bool:
        """Whether the address is that of a Videograph."""
        answer = await self._send("GET", "/healthz", True)
        return (_object(answer) or {}).get("service") == "videograph"

    async def _send(
        self,
        method: str,
        path: str,
        repeatable: bool,
        *,
        sink: tuple[IO[bytes], Callable[[int], None]] | None = None,
        **parts: Any,
    ) -> httpx.Response:
        tries = broken = 0
        while True:
            tries += 1
            try:
                content = parts.get("content")
                each = {**parts, "content": _blocks(content)} if isinstance(content, Path) else parts
                if sink is None:
                    answer = await self._client.request(method, self.server.url + path, **each)
                elif (answer := await self._receive(path, *sink, **each)).is_success:
                    return answer
            except httpx.InvalidURL:
                raise unlike_videograph(self.server, "the address cannot be read") from None
            except httpx.TransportError as error:
                broken += 1
                never_sent = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
                if broken == _BROKEN_TRIES or not (repeatable or never_sent):
                    raise unreachable(self.server, error) from None
                await asyncio.sleep(0.5 * broken)
                continue
            seconds = _wait(answer, repeatable, tries)
            if seconds is None or tries == _TRIES or seconds > _LONGEST_WAIT:
                return answer
            if seconds > 1:
                self._report(
                    f"{self.server.url} asks to wait {seconds:.0f} seconds, then the request is sent again."
                )
            await asyncio.sleep(seconds)

    async def _receive(
        self, path: str, sink: IO[bytes], report: Callable[[int], None], **parts: Any
    ) -> httpx.Response:
        async with self._client.stream("GET", self.server.url + path, **parts) as answer:
            if not answer.is_success:
                await answer.aread()
                return answer
            sink.seek(0)
            sink.truncate()
            async for block in answer.aiter_bytes():
                sink.write(block)
                report(sink.tell())
            return answer

    async def _explain(self, answer: httpx.Response) -> Exception:
        """Returns the error for an answer that no Videograph gives."""
        status = answer.status_code
        if answer.is_redirect:
            place = answer.headers.get("location", "another address")
            return unlike_videograph(self.server, f"it redirects to {place}")
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, *_REFUSED_FOR_NOW):
            return refusal(self.server, status, {})
        if path_is_old(status) and await self.is_videograph():
            return unlike_videograph(
                self.server, f"its version does not have this: it answers with status {status}", old=True
            )
        return unlike_videograph(self.server, f"it answers with status {status}")


def path_is_old(status: int) -> bool:
    return status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED)


def _wait(answer: httpx.Response, repeatable: bool, tries: int) -> float | None:
    """Returns the seconds after which the request is sent again; None if it is not. A request that reached Neo4j may have been
    carried out, whatever it was answered."""
    body = _object(answer)
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        return seconds_to_wait(answer.headers, body, tries)
    if not repeatable:
        return None
    if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE or code_of(body) in (
        "RATE_LIMITED",
        "GRAPH_UNAVAILABLE",
    ):
        return seconds_to_wait(answer.headers, body, tries)
    return None


def _object(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        body = orjson.loads(answer.content)
    except orjson.JSONDecodeError:
        return None
    return cast("dict[str, Any]", body) if isinstance(body, dict) else None


async def _blocks(file: Path) -> AsyncIterator[bytes]:
    """A file in blocks, so that a large one is never in memory whole."""
    with file.open("rb") as opened:
        while block := await asyncio.to_thread(opened.read, _BLOCK):
            yield block
