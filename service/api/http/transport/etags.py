"""ETags of answers to GET: a client that has the answer gets 304 without a read, as long as the graph has not
changed.

A tag is a hash over everything that an answer depends on: the graph's revision, the program, its limits and cursors,
the request, and the media type. It is weak (`W/`), because the same answer may be compressed or not.
"""

import hashlib
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import astuple
from functools import cache, cached_property, lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

import service
from service.api.execution.engine import Engine
from service.api.http.compression import is_to_pack, packed_now
from service.api.http.request_parts import VARY, headers_of
from service.errors import VideographError
from service.graph.driver import deadline
from service.graph.driver.bookmarks import reading_after
from service.graph.revision import Revision
from service.resources import cypher_folder


@asynccontextmanager
async def tagged(
    engine: Engine, parts: Sequence[Any], revision: Revision | None = None
) -> AsyncGenerator[tuple[str, Revision] | tuple[None, None]]:
    """Computes the tag of the answer in this context and the revision that it is of: none if the graph does not answer.

    Args:
        parts: what distinguishes the request, of types that JSON has.
        revision: `SCHEMA` for an answer that needs no graph.
    """
    with deadline.within(engine.database.timeout):
        if revision is None:
            with suppress(VideographError):  # the answer reports it if it needs the graph
                revision = await engine.kept.revisions.current()
        if revision is None:
            yield None, None
            return
        with reading_after(revision.bookmarks):
            yield etag(engine, revision, parts), revision


def tag_headers(request: Request, tag: str) -> dict[str, str]:
    """Cache headers: revalidate each time. Shared caches must not store answers for logged-in clients."""
    personal = any(name in headers_of(request) for name in ("authorization", "x-api-key", "cookie"))
    return {
        "etag": tag,
        "cache-control": "private, no-cache" if personal else "no-cache",
        "vary": VARY,
    }


def etag(engine: Engine, revision: Revision, request: Sequence[Any]) -> str:
    """Returns the tag of a request's answer at this revision; `request` is like the `parts` of `tagged`."""
    limits = list(astuple(engine.requests.limits))
    cursors = engine.requests.cursors.encode("etag", [])  # depends on their key
    parts = [program(), revision.name, limits, cursors, *request]
    # Keys are sorted, because the order of input fields does not change an answer.
    return f'W/"{hashlib.sha256(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]}"'


def revalidated(request: Request, text: str, headers: dict[str, str], media_type: str) -> Response:
    """Returns a text with its tag, or 304 to a client that has it. What is made of a text for that is kept, since most are the same for all."""
    sent = _sent(text)
    headers = {**headers, "etag": sent.tag}
    if matches(headers_of(request).get("if-none-match", ""), sent.tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if not is_to_pack(request, sent.body):
        return Response(sent.body, headers=headers, media_type=media_type)
    packed = Response(sent.packed, headers={**headers, "content-encoding": "gzip"}, media_type=media_type)
    packed.headers.add_vary_header("Accept-Encoding")
    return packed


class _SentText:
    """The bytes of a text, its tag, and the bytes compressed."""

    def __init__(self, text: str) -> None:
        self.body = text.encode()
        self.tag = f'W/"{hashlib.sha256(self.body).hexdigest()[:32]}"'

    @cached_property
    def packed(self) -> bytes:
        return packed_now(self.body)


_sent = lru_cache(maxsize=256)(_SentText)


def matches(if_none_match: str, tag: str) -> bool:
    """Returns whether the client has this answer, by RFC 9110, section 13.1.2. `*` counts as no, because it names no
    answer."""
    return tag.removeprefix("W/") in {one.strip().removeprefix("W/") for one in if_none_match.split(",")}


@cache
def program() -> str:
    """Returns a hash of the program, because another version may answer differently. It takes a tenth of a second,
    once."""
    code = sorted(Path(service.__file__).parent.rglob("*.py"))
    cypher = sorted(file for file in cypher_folder().rglob("*") if file.is_file())
    digest = hashlib.sha256(service.__version__.encode())
    for file in (*code, *cypher):
        digest.update(file.read_bytes())
    return digest.hexdigest()
