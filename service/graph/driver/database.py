"""The only access to Neo4j: runs statements, names and limits them, and converts driver errors into ours.

This module does not know the meaning of statements. Reads are auto-commit transactions in READ mode (one round trip).
Writes use the driver's managed transactions, which run again if Neo4j asks for it.
"""

# The driver types its **config and its plans only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from copy import copy
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncManagedTransaction,
    AsyncSession,
    Bookmarks,
    Query,
)
from neo4j.exceptions import ServiceUnavailable, SessionExpired

from service.errors import DiskFull, GraphUnavailable, OutcomeUnknown, QueryTimeout
from service.graph.driver import bookmarks, deadline
from service.graph.driver.availability import SAVING_SECONDS, Availability
from service.graph.driver.drivers import Drivers
from service.graph.driver.planning import Planning, shape_of
from service.graph.driver.transaction import Parameters, Plan, Row, Transaction, literal
from service.graph.driver_errors import is_lost, is_panic, our_errors

if TYPE_CHECKING:
    from service.graph.server.embedded import RunningServer

_PATIENCE = 3.0
"""Seconds that Neo4j may take to stop a statement after its time limit, because it checks only now and then. After
that the connection is closed."""
_UNKNOWN = (
    "The connection to Neo4j was lost while a change was being saved, so it is unknown whether it was saved. "
    "Run the command again: what was saved is not saved twice."
)


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
        server: RunningServer | None = None,
    ) -> None:
        self._drivers = driver if isinstance(driver, Drivers) else Drivers.only(driver)
        self._name = name
        self.timeout = timeout
        self.patience = patience
        self.after_changes: set[Callable[[], None]] = set()
        """Called after each commit here that wrote to the log of changes."""
        self._planning = Planning(planning_timeout)
        self._availability = Availability(self._drivers.address, self._probe, server)

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
        server: RunningServer | None = None,
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
        await self._availability.close()
        await self._drivers.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def beside(self) -> Database:
        """The same with a separate connection and without patience: for checking the state."""
        other = copy(self)
        other._drivers, other.patience = Drivers.only(self._drivers.beside()), 0.0
        return other

    async def _probe(self) -> None:
        with our_errors():
            async with self._drivers.beside().session(database=self._name) as session:
                await (await session.run("RETURN 1")).consume()

    def _session(self, access: str, after: Bookmarks | None = None) -> AsyncSession:
        return self._drivers.current().session(
            database=self._name, default_access_mode=access, bookmarks=after
        )

    async def _insist[T](self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Returns the result of `attempt`, and repeats it after Neo4j was gone, as long as there is patience."""
        until = monotonic() + (0.0 if deadline.is_set() else self.patience)
        while True:
            if not await self._availability.wait(until):
                self._availability.require()
            try:
                return await attempt()
            except OutcomeUnknown:
                raise
            except GraphUnavailable as error:
                if is_lost(error):
                    self._planning.forget_plans()
                known = await self._availability.note(error)
                if isinstance(known, DiskFull) or not is_lost(error) or monotonic() >= until:
                    raise known from error.__cause__

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
    ) -> list[Row]:
        """Returns all rows of a read, each as a list in the order of the statement's columns.

        Neo4j's time limit includes planning, and a statement that is stopped during planning is planned from the
        start the next time. So a new statement that takes too long is planned separately, once, with its own limit.

        Args:
            name: what the transaction is called in Neo4j's own lists (`SHOW TRANSACTIONS`) and logs.
            timeout: seconds, when it is not the database's own; less where less is left, see `deadline`.

        Raises:
            QueryTimeout, GraphUnavailable, VideographError
        """
        limit = timeout or self.timeout
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
        if self._planning.is_new(shape):
            deadline.add(monotonic() - begin)  # Neo4j may have had to plan it
        return rows

    def has_planned(self, statement: str, parameters: Parameters | None) -> bool:
        """Returns whether such a read has run before, so that the client is not charged if Neo4j must plan it again."""
        return self._planning.knows(shape_of(statement, parameters))

    async def _read(
        self, statement: str, parameters: Parameters | None, name: str, timeout: float
    ) -> list[Row]:
        query = Query(literal(statement), {"name": name}, timeout)

        async def attempt() -> list[Row]:
            with our_errors():
                async with asyncio.timeout(
                    timeout + _PATIENCE
                ):  # closes the connection, and then Neo4j stops too
                    return await self._availability.watch(self._send_twice(query, parameters))

        return await self._insist(attempt)

    async def _send_twice(self, query: Query, parameters: Parameters | None) -> list[Row]:
        try:
            return await self._send(query, parameters)
        except (ServiceUnavailable, SessionExpired):
            # Perhaps only this connection is lost, from before a restart of Neo4j. A read can be repeated.
            return await self._send(query, parameters)

    async def _send(self, query: Query, parameters: Parameters | None) -> list[Row]:
        async with self._session(READ_ACCESS, bookmarks.to_wait_for()) as session:
            result = await session.run(query, dict(parameters or {}))
            rows = [record.values() async for record in result]
            if (kept := bookmarks.kept()) is not None:
                kept.append(await session.last_bookmarks())
            return rows

    async def write[T](
        self, work: Callable[[Transaction], Awaitable[T]], *, name: str, settle: bool = False
    ) -> T:
        """Runs `work` in one transaction. Repeats it from its start if Neo4j reports a transient fault or was gone.

        So `work` must have no effects outside the transaction.

        Args:
            settle: if the connection is lost during the commit, run `work` again, with `transaction.doubtful`: it finds out
                whether the attempt before was committed.

        Raises:
            OutcomeUnknown: the connection was lost during the commit, and it cannot be settled.
        """
        doubtful = changed = False

        async def attempt() -> T:
            finished = False

            async def unit(transaction: AsyncManagedTransaction) -> T:
                nonlocal finished, changed
                finished = False
                ours = Transaction(transaction, doubtful=doubtful)
                result = await work(ours)
                finished, changed = True, bool(ours.changes)
                return result

            async def run() -> T:
                async with self._session(WRITE_ACCESS) as session:
                    return await session.execute_write(unit)

            unit.metadata = {"name": name}  # pyright: ignore[reportFunctionMemberAccess]  (read by the driver)
            try:
                with our_errors():
                    return await self._availability.watch(run(), SAVING_SECONDS)
            except GraphUnavailable as error:
                if finished and not is_panic(error.__cause__):
                    await self._availability.note(error)
                    raise OutcomeUnknown(_UNKNOWN) from error.__cause__
                raise

        while True:
            try:
                result = await self._insist(attempt)
            except OutcomeUnknown as error:
                until = monotonic() + self.patience
                if not settle or not await self._availability.wait(until):
                    raise error
                doubtful = True
            else:
                if changed:
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
        query = Query(literal(statement), {"name": name})
        with our_errors():
            async with self._session(READ_ACCESS if access == "read" else WRITE_ACCESS) as session:
                result = await session.run(query, dict(parameters or {}))
                return [record.values() async for record in result]

    async def explain(
        self, statement: str, parameters: Parameters | None = None, *, profile: bool = False
    ) -> Plan:
        """Returns the plan (`profile`: after running it, with the statistics of each operator)."""
        word = "PROFILE" if profile else "EXPLAIN"
        with our_errors():
            async with self._session(READ_ACCESS) as session:
                result = await session.run(literal(f"{word} {statement}"), dict(parameters or {}))
                keys = list(result.keys())
                async for _ in result:
                    pass  # Neo4j profiles only what has been read to its end
                summary = await result.consume()
        tree = summary.profile if profile else summary.plan
        return Plan(keys, cast("dict[str, Any]", tree), str(summary.query_type))

    async def verify(self) -> None:
        """Returns when the database answers a query.

        Raises:
            GraphUnavailable: it cannot be reached, or refuses the login.
        """
        await self.read("RETURN 1", name="verify")


@asynccontextmanager
async def opened(
    uri: str,
    user: str,
    password: str,
    *,
    name: str = "neo4j",
    timeout: float = 5.0,
    planning_timeout: float = 30.0,
    patience: float = 0.0,
    server: RunningServer | None = None,
) -> AsyncGenerator[Database]:
    """Like `Database.open`, but tested and closed at the end. Raises as `verify`, with the address."""
    async with Database.open(
        uri,
        user,
        password,
        name=name,
        timeout=timeout,
        planning_timeout=planning_timeout,
        patience=0.0 if server is None else patience,
        server=server,
    ) as database:
        try:
            await database.verify()  # a wrong address is reported at once
        except GraphUnavailable as error:
            raise type(error)(f"{error.message} ({uri})") from error
        database.patience = patience
        yield database
