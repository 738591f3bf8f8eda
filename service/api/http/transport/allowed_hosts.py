"""Allowed Host headers: a defense against DNS rebinding.

A web page can let its own host name resolve to this machine. Its scripts could then read the API despite CORS,
because for the browser it is the same origin. The Host header still has the foreign name. An IP address in the header
cannot be such a name, so it is accepted whenever the API listens beyond loopback.
"""

import ipaddress
import re
from functools import lru_cache
from http import HTTPStatus

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.http.request_parts import NO_SNIFFING
from service.api.http.transport.refusals import error_body
from service.settings import Settings

_HOST = re.compile(rb"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::[0-9]*)?")
_ANY = "*"
_POLICY_VIOLATION = 1008


class AllowedHosts:
    """ASGI middleware: 421 for a host that is not allowed, 400 if HTTP/1.1 has none or it is not a host."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        own = [] if _address(settings.host) else [settings.host.lower().rstrip(".")]
        self._names = frozenset(["localhost", *own, *settings.allowed_hosts])
        self._suffixes = tuple(name[1:] for name in settings.allowed_hosts if name.startswith("*."))
        listens_on = _address(settings.host)
        self._refusal_of = lru_cache(maxsize=256)(self._check)
        """Cached, because few different headers are sent."""
        self._any_address = not (
            settings.host == "localhost" or (listens_on is not None and listens_on.is_loopback)
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope) if scope["type"] in ("http", "websocket") else None
        if refusal is not None and scope["type"] == "websocket":
            await send(
                {"type": "websocket.close", "code": _POLICY_VIOLATION}
            )  # before it is accepted: the client gets 403
            return
        await (refusal or self.app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1:
            if not hosts and scope["http_version"] == "1.0":
                return None  # no browser uses it
            return _response(HTTPStatus.BAD_REQUEST, "Send one Host header: HTTP/1.1 needs it.")
        return self._refusal_of(hosts[0])

    def _check(self, header: bytes) -> Response | None:
        match = _HOST.fullmatch(header)
        name = "" if match is None else (match["six"] or match["name"]).decode().lower().rstrip(".")
        if not name or (match and match["six"] and _address(name) is None):
            message = "The Host header is not a host name with an optional port."
            return _response(HTTPStatus.BAD_REQUEST, message)
        if self.allows(name):
            return None
        return _response(
            HTTPStatus.MISDIRECTED_REQUEST,
            f"This server does not answer for the host {name[:253]!r}. If it should, add the name to VIDEOGRAPH_ALLOWED_HOSTS.",
        )

    def allows(self, name: str) -> bool:
        """Returns whether requests for this host are answered; the host is in lower case, an address without
        brackets."""
        if _ANY in self._names:
            return True
        address = _address(name)
        if address is not None:
            return self._any_address or address.is_loopback or str(address) in self._names
        return name in self._names or name.endswith(self._suffixes)


@lru_cache(maxsize=256)
def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _response(status: HTTPStatus, message: str) -> Response:
    code = "MISDIRECTED_REQUEST" if status == HTTPStatus.MISDIRECTED_REQUEST else "BAD_REQUEST"
    headers = {"cache-control": "no-store", **NO_SNIFFING}
    return Response(error_body(message, {"code": code}), status, headers, "application/json")
