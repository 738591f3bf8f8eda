"""GraphQL over HTTP, and the few addresses around it. What a query means is the engine's business.

Source: the GraphQL over HTTP specification (https://graphql.github.io/graphql-over-http/draft/). An answer
with `data` has status 200; one without has not been executed and has 400, or 200 where the client takes only
application/json and the request was well-formed. Every error has `extensions.code`.
"""

import logging
import secrets
from http import HTTPStatus
from typing import Any, cast

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from service.api import web
from service.api.engine import Engine
from service.api.media import GRAPHQL_JSON, JSON, accepted, is_json, media_type, quality_of
from service.api.schema import sdl
from service.errors import GraphUnavailable, QueryTimeout, VideographError
from service.graph.database import Database
from service.graph.readiness import find_fault

_METHODS = ("GET", "HEAD", "OPTIONS", "POST")
_ANSWER_HEADERS = {**web.NO_SNIFFING, "cache-control": "no-store", "vary": "accept"}
_STATUS: dict[type[VideographError], HTTPStatus] = {
    GraphUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    QueryTimeout: HTTPStatus.GATEWAY_TIMEOUT,
}
_log = logging.getLogger("videograph")


class _Refused(Exception):
    """A request that does not reach the engine."""

    def __init__(
        self, status: HTTPStatus, code: str, message: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers or {}


def routes() -> list[BaseRoute]:
    """All addresses. The handlers find `engine`, `database` and `graph` in the state of the app, see `service/app.py`."""
    return [
        Route("/graphql", answer, methods=_METHODS),
        Route("/schema.graphql", send_schema, methods=["GET"]),
        Route("/healthz", report_health, methods=["GET"]),
        Route("/readyz", report_readiness, methods=["GET"]),
        *web.routes(),
    ]


async def answer(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=HTTPStatus.NO_CONTENT, headers={"allow": ", ".join(_METHODS)})
    if _is_browser(request):
        return web.send_graphiql()
    if media_type(request) is None:
        message = f"The answer comes as {GRAPHQL_JSON} or {JSON}: name one of them in the Accept header."
        return _refusal(request, _Refused(HTTPStatus.NOT_ACCEPTABLE, "NOT_ACCEPTABLE", message))
    return await (answer_post(request) if request.method == "POST" else answer_get(request))


async def answer_post(request: Request) -> Response:
    try:
        if not is_json(request.headers.get("content-type", "")):
            raise _Refused(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                "UNSUPPORTED_MEDIA_TYPE",
                f"Send the query as {JSON} in UTF-8: set the Content-Type header.",
            )
        try:
            asked = orjson.loads(await _read_body(request))
        except orjson.JSONDecodeError as error:
            raise _bad_request(f"The body is not JSON: {error}.") from None
    except ClientDisconnect:
        return Response()  # to nobody; the protocol counts it
    except _Refused as refused:
        return _refusal(request, refused)
    return await _execute(request, asked)


async def answer_get(request: Request) -> Response:
    """The query in the address, as far as it only reads."""
    asked: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        try:
            asked[name] = orjson.loads(asked[name]) if asked.get(name) else None
        except orjson.JSONDecodeError as error:
            return _refusal(request, _bad_request(f"The parameter {name} is not JSON: {error}."))
    return await _execute(request, asked)


async def send_schema(request: Request) -> Response:
    return Response(sdl(), media_type="text/plain; charset=utf-8", headers=web.NO_SNIFFING)


async def report_health(request: Request) -> Response:
    """The process lives, and what it is. Nothing is asked of Neo4j: whether it answers is a matter of `/readyz`."""
    told = {"status": "ok", "service": "videograph", "graph": request.app.state.graph}
    return _json(told, HTTPStatus.OK)


async def report_readiness(request: Request) -> Response:
    """Neo4j answers and its schema is this program's; told within a second, whatever Neo4j does."""
    reason = await find_fault(cast("Database", request.app.state.database))
    if reason is not None:
        return _json({"status": "not ready", "reason": reason}, HTTPStatus.SERVICE_UNAVAILABLE)
    return _json({"status": "ready"}, HTTPStatus.OK)


def _is_browser(request: Request) -> bool:
    """Whether somebody looks, and no program asks: a page is wanted rather than JSON."""
    wanted = accepted(request.headers.get("accept", ""))
    answer = max(quality_of(wanted, JSON), quality_of(wanted, GRAPHQL_JSON))
    return request.method != "POST" and wanted.get("text/html", 0) > answer


async def explain_status(request: Request, error: Exception) -> Response:
    """What Starlette refuses by itself (404, 405), in the form that all errors have; to who looks, the page that says so."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    if status == HTTPStatus.NOT_FOUND and _is_browser(request):
        return web.send_shell(status)
    response = _refusal(request, _Refused(status, status.name, f"{status.phrase}."))
    response.headers.update(error.headers or {})
    if status == HTTPStatus.METHOD_NOT_ALLOWED and request.url.path == "/graphql":
        response.headers["allow"] = ", ".join(_METHODS)
    return response


async def _execute(request: Request, asked: object) -> Response:
    try:
        query, variables, operation_name = _parts(asked)
        engine = cast("Engine", request.app.state.engine)
        if request.method != "POST" and engine.requests.mutates(query, operation_name):
            raise _Refused(
                HTTPStatus.METHOD_NOT_ALLOWED,
                "METHOD_NOT_ALLOWED",
                "A mutation must be sent by POST.",
                {"allow": "POST"},
            )
        result = await engine.execute(query, variables, operation_name, show_cost=_wants_cost(asked))
    except _Refused as refused:
        return _refusal(request, refused)
    except VideographError as error:
        status = _STATUS.get(type(error), HTTPStatus.BAD_REQUEST)
        return _refusal(request, _Refused(status, error.code, error.message))
    except Exception:
        request_id = secrets.token_hex(8)
        _log.exception("request %s failed", request_id)
        message = f"Something went wrong here. The log has more about request {request_id}."
        return _refusal(request, _Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "INTERNAL", message))
    media = media_type(request) or JSON
    status = HTTPStatus.OK if "data" in result or media == JSON else HTTPStatus.BAD_REQUEST
    return Response(orjson.dumps(result), status, _ANSWER_HEADERS, f"{media}; charset=utf-8")


def _wants_cost(asked: object) -> bool:
    """Whether the request has `extensions: {"cost": true}`."""
    extensions = cast("dict[str, dict[str, Any] | None]", asked).get("extensions")
    return extensions is not None and extensions.get("cost") is True


def _parts(asked: object) -> tuple[str, dict[str, Any] | None, str | None]:
    """Query, variables and operation name of a request."""
    if isinstance(asked, list):
        raise _bad_request("Send one query a request: batches are not supported.")
    if not isinstance(asked, dict):
        raise _bad_request('The body must be an object with the key "query".')
    keys = cast("dict[str, Any]", asked)
    query, variables, name = keys.get("query"), keys.get("variables"), keys.get("operationName")
    if not isinstance(query, str) or not query.strip():
        raise _bad_request('"query" is missing: a GraphQL document as a string.')
    if variables is not None and not isinstance(variables, dict):
        raise _bad_request('"variables" must be an object.')
    if name is not None and not isinstance(name, str):
        raise _bad_request('"operationName" must be a string.')
    if not isinstance(keys.get("extensions"), dict | None):
        raise _bad_request('"extensions" must be an object.')
    return query, cast("dict[str, Any] | None", variables), name or None


async def _read_body(request: Request) -> bytes:
    limit = cast("Engine", request.app.state.engine).requests.limits.body
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise _too_large(limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


def _too_large(limit: int) -> _Refused:
    return _Refused(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "REQUEST_TOO_LARGE",
        f"The body is larger than {limit} bytes.",
    )


def _bad_request(message: str) -> _Refused:
    return _Refused(HTTPStatus.BAD_REQUEST, "BAD_REQUEST", message)


def _refusal(request: Request, refused: _Refused) -> Response:
    body = {"errors": [{"message": refused.message, "extensions": {"code": refused.code}}]}
    media = f"{media_type(request) or JSON}; charset=utf-8"
    return Response(orjson.dumps(body), refused.status, {**_ANSWER_HEADERS, **refused.headers}, media)


def _json(value: object, status: HTTPStatus) -> Response:
    return Response(orjson.dumps(value), status, {**web.NO_SNIFFING, "cache-control": "no-store"}, JSON)
