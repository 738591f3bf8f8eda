"""Tickets: valid for one address, and one minute unless said otherwise. Browsers need them where they cannot send a key: frames and downloads."""

import hashlib
import hmac
import time
from collections.abc import Callable

SECONDS = 60


class Tickets:
    """Issues tickets and checks them. All processes of a graph have the same `secret`, so each accepts the others' tickets."""

    def __init__(self, secret: bytes, clock: Callable[[], float] = time.time) -> None:
        self._secret = hashlib.sha256(b"ticket:" + secret).digest()
        self._clock = clock

    def issue(self, path: str, seconds: int = SECONDS) -> str:
        """Returns a ticket for the address with this path."""
        until = int(self._clock()) + seconds
        return f"{until}.{self._sign(path, until)}"

    def holds(self, ticket: str, path: str) -> bool:
        """Returns whether the ticket is valid now for the address with this path."""
        moment, _, signature = ticket.partition(".")
        if not (moment.isascii() and moment.isdigit()) or len(moment) > 12:
            return False
        until = int(moment)
        return hmac.compare_digest(
            signature.encode("utf-8", "surrogatepass"), self._sign(path, until).encode()
        ) and (until > self._clock())

    def _sign(self, path: str, until: int) -> str:
        return hmac.new(
            self._secret, f"{until} {path}".encode("utf-8", "surrogatepass"), hashlib.sha256
        ).hexdigest()
