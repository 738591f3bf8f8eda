"""Exports over HTTP: a talk or the graph in each format, sent while it is read. Also a talk as a VideoDocument with what it lacks, and
the decisions of the graph, for `videograph export --server`."""

import asyncio
import zipfile
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from datetime import date
from http import HTTPStatus
from typing import IO, Annotated

from fastapi import Path, Query
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from service.actions.exports import Export, VideoSelection, export_files
from service.actions.videos import (
    ExportVideo,
    VideoDocument,
    export_decisions,
    export_video,
)
from service.api.execution.admission import Charge, wait_for_turn
from service.api.execution.engine import Engine
from service.api.http.access import refused, viewer_of
from service.api.http.request_parts import NO_SNIFFING, Slug, part_of, public_address
from service.api.http.transport.refusals import RefusedRequest
from service.errors import InvalidInput, RateLimited, SetupError, VideographError
from service.exports.formats import FORMATS, format_named
from service.exports.source import GrowingFile, Piece
from service.graph.driver.database import Database
from service.graph.driver.origin import Origin

_BLOCK = 1 << 16
_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can have."""


async def packed(pieces: AsyncIterator[Piece]) -> AsyncGenerator[bytes]:
    """Returns a ZIP with the files, in blocks."""
    sink = GrowingFile()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        opened: IO[bytes] | None = None
        name: str | None = None
        try:
            async for file, data in pieces:
                if opened is None or file != name:
                    if opened is not None:
                        opened.close()
                    info = zipfile.ZipInfo(file, _TIME)
                    info.compress_type = zipfile.ZIP_DEFLATED
                    name, opened = file, archive.open(info, "w", force_zip64=True)
                opened.write(data)
                if sink.waiting >= _BLOCK:
                    yield sink.taken()
        finally:
            if opened is not None:
                opened.close()
    yield sink.taken()


async def joined(pieces: AsyncIterator[Piece]) -> AsyncGenerator[bytes]:
    """Returns the bytes of a single file, in blocks."""
    waiting: list[bytes] = []
    size = 0
    async for _, data in pieces:
        waiting.append(data)
        size += len(data)
        if size >= _BLOCK:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


_COST = 1000
"""Cost of an export, as that of a query: a talk has about so many objects."""
_BLOCK_COST = 500
"""Cost of each further block of a long export."""
_NOT_STORED = {**NO_SNIFFING, "cache-control": "no-store", "vary": "authorization, x-api-key"}


class VideoExport(BaseModel):
    slug: str = Field(description="Slug of the video.")
    dropped: dict[str, int] = Field(
        description="Statements that are left out, because an import would refuse them, counted by reason."
    )
    document: VideoDocument = Field(description="The VideoDocument. Importing it gives the same video.")


async def send_video_export(
    request: Request, video: Annotated[str, Query(description="Id, slug or address of the video.")] = ""
) -> Response:
    """Raises: HTTPException: 404 if there is no such video; 400 if several have this address; 429; 503."""

    async def export(database: Database) -> VideoExport:
        exported = await export_video(database, ExportVideo(video))
        # Without a check: the document was checked when it was made.
        return VideoExport.model_construct(
            slug=exported.slug,
            dropped=dict(exported.dropped),
            document=exported.document,
        )

    return await send_export(request, export)


async def send_decisions_export(request: Request) -> Response:
    """Raises: HTTPException: 429; 503."""
    return await send_export(request, export_decisions)


async def send_export(
    request: Request, export: Callable[[Database], Awaitable[BaseModel]], *, exclude_defaults: bool = True
) -> Response:
    """Returns what `export` makes of the graph, as JSON; it costs as much as a query of a whole talk."""
    charge = part_of(request, "engine", Engine).charge(await viewer_of(request))
    try:
        charge.take(_COST)
        body = await export(part_of(request, "database", Database))
    except VideographError as error:
        raise refused(error) from error
    text = body.model_dump_json(by_alias=True, exclude_defaults=exclude_defaults)
    return Response(text, headers={**_NOT_STORED, **charge.headers()}, media_type="application/json")


async def send_talk_file(
    request: Request,
    slug: Slug,
    format: Annotated[  # noqa: A002 - its name in addresses
        str, Path(description="The format.", json_schema_extra={"enum": list(FORMATS)})
    ],
) -> Response:
    """Returns one talk in a format. Raises: HTTPException: 404 if the talk or the format does not exist; 429; 501; 503."""
    return await _send_files(request, format, VideoSelection(videos=(slug,)), slug, one=True)


async def send_graph_file(
    request: Request,
    format: Annotated[  # noqa: A002
        str, Path(description="The format.", json_schema_extra={"enum": list(FORMATS)})
    ],
    video: Annotated[
        list[str] | None, Query(description="Id, slug or address of a talk; may be repeated.")
    ] = None,
    channel: Annotated[
        list[str] | None, Query(description="Only talks of this channel: id, slug or name; may be repeated.")
    ] = None,
    topic: Annotated[
        list[str] | None,
        Query(description="Only talks about this topic: id, slug or name; may be repeated."),
    ] = None,
    entity: Annotated[
        list[str] | None,
        Query(description="Only talks with this entity: id, slug or name; may be repeated."),
    ] = None,
    since: Annotated[
        str, Query(description="Only talks published on this day or later, as YYYY-MM-DD.")
    ] = "",
    until: Annotated[str, Query(description="Only talks published before this day, as YYYY-MM-DD.")] = "",
) -> Response:
    """Returns all talks, or those that meet all conditions, in a format. Raises as `send_talk_file`."""
    try:
        days = [_day(name, value) for name, value in (("since", since), ("until", until))]
    except InvalidInput as error:
        raise refused(error) from error
    selection = VideoSelection(
        tuple(video or ()), tuple(channel or ()), tuple(topic or ()), tuple(entity or ()), *days
    )
    return await _send_files(request, format, selection, "videograph")


async def _send_files(
    request: Request, name: str, selection: VideoSelection, stem: str, *, one: bool = False
) -> Response:
    if name not in FORMATS:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    viewer = await viewer_of(request)
    charge = part_of(request, "engine", Engine).charge(viewer)
    database = part_of(request, "database", Database).asked_by(Origin(viewer))
    base = public_address(request)
    try:
        found = format_named(name)
        charge.take(_COST)
        pieces = export_files(database, Export(name, base, selection))
        has_many = found.files or (found.is_packed and not one)
        blocks = packed(pieces) if has_many else joined(pieces)
        first = await anext(blocks, b"")  # what is wrong is known before the answer begins
    except SetupError as error:
        what = (
            f"This Videograph cannot write {FORMATS[name].label}: its operator must install what that needs."
        )
        raise RefusedRequest(HTTPStatus.NOT_IMPLEMENTED, "NOT_IMPLEMENTED", what) from error
    except VideographError as error:
        raise refused(error) from error
    ending = f"{found.ending}.zip" if has_many and not found.files else found.ending
    headers = {
        **_NOT_STORED,
        **charge.headers(),
        "content-disposition": f'attachment; filename="{stem}{ending}"',  # existing slugs are ASCII
    }
    text = "; charset=utf-8" if found.media_type.startswith("text/") else ""
    media_type = "application/zip" if has_many else found.media_type + text
    return StreamingResponse(_paced(first, blocks, charge), headers=headers, media_type=media_type)


def _day(name: str, value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise InvalidInput(f"`{name}` is {value!r:.40}: give a day as 2026-11-24.", (name,)) from None


async def _paced(first: bytes, blocks: AsyncGenerator[bytes], charge: Charge) -> AsyncGenerator[bytes]:
    """A long export pauses while its client has used its share of the time, or the cost of a minute."""
    yield first
    async for block in blocks:
        while True:
            try:
                await wait_for_turn()
                charge.take(_BLOCK_COST)
                break
            except RateLimited as limited:
                await asyncio.sleep(limited.retry_after)
        yield block
