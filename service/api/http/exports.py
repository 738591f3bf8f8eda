"""Exports over HTTP: a talk as a VideoDocument, and the decisions of the graph. `videograph export --server` writes them to files."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from service.actions.videos import (
    DecisionsFile,
    ExportVideo,
    VideoDocument,
    export_decisions,
    export_video,
)
from service.api.execution.engine import Engine
from service.api.http.access import refused, viewer_of
from service.api.http.request_parts import NO_SNIFFING, part_of
from service.domain.export_files import DOCUMENT
from service.errors import VideographError
from service.graph.driver.database import Database

_COST = 1000
"""Cost of an export, as that of a query: a talk has about so many objects."""
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

    async def export(database: Database) -> DecisionsFile:
        return await export_decisions(database)

    return await send_export(request, export)


async def send_export(
    request: Request, export: Callable[[Database], Awaitable[BaseModel]], *, exclude_defaults: bool = True
) -> Response:
    """Returns what `export` makes of the graph, as JSON; it costs as much as a query of a whole talk."""
    charge = part_of(request, "engine", Engine).charge(await viewer_of(request))
    try:
        charge.take(_COST, 0)
        body = await export(part_of(request, "database", Database))
    except VideographError as error:
        raise refused(error) from error
    charge.keep()
    text = body.model_dump_json(by_alias=True, exclude_defaults=exclude_defaults)
    return Response(text, headers={**_NOT_STORED, **charge.headers()}, media_type=DOCUMENT.media_type)
