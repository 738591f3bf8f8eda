"""The client that an address stands for, where limits count by address."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address


@lru_cache(maxsize=4096)
def client_of(host: str | None) -> str:
    """Returns the key of a client: an IPv4 address, or the IPv6 network of 64 bits that a provider gives to one
    customer."""
    try:
        address = ip_address(host or "")
    except ValueError:
        return host or ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return f"{IPv6Address(int(address) >> 64 << 64)}/64"
    return str(address)
