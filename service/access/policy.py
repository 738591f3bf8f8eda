"""What requests without a key or token may do, which follows from where the API listens and from a setting."""

import ipaddress
from dataclasses import dataclass
from functools import lru_cache

from service.access.scopes import NONE, Scope
from service.settings import Settings


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
