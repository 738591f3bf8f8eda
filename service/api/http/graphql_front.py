"""The ASGI application. It answers GraphQL requests by POST before FastAPI's stack, which costs as much as parsing and planning."""

from typing import Any

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from service.api.http.compression import Compression, accepts_gzip
from service.api.http.routes import answer
from service.api.http.transport.allowed_hosts import AllowedHosts
from service.settings import Settings


class Application(FastAPI):
    """FastAPI with a short way for `POST /graphql`: host check, access, answer, compression. Where pages of other origins may use
    the API, these requests take the long way, which has the headers for them.

    Args:
        options: of FastAPI.
    """

    def __init__(self, settings: Settings, **options: Any) -> None:
        super().__init__(**options)
        self._is_short = not settings.cors_origins
        self._checked = AllowedHosts(self._answer, settings)
        self._compressed = Compression(_send_answer)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            self._is_short
            and scope["type"] == "http"
            and scope["path"] == "/graphql"
            and scope["method"] == "POST"
        ):
            scope["app"] = self
            await self._checked(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        compress = accepts_gzip(Headers(scope=scope).get("accept-encoding", ""))
        await (self._compressed if compress else _send_answer)(scope, receive, send)


async def _send_answer(scope: Scope, receive: Receive, send: Send) -> None:
    response = await answer(_Posted(scope, receive))
    await response(scope, receive, send)


class _Posted(Request):
    """A request whose headers are read once: Starlette searches all of them for each name."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        super().__init__(scope, receive)
        self._indexed = _Headers(scope)

    @property
    def headers(self) -> Headers:
        return self._indexed


class _Headers(Headers):
    def __init__(self, scope: Scope) -> None:
        super().__init__(scope=scope)
        # Of several with one name, Starlette gives the first.
        self._values = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(scope["headers"])
        }

    def __getitem__(self, key: str) -> str:
        return self._values[key.lower()]

    def get(self, key: str, default: Any = None) -> Any:
        return self._values.get(key.lower(), default)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key.lower() in self._values
