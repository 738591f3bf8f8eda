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
    """`public`: the setting of this name. `listens_on_loopback`: nobody but this machine reaches the API, unless by a proxy."""

    public: str | None
    listens_on_loopback: bool

    @classmethod
    def of(cls, settings: Settings) -> "Policy":
        return cls(settings.public, is_loopback(settings.host))

    def is_near(self, *, peer: str | None, host: str, forwarded: bool) -> bool:
        """Whether a request comes from this machine, and may do something for that alone.

        Args:
            peer: address that the connection comes from.
            host: host that is asked for, without port. One that resolves to this machine by DNS rebinding is not its own name.
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
        """What anybody may do."""
        return frozenset({Scope.READ}) if self.public == "read" else NONE
