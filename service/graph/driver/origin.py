"""The sender, the reason and the request behind what runs on a database."""

from dataclasses import dataclass

from service.errors import Conflict
from service.fair_sharing import Sender


@dataclass(frozen=True)
class RequestKey:
    """The idempotency key of a request. `id`: made of the client and its key. `input`: hash of the input."""

    id: str
    input: str

    def require_input(self, found: str) -> None:
        """Checks the input that the graph has for this key.

        Raises: Conflict: it is another one.
        """
        if found != self.input:
            raise Conflict(
                "Another input was sent with this `idempotencyKey`: use a new key for another change.",
                self.id,
            )


@dataclass(frozen=True)
class Origin:
    """Where a request comes from.

    Attributes:
        sender: the client; None for the service itself.
        reason: why a change is made, in the words of who decides.
        key: by which a change is made once, however often it is sent.
    """

    sender: Sender | None = None
    reason: str | None = None
    key: RequestKey | None = None


NOBODY = Origin()
"""The service itself, without a reason or a key."""
