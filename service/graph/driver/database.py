"""The only access to Neo4j: runs statements, names and limits them, and converts driver errors into ours.

This module does not know the meaning of statements. Reads are auto-commit transactions in READ mode (one round trip).
Writes use the driver's managed transactions, which run again if Neo4j asks for it.
"""

# The driver types its **config and its plans only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from copy import copy
from functools import partial
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from neo4j import READ_ACCESS, WRITE_ACCESS, AsyncDriver, AsyncManagedTransaction, Query
from neo4j.exceptions import Neo4jError, ServiceUnavailable, SessionExpired

from embedded_neo4j import is_panic
from service.errors import (
    DiskFull,
    GraphUnavailable,
    OutcomeUnknown,
    QueryTimeout,
    RateLimited,
    TransactionStopped,
)
from service.fair_sharing import FairQueue, Sender
from service.graph.driver import bookmarks, deadline
from service.graph.driver.availability import SAVING_SECONDS
from service.graph.driver.connection import DatabaseConnections
from service.graph.driver.drivers import Drivers
from service.graph.driver.origin import NOBODY, Origin
from service.graph.driver.planning import Planning, shape_of
from service.graph.driver.transaction import (
    Parameters,
    QueryPlan,
    Row,
    Transaction,
    query_parameters,
    query_text,
)
from service.graph.driver_errors import is_stopped, our_errors

if TYPE_CHECKING:
    from embedded_neo4j import Server


_LOST = (
    "The connection to Neo4j was lost while a change was being saved, so it is unknown whether it was saved."
)
_STOPPED = "It is unknown whether the change that was being saved is."
_AGAIN = "Run the command again: what was saved is not saved twice."


def _outcome_unknown(reason: GraphUnavailable, cause: BaseException | None) -> OutcomeUnknown:
    """Returns the error for a commit that was not confirmed. A database that stops itself has often written the change to its log before:
    then it is applied at the next start."""
    if not isinstance(reason, DiskFull) and not is_panic(cause):
        return OutcomeUnknown(f"{_LOST} {_AGAIN}")
    return OutcomeUnknown(
        f"{reason.message} {_STOPPED} {_AGAIN}", local=f"{reason.local_message} {_STOPPED} {_AGAIN}"
    )


class WriteAttempts[T]:
    """Runs `work` in one transaction, named `name`. `doubtful`: set it if an attempt before may have been committed. `changed`:
    whether the last attempt wrote to the log of changes."""

    def __init__(
        self,
        connection: DatabaseConnections,
        work: Callable[[Transaction], Awaitable[T]],
        name: str,
        origin: Origin,
    ) -> None:
        self._connection = connection
        self._work = work
        self._name = name
        self._origin = origin
        self._finished = False
        self.doubtful = self.changed = False

    async def run(self) -> T:
        """Returns the result of the work once it is committed.

        Raises:
            OutcomeUnknown: the connection was lost during the commit, or the database stopped itself.
        """
        self._finished = False
        availability = self._connection.availability
        try:
            with our_errors():
                return await availability.watch(self._commit(), SAVING_SECONDS)
        except GraphUnavailable as error:
            if self._finished:
                raise _outcome_unknown(await availability.note(error), error.__cause__) from error.__cause__
            raise

    async def _commit(self) -> T:
        async def unit(transaction: AsyncManagedTransaction) -> T:
            self._finished = False
            ours = Transaction(transaction, doubtful=self.doubtful, origin=self._origin)
            result = await self._work(ours)
            self._finished, self.changed = True, bool(ours.changes)
            return result

        unit.metadata = {"name": self._name}  # pyright: ignore[reportFunctionMemberAccess]  (read by the driver)
        async with self._connection.session(WRITE_ACCESS) as session:
            return await session.execute_write(unit)


_PATIENCE = 3.0
"""Seconds that Neo4j may take to stop a statement after its time limit, because it checks only now and then. After
that the connection is closed."""
_TRIES = 3
"""How often work is tried that no request waits for and that Neo4j stopped, for example because the machine has too much to do."""
_PAUSE = 1.0
"""Seconds before the second try of a change."""


class Database:
    """A connection pool to one Neo4j database. Make it with `Database.open`; close it with `close`."""

    def __init__(
        self,
        driver: AsyncDriver | Drivers,
        name: str,
        timeout: float,
        planning_timeout: float = 30.0,
        *,
        patience: float = 0.0,
        server: Server | None = None,
    ) -> None:
        self.timeout = timeout
        self.patience = patience
        self.after_changes: set[Callable[[], None]] = set()
        """Called after each commit here that wrote to the log of changes."""
        self.queue: FairQueue | None = None
        """Where the reads of clients with limits wait; None if they do not."""
        self.origin = NOBODY
        self._planning = Planning(planning_timeout)
        drivers = driver if isinstance(driver, Drivers) else Drivers.only(driver)
        self._connection = DatabaseConnections(drivers, name, server, lambda: self._planning.forget_plans())

    @classmethod
    def open(
        cls,
        uri: str,
        user: str,
        password: str,
        *,
        name: str = "neo4j",
        timeout: float = 5.0,
        planning_timeout: float = 30.0,
        patience: float = 0.0,
        pool: int = 50,
        server: Server | None = None,
    ) -> Self:
        """Nothing is sent yet. `timeout` is the seconds that one read may run; see `read` for the other.

        Args:
            patience: seconds that reads and writes wait for a Neo4j that is gone, if no request sets their `deadline`.
            server: the embedded one, which may move to another address.

        Raises:
            GraphUnavailable: `uri` is no Neo4j address.
        """
        drivers = Drivers(
            (lambda: server.bolt_uri) if server is not None else (lambda: uri), user, password, pool, timeout
        )
        return cls(drivers, name, timeout, planning_timeout, patience=patience, server=server)

    async def close(self) -> None:
        await self._connection.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def beside(self) -> Database:
        """The same with a separate connection and without patience: for checking the state."""
        other = copy(self)
        other._connection, other.patience = self._connection.beside(), 0.0
        return other

    def lasting(self) -> Database:
        """The same over one connection that is replaced only if it breaks (`opened`), without patience: for the revision."""
        other = copy(self)
        other._connection, other.patience, other.origin = self._connection.lasting(), 0.0, NOBODY
        return other

    @property
    def opened(self) -> int:
        """See `Drivers.opened`."""
        return self._connection.opened

    def asked_by(self, origin: Origin) -> Self:
        """The same database for one request: its reads wait in the queue for the request's sender, and its transactions know who
        asks, and why."""
        other = object.__new__(type(self))  # each request does it, and `copy` takes ten times as long
        other.__dict__ = {**self.__dict__, "origin": origin}
        return other

    def time_left(self) -> float:
        """Returns the seconds that the next read may take.

        Raises: QueryTimeout: the reads of this request have used all their time.
        """
        return deadline.cut(self.timeout)

    async def read(
        self,
        statement: str,
        parameters: Parameters | None = None,
        *,
        name: str,
        timeout: float | None = None,
        queued: bool = True,
    ) -> list[Row]:
        """Returns all rows of a read, each as a list in the order of the statement's columns.

        Neo4j's time limit includes planning, and a statement that is stopped during planning is planned from the
        start the next time. So a new statement that takes too long is planned separately, once, with its own limit.

        A read of a command or a job is tried again with twice the time, and then with four times: it takes long only if the machine
        has too much to do, and a talk must not fail for that.

        Args:
            name: what the transaction is called in Neo4j's own lists (`SHOW TRANSACTIONS`) and logs.
            timeout: seconds, when it is not the database's own; less where less is left, see `deadline`.
            queued: whether it waits in the `queue`, if a client sent the request (`origin`).

        Raises:
            RateLimited: too many statements of this client are waiting.
            QueryTimeout, GraphUnavailable, VideographError
        """
        sender = self.origin.sender
        if self.queue is None or sender is None or not (queued and sender.is_limited):
            return await self._read_patiently(statement, parameters, name, timeout)
        if not self.queue.take_free(sender.client):
            await self._wait(self.queue, sender)
        try:
            return await self._read_patiently(statement, parameters, name, timeout)
        finally:
            self.queue.give(sender.client)

    async def _wait(self, queue: FairQueue, sender: Sender) -> None:
        try:
            with deadline.paused():
                await queue.take(sender.client, trusted=sender.is_known)
        except TimeoutError:
            seconds = ceil(queue.patience)
            raise RateLimited(
                f"Too many of your queries run at the moment (VIDEOGRAPH_MAX_RUNNING_STATEMENTS): try again in {seconds} s, or ask for less at once.",
                seconds,
                "QUEUE",
            ) from None

    async def _read_patiently(
        self, statement: str, parameters: Parameters | None, name: str, timeout: float | None
    ) -> list[Row]:
        limit = timeout or self.timeout
        tries = _TRIES if timeout is None and self.patience and not deadline.is_set() else 1
        for _ in range(tries - 1):
            try:
                return await self._read_within(limit, statement, parameters, name)
            except QueryTimeout:
                limit *= 2
        return await self._read_within(limit, statement, parameters, name)

    async def _read_within(
        self, limit: float, statement: str, parameters: Parameters | None, name: str
    ) -> list[Row]:
        shape = shape_of(statement, parameters)
        begin = monotonic()
        try:
            rows = await self._read(statement, parameters, name, deadline.cut(limit))
        except QueryTimeout:
            if self._planning.has_plan(shape) or self._planning.limit <= limit:
                raise
            with deadline.put_off():
                explain = partial(self._read, f"EXPLAIN {statement}", parameters, f"plan {name}")
                await self._planning.once(statement, explain)
            rows = await self._read(statement, parameters, name, deadline.cut(limit))
        if self._planning.is_new(shape, self.origin.sender):
            deadline.add(monotonic() - begin)  # Neo4j may have had to plan it
        return rows

    @property
    def starts(self) -> int:
        """The number of starts of Neo4j so far, as far as it was missed in between: with each it may have lost its plans."""
        return self._planning.starts

    async def wait_for_start(self, starts: int) -> None:
        """Returns once Neo4j was gone after so many starts: what is planned on the new one is planned anew."""
        await self._planning.wait_for_start(starts)

    @property
    def planned(self) -> int:
        """The number of new statements that have run."""
        return self._planning.planned

    def has_planned(self, statement: str, parameters: Parameters | None) -> bool:
        """Returns whether such a read has run before, so that the client is not charged if Neo4j must plan it again."""
        return self._planning.knows(shape_of(statement, parameters))

    async def _read(
        self, statement: str, parameters: Parameters | None, name: str, timeout: float
    ) -> list[Row]:
        query = Query(query_text(statement), {"name": name}, timeout)

        async def attempt() -> list[Row]:
            with our_errors():
                # At the limit the connection is closed, and then Neo4j stops too.
                work = self._send_twice(query, parameters)
                return await self._connection.availability.watch(work, limit=timeout + _PATIENCE)

        return await self._connection.insist(attempt, self.patience)

    async def _send_twice(self, query: Query, parameters: Parameters | None) -> list[Row]:
        try:
            return await self._send(query, parameters)
        except (ServiceUnavailable, SessionExpired):
            # Perhaps only this connection is lost, from before a restart of Neo4j. A read can be repeated.
            return await self._send(query, parameters)
        except Neo4jError as error:
            if not is_stopped(error):
                raise
            return await self._send(query, parameters)

    async def _send(self, query: Query, parameters: Parameters | None) -> list[Row]:
        async with self._connection.session(READ_ACCESS, bookmarks.to_wait_for()) as session:
            result = await session.run(query, query_parameters(parameters))
            rows = [record.values() async for record in result]
            if (kept := bookmarks.kept()) is not None:
                kept.append(await session.last_bookmarks())
            return rows

    async def write[T](
        self, work: Callable[[Transaction], Awaitable[T]], *, name: str, settle: bool = False
    ) -> T:
        """Runs `work` in one transaction. Repeats it from its start if Neo4j reports a transient fault, stopped it or was gone.

        So `work` must have no effects outside the transaction.

        Args:
            settle: if the connection is lost during the commit, run `work` again, with `transaction.doubtful`: it finds out
                whether the attempt before was committed.

        Raises:
            OutcomeUnknown: the connection was lost during the commit, and it cannot be settled.
            TransactionStopped: Neo4j stopped it each time. Nothing is saved.
        """
        attempts = WriteAttempts(self._connection, work, name, self.origin)
        stops = 0
        while True:
            try:
                result = await self._connection.insist(attempts.run, self.patience)
            except OutcomeUnknown as error:
                until = monotonic() + self.patience
                try:
                    is_back = settle and await self._connection.availability.wait(until)
                except DiskFull as full:
                    raise _outcome_unknown(full, error.__cause__) from error.__cause__
                if not is_back:
                    raise error
                attempts.doubtful = True
            except QueryTimeout as error:
                # Neo4j says so itself, so that nothing of this attempt is saved.
                if not isinstance(error.__cause__, Neo4jError):
                    raise
                stops += 1
                if stops == _TRIES or deadline.is_set():
                    raise TransactionStopped(
                        "Neo4j stopped the change before its end, and saved nothing of it: the machine has too much to do, or the "
                        "change is too large. Try again in a while."
                    ) from error
                await asyncio.sleep(_PAUSE * stops)
            else:
                if attempts.changed:
                    for call in tuple(self.after_changes):
                        call()
                return result

    async def run(
        self,
        statement: str,
        parameters: Parameters | None = None,
        *,
        name: str,
        access: Literal["read", "write"] = "write",
    ) -> list[Row]:
        """Runs one auto-commit statement without a time limit: a schema command, one that opens its own transactions, or a
        read of the whole graph."""
        mode = READ_ACCESS if access == "read" else WRITE_ACCESS
        with our_errors():
            async with self._connection.session(mode) as session:
                result = await session.run(
                    Query(query_text(statement), {"name": name}), query_parameters(parameters)
                )
                return [record.values() async for record in result]

    async def explain(
        self, statement: str, parameters: Parameters | None = None, *, profile: bool = False
    ) -> QueryPlan:
        """Returns the plan (`profile`: after running it, with the statistics of each operator)."""
        word = "PROFILE" if profile else "EXPLAIN"
        with our_errors():
            async with self._connection.session(READ_ACCESS) as session:
                result = await session.run(query_text(f"{word} {statement}"), query_parameters(parameters))
                keys = list(result.keys())
                async for _ in result:
                    pass  # Neo4j profiles only what has been read to its end
                summary = await result.consume()
        tree = summary.profile if profile else summary.plan
        return QueryPlan(keys, cast("dict[str, Any]", tree), str(summary.query_type))

    async def verify(self) -> None:
        """Returns when the database answers a query.

        Raises:
            GraphUnavailable: it cannot be reached, or refuses the login.
        """
        await self.read("RETURN 1", name="verify")
