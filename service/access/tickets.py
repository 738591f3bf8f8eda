"""Tickets: good for one address for one minute, where a browser cannot send a key, such as in a frame or for a download."""

import hashlib
import hmac
import time
from collections.abc import Callable

SECONDS = 60


class Tickets:
    """Issues tickets and checks them. All processes of a graph have the same `secret`, so each takes the others' tickets."""

    def __init__(self, secret: bytes, clock: Callable[[], float] = time.time) -> None:
        self._secret = hashlib.sha256(b"ticket:" + secret).digest()
        self._clock = clock

    def issue(self, path: str) -> str:
        """A ticket for the address with this path."""
        until = int(self._clock()) + SECONDS
        return f"{until}.{self._sign(path, until)}"

    def holds(self, ticket: str, path: str) -> bool:
        """Whether the ticket is good now for the address with this path."""
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
