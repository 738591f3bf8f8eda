"""The document in which a talk is played: a frame in the page. It is the only document that may load from the media's
origin."""

from html import escape
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from service.access.tickets import Tickets
from service.api.execution.engine import Engine
from service.api.http.access import has_ticket
from service.api.http.request_parts import NO_SNIFFING, Slug, part_of
from service.api.http.watch.players import SELF, Player, player_of
from service.api.http.watch.recordings import TICKET_SECONDS
from service.errors import VideographError

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
    if player.origin == SELF and has_ticket(request):
        address += f"?ticket={part_of(request, 'tickets', Tickets).issue(address, TICKET_SECONDS)}"
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
