"""Downloads of a talk's transcript: `/videos/<slug>/transcript.vtt`, `.srt`, `.md`, `.json`."""

from http import HTTPStatus
from typing import Annotated, Any

import orjson
from fastapi import Path
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from service.api.execution.engine import Engine, GraphqlRequest
from service.api.http.access import refused, viewer_of
from service.api.http.request_parts import NO_SNIFFING, Slug, part_of
from service.domain.export_files import TRANSCRIPTS
from service.errors import RateLimited, VideographError

_QUERY = """
query TranscriptFile($slug: String!, $after: String) {
  video(by: { slug: $slug }) {
    title
    transcript(first: 1000, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { text startSeconds endSeconds speaker { label person { name } } }
    }
  }
}
"""


Ending = Annotated[str, Path(description="The format.", json_schema_extra={"enum": list(TRANSCRIPTS)})]


async def send_transcript(request: Request, slug: Slug, ending: Ending) -> Response:
    """Returns the file, named after the talk.

    Raises: HTTPException: 404 if the talk or format does not exist; 503 if Neo4j does not answer.
    """
    file = TRANSCRIPTS.get(ending)
    if file is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    title, segments = await _read(request, slug)
    headers = {
        "content-disposition": f'attachment; filename="{slug}{file.ending}"',  # existing slugs are ASCII
        "cache-control": "no-cache",
        **NO_SNIFFING,
    }
    return Response(
        file.write(title, segments), headers=headers, media_type=f"{file.media_type}; charset=utf-8"
    )


async def _read(request: Request, slug: str) -> tuple[str, list[dict[str, Any]]]:
    """Reads title and segments, page by page."""
    engine = part_of(request, "engine", Engine)
    viewer = await viewer_of(request)
    segments: list[dict[str, Any]] = []
    answer: dict[str, Any]
    after: str | None = None
    while True:
        try:
            asked = GraphqlRequest(_QUERY, {"slug": slug, "after": after}, viewer=viewer)
            answer = orjson.loads((await engine.answer(asked)).body)
        except RateLimited as limited:
            raise refused(limited) from None
        except VideographError:
            answer = {"errors": [{}]}
        if "errors" in answer:
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, headers={"retry-after": "5"})
        video = answer["data"]["video"]
        if video is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        page = video["transcript"]
        segments += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return video["title"], segments
        after = page["pageInfo"]["endCursor"]
