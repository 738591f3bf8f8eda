"""The maps of a talk or an entity that are drawn on the server: as PNG for link previews, as SVG for a talk's poster.

Source of the renderer: resvg (https://github.com/linebender/resvg), by resvg_py.
"""

import asyncio
import hashlib
from http import HTTPStatus
from typing import Annotated, Any

import anyio.to_thread
from cachetools import LRUCache
from fastapi import Path
from starlette.requests import Request
from starlette.responses import Response

from service.api.execution.engine import Engine
from service.api.http.request_parts import NO_SNIFFING, IfNoneMatch, Slug, part_of
from service.api.http.shell.map_drawing import FONT, draw_card, draw_poster
from service.api.http.shell.previews import SITE, TAGLINE, counts_of, look_up
from service.api.http.transport.etags import matches, tag_headers, tagged
from service.loop_time import paid
from service.resources import web_folder

_LINKS = "totalNodes nodes { id name kind weight degree x y } links { source target type }"
MAPS = {
    "videos": f"""query ShareMapOfVideo($id: ID!) {{
        graph(where: {{ videos: {{ any: [$id] }}, coMentions: STRONGEST }}, maxNodes: 24) {{ {_LINKS} }}
    }}""",
    "entities": f"""query ShareMapOfEntity($id: ID!) {{
        graph(where: {{ around: [$id], hops: 1 }}, maxNodes: 24) {{ {_LINKS} }}
    }}""",
}
DRAWING_SECONDS = 5.0
"""Seconds for a map, including the wait for another one. After that the image has only text and is not cached."""
_MOST_KEPT = 64
_POSTER_HEADERS = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"}
"""Its colors are in a style element."""
_HEADERS = {**NO_SNIFFING, "cross-origin-resource-policy": "cross-origin"}


class ShareImages:
    """Cache of drawn images by ETag. One is drawn at a time (`turn`), so that many requests cannot use all processors."""

    def __init__(self) -> None:
        self._kept = LRUCache[str, bytes](_MOST_KEPT)
        self.turn = asyncio.Lock()

    async def draw(self, svg: str, tag: str | None = None) -> bytes:
        async with self.turn:
            if tag is not None and tag in self._kept:
                return self._kept[tag]
            image = await anyio.to_thread.run_sync(paid(render), svg)
        if tag is not None:
            self._kept[tag] = image
        return image

    def kept(self, tag: str | None) -> bytes | None:
        return None if tag is None else self._kept.get(tag)


def render(svg: str) -> bytes:
    """Converts the SVG to PNG. Letters that our font lacks come from the system's fonts, if there are any."""
    from resvg_py import svg_to_bytes

    font = str(web_folder() / "fonts" / "DejaVuSans.ttf")
    return svg_to_bytes(svg_string=svg, font_files=[font], font_family=FONT, sans_serif_family=FONT)


async def send_home_image(request: Request, if_none_match: IfNoneMatch = "") -> Response:
    """Returns the image of addresses without a map."""
    svg = draw_card(SITE, TAGLINE)
    tag = f'W/"{hashlib.sha256(svg.encode()).hexdigest()[:32]}"'
    if matches(if_none_match, tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=tag_headers(request, tag))
    return await _send(request, svg, tag)


Noun = Annotated[str, Path(description="What the image is of.", json_schema_extra={"enum": list(MAPS)})]


async def send_map_image(
    request: Request, noun: Noun, slug: Slug, if_none_match: IfNoneMatch = ""
) -> Response:
    """Returns the map of a video or an entity; 404 if nothing has that slug."""
    engine = part_of(request, "engine", Engine)
    if noun not in MAPS:
        return Response(status_code=HTTPStatus.NOT_FOUND, headers=_HEADERS)
    async with tagged(engine, ["image", noun, slug]) as (tag, _):
        if tag is not None and matches(if_none_match, tag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=tag_headers(request, tag))
        images = part_of(request, "images", ShareImages)
        if (image := images.kept(tag)) is not None:
            return _png(request, image, tag)
        data = await look_up(engine, noun, {"slug": slug})
        if data is not None and not data.get("found"):
            return Response(status_code=HTTPStatus.NOT_FOUND, headers=_HEADERS)
        if data is None:
            return await _send(request, draw_card(SITE, TAGLINE), None)
        found = data["found"]
        graph = await _graph(engine, noun, found["id"])
        svg = draw_card(found.get("title") or found["name"], counts_of(noun, found), graph)
        return await _send(request, svg, tag if graph else None)


async def send_poster(request: Request, noun: Noun, slug: Slug, if_none_match: IfNoneMatch = "") -> Response:
    """Returns the map of a video or an entity without words; 404 if nothing has that slug, 503 if Neo4j is too slow."""
    engine = part_of(request, "engine", Engine)
    if noun not in MAPS:
        return Response(status_code=HTTPStatus.NOT_FOUND, headers=_HEADERS)
    async with tagged(engine, ["poster", noun, slug]) as (tag, _):
        if tag is not None and matches(if_none_match, tag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=tag_headers(request, tag))
        images = part_of(request, "images", ShareImages)
        async with images.turn:  # a page asks for many posters at once
            data = await look_up(engine, noun, {"slug": slug}, DRAWING_SECONDS)
            if data is not None and not data.get("found"):
                return Response(status_code=HTTPStatus.NOT_FOUND, headers=_HEADERS)
            graph = data and await _graph(engine, noun, data["found"]["id"])
        if not graph:
            headers = {**_HEADERS, "cache-control": "no-store", "retry-after": "5"}
            return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)
        headers = {**_HEADERS, **({} if tag is None else tag_headers(request, tag)), **_POSTER_HEADERS}
        return Response(draw_poster(graph), headers=headers, media_type="image/svg+xml")


async def _graph(engine: Engine, noun: str, identity: str) -> dict[str, Any] | None:
    try:
        async with asyncio.timeout(DRAWING_SECONDS):
            answer = await engine.execute(MAPS[noun], {"id": identity})
    except TimeoutError:
        return None
    data: dict[str, Any] = answer.get("data") or {}
    return data.get("graph")


async def _send(request: Request, svg: str, tag: str | None) -> Response:
    images = part_of(request, "images", ShareImages)
    return _png(request, await images.draw(svg, tag), tag)


def _png(request: Request, image: bytes, tag: str | None) -> Response:
    caching = {"cache-control": "no-store"} if tag is None else tag_headers(request, tag)
    return Response(image, headers={**_HEADERS, **caching}, media_type="image/png")
