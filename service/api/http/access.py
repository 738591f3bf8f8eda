"""Identifies the sender of a request by key, token or origin, in the same way for HTTP, SSE and WebSocket
connections."""

import re
from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import Receive, Send
from starlette.types import Scope as ASGIScope

from service.access.authenticator import Authenticator
from service.access.client_address import client_of
from service.access.scopes import ALL, Scope
from service.access.tickets import Tickets
from service.access.viewer import Policy, Viewer
from service.api.execution.admission import note_payer
from service.api.http.request_parts import headers_of, part_of
from service.api.http.transport.refusals import RefusedRequest, status_of
from service.errors import (
    Forbidden,
    QueryTimeout,
    RateLimited,
    Unauthenticated,
    VideographError,
)
from service.settings import Settings

CREDENTIALS = ("authorization", "x-api-key")
"""Headers with a key or token. Answers depend on them."""
_FORWARDED = frozenset(
    ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
)
"""Headers that a proxy adds. A request with them does not come from this machine."""
_BEARER = re.compile(r"bearer +(\S+)", re.IGNORECASE)
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^:\[\]]*))(?::[0-9]*)?")
_CHALLENGE = 'Bearer realm="Videograph"'


async def identify(connection: HTTPConnection, payload: Mapping[str, Any] | None = None) -> Viewer:
    """Returns who opened a connection or sent a request. What is computed for it counts for this client from then on.

    Args:
        payload: of `connection_init` on a WebSocket, where browsers cannot set headers. Its keys are those of the headers.

    Raises:
        Unauthenticated: the key or token is not valid.
        RateLimited: this address has sent too many invalid keys or tokens.
        GraphUnavailable, QueryTimeout: the graph could not be read to check the key.
    """
    viewer = await _identified(connection, payload)
    note_payer(viewer)
    return viewer


async def _identified(connection: HTTPConnection, payload: Mapping[str, Any] | None) -> Viewer:
    peer = _peer(connection)
    client = client_of(peer)
    headers = headers_of(connection)
    given = find_credentials(headers)
    if given is None and payload:
        given = find_credentials({key.lower(): value for key, value in payload.items()})
    if given is not None:
        return await part_of(connection, "authenticator", Authenticator).authenticate(given, client)
    policy = part_of(connection, "policy", Policy)
    if _is_near(policy, peer, headers):
        if not is_foreign(headers):
            return Viewer("LOCAL", client, ALL)
        if headers.get("origin") in part_of(connection, "settings", Settings).cors_origins:
            # The operator has listed this origin, so its pages may read.
            return Viewer("PUBLIC", client, frozenset({Scope.READ}))
    return Viewer("PUBLIC", client, policy.for_all)


async def viewer_of(request: HTTPConnection) -> Viewer:
    """Returns the sender of this request, found once. Raises as `identify`."""
    found: Viewer | VideographError | None = getattr(request.state, "viewer", None)
    if found is None:
        try:
            found = await identify(request)
        except VideographError as error:
            found = error
        request.state.viewer = found
    if isinstance(found, VideographError):
        raise found
    return found


def requires(scope: Scope) -> Callable[[Request], Awaitable[None]]:
    """Returns a dependency for routes that need a scope. It raises `RefusedRequest`: 401, 403, 429 or 503. A ticket of the address is enough to
    read."""

    async def require(request: Request) -> None:
        try:
            if scope is Scope.READ and (by_ticket := viewer_by_ticket(request)) is not None:
                request.state.viewer = by_ticket
            (await viewer_of(request)).require(scope, "This address")
        except VideographError as error:
            raise refused(error) from error

    return require


def viewer_by_ticket(connection: HTTPConnection) -> Viewer | None:
    """Returns who may read an address that has a ticket; None if it has none that is valid for it. Its limits are those of whoever got it."""
    ticket = connection.query_params.get("ticket")
    if ticket is None:
        return None
    known = part_of(connection, "tickets", Tickets).read(ticket, connection.url.path)
    if known is None:
        return None
    return Viewer("TOKEN" if known else "PUBLIC", address_of(connection), frozenset({Scope.READ}), "ticket")


def refused(error: VideographError) -> RefusedRequest:
    """Returns the refusal for the errors of `identify`, `Viewer.require` and exports."""
    status = status_of(error, {QueryTimeout: HTTPStatus.SERVICE_UNAVAILABLE})
    return RefusedRequest.of(error, status or HTTPStatus.SERVICE_UNAVAILABLE, refusal_headers(error))


def refusal_headers(error: VideographError) -> dict[str, str]:
    """Returns the headers of such a refusal, by RFC 6750 and RFC 9110."""
    match error:
        case Unauthenticated():
            return {"www-authenticate": _CHALLENGE}
        case Forbidden():
            return {"www-authenticate": f'{_CHALLENGE}, error="insufficient_scope"'}
        case RateLimited():
            return {"retry-after": str(error.retry_after)}
        case _:
            return {"retry-after": "5"} if _is_passing(error) else {}


def _is_passing(error: VideographError) -> bool:
    """Whether the same request may be answered soon."""
    return (status_of(error) or HTTPStatus.SERVICE_UNAVAILABLE) >= HTTPStatus.INTERNAL_SERVER_ERROR


def find_credentials(headers: Mapping[str, Any]) -> str | None:
    """Returns the key or token in these headers; None if there is none.

    Raises: Unauthenticated: they cannot be read, or two of them differ.
    """
    authorization, key = headers.get("authorization"), headers.get("x-api-key")
    found: str | None = None
    # A proxy in front may use other schemes, such as a login by password.
    if isinstance(authorization, str) and authorization.strip().lower().startswith("bearer"):
        match = _BEARER.fullmatch(authorization.strip())
        if match is None:
            raise Unauthenticated(
                "The Authorization header must be `Bearer`, a space, and an API key or a token."
            )
        found = match[1]
    if key is not None:
        if not isinstance(key, str) or not key.strip() or (found is not None and found != key.strip()):
            raise Unauthenticated(
                "The X-API-Key header must be an API key, and the same as in Authorization if both are sent."
            )
        found = key.strip()
    return found


def is_foreign(headers: Mapping[str, str]) -> bool:
    """Whether a browser says that a page of another origin sent the request. Following a link does not count."""
    origin = headers.get("origin")
    if origin is not None:
        return origin.partition("://")[2].lower() != headers.get("host", "").lower()
    return (
        headers.get("sec-fetch-site", "none") in ("cross-site", "same-site")
        and headers.get("sec-fetch-mode") != "navigate"
    )


def foreign_origin(connection: HTTPConnection) -> str | None:
    """Returns the origin of the page that opens this connection, if it is another one than ours and not one that the
    operator has listed."""
    headers = headers_of(connection)
    if not is_foreign(headers):
        return None
    origin = headers.get("origin", "another site")
    return None if origin in part_of(connection, "settings", Settings).cors_origins else origin


class CrossOrigin(CORSMiddleware):
    """CORS. A page of an origin that the operator has not listed is told how it would be: what a browser shows of its failed request."""

    async def simple_response(
        self, scope: ASGIScope, receive: Receive, send: Send, request_headers: Headers
    ) -> None:
        if self.allow_origins:
            await super().simple_response(scope, receive, send, request_headers)
        else:  # then no answer depends on the origin
            await self.app(scope, receive, send)

    def preflight_response(self, request_headers: Headers) -> Response:
        origin = request_headers["origin"]
        if self.is_allowed_origin(origin):
            return super().preflight_response(request_headers)
        refused = RefusedRequest(
            HTTPStatus.FORBIDDEN,
            Forbidden.code,
            f"Pages of {origin[:200]} may not use this API. If they should, add the origin to VIDEOGRAPH_CORS_ORIGINS.",
        )
        return Response(refused.body, refused.status, self.preflight_headers, "application/json")


def _is_near(policy: Policy, peer: str | None, headers: Mapping[str, str]) -> bool:
    """Whether the request comes from this machine (`Policy.is_near`), from a page of any origin."""
    return policy.listens_on_loopback and policy.is_near(
        peer=peer,
        host=_host(headers.get("host", "")),
        forwarded=not _FORWARDED.isdisjoint(headers),
    )


def address_of(connection: HTTPConnection) -> str:
    """Returns the client that the address of this connection stands for."""
    return client_of(_peer(connection))


def _peer(connection: HTTPConnection) -> str | None:
    client = connection.scope.get("client")
    return client[0] if client else None


@lru_cache(maxsize=256)
def _host(header: str) -> str:
    """Returns the host of a Host header in normalized form; empty if there is none. Cached, because few different headers are sent."""
    match = _HOST.fullmatch(header)
    return "" if match is None else (match[1] or match[2]).lower().rstrip(".")
