"""The two web pages and their files: the reader's page at `/` and below, and GraphiQL. Their queries go to
`/graphql`, and what is said to language models. The document of an address is the page's template with the data for tabs, search engines and link previews."""

import re
from collections.abc import Sequence
from functools import partial
from html import escape
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from service.access.scopes import Scope
from service.api.execution.engine import OPERATIONS, Engine
from service.api.http.access import viewer_of
from service.api.http.request_parts import NO_SNIFFING, part_of, public_address
from service.api.http.shell.files import template
from service.api.http.shell.joined import ADDRESS, joined, links
from service.api.http.shell.previews import SITE, Preview, preview_of
from service.api.http.transport.etags import revalidated
from service.errors import VideographError
from service.extras import is_installed
from service.resources import cypher_folder, web_folder
from service.settings import Settings

IMAGE_SIZE = (1200, 630)
"""Pixels; most sites show this size in full."""


def document(
    module: str | None,
    preview: Preview | None = None,
    base: str = "",
    images: Sequence[str] = (),
    *,
    embedding: bool = False,
) -> str:
    """Returns the document of a page.

    Args:
        module: that of its address in the page's folder; None where nothing has this address.
        preview: None if the graph cannot be asked: then the document is the same for every address.
        base: scheme and host of absolute links.
        images: further origins from which the page may load pictures.
        embedding: whether some site may show maps in a frame: then the page offers the code.
    """
    shown = preview or Preview()
    tags = [*(_tags(shown, base) if preview else ())]
    if images:
        tags.append(_meta("name", "image-origins", " ".join(images)))
    if embedding:
        tags.append(_meta("name", "embedding", "on"))
    parts = {
        "<title></title>": f"<title>{escape(f'{shown.title} · {SITE}' if shown.title else SITE)}</title>",
        "<!-- preview -->": "\n    ".join(tags),
        "<!-- files -->": links(module),
        "<!-- without script -->": _without_script(shown),
    }
    text = template()
    for place, part in parts.items():
        text = text.replace(place, part)
    return text


def _tags(preview: Preview, base: str) -> list[str]:
    if not preview.found:
        return [_meta("name", "robots", "noindex")]
    title = preview.headline
    width, height = IMAGE_SIZE
    tags = {
        "og:site_name": SITE,
        "og:type": preview.kind,
        "og:title": title,
        "og:description": preview.description,
        "og:url": f"{base}{preview.path}",
        "og:image": f"{base}{preview.image}",
        "og:image:type": "image/png",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": preview.image_text,
    }
    card = {
        "twitter:card": "summary_large_image",
        "twitter:title": title,
        "twitter:description": preview.description,
        "twitter:image": f"{base}{preview.image}",
        "twitter:image:alt": preview.image_text,
    }
    return [
        _meta("name", "description", preview.description),
        f'<link rel="canonical" href="{escape(f"{base}{preview.canonical}")}">',
        *(_meta("property", name, value) for name, value in tags.items()),
        *(_meta("name", name, value) for name, value in card.items()),
    ]


def _meta(attribute: str, name: str, value: str) -> str:
    return f'<meta {attribute}="{name}" content="{escape(value)}">'


def _without_script(preview: Preview) -> str:
    """The text for browsers without scripts."""
    lines = [f"<h1>{escape(preview.title or SITE)}</h1>", f"<p>{escape(preview.description)}</p>"]
    if preview.source:
        lines.append(f'<p><a href="{escape(preview.source)}" rel="noopener">Watch at the source</a></p>')
    lines.append(
        "<p>Turn on JavaScript to see the map, the connections and the transcript. "
        'Programs read the same data by GraphQL: <a href="/schema.graphql">schema</a>.</p>'
    )
    return "\n      ".join(lines)


PAGES = {
    "/": "home/home.js",
    "/videos/{slug}": "talk/talk.js",
    "/entities/{slug}": "entity/entity.js",
    "/topics/{slug}": "topic/topic.js",
    "/search": "search/search.js",
    "/quote": "quote/quote.js",
    "/connections": "paths/connections.js",
    "/map": "explore/map_page.js",
    "/import": "import/import.js",
    "/duplicates": "duplicates/duplicates.js",
}
"""Maps the address of a page to its module in the page's folder; `routes` in main.js is equal."""
EMBEDDED = {
    "/videos/{slug}": "embed/embed.js",
    "/entities/{slug}": "embed/embed.js",
    "/map": "explore/map_page.js",
}
"""The same for `?embed=1`: pages that may be in a frame of another site; `embedded` in main.js is equal."""

_HEADERS = {**NO_SNIFFING, "cache-control": "no-cache", "referrer-policy": "no-referrer"}
_OWN_FILES = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
_GRAPHIQL_HEADERS = {
    **_HEADERS,
    "vary": "accept",
    # GraphiQL uses style attributes for layout, and fonts in its CSS.
    "content-security-policy": f"{_OWN_FILES}; frame-ancestors 'none'; style-src 'self' 'unsafe-inline'; font-src data:; img-src 'self' data:",
}


def routes() -> list[BaseRoute]:
    return [
        *(Route(address, partial(send_page, address), methods=["GET"]) for address in PAGES),
        Mount("/static/operations", _Files(directory=OPERATIONS), name="operations"),
        Mount(
            "/static/explorations", _Files(directory=cypher_folder() / "explorations"), name="explorations"
        ),
        Route("/graphql", send_graphiql, methods=["GET"]),
        Route("/llms.txt", send_llms_text, methods=["GET"]),
        Route(f"{ADDRESS}/{{file:path}}", send_joined, methods=["GET"]),
        Mount("/static", _Files(directory=web_folder()), name="static"),
    ]


async def send_page(address: str, request: Request) -> Response:
    """Returns the shell of an address of `PAGES`, with status 404 if nothing has this address."""
    slug = request.path_params.get("slug")
    # A client without permission gets the page without data; its script asks for a key.
    has_no_data = slug is None and address not in ("/", "/connections")
    preview = Preview() if address == "/" else None
    if has_no_data or await _may_read(request):
        preview = await preview_of(part_of(request, "engine", Engine), address, slug, request.query_params)
    embeds = address in EMBEDDED and request.query_params.get("embed") == "1"
    settings = part_of(request, "settings", Settings)
    ancestors = settings.embed_origins if embeds else ()
    return send_shell(request, preview, EMBEDDED[address] if embeds else PAGES[address], ancestors)


async def send_joined(request: Request) -> Response:
    """Returns modules or style sheets of the page, joined into one file."""
    file: str = request.path_params["file"]
    text = joined(file)
    if text is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    kind = "text/css" if file.endswith(".css") else "text/javascript"
    return revalidated(request, text, {**NO_SNIFFING, "cache-control": "no-cache"}, kind)


async def _may_read(request: Request) -> bool:
    try:
        return Scope.READ in (await viewer_of(request)).scopes
    except VideographError:
        return False


def send_shell(
    request: Request, preview: Preview | None, module: str | None = None, ancestors: Sequence[str] = ()
) -> Response:
    """Returns the page's document. Its script reads the address and says if there is nothing.

    Args:
        ancestors: origins in whose frames it may stand.
    """
    settings = part_of(request, "settings", Settings)
    text = document(
        module,
        preview,
        public_address(request),
        settings.image_origins,
        embedding=bool(settings.embed_origins),
    )
    policy = f"{_OWN_FILES}; frame-ancestors {' '.join(ancestors) or "'none'"}; style-src 'self'; img-src {' '.join(("'self'", *settings.image_origins))}; frame-src 'self'"
    headers = {**_HEADERS, "content-security-policy": policy}
    if preview is not None and not preview.found:
        return HTMLResponse(text, HTTPStatus.NOT_FOUND, headers)
    return revalidated(request, text, headers, "text/html")


def send_graphiql(_request: Request) -> Response:
    return FileResponse(web_folder() / "graphiql" / "index.html", headers=_GRAPHIQL_HEADERS)


async def send_llms_text(request: Request) -> Response:
    """Returns what the service is and where it is asked, for language models (https://llmstxt.org)."""
    text = (web_folder() / "llms.txt").read_text(encoding="utf-8")
    text = text.replace("{base}", public_address(request))
    before, tools, after = re.split(r"(?m)^(?=## )", text, maxsplit=2)
    shown = [before, *([tools] if is_installed("mcp") else []), after]
    return revalidated(request, "".join(shown), {**NO_SNIFFING, "cache-control": "no-cache"}, "text/plain")


class _Files(StaticFiles):
    """Static files that browsers revalidate each time, because most names have no version."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update({**NO_SNIFFING, "cache-control": "no-cache"})
        return response
