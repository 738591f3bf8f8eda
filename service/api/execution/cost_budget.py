"""The cost of a client's operations per minute. Charged before an operation runs; the unused part is refunded.

The headers are those of the IETF's draft (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/).
"""

from service.access.token_buckets import Buckets
from service.access.viewer import Viewer
from service.api.operation.limits.work import Work
from service.api.operation.pre_queries.viewer_fields import cost_limit, cost_per_minute
from service.errors import RateLimited
from service.settings.limits import Limits, limit_setting

_NO_WORK = Work()


class Charge:
    """The cost of one request. Its methods do nothing if the viewer has no limit."""

    def __init__(self, buckets: Buckets, limits: Limits, viewer: Viewer) -> None:
        self._buckets = buckets
        self._client = viewer.client
        self._per_minute = cost_per_minute(limits, viewer)
        self._limit = cost_limit(viewer)
        self._objects = self._statements = self._corrections = 0
        self.planned = False
        """Whether Neo4j had to plan one of the statements."""
        self.corrected = False
        """Whether words like those of a search had to be looked for."""

    def take(self, objects: int, statements: int, work: Work = _NO_WORK) -> None:
        """Charges the cost of an operation: the objects that its answer may contain, the cost of its statements, and other work.

        Raises:
            RateLimited: not enough budget is left. Nothing is charged.
        """
        if self._per_minute is None:
            return
        cost = max(1, objects + statements + work.total)
        seconds = self._buckets.take(self._client, cost, self._per_minute)
        if seconds:
            raise RateLimited(
                f"This query costs {cost}. Your earlier queries in this minute have left less than that: "
                f"at most {self._per_minute} a minute are allowed ({limit_setting(self._limit)}). Try again in {seconds} s, "
                "use smaller pages (`first`, `last`), or send fewer queries.",
                seconds,
                "COST",
            )
        self._objects, self._statements, self._corrections = objects, statements, work.corrections

    def refund(self, *, objects: int = 0) -> None:
        """Refunds the unused part.

        Args:
            objects: number of objects in the answer.
        """
        if self._per_minute is None:
            return
        unused = (
            self._objects
            - min(self._objects, max(1, objects))
            + (0 if self.planned else self._statements)
            + (0 if self.corrected else self._corrections)
        )
        self._objects = self._statements = self._corrections = 0
        if unused:
            self._buckets.refund(self._client, unused, self._per_minute)

    def keep(self) -> None:
        """Refunds nothing: Neo4j worked on the operation until its time limit."""
        self._objects = self._statements = self._corrections = 0

    def headers(self) -> dict[str, str]:
        if self._per_minute is None:
            return {}
        left, seconds = self._buckets.state(self._client, self._per_minute)
        return {
            "ratelimit-policy": f'"cost";q={self._per_minute};w=60',
            "ratelimit": f'"cost";r={left};t={seconds}',
        }
