"""The two web pages and their files: the reader's page at `/` and below, and GraphiQL. What they ask goes to `/graphql`."""

from functools import partial
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from service.api.addresses import LOOKUPS, leads_nowhere
from service.api.engine import OPERATIONS
from service.resources import web_folder

PAGE_ADDRESSES = (
    "/",
    *(f"/{noun}/{{slug}}" for noun in LOOKUPS),
    "/search",
    "/connections",
)
"""What the page shows: the same file for each, which looks at the address itself (`routes` in its main.js)."""

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
        *(
            Route(address, partial(send_page, address.split("/")[1]), methods=["GET"])
            for address in PAGE_ADDRESSES
        ),
        Mount("/static/operations", _Files(directory=OPERATIONS), name="operations"),
        Mount("/static", _Files(directory=web_folder()), name="static"),
    ]


async def send_page(noun: str, request: Request) -> Response:
    """The same file for all, with the status of what its address names. `noun`: the first part of that."""
    slug = request.path_params.get("slug")
    nowhere = slug is not None and await leads_nowhere(request.app.state.engine, noun, slug)
    return send_shell(HTTPStatus.NOT_FOUND if nowhere else HTTPStatus.OK)


def send_shell(status: HTTPStatus = HTTPStatus.OK) -> Response:
    """The page's file, which looks at the address itself and says where there is nothing."""
    return FileResponse(web_folder() / "page" / "index.html", status, headers=_PAGE_HEADERS)


def send_graphiql() -> Response:
    return FileResponse(web_folder() / "graphiql" / "index.html", headers=_GRAPHIQL_HEADERS)


class _Files(StaticFiles):
    """Static files that a browser asks about each time: most names have no version in them."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update({**NO_SNIFFING, "cache-control": "no-cache"})
        return response
