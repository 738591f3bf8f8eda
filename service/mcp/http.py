"""MCP over streamable HTTP: `/mcp`, with the hosts, origins, keys, tokens and scopes of the rest of the service.

The routes are in the root application. Under a mount, `POST /mcp` would be answered with 307, and the document that the 401 names with 404.
Each request is complete in itself: there are no sessions, and answers are JSON.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI
from mcp.server.context import ServerRequestContext
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Message, Receive, Send
from starlette.types import Scope as AsgiScope

from service.access.scopes import Scope
from service.access.viewer import Viewer
from service.api.execution.engine import Engine
from service.api.http.access import foreign_origin, refused, viewer_of
from service.api.http.graphql_request import read_body, refusal
from service.api.http.request_parts import NO_SNIFFING, part_of, public_address
from service.api.http.transport.refusals import RefusedRequest
from service.errors import VideographError
from service.mcp.api import Api, in_process
from service.mcp.server import mcp_server
from service.settings import Settings

_PATH = "/mcp"
_METADATA = "/.well-known/oauth-protected-resource"


def mcp_routes(settings: Settings) -> list[BaseRoute]:
    """Returns the routes. `session_manager` has to be entered in the lifespan of the app."""
    routes: list[BaseRoute] = [Route(_PATH, _Endpoint(), methods=["POST"])]
    if settings.jwt_issuer:
        # Clients ask for both; RFC 9728 names the second for a resource with a path.
        routes += [Route(path, _send_metadata) for path in (_METADATA, _METADATA + _PATH)]
    return routes


@asynccontextmanager
async def session_manager(app: FastAPI, settings: Settings) -> AsyncGenerator[None]:
    """Answers requests to `/mcp` inside."""
    manager = StreamableHTTPSessionManager(
        mcp_server(_api_of), json_response=True, stateless=True, max_request_body_size=settings.max_body
    )
    app.state.mcp = manager
    async with manager.run():
        yield


async def _api_of(context: ServerRequestContext[Any, Any]) -> Api:
    request = context.request
    assert isinstance(request, Request)  # the transport puts it there
    viewer: Viewer = request.state.viewer
    engine = part_of(request, "engine", Engine)
    return Api(in_process(engine, viewer), viewer.scopes, public_address(request))


class _Endpoint:
    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            await _admit(request)
            # The manager would log a client that goes away meanwhile as an error of the service, with a traceback.
            body = await read_body(request, part_of(request, "settings", Settings).max_body)
        except ClientDisconnect:
            return
        except RefusedRequest as error:
            await refusal(request, error)(scope, receive, send)
            return
        messages = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def replay() -> Message:
            return next(messages, None) or await receive()

        await part_of(request, "mcp", StreamableHTTPSessionManager).handle_request(scope, replay, send)


async def _admit(request: Request) -> None:
    """Returns if the sender may read. Its `Viewer` is then in the state of the request.

    Raises: RefusedRequest
    """
    origin = foreign_origin(request)
    if origin is not None:
        message = f"Pages of {origin} may not use this server. If they should, add the origin to VIDEOGRAPH_CORS_ORIGINS."
        raise RefusedRequest(HTTPStatus.FORBIDDEN, "FORBIDDEN", message)
    try:
        (await viewer_of(request)).require(Scope.READ, _PATH)
    except VideographError as error:
        refusal_ = refused(error)
        challenge = refusal_.headers.get("www-authenticate")
        if challenge is not None and part_of(request, "settings", Settings).jwt_issuer:
            metadata = f'{challenge}, resource_metadata="{public_address(request)}{_METADATA}{_PATH}"'
            refusal_.headers["www-authenticate"] = metadata
        raise refusal_ from error


async def _send_metadata(request: Request) -> Response:
    """Returns who issues tokens for `/mcp`, by RFC 9728."""
    settings = part_of(request, "settings", Settings)
    metadata = {
        "resource": public_address(request) + _PATH,
        "resource_name": "Videograph",
        "authorization_servers": [settings.jwt_issuer],
        "scopes_supported": [Scope.READ, Scope.INGEST, Scope.CURATE],
        "bearer_methods_supported": ["header"],
    }
    headers = {**NO_SNIFFING, "cache-control": "no-store"}
    return Response(orjson.dumps(metadata), headers=headers, media_type="application/json")
