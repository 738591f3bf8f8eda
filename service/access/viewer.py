"""The sender of a request, and its scopes."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from service.access.scopes import ALL, Needed, Scope, allows, named
from service.errors import Forbidden, Unauthenticated

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
