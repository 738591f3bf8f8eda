"""What the operations of a client cost in a minute: taken before an operation runs, and given back as far as it was not used.

The headers are those of the IETF's draft (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/).
"""

from service.access.token_buckets import Buckets
from service.access.viewer import Viewer
from service.api.operation.viewer_fields import cost_per_minute
from service.errors import RateLimited
from service.settings import Limits


class Charge:
    """The cost of one request. Without a limit for its viewer, everything here does nothing."""

    def __init__(self, buckets: Buckets, limits: Limits, viewer: Viewer) -> None:
        self._buckets = buckets
        self._client = viewer.client
        self._per_minute = cost_per_minute(limits, viewer)
        self._objects = self._statements = 0
        self.planned = False
        """Whether Neo4j had to plan one of the statements."""

    def take(self, objects: int, statements: int) -> None:
        """Takes the cost of an operation: the objects that its answer may hold, and what its statements count.

        Raises:
            RateLimited: the client has not as much left. Nothing is taken then.
        """
        if self._per_minute is None:
            return
        cost = max(1, objects + statements)
        seconds = self._buckets.take(self._client, cost, self._per_minute)
        if seconds:
            raise RateLimited(
                f"Your queries of the last minute cost too much for this one, which costs {cost}: try again in {seconds} s. "
                f"You have {self._per_minute} a minute. Ask for smaller pages, or less often.",
                seconds,
            )
        self._objects, self._statements = objects, statements

    def give_back(self, *, objects: int = 0) -> None:
        """Gives back what was not used.

        Args:
            objects: what the answer holds.
        """
        if self._per_minute is None:
            return
        unused = (
            self._objects - min(self._objects, max(1, objects)) + (0 if self.planned else self._statements)
        )
        self._objects = self._statements = 0
        if unused:
            self._buckets.give_back(self._client, unused, self._per_minute)

    def keep(self) -> None:
        """Gives nothing back: Neo4j has worked for it until its time was over."""
        self._objects = self._statements = 0

    def headers(self) -> dict[str, str]:
        if self._per_minute is None:
            return {}
        left, seconds = self._buckets.state(self._client, self._per_minute)
        return {
            "ratelimit-policy": f'"cost";q={self._per_minute};w=60',
            "ratelimit": f'"cost";r={left};t={seconds}',
        }
