"""The sender of a request, and its scopes. What requests without a key or token may do follows from where the API listens and from a
setting."""

import ipaddress
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from service.access.scopes import ALL, NONE, Needed, Scope, allows, named
from service.errors import Forbidden, Unauthenticated
from service.settings import Settings

type ViewerOrigin = Literal["LOCAL", "PUBLIC", "KEY", "TOKEN"]

SEND_KEY = (
    "Send an API key in the header `Authorization: Bearer <key>` or `X-API-Key: <key>`. "
    "`videograph keys create NAME` makes one on the server."
)
LET_READ = "The server can let everybody read (VIDEOGRAPH_PUBLIC=read, docs/guides/security.md)."


@dataclass(frozen=True)
class Viewer:
    """The sender of a request. `client` is the client that limits count for: a key, a token's subject, or a network address.

    `scopes` has the given scopes and those that they include. `expires_at`: seconds since 1970.
    """

    kind: ViewerOrigin
    client: str
    scopes: frozenset[Scope]
    name: str | None = None
    expires_at: float | None = None

    @property
    def owner(self) -> str:
        """Whose the jobs and talks are that it adds: the id of its key or the subject of its token, empty without one."""
        return self.client if self.kind in ("KEY", "TOKEN") else ""

    @property
    def is_known(self) -> bool:
        """Whether it has sent a key or token, or is on this machine."""
        return self.kind != "PUBLIC"

    @property
    def is_limited(self) -> bool:
        """Whether limits per minute and at once apply to it: all but those of one operation."""
        return self.kind != "LOCAL"

    def require(self, needed: Needed, what: str) -> None:
        """Returns if this viewer has the scope.

        Args:
            what: what needs the scope, the beginning of the message: `Query.video`.

        Raises:
            Unauthenticated, Forbidden: it lacks the scope.
        """
        if allows(self.scopes, needed):
            return
        wanted = [f"`{scope}`" for scope in (needed if isinstance(needed, tuple) else (needed,))]
        scope = " or ".join(wanted)
        if self.kind == "PUBLIC":
            advice = f"{SEND_KEY} {LET_READ}" if needed == Scope.READ else SEND_KEY
            raise Unauthenticated(f"{what} needs the scope {scope}. {advice}")
        has = ", ".join(f"`{one}`" for one in named(self.scopes)) or "no scope"
        source = {"KEY": "key", "TOKEN": "token"}.get(self.kind, "client")
        remedy = (
            f"Use a key with {scope}, which whoever runs the service can create."
            if self.kind == "KEY"
            else f"Ask for a token with {scope} in its scopes."
        )
        raise Forbidden(f"{what} needs the scope {scope}, and this {source} has {has}. {remedy}")


SERVICE = Viewer("LOCAL", "service", ALL)
"""The service itself, for example when it looks up the title of a page."""


def from_terminal(name: str | None) -> Viewer:
    """The person at the command line."""
    return Viewer("LOCAL", "terminal", ALL, name)


_current: ContextVar[Viewer] = ContextVar("viewer", default=SERVICE)


@contextmanager
def viewed_by(viewer: Viewer) -> Generator[None]:
    """Within this context, and in tasks that are started in it, `current_viewer` returns this viewer."""
    token = _current.set(viewer)
    try:
        yield
    finally:
        _current.reset(token)


def current_viewer() -> Viewer:
    return _current.get()


@lru_cache(maxsize=1024)
def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine itself."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


@dataclass(frozen=True)
class Policy:
    """`public`: the setting of this name. `listens_on_loopback`: only this machine can reach the API, except through a proxy."""

    public: str | None
    listens_on_loopback: bool

    @classmethod
    def of(cls, settings: Settings) -> "Policy":
        return cls(settings.public, is_loopback(settings.host))

    def is_near(self, *, peer: str | None, host: str, forwarded: bool) -> bool:
        """Whether a request comes from this machine, so that it may do everything without a key.

        Never if the API listens beyond loopback, or if the setting `public` is `none`.

        Args:
            peer: address that the connection comes from.
            host: host name of the request, without port. Other names than `localhost` do not count, even if they resolve to this
                machine (DNS rebinding).
            forwarded: a proxy says that the request comes from elsewhere.
        """
        return (
            self.listens_on_loopback
            and self.public != "none"
            and peer is not None
            and is_loopback(peer)
            and is_loopback(host)
            and not forwarded
        )

    @property
    def for_all(self) -> frozenset[Scope]:
        """Scopes of requests without a key or token."""
        return frozenset({Scope.READ}) if self.public == "read" else NONE
