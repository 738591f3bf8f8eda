"""Which Videograph commands work on: the one of this machine, or a distant one by `--server` or VIDEOGRAPH_SERVER."""

import os
import re
from contextvars import ContextVar
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from service.errors import SetupError

if TYPE_CHECKING:
    from service.settings import Settings

_VARIABLE = "VIDEOGRAPH_SERVER"
_ADDRESS = re.compile(r"https?://[^\s/@?#]+(?:/[^\s?#]*)?", re.IGNORECASE)


@dataclass(frozen=True)
class RemoteServer:
    """A distant Videograph. `url`: its address without `/` at the end. `key`: API key or token; not part of the representation."""

    url: str
    key: str | None = field(default=None, repr=False)

    @property
    def is_loopback(self) -> bool:
        host = urlsplit(self.url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    @property
    def sends_key_in_clear(self) -> bool:
        """Whether others on the way could read the key."""
        return self.key is not None and self.url.startswith("http://") and not self.is_loopback


@dataclass(frozen=True)
class ServerOptions:
    """What was given by `--server` and `--key`; None where an option was not given."""

    server: str | None = None
    key: str | None = field(default=None, repr=False)


_options: ContextVar[ServerOptions] = ContextVar("server options", default=ServerOptions())  # noqa: B039  (frozen)


def use_options(options: ServerOptions) -> None:
    """Sets the options of the present command."""
    _options.set(options)


def is_remote() -> bool:
    """Whether the command is to run on a distant Videograph. Does not load the settings."""
    given = _options.get().server
    # small letters set a setting, too
    return bool(given or any(value for name, value in os.environ.items() if name.upper() == _VARIABLE))


def remote_server(settings: "Settings") -> RemoteServer | None:
    """Returns the distant Videograph by options or settings; None if commands run on this machine.

    Raises: SetupError: the address or the key cannot be used.
    """
    options = _options.get()
    given = options.server or settings.server
    if not given:
        return None
    if not _ADDRESS.fullmatch(given):
        raise SetupError(
            f"{'--server' if options.server else _VARIABLE} is not an address of a Videograph: write scheme and host, "
            "such as https://talks.example.org. A key goes into VIDEOGRAPH_KEY."
        )
    key = options.key or settings.remote_key or None
    if key is not None and not re.fullmatch("[!-~]+", key):
        raise SetupError("the API key has spaces or other characters that no key has: check VIDEOGRAPH_KEY")
    return RemoteServer(given.rstrip("/").removesuffix("/graphql"), key)
