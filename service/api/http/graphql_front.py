"""Answers GraphQL requests in front of the routes: FastAPI's stack for each of them costs as much as parsing and planning."""

from fastapi import FastAPI
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.http.routes import answer

_METHODS = ("GET", "POST")


class GraphQLFront:
    """ASGI middleware, the last one before the routes. Methods other than GET and POST go on to the route."""

    def __init__(self, app: ASGIApp, routed: FastAPI) -> None:
        self.app = app
        self._routed = routed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/graphql" or scope["method"] not in _METHODS:
            await self.app(scope, receive, send)
            return
        scope["app"] = self._routed  # what the route would set
        response = await answer(Request(scope, receive, send))
        await response(scope, receive, send)
