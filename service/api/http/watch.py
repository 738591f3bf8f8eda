"""What plays a talk: `/videos/<slug>/recording`, its recording as it lies, with ranges so that players can seek, and `/videos/<slug>/player`, a
document for a frame in the page. It is the only document that may load from the media's origin: that of the talk's own media file, or of the
embed of YouTube or Vimeo."""

import os
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from typing import Any, Literal
from urllib.parse import parse_qs, urlencode, urlsplit

import anyio
from anyio import AsyncFile, to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from service.access.tickets import Tickets
from service.api.execution.engine import Engine
from service.api.http.access import refused, viewer_by_ticket
from service.api.http.request_parts import NO_SNIFFING, Slug, part_of
from service.errors import VideographError
from service.settings import Settings
from service.uploads.receive import Uploads
from service.uploads.recordings import FoundFile, open_recording

TICKET_SECONDS = 12 * 3600
"""How long the ticket of a recording is good: a player asks for a part of the file whenever somebody seeks."""
_RECORDING_HEADERS = {
    **NO_SNIFFING,
    "cache-control": "private, no-cache",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "vary": "authorization, x-api-key",
}


class StoredFile(FileResponse):
    """Starlette's answer with ranges, for a file of any storage. `_open_file` is not public there: a test tries it on the installed version."""

    chunk_size = 256 * 1024

    def __init__(self, found: FoundFile) -> None:
        times = (found.modified, found.modified, found.modified)
        stat = os.stat_result((0o100400, 0, 0, 1, 0, 0, found.size, *times))
        super().__init__(found.path, headers=_RECORDING_HEADERS, media_type=found.type, stat_result=stat)
        self._found = found

    @asynccontextmanager
    async def _open_file(self) -> AsyncGenerator[AsyncFile[bytes]]:
        file = anyio.wrap_file(await to_thread.run_sync(self._found.open))
        try:
            yield file
        finally:
            with anyio.CancelScope(shield=True):
                await file.aclose()


async def send_recording(request: Request, slug: Slug) -> Response:
    """Returns the file, or the part that the header Range asks for.

    Raises: RefusedRequest: 404 if there is no such video, or its recording is not here; 503 if Neo4j or the storage does not answer.
    """
    uploads, settings = part_of(request, "uploads", Uploads), part_of(request, "settings", Settings)
    try:
        return StoredFile(await open_recording(uploads, settings.recordings, slug))
    except VideographError as error:
        raise refused(error) from error


YOUTUBE, VIMEO = "https://www.youtube-nocookie.com", "https://player.vimeo.com"
"""Origins of embeds without cookies before playback."""
SELF = "'self'"
"""Origin of a recording that this service has, as a policy writes it."""
_YOUTUBE_HOSTS = {"youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com"}
_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_YOUTUBE_PATH = re.compile(r"/(?:live|shorts|embed|v)/([A-Za-z0-9_-]{11})(?:/|$)")
_VIMEO_PATH = re.compile(r"/(?:video/|channels/[\w-]+/)?([0-9]{1,12})(?:/([0-9a-f]{6,20}))?/?$")
_FILE = re.compile(r"\.(?:aac|flac|m4a|m4b|mp3|oga|ogg|opus|wav|m4v|mp4|ogv|webm)$", re.IGNORECASE)
_SOUND = re.compile(r"\.(?:aac|flac|m4a|m4b|mp3|oga|ogg|opus|wav)$", re.IGNORECASE)


@dataclass(frozen=True)
class Player:
    """`address`: the loaded address; `origin`: its origin; `sound`: a file without a picture."""

    kind: Literal["file", "youtube", "vimeo"]
    address: str
    origin: str
    sound: bool = False


def player_of(url: str | None, media: dict[str, Any] | None) -> Player | None:
    """Returns the player of a talk with this link and media; None if nothing can be played.

    A media file is preferred, because it needs no other site's program.
    """
    if media is not None:
        return _file(media["url"], media["mediaType"])
    if url is None:
        return None
    if _FILE.search(_split(url).path):
        return _file(url, None)
    return _youtube(url) or _vimeo(url)


def _split(url: str) -> Any:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return urlsplit("")
    return parts


def _file(address: str, media_type: str | None) -> Player | None:
    parts = _split(address)
    if not parts.scheme and not parts.netloc and parts.path.startswith("/"):
        return Player("file", address, SELF, bool(media_type and media_type.startswith("audio/")))
    # An origin is written into a header unchanged, so a text that could end a directive is refused.
    origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    if re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+", origin) is None:
        return None
    sound = media_type.startswith("audio/") if media_type else bool(_SOUND.search(parts.path))
    return Player("file", address, origin, sound)


def _youtube(url: str) -> Player | None:
    parts = _split(url)
    host = (parts.hostname or "").removeprefix("www.")
    found: str | None = None
    if host == "youtu.be":
        found = parts.path.strip("/")
    elif host in _YOUTUBE_HOSTS:
        match = _YOUTUBE_PATH.match(parts.path)
        found = match[1] if match else next(iter(parse_qs(parts.query).get("v", [])), None)
    if found is None or _YOUTUBE_ID.fullmatch(found) is None:
        return None
    query = urlencode({"enablejsapi": 1, "playsinline": 1, "rel": 0, "autoplay": 1})
    return Player("youtube", f"{YOUTUBE}/embed/{found}?{query}", YOUTUBE)


def _vimeo(url: str) -> Player | None:
    parts = _split(url)
    if (parts.hostname or "").removeprefix("www.") not in ("vimeo.com", "player.vimeo.com"):
        return None
    match = _VIMEO_PATH.match(parts.path)
    if match is None:
        return None
    query = urlencode({"dnt": 1, "autoplay": 1, **({"h": match[2]} if match[2] else {})})
    return Player("vimeo", f"{VIMEO}/video/{match[1]}?{query}", VIMEO)


MODULE = "watch/frame/frame.js"
"""The module of the document, in the page's folder."""
_QUERY = (
    "query PlayerOfVideo($slug: String!) { video(by: { slug: $slug }) { title url media { url mediaType } } }"
)
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
_HEADERS = {
    **NO_SNIFFING,
    "cache-control": "no-cache",
    # YouTube refuses an embed without a referrer. It gets the origin, never the talk's address.
    "referrer-policy": "strict-origin",
}
_DOCUMENT = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Player: {title}</title>
    <link rel="stylesheet" href="/static/page/watch/player.css">
    <script type="module" src="/static/page/{module}"></script>
  </head>
  <body class="player-document" data-kind="{kind}" data-address="{address}"{sound}></body>
</html>
"""


async def send_player(request: Request, slug: Slug) -> Response:
    """Returns the player of a video; 404 if it has nothing to play."""
    engine = part_of(request, "engine", Engine)
    answer: dict[str, Any]
    try:
        answer = await engine.execute(_QUERY, {"slug": slug})
    except VideographError:
        answer = {"errors": []}
    if "errors" in answer:
        return _plain("Temporarily unavailable", HTTPStatus.SERVICE_UNAVAILABLE)
    video = answer["data"]["video"]
    player = None if video is None else player_of(video["url"], video["media"])
    if video is None or player is None:
        return _plain("This talk has nothing to play.", HTTPStatus.NOT_FOUND)
    address = player.address
    if player.origin == SELF and (by_ticket := viewer_by_ticket(request)) is not None:
        tickets = part_of(request, "tickets", Tickets)
        address += f"?ticket={tickets.issue(address, TICKET_SECONDS, known=by_ticket.is_known)}"
    body = _DOCUMENT.format(
        module=MODULE,
        title=escape(video["title"]),
        kind=player.kind,
        address=escape(address),
        sound=" data-sound" if player.sound else "",
    )
    return HTMLResponse(body, headers={**_HEADERS, "content-security-policy": policy_of(player)})


def policy_of(player: Player) -> str:
    """Returns the policy of a player's document: it may load only from its one origin."""
    return f"{_POLICY}; {'media-src' if player.kind == 'file' else 'frame-src'} {player.origin}"


def _plain(text: str, status: HTTPStatus) -> Response:
    headers = {**_HEADERS, "content-security-policy": _POLICY}
    return HTMLResponse(f"<!doctype html><title>Player</title><p>{text}</p>", status, headers=headers)
