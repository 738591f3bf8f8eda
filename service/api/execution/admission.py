"""What a request of a client must pass before Neo4j works for it. One client cannot take the service from the others.

| Step | Refused or waiting | By |
|---|---|---|
| a request, an operation over a WebSocket, a block of an export | waits: its client has taken more than its share of the time, and others ask | `Spending` |
| the cost of the operation | refused above the cost of a minute; the unused part is refunded | `Charge` |
| a statement that Neo4j has not planned | refused above the new statements of a minute | `Admission.admit` |
| | waits: few are planned at once, trusted clients first, with pauses while known ones are answered | `Admission.turn` |
| a known statement | waits: few of one client run at once | `FairQueue`, which `Database.read` asks |
| a WebSocket or event stream | refused above the seats of all, and of its client | `Seats` |

What is remembered between requests is in a `FairCache` each, in which a client replaces only what it holds itself (`service/fair_sharing.py` has
these parts). Connections are limited before there is a request (`http/transport/connections.py`). Why: docs/decisions/0048.

The headers are those of the IETF's draft (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/).
"""

import asyncio
import os
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager
from dataclasses import dataclass
from math import ceil
from time import monotonic
from typing import Any

from service.access.viewer import Viewer
from service.api.operation.limits.cost import Work
from service.api.pre_queries import (
    cost_limit,
    cost_per_minute,
    new_statements_per_minute,
)
from service.errors import RateLimited
from service.fair_sharing import PATIENCE, Buckets, FairQueue, Sender, TimeQueue
from service.graph.driver import deadline
from service.graph.driver.database import Database
from service.graph.driver.planning import Shape, shape_of
from service.loop_time import current_payer
from service.settings.limits import Limits, limit_setting

CHARACTERS_OF_A_TOKEN = 1000
_NO_WORK = Work()
_LONGEST_REST = 1.0
"""Seconds of the pause after a plan. It is as long as the plan took: half of the time is for known queries alone."""
_RETRY_SECONDS = 5
"""After which a seat may be free."""
_RUNNING_AT_ONCE = 40
"""Statements of all clients with limits that Neo4j runs at once: less than the driver has connections."""


class Charge:
    """The cost of one request. Its methods do nothing if the viewer has no limit."""

    def __init__(self, buckets: Buckets, limits: Limits, viewer: Viewer) -> None:
        self._buckets = buckets
        self._viewer = viewer
        self._per_minute = cost_per_minute(limits, viewer)
        self._work = _NO_WORK
        self._taken = 0
        self.corrected = False
        """Whether words like those of a search had to be looked for."""

    def take(self, objects: int, work: Work = _NO_WORK) -> None:
        """Charges the cost of an operation: the objects that its answer may contain, and other work.

        Raises:
            RateLimited: not enough budget is left. Nothing is charged.
        """
        if self._per_minute is None:
            return
        cost = max(1, objects + work.total)
        seconds = self._buckets.take(self._viewer.client, cost, self._per_minute)
        if seconds:
            raise RateLimited(
                f"This query costs {cost}. Your earlier queries in this minute have left less than that: "
                f"at most {self._per_minute} a minute are allowed ({limit_setting(cost_limit(self._viewer))}). Try again in {seconds} s, "
                "use smaller pages (`first`, `last`), or send fewer queries.",
                seconds,
                "COST",
            )
        self._work, self._taken = work, min(cost, self._per_minute)

    def refund(self, *, objects: int = 0) -> None:
        """Refunds the unused part of what was taken, which is less than the cost where this is more than a bucket holds.

        Args:
            objects: number of objects in the answer.
        """
        unused = self._taken - max(1, objects) - self._work.total
        if not self.corrected:
            unused += self._work.corrections
        self._taken = 0
        if self._per_minute is not None and unused > 0:
            self._buckets.refund(self._viewer.client, unused, self._per_minute)

    def keep(self) -> None:
        """Refunds nothing: Neo4j worked on the operation until its time limit."""
        self._taken = 0

    def headers(self) -> dict[str, str]:
        if self._per_minute is None:
            return {}
        left, seconds = self._buckets.state(self._viewer.client, self._per_minute)
        return {
            "ratelimit-policy": f'"cost";q={self._per_minute};w=60',
            "ratelimit": f'"cost";r={left};t={seconds}',
        }


class PlanningTurns:
    """Plans few new statements at once: first those of trusted clients, then those of anonymous ones, each client in turn. Known statements do not wait.

    If known queries were answered while a statement waited or was planned, the next one has its turn after a pause.

    Args:
        most: statements that are planned at once. Default: half the CPUs, at least one.
        patience: seconds after which a statement of an anonymous client is refused, and one of a trusted client is planned beside the others.
    """

    def __init__(
        self,
        most: int | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self._queue = FairQueue(most or max(1, (os.cpu_count() or 1) // 2), patience=patience)
        self._under_way: dict[Shape, asyncio.Future[bool]] = {}
        """Statements that have their turn, or wait for it; and then whether they were planned."""
        self.known_answers = 0
        """The number of answers so far for which Neo4j had planned all statements before."""

    def is_under_way(self, shape: Shape) -> bool:
        """Returns whether such a statement has its turn, or waits for it."""
        return shape in self._under_way

    @asynccontextmanager
    async def turn(self, shape: Shape, *, trusted: bool, client: str = "") -> AsyncGenerator[None]:
        """A context in which a new statement runs. An anonymous client waits while the same one is planned for another request.

        Args:
            client: has its turn after others that have waited as long; "" for the service itself.

        Raises:
            RateLimited: an anonymous client waited longer than `patience`, and should try again later.
        """
        while not trusted and (other := self._under_way.get(shape)) is not None:
            if await self._wait_for(asyncio.shield(other)):
                yield
                return
        own = asyncio.get_running_loop().create_future()
        registered = self._under_way.setdefault(shape, own) is own
        planned = False
        try:
            async with self._place(client, trusted=trusted):
                yield
            planned = True
        finally:
            if registered:
                del self._under_way[shape]
            own.set_result(planned)

    @asynccontextmanager
    async def _place(self, client: str, *, trusted: bool) -> AsyncGenerator[None]:
        answered = self.known_answers
        has_place = True
        try:
            await self._wait_for(self._queue.take(client, trusted=trusted))
        except RateLimited:
            if not trusted:
                raise
            has_place = False
        begin = monotonic()
        try:
            yield
        finally:
            if has_place:
                seconds = min(monotonic() - begin, _LONGEST_REST)
                if seconds and self.known_answers != answered:
                    asyncio.get_running_loop().call_later(seconds, self._queue.give, client)
                else:
                    self._queue.give(client)

    async def _wait_for[T](self, ready: Awaitable[T]) -> T:
        try:
            with deadline.paused():
                async with asyncio.timeout(self._queue.patience):
                    return await ready
        except TimeoutError:
            seconds = max(1, ceil(self._queue.patience))
            raise RateLimited(
                f"Too many new queries are waiting to be planned: try again in {seconds} s. "
                "Queries that were planned before are still answered. Queries with a key or token are planned first.",
                seconds,
                "QUEUE",
            ) from None


class Admission:
    """Admits the statements of one request: known ones always, and those that Neo4j is planning for another request; new ones if the
    client's bucket has enough tokens."""

    def __init__(self, of_all: "Admissions", viewer: Viewer) -> None:
        self._of_all = of_all
        self._viewer = viewer
        self._admitted: dict[str, Shape] = {}

    def admit(self, statement: str, parameters: Mapping[str, Any]) -> None:
        """Returns if the statement may run. A new one takes a token for each 1,000 characters.

        Raises: RateLimited: the client has too few tokens. Then none are taken.
        """
        of_all = self._of_all
        if statement in self._admitted or of_all.database.has_planned(statement, parameters):
            return
        shape = shape_of(statement, parameters)
        if not of_all.statements.is_under_way(shape):
            per_minute = new_statements_per_minute(of_all.limits, self._viewer) or 0
            tokens = ceil(len(statement) / CHARACTERS_OF_A_TOKEN)
            if per_minute and (
                seconds := of_all.new_statements.take(self._viewer.client, tokens, per_minute)
            ):
                raise RateLimited(
                    f"You have sent too many new queries: Neo4j plans at most {per_minute} new statements a minute for you "
                    f"({limit_setting('new_statements')}). Try again in {seconds} s. Queries that were planned before are still answered.",
                    seconds,
                    "NEW_STATEMENTS",
                )
        self._admitted[statement] = shape

    @property
    def has_new(self) -> bool:
        """Whether Neo4j had to plan one of the statements so far."""
        return bool(self._admitted)

    def is_new(self, statement: str) -> bool:
        """Returns whether an admitted statement needs a `turn`."""
        return statement in self._admitted

    def turn(self, statement: str) -> AbstractAsyncContextManager[None]:
        """A context in which a new statement runs. Raises as `PlanningTurns.turn`."""
        viewer = self._viewer
        return self._of_all.statements.turn(
            self._admitted[statement], trusted=viewer.is_known, client=viewer.client
        )


class Spending:
    """The time that one request or connection takes of the service, and whose it is: of its address, and of its key as soon as that is known."""

    def __init__(self, queue: TimeQueue, sender: Sender) -> None:
        self._queue = queue
        self._sender = sender
        self._seconds = 0.0

    def pay(self, seconds: float) -> None:
        self._seconds += seconds
        self._queue.pay(self._sender.client, seconds)

    def belongs_to(self, sender: Sender) -> None:
        """Counts what was taken, and what follows, for this client."""
        if sender.client != self._sender.client:
            self._queue.move(self._seconds, self._sender.client, sender.client)
        self._sender = sender

    async def take_turn(self) -> Callable[[], None]:
        """Returns once the client may go on, and a function to call when most is done: until then its others wait, if it has taken its share.

        Raises: RateLimited: it had to wait too long.
        """
        queue, client = self._queue, self._sender.client
        queue.note_asked(client)
        turn = ExitStack()
        try:
            if self._sender.is_limited:
                await queue.take(client, trusted=self._sender.is_known)
                turn.callback(queue.give, client)
        except TimeoutError:
            seconds = max(1, ceil(queue.wait_of(client)))
            raise RateLimited(
                f"Your requests have taken more than a quarter of the service's time while others waited: try again in {seconds} s, "
                "send fewer at once, or ask for less.",
                seconds,
                "QUEUE",
            ) from None
        return turn.close


def note_payer(sender: Sender) -> None:
    """Notes whose the current request is."""
    if isinstance(payer := current_payer(), Spending):
        payer.belongs_to(sender)


async def wait_for_turn() -> None:
    """Returns once the client of the current request may go on with something long. Raises as `Spending.take_turn`."""
    if isinstance(payer := current_payer(), Spending):
        (await payer.take_turn())()


class Admissions:
    """The admission of all requests of one service."""

    def __init__(self, database: Database, limits: Limits) -> None:
        self.database = database
        self.limits = limits
        self.costs = Buckets()
        self.new_statements = Buckets()
        self.statements = PlanningTurns()
        """The turns of new statements."""
        if limits.running_statements:
            database.queue = FairQueue(_RUNNING_AT_ONCE, for_one=limits.running_statements)


class Seats:
    """Open WebSockets and event streams of one process: in all, and for each key, token or address.

    Args:
        total, per_client: the most at once.
    """

    def __init__(self, total: int, per_client: int) -> None:
        self._total, self._per_client = total, per_client
        self.places = FairQueue(total, for_one=per_client)

    @property
    def count(self) -> int:
        return self.places.taken()

    def take(self, client: str) -> "Seat":
        """Returns a seat for this client, to be given back.

        Raises:
            RateLimited: all are taken, or all of this client.
        """
        if not self.places.take_free(client):
            raise RateLimited(
                f"There are {self.count} open WebSockets and event streams, {self.places.taken(client)} of them yours. No more are allowed than "
                f"{self._total} (VIDEOGRAPH_MAX_SUBSCRIBERS), {self._per_client} of one client (VIDEOGRAPH_MAX_SUBSCRIBERS_PER_CLIENT): "
                "close one, use one WebSocket for several subscriptions, or try again soon.",
                _RETRY_SECONDS,
                "CONNECTIONS",
            )
        return Seat(self, client)


@dataclass
class Seat:
    """One open connection."""

    seats: Seats
    client: str

    def move(self, client: str) -> None:
        """Counts the seat for another client: for its key, once that is known. Raises as `Seats.take`."""
        if client != self.client:
            self.give_back()
            try:
                self.seats.take(client)
            except RateLimited:
                self.seats.places.take_free(self.client)
                raise
            self.client = client

    def give_back(self) -> None:
        self.seats.places.give(self.client)
