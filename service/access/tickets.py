"""Tickets: valid for one address, and one minute unless said otherwise. Browsers need them where they cannot send a key: frames and downloads.

A ticket says whether whoever got it was known, by a key or token: without that, it gives no higher limits.
"""

import hashlib
import hmac
import time
from collections.abc import Callable

SECONDS = 60
_KNOWN = "k"


class Tickets:
    """Issues tickets and checks them. All processes of a graph have the same `secret`, so each accepts the others' tickets."""

    def __init__(self, secret: bytes, clock: Callable[[], float] = time.time) -> None:
        self._secret = hashlib.sha256(b"ticket:" + secret).digest()
        self._clock = clock

    def issue(self, path: str, seconds: int = SECONDS, *, known: bool) -> str:
        """Returns a ticket for the address with this path.

        Args:
            known: whether it is for a client that has shown who it is.
        """
        said = f"{int(self._clock()) + seconds}{_KNOWN if known else ''}"
        return f"{said}.{self._sign(path, said)}"

    def read(self, ticket: str, path: str) -> bool | None:
        """Returns whether a ticket is for a known client; None if it is not valid now for the address with this path."""
        said, _, signature = ticket.partition(".")
        moment = said.removesuffix(_KNOWN)
        if not (moment.isascii() and moment.isdigit()) or len(moment) > 12:
            return None
        is_signed = hmac.compare_digest(
            signature.encode("utf-8", "surrogatepass"), self._sign(path, said).encode()
        )
        return said.endswith(_KNOWN) if is_signed and int(moment) > self._clock() else None

    def _sign(self, path: str, said: str) -> str:
        return hmac.new(
            self._secret, f"{said} {path}".encode("utf-8", "surrogatepass"), hashlib.sha256
        ).hexdigest()
