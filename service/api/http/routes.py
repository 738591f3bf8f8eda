"""GraphQL over HTTP, and the other addresses. The engine executes the queries.

Source: the GraphQL over HTTP specification (https://graphql.github.io/graphql-over-http/draft/). An answer
with `data` has status 200; one without has not been executed and has 400, or 200 where the client takes only
application/json and the request was well-formed. While Neo4j is away, clients that take application/graphql-response+json get 503
without `data`. Every error has `extensions.code`.
"""

import logging
import secrets
from collections.abc import Iterable
from dataclasses import replace
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from service.access.scopes import named
from service.access.viewer import Viewer
from service.api.execution.documents import Document
from service.api.execution.engine import Engine, GraphqlRequest
from service.api.http import pages
from service.api.http.access import refusal_headers, refused, viewer_of
from service.api.http.compression import is_to_pack, pack
from service.api.http.graphql_request import (
    ANSWER_HEADERS,
    PersistedDocuments,
    parts_of,
    read_address,
    read_posted,
    refusal,
)
from service.api.http.request_parts import GRAPHQL_JSON, JSON, accept_of, headers_of, part_of
from service.api.http.shell.previews import NOTHING
from service.api.http.streams.event_stream import answer_events
from service.api.http.streams.websocket import websocket_route
from service.api.http.transport.etags import matches, tag_headers, tagged
from service.api.http.transport.refusals import RefusedRequest, status_of
from service.api.http.typed_routes import typed_routes
from service.errors import VideographError
from service.graph.revision import SCHEMA

_METHODS = ("GET", "HEAD", "OPTIONS", "POST")
_log = logging.getLogger("videograph")


class GraphqlOverHttp:
    """ASGI middleware that answers requests to `/graphql`, without FastAPI's routing and its other layers: these take as long as half of a
    kept answer. GraphiQL, which is at the same address, is one of the pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app
        if scope["type"] == "http" and scope["path"] == "/graphql":
            request = Request(scope, receive)
            if request.method not in ("GET", "HEAD") or not accept_of(request).is_page:
                app = await answer(request)
        await app(scope, receive, send)


def routes() -> list[BaseRoute]:
    """Returns all routes but that of `GraphqlOverHttp`. The handlers find `engine`, `database`, `graph` and `documents` in the state of the
    app, see `service/app.py`."""
    return [
        websocket_route(),
        *pages.routes(),
        *typed_routes(),
    ]


async def answer(request: Request) -> Response:
    if request.method not in _METHODS:
        return refusal(request, _wrong_method("Method Not Allowed.", _METHODS))
    if request.method == "OPTIONS":
        return Response(status_code=HTTPStatus.NO_CONTENT, headers={"allow": ", ".join(_METHODS)})
    wanted = accept_of(request)
    if wanted.is_events:
        return await answer_events(request)
    if wanted.media is None:
        message = f"The answer comes as {GRAPHQL_JSON} or {JSON}: name one of them in the Accept header."
        return refusal(request, RefusedRequest(HTTPStatus.NOT_ACCEPTABLE, "NOT_ACCEPTABLE", message))
    engine = part_of(request, "engine", Engine)
    try:
        viewer = await viewer_of(request)  # before the body is read
        if request.method == "POST":
            asked = await read_posted(request, engine.requests.limits.body)
        else:
            asked = read_address(request)
    except ClientDisconnect:
        return Response()  # the client is gone; the protocol counts it
    except RefusedRequest as error:
        return refusal(request, error)
    except VideographError as error:
        return refusal(request, refused(error))
    return await _execute(request, engine, viewer, asked, wanted.media)


async def explain_status(request: Request, error: Exception) -> Response:
    """Converts Starlette's own refusals (404, 405) to our form of errors, or for a browser to the page."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    if status == HTTPStatus.NOT_FOUND and request.method != "POST" and accept_of(request).is_page:
        return pages.send_shell(request, NOTHING)
    if isinstance(error, RefusedRequest):
        return refusal(request, error)
    return refusal(
        request, RefusedRequest(status, status.name, f"{status.phrase}.", dict(error.headers or {}))
    )


async def _execute(request: Request, engine: Engine, viewer: Viewer, asked: object, media: str) -> Response:
    """Answers a query, and by POST a mutation too."""
    tag = None
    try:
        documents = part_of(request, "documents", PersistedDocuments)
        document, variables, operation_name, extensions = parts_of(asked, documents)
        query = GraphqlRequest(
            document.text,
            variables,
            operation_name,
            viewer,
            show_cost=extensions.get("cost") is True,
            show_reports=extensions.get("reports") is True,
            refuse_unavailable=media == GRAPHQL_JSON,
        )
        if request.method == "POST":
            answered = await engine.answer(query)
        else:
            reading = engine.read(document.text, viewer)
            if isinstance(reading, Document) and reading.mutates(operation_name):
                raise _wrong_method("A mutation must be sent by POST.", ["POST"])
            # Before the ETag is compared, so that a client without permission learns nothing, not even that its copy is
            # still valid.
            engine.requests.authorize(reading, operation_name, viewer)
            parts = [document.text, variables, operation_name, query.show_cost, media, *_who(viewer)]
            operation = engine.requests.operation(reading, operation_name)
            given = None if operation is not None and operation.needs_graph else SCHEMA
            async with tagged(engine, parts, given) as (tag, revision):
                if tag is not None and matches(headers_of(request).get("if-none-match", ""), tag):
                    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=tag_headers(request, tag))
                answered = await engine.answer(replace(query, document=reading, revision=revision))
    except RefusedRequest as error:
        return refusal(request, error)
    except VideographError as error:
        status = status_of(error) or HTTPStatus.BAD_REQUEST
        headers = refusal_headers(error) | engine.charge(viewer).headers()
        return refusal(request, RefusedRequest.of(error, status, headers))
    except Exception:
        request_id = secrets.token_hex(8)
        _log.exception("request %s failed", request_id)
        message = f"Internal error. The log has details of request {request_id}."
        return refusal(request, RefusedRequest(HTTPStatus.INTERNAL_SERVER_ERROR, "INTERNAL", message))
    if answered.has_data:
        documents.keep(document)
    status = HTTPStatus.OK if answered.has_data or media == JSON else HTTPStatus.BAD_REQUEST
    headers = {**ANSWER_HEADERS, **engine.charge(viewer).headers()}
    if tag is not None and not answered.has_errors:
        headers |= tag_headers(request, tag)
    body = answered.body
    kept = answered.kept
    if kept is not None:
        headers["x-videograph-answer"] = "kept"
    if is_to_pack(request, body):
        packed = (kept and kept.packed) or await pack(body)
        if kept is not None:
            kept.packed = packed
        body = packed
        headers["content-encoding"] = "gzip"
    return Response(body, status, headers, f"{media}; charset=utf-8")


def _wrong_method(message: str, allowed: Iterable[str]) -> RefusedRequest:
    return RefusedRequest(
        HTTPStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", message, {"allow": ", ".join(allowed)}
    )


def _who(viewer: Viewer) -> list[str | None]:
    """Returns the part of the viewer that an answer can depend on."""
    return [viewer.kind, viewer.name, str(viewer.expires_at), *named(viewer.scopes)]
