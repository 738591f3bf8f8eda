"""Which addresses may be connected to: those of the internet, and others only by setting.

The host is resolved for each request, and the connection goes to the IP address that was checked. So a name that resolves to
another address later (DNS rebinding) reaches nothing.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from service.errors import InvalidInput, NotAllowed

LONGEST = 2000
"""Characters of an address."""
_KEPT = "!#$%&'()*+,/:;=?@[]~"
"""Characters that stay as they are when an address is encoded."""

type Network = ipaddress.IPv4Network | ipaddress.IPv6Network
type Resolve = Callable[[str, int], Sequence[str]]
"""Returns the IP addresses of a host. Blocks; raises OSError."""

ALL_NETWORKS: tuple[Network, ...] = (ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("::/0"))
_SPECIAL = tuple(map(ipaddress.ip_network, (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
    "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
)))  # fmt: skip
"""Networks for special purposes, also the few of them that can be reached from everywhere: no talk is there. The `ipaddress` of an older Python
misses some, so it is not asked. Besides these, IPv4 has the addresses of groups.

Source: https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
"""
_UNICAST = ipaddress.ip_network("2000::/3")
"""All addresses of IPv6 that are given to networks of the internet; the special ones outside of it need no list (RFC 4291, 2.4)."""
_TRANSLATED = ipaddress.ip_network("::ffff:0:0/96"), ipaddress.ip_network("64:ff9b::/96")
"""IPv4 addresses as IPv6: mapped (RFC 4291, 2.5.5.2), and of NAT64 (RFC 6052)."""


@dataclass(frozen=True)
class Target:
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


@dataclass(frozen=True)
class Reach:
    """Where connections may go besides the internet: `networks`. `setting`: the variable that says so."""

    setting: str
    networks: tuple[Network, ...] = ()

    def allows(self, address: str) -> bool:
        found = ipaddress.ip_address(address)
        mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
        return is_public(address) or any((mapped or found) in one for one in self.networks)


def read_target(url: str, path: tuple[str, ...] = ("url",)) -> Target:
    """Returns the parts of an address. A fragment, which is for browsers, is left out.

    Args:
        path: where the address is in the request, for the error.

    Raises:
        InvalidInput: it is no address of http or https.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InvalidInput(f"{url!r:.200} is not an address", path) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > LONGEST:
        raise InvalidInput(
            f"{url!r:.200} is not an address that can be used: write https:// with a host and a path, at most {LONGEST} characters",
            path,
        )
    if not url.isascii() or not url.isprintable() or " " in url:
        raise InvalidInput("the address has a space or a character that is not ASCII: encode it", path)
    if parts.username is not None:
        raise InvalidInput("the address must have no user name: it would be shown and stored", path)
    if port == 0:
        raise InvalidInput("the address has port 0, which nobody listens on", path)
    secure = parts.scheme == "https"
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.hostname, port or (443 if secure else 80), target, secure)


def encoded(url: str) -> str:
    """Returns an address as feeds and people write it in the form in which it is sent: spaces and letters beyond ASCII are encoded."""
    url = url.strip()
    if url.isascii() and " " not in url:
        return url
    try:
        parts = urlsplit(url)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except (ValueError, UnicodeError):
        return url
    path, query = quote(parts.path, safe=_KEPT), quote(parts.query, safe=_KEPT)
    return urlunsplit((parts.scheme, host, path, query, ""))


def system_resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]).partition("%")[0] for one in found))


def resolve(target: Target, reach: Reach, ask: Resolve = system_resolve) -> list[str]:
    """Returns the IP addresses that the request may go to. Blocks while the name is resolved.

    Raises:
        NotAllowed: none of them may be connected to.
        OSError: the name cannot be resolved.
    """
    addresses = ask(target.host, target.port)
    allowed = [one for one in addresses if reach.allows(one)]
    if not allowed:
        raise NotAllowed(
            f"{target.host} is at {', '.join(addresses[:3])}, in a private network or on this machine, and {reach.setting} "
            "does not allow it"
        )
    return allowed


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet. One that holds an IPv4 address for a translator (mapped, NAT64) is judged by that."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address) and any(found in one for one in _TRANSLATED):
        found = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    if isinstance(found, ipaddress.IPv6Address) and found not in _UNICAST:
        return False
    return not any(found in one for one in _SPECIAL)
