"""Where webhooks may be sent: the addresses that the operator has named, and private ones only by setting.

The host is resolved for each request, and the connection goes to the IP address that was checked. So a name that resolves to
another address later (DNS rebinding) reaches nothing.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from service.errors import InvalidInput, NotAllowed

_LONGEST = 2000
_SETTING = "VIDEOGRAPH_WEBHOOKS_PRIVATE"


@dataclass(frozen=True)
class WebhookTarget:
    """The parts of an address. `path` has the query too."""

    host: str
    port: int
    path: str
    secure: bool

    @property
    def authority(self) -> str:
        """Host and port as in the header `Host`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def read_target(url: str, *, private: bool) -> WebhookTarget:
    """Returns the parts of a webhook's address.

    Args:
        private: whether addresses of private networks and of this machine, and http, are allowed.

    Raises:
        InvalidInput: it is no address, or http is not allowed.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InvalidInput(f"{url!r:.200} is not an address", ("url",)) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > _LONGEST:
        raise InvalidInput(
            f"{url!r:.200} is not an address for webhooks: write https:// with a host and a path", ("url",)
        )
    if not url.isascii() or not url.isprintable() or " " in url:
        raise InvalidInput("the address has a space or a character that is not ASCII: encode it", ("url",))
    if parts.username is not None or parts.fragment:
        raise InvalidInput(
            "the address must have no user name and no fragment: receivers check the signature", ("url",)
        )
    if port == 0:
        raise InvalidInput("the address has port 0, which nobody listens on", ("url",))
    if parts.scheme == "http" and not private:
        raise InvalidInput(f"webhooks are sent by https only, unless {_SETTING} is set", ("url",))
    secure = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return WebhookTarget(parts.hostname, port or (443 if secure else 80), path, secure)


def resolve(target: WebhookTarget, *, private: bool) -> list[str]:
    """Returns the IP addresses that the request may go to. Blocks while the name is resolved.

    Raises:
        NotAllowed: all are private.
        OSError: the name cannot be resolved.
    """
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(one[4][0]).partition("%")[0] for one in found))
    allowed = [one for one in addresses if private or is_public(one)]
    if not allowed:
        raise NotAllowed(
            f"{target.host} is at {', '.join(addresses[:3])}, in a private network or on this machine, and {_SETTING} is not set"
        )
    return allowed


def require_reachable(url: str, *, private: bool) -> None:
    """Checks that something may be sent to an address. Blocks while the name is resolved. A name that cannot be resolved now may be later.

    Raises:
        InvalidInput: nothing will ever be sent there.
    """
    target = read_target(url, private=private)
    try:
        resolve(target, private=private)
    except NotAllowed as error:
        raise InvalidInput(f"nothing would be sent to this address: {error.message}", ("url",)) from None
    except UnicodeError:
        raise InvalidInput(f"{target.host!r:.200} cannot be the name of a host", ("url",)) from None
    except OSError:
        pass


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet. Addresses that hold an IPv4 address (mapped, 6to4, NAT64) are judged by it too."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if found.teredo is not None:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


_NAT64 = ipaddress.ip_network("64:ff9b::/96")
