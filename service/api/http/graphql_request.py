"""Reads a GraphQL request from a body or an address, and refuses one that is not."""

from http import HTTPStatus
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from service.api.http.request_parts import (
    JSON,
    NO_SNIFFING,
    VARY,
    accept_of,
    headers_of,
    is_json,
    is_object,
)
from service.api.http.transport.persisted import PersistedDocument, PersistedDocuments
from service.api.http.transport.refusals import RefusedRequest, bad_request, body_too_large

ANSWER_HEADERS = {**NO_SNIFFING, "cache-control": "no-store", "vary": VARY}


async def read_posted(request: Request, limit: int) -> object:
    """Returns the JSON of a body of at most so many bytes.

    Raises: RefusedRequest, ClientDisconnect
    """
    if not is_json(headers_of(request).get("content-type", "")):
        raise RefusedRequest(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            f"Send the query as {JSON} in UTF-8: set the Content-Type header.",
        )
    try:
        return orjson.loads(await _read_body(request, limit))
    except orjson.JSONDecodeError as error:
        raise bad_request(f"The body is not JSON: {error}.") from None


def read_address(request: Request) -> object:
    """Returns the request in the query of an address.

    Raises: RefusedRequest
    """
    asked: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        try:
            asked[name] = orjson.loads(asked[name]) if asked.get(name) else None
        except orjson.JSONDecodeError as error:
            raise bad_request(f"The parameter {name} is not JSON: {error}.") from None
    return asked


def parts_of(
    asked: object, documents: PersistedDocuments
) -> tuple[PersistedDocument, dict[str, Any] | None, str | None, dict[str, Any]]:
    """Returns document, variables, operation name and extensions of a request.

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
        document = PersistedDocument(query)
    if variables is not None and not is_object(variables):
        raise bad_request('"variables" must be an object.')
    if name is not None and not isinstance(name, str):
        raise bad_request('"operationName" must be a string.')
    return document, variables, name or None, extensions or {}


async def _read_body(request: Request, limit: int) -> bytes:
    declared = headers_of(request).get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise body_too_large(limit)
    body = bytearray()
    more = True
    while more:  # as `request.stream()`, which makes a generator
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > limit:
            raise body_too_large(limit)
        more = message.get("more_body", False)
    return bytes(body)


def refusal(request: Request, refused: RefusedRequest) -> Response:
    media = f"{accept_of(request).media or JSON}; charset=utf-8"
    return Response(refused.body, refused.status, {**ANSWER_HEADERS, **refused.headers}, media)
