"""GraphQL over HTTP, and the other addresses. The engine executes the queries.

Source: the GraphQL over HTTP specification (https://graphql.github.io/graphql-over-http/draft/). An answer
with `data` has status 200; one without has not been executed and has 400, or 200 where the client takes only
application/json and the request was well-formed. Every error has `extensions.code`.
"""

import logging
import secrets
from http import HTTPStatus
from typing import Any

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from service.access.scopes import named
from service.access.viewer import Viewer
from service.api.execution.cost_budget import Charge
from service.api.execution.engine import Engine
from service.api.http import pages
from service.api.http.access import refusal_headers, status_of, viewer_of
from service.api.http.headers import NO_SNIFFING
from service.api.http.media_types import GRAPHQL_JSON, JSON, accepted, is_json, media_type, quality_of
from service.api.http.request_parts import is_object, part_of
from service.api.http.shell.previews import NOTHING
from service.api.http.transport.etags import matches, tag_headers, tagged
from service.api.http.transport.persisted import Document, PersistedDocuments, UnknownDocument, WrongDocument
from service.api.http.transport.refusals import Refused, RouteRefused, bad_request, body_too_large
from service.api.http.typed_routes import typed_routes
from service.errors import (
    Forbidden,
    GraphUnavailable,
    QueryTimeout,
    RateLimited,
    Unauthenticated,
    VideographError,
)

_METHODS = ("GET", "HEAD", "OPTIONS", "POST")
_ANSWER_HEADERS = {**NO_SNIFFING, "cache-control": "no-store", "vary": "accept, authorization, x-api-key"}
_STATUS: dict[type, HTTPStatus] = {
    GraphUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    QueryTimeout: HTTPStatus.GATEWAY_TIMEOUT,
    RateLimited: HTTPStatus.TOO_MANY_REQUESTS,
    Unauthenticated: HTTPStatus.UNAUTHORIZED,
    Forbidden: HTTPStatus.FORBIDDEN,
}
_WITH_HEADERS = (RateLimited, Unauthenticated, Forbidden)
_log = logging.getLogger("videograph")


def routes() -> list[BaseRoute]:
    """Returns all routes. The handlers find `engine`, `database`, `graph` and `documents` in the state of the app,
    see `service/app.py`."""
    return [
        Route("/graphql", answer, methods=_METHODS),
        *pages.routes(),
        *typed_routes(),
    ]


async def answer(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=HTTPStatus.NO_CONTENT, headers={"allow": ", ".join(_METHODS)})
    if _is_browser(request):
        return pages.send_graphiql()
    if media_type(request) is None:
        message = f"The answer comes as {GRAPHQL_JSON} or {JSON}: name one of them in the Accept header."
        return _refusal(request, Refused(HTTPStatus.NOT_ACCEPTABLE, "NOT_ACCEPTABLE", message))
    try:
        await viewer_of(request)  # before the body is read
    except VideographError as error:
        return _refusal(request, Refused.of(error, status_of(error), refusal_headers(error)))
    return await (answer_post(request) if request.method == "POST" else answer_get(request))


async def answer_post(request: Request) -> Response:
    try:
        if not is_json(request.headers.get("content-type", "")):
            raise Refused(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                "UNSUPPORTED_MEDIA_TYPE",
                f"Send the query as {JSON} in UTF-8: set the Content-Type header.",
            )
        try:
            asked = orjson.loads(await _read_body(request))
        except orjson.JSONDecodeError as error:
            raise bad_request(f"The body is not JSON: {error}.") from None
    except ClientDisconnect:
        return Response()  # the client is gone; the protocol counts it
    except Refused as refused:
        return _refusal(request, refused)
    return await _execute(request, asked)


async def answer_get(request: Request) -> Response:
    """Answers a query in the address, if it only reads."""
    asked: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        try:
            asked[name] = orjson.loads(asked[name]) if asked.get(name) else None
        except orjson.JSONDecodeError as error:
            return _refusal(request, bad_request(f"The parameter {name} is not JSON: {error}."))
    return await _execute(request, asked)


def _is_browser(request: Request) -> bool:
    """Returns whether a browser wants a page rather than JSON."""
    wanted = accepted(request.headers.get("accept", ""))
    answer = max(quality_of(wanted, JSON), quality_of(wanted, GRAPHQL_JSON))
    return request.method != "POST" and wanted.get("text/html", 0) > answer


async def explain_status(request: Request, error: Exception) -> Response:
    """Converts Starlette's own refusals (404, 405) to our form of errors, or for a browser to the page."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    if status == HTTPStatus.NOT_FOUND and _is_browser(request):
        return pages.send_shell(request, NOTHING)
    refused = Refused(status, status.name, f"{status.phrase}.")
    if isinstance(error, RouteRefused):
        refused = Refused.of(error.error, status)
    response = _refusal(request, refused)
    response.headers.update(error.headers or {})
    if status == HTTPStatus.METHOD_NOT_ALLOWED and request.url.path == "/graphql":
        response.headers["allow"] = ", ".join(_METHODS)
    return response


async def _execute(request: Request, asked: object) -> Response:
    charge: Charge | None = None
    try:
        documents = part_of(request, "documents", PersistedDocuments)
        document, variables, operation_name = _parts(asked, documents)
        engine = part_of(request, "engine", Engine)
        if request.method != "POST" and engine.requests.mutates(document.text, operation_name):
            raise Refused(
                HTTPStatus.METHOD_NOT_ALLOWED,
                "METHOD_NOT_ALLOWED",
                "A mutation must be sent by POST.",
                {"allow": "POST"},
            )
        show_cost, media = _wants_cost(asked), media_type(request) or JSON
        viewer = await viewer_of(request)
        # Before the ETag is compared, so that a client without permission learns nothing, not even that its copy is
        # still valid.
        engine.requests.authorize(document.text, operation_name, viewer)
        parts = [document.text, variables, operation_name, show_cost, media, *_who(viewer)]
        async with tagged(request, engine, parts) as tag:
            if tag is not None and matches(request.headers.get("if-none-match", ""), tag):
                return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=tag_headers(request, tag))
            charge = engine.charge(viewer)
            result = await engine.execute(
                document.text, variables, operation_name, show_cost=show_cost, viewer=viewer, charge=charge
            )
    except UnknownDocument:
        unknown = Refused(HTTPStatus.OK, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
        return _refusal(request, unknown)  # status, code and message are those that Apollo's clients expect
    except WrongDocument as wrong:
        return _refusal(request, Refused(HTTPStatus.BAD_REQUEST, wrong.code, wrong.message))
    except Refused as refused:
        return _refusal(request, refused)
    except VideographError as error:
        status = next(
            (_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), HTTPStatus.BAD_REQUEST
        )
        headers = refusal_headers(error) if isinstance(error, _WITH_HEADERS) else {}
        if charge is not None:
            charge.refund()
            headers |= charge.headers()
        return _refusal(request, Refused.of(error, status, headers))
    except Exception:
        request_id = secrets.token_hex(8)
        _log.exception("request %s failed", request_id)
        message = f"Internal error. The log has details of request {request_id}."
        return _refusal(request, Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "INTERNAL", message))
    if "data" in result:
        documents.keep(document)
    status = HTTPStatus.OK if "data" in result or media == JSON else HTTPStatus.BAD_REQUEST
    headers = _ANSWER_HEADERS
    if tag is not None and "errors" not in result:
        headers = {**headers, **tag_headers(request, tag)}
    body = orjson.dumps(result)
    # Each object of the answer begins with a brace. Braces in texts count too, but never for more than was taken.
    charge.refund(objects=body.count(b"{"))
    return Response(body, status, {**headers, **charge.headers()}, f"{media}; charset=utf-8")


def _who(viewer: Viewer) -> list[str | None]:
    """Returns the part of the viewer that an answer can depend on."""
    return [viewer.kind, viewer.name, str(viewer.expires_at), *named(viewer.scopes)]


def _wants_cost(asked: object) -> bool:
    """Returns whether the request has `extensions: {"cost": true}`."""
    extensions = asked.get("extensions") if is_object(asked) else None
    return is_object(extensions) and extensions.get("cost") is True


def _parts(
    asked: object, documents: PersistedDocuments
) -> tuple[Document, dict[str, Any] | None, str | None]:
    """Returns document, variables and operation name of a request.

    Raises:
        UnknownDocument, WrongDocument: it names a persisted document.
    """
    if isinstance(asked, list):
        raise bad_request("Send one query a request: batches are not supported.")
    if not is_object(asked):
        raise bad_request('The body must be an object with the key "query".')
    query: object = asked.get("query")
    variables: object = asked.get("variables")
    name: object = asked.get("operationName")
    extensions: object = asked.get("extensions")
    if extensions is not None and not is_object(extensions):
        raise bad_request('"extensions" must be an object.')
    document = documents.find(query, extensions)
    if document is None:
        if not isinstance(query, str) or not query.strip():
            raise bad_request('"query" is missing: a GraphQL document as a string.')
        document = Document(query)
    if variables is not None and not is_object(variables):
        raise bad_request('"variables" must be an object.')
    if name is not None and not isinstance(name, str):
        raise bad_request('"operationName" must be a string.')
    return document, variables, name or None


async def _read_body(request: Request) -> bytes:
    limit = part_of(request, "engine", Engine).requests.limits.body
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise body_too_large(limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise body_too_large(limit)
    return bytes(body)


def _refusal(request: Request, refused: Refused) -> Response:
    body = {"errors": [{"message": refused.message, "extensions": refused.extensions}]}
    media = f"{media_type(request) or JSON}; charset=utf-8"
    return Response(orjson.dumps(body), refused.status, {**_ANSWER_HEADERS, **refused.headers}, media)
