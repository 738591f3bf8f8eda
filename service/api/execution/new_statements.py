"""Limits the new statements of each client per minute. Planning a statement costs Neo4j much more than running it
again."""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from math import ceil
from typing import Any

from service.access.token_buckets import Buckets
from service.api.execution.planning_turns import PlanningTurns
from service.errors import RateLimited
from service.graph.driver.planning import Shape, shape_of
from service.settings.limits import limit_setting

CHARACTERS_OF_A_TOKEN = 1000


class NewStatementBuckets(Buckets):
    """Token buckets for new statements: a statement takes a token for each 1,000 characters."""

    def admit(self, client: str, tokens: int, per_minute: int) -> None:
        """Takes the tokens of one statement.

        Args:
            per_minute: 0 means no limit.

        Raises: RateLimited: the client has too few tokens. Then none are taken.
        """
        if per_minute and (seconds := self.take(client, tokens, per_minute)):
            raise RateLimited(
                f"You have sent too many new queries: Neo4j plans at most {per_minute} new statements a minute for you "
                f"({limit_setting('new_statements')}). Try again in {seconds} s. Queries that were planned before are still answered.",
                seconds,
                "NEW_STATEMENTS",
            )


class Admission:
    """Admits the statements of one request: known ones always, and those that Neo4j is planning for another request; new ones if the
    client's bucket has enough tokens.

    Args:
        is_known: whether Neo4j has planned a statement with such parameters.
        turns: where new statements wait; None if they do not.
        trusted: whether they do not have to wait for those of other clients.
    """

    def __init__(
        self,
        buckets: NewStatementBuckets,
        client: str,
        is_known: Callable[[str, Mapping[str, Any] | None], bool],
        per_minute: int,
        turns: PlanningTurns | None = None,
        *,
        trusted: bool = True,
    ) -> None:
        self._turns = turns
        self._trusted = trusted
        self._buckets = buckets
        self._client = client
        self._is_known = is_known
        self._per_minute = per_minute
        self._admitted: dict[str, Shape] = {}

    def admit(self, statement: str, parameters: Mapping[str, Any]) -> None:
        """Returns if the statement may run. Raises as `NewStatementBuckets.admit`."""
        if statement in self._admitted or self._is_known(statement, parameters):
            return
        shape = shape_of(statement, parameters)
        if self._turns is None or not self._turns.is_under_way(shape):
            self._buckets.admit(self._client, ceil(len(statement) / CHARACTERS_OF_A_TOKEN), self._per_minute)
        self._admitted[statement] = shape

    @property
    def has_new(self) -> bool:
        """Whether Neo4j had to plan one of the statements so far."""
        return bool(self._admitted)

    @asynccontextmanager
    async def turn(self, statement: str) -> AsyncGenerator[bool]:
        """A context in which an admitted statement runs; its value is whether that is a turn for planning. If the statement is new, it
        waits for one; raises as `PlanningTurns.turn`."""
        if self._turns is None or statement not in self._admitted:
            yield False
            return
        async with self._turns.turn(self._admitted[statement], trusted=self._trusted, client=self._client):
            yield True
