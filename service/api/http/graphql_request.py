"""Reads a GraphQL request from a body or an address, and refuses one that is not. A client may send a document's hash instead of its text, if the
server knows it.

Source of that: Apollo's automatic persisted queries (https://www.apollographql.com/docs/apollo-server/performance/apq),
version 1. A client first sends only the hash. If it is unknown, the client sends hash and text once. Requests with a
hash are short enough for GET.
"""

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import orjson
from cachetools import LRUCache
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
from service.api.http.transport.refusals import RefusedRequest, bad_request, body_too_large

ANSWER_HEADERS = {**NO_SNIFFING, "cache-control": "no-store", "vary": VARY}
_MOST_BYTES = 10_000_000
_ENTRY_BYTES = 300
"""Approximate memory of an entry besides its text."""


class UnknownDocument(RefusedRequest):
    """The request has only a hash, which is unknown. Status, code and message are those that Apollo's clients expect."""


class WrongDocument(RefusedRequest):
    """The extension is invalid; code and message say why."""


@dataclass(frozen=True)
class PersistedDocument:
    """`digest` is set if the text should be stored after its execution."""

    text: str
    digest: str | None = None


class PersistedDocuments:
    """Documents of this process by hash. If there is no more room, the least recently used are dropped."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._texts = LRUCache[str, str](most_bytes, getsizeof=_size)

    def find(self, query: object, extensions: dict[str, Any] | None) -> PersistedDocument | None:
        """Returns the document of a request by its hash; None if it has no hash.

        Raises:
            UnknownDocument, WrongDocument
        """
        wanted = (extensions or {}).get("persistedQuery")
        if wanted is None:
            return None
        digest = _digest(wanted)
        if query is None or query == "":
            text = self._texts.get(digest)
            if text is None:
                raise UnknownDocument(HTTPStatus.OK, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
            return PersistedDocument(text)
        if not isinstance(query, str):
            return None
        if _hash(query) != digest:
            message = "The hash is not that of the query: sha256Hash must be the SHA-256 of its text in UTF-8, in hexadecimal."
            raise WrongDocument(HTTPStatus.BAD_REQUEST, "PERSISTED_QUERY_HASH_MISMATCH", message)
        return PersistedDocument(query, digest)

    def keep(self, document: PersistedDocument) -> None:
        """Stores a document after its execution, so that invalid texts cannot fill the memory."""
        if document.digest is None or document.digest in self._texts:
            return
        with suppress(ValueError):  # it is larger than all the room there is
            self._texts[document.digest] = document.text


def _digest(wanted: object) -> str:
    keys = wanted if is_object(wanted) else {}
    digest = keys.get("sha256Hash")
    if keys.get("version") != 1 or not isinstance(digest, str):
        message = '"persistedQuery" must be {"version": 1, "sha256Hash": "…"}.'
        raise WrongDocument(HTTPStatus.BAD_REQUEST, "BAD_REQUEST", message)
    if not re.fullmatch(r"[0-9a-fA-F]{64}", digest):
        raise WrongDocument(
            HTTPStatus.BAD_REQUEST, "BAD_REQUEST", '"sha256Hash" must be a SHA-256 in hexadecimal: 64 digits.'
        )
    return digest.lower()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass")) + _ENTRY_BYTES


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
        return orjson.loads(await read_body(request, limit))
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


async def read_body(request: Request, limit: int) -> bytes:
    """Raises: RefusedRequest, ClientDisconnect"""
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
