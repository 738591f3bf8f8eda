"""The two web pages and their files: the reader's page at `/` and below, and GraphiQL. What they ask goes to `/graphql`."""

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from service.api.addresses import leads_nowhere
from service.api.engine import OPERATIONS
from service.api.shell.files import document
from service.resources import web_folder

PAGES = {
    "/": "home/home.js",
    "/videos/{slug}": "talk/talk.js",
    "/entities/{slug}": "entity/entity.js",
    "/topics/{slug}": "topic/topic.js",
    "/search": "search/search.js",
    "/connections": "paths/connections.js",
}
"""Address of a page → its module, in the page's folder; `routes` in main.js has the same."""

NO_SNIFFING = {"x-content-type-options": "nosniff"}
_HEADERS = {**NO_SNIFFING, "cache-control": "no-cache", "referrer-policy": "no-referrer"}
_OWN_FILES = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
_PAGE_HEADERS = {
    **_HEADERS,
    "content-security-policy": f"{_OWN_FILES}style-src 'self'; img-src 'self'",
}
_GRAPHIQL_HEADERS = {
    **_HEADERS,
    "vary": "accept",
    # GraphiQL places and sizes its parts by style attributes and brings its fonts in the CSS.
    "content-security-policy": f"{_OWN_FILES}style-src 'self' 'unsafe-inline'; font-src data:; img-src 'self' data:",
}


def routes() -> list[BaseRoute]:
    return [
        *(Route(address, partial(send_page, address), methods=["GET"]) for address in PAGES),
        Mount("/static/operations", _Files(directory=OPERATIONS), name="operations"),
        Mount("/static", _Files(directory=web_folder()), name="static"),
    ]


async def send_page(address: str, request: Request) -> Response:
    """The shell of an address of `PAGES`, with status 404 where it names nothing."""
    slug = request.path_params.get("slug")
    nowhere = slug is not None and await leads_nowhere(request.app.state.engine, address.split("/")[1], slug)
    return send_shell(HTTPStatus.NOT_FOUND if nowhere else HTTPStatus.OK, [PAGES[address]])


def send_shell(status: HTTPStatus = HTTPStatus.OK, modules: Sequence[str] = ()) -> Response:
    """The page's document, whose script looks at the address itself and says where there is nothing."""
    return HTMLResponse(document(modules), status, headers=_PAGE_HEADERS)


def send_graphiql() -> Response:
    return FileResponse(web_folder() / "graphiql" / "index.html", headers=_GRAPHIQL_HEADERS)


class _Files(StaticFiles):
    """Static files that a browser asks about each time: most names have no version in them."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update({**NO_SNIFFING, "cache-control": "no-cache"})
        return response
