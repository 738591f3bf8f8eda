"""The one door to Neo4j: runs statements, names them, limits them, and turns driver errors into ours.

Nothing here knows what a statement means. Reads are auto-commit transactions in READ mode (one round
trip); writes go through the driver's managed transactions, which run again when Neo4j asks for it.
"""

# The driver types its **config and its plans only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from time import monotonic
from typing import Any, LiteralString, Self, cast

from neo4j import READ_ACCESS, WRITE_ACCESS, AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction, Query
from neo4j.exceptions import ConfigurationError, ServiceUnavailable, SessionExpired

from service.errors import GraphUnavailable, QueryTimeout
from service.graph import deadline
from service.graph.driver_errors import our_errors
from service.graph.planning import Planning

type Parameters = Mapping[str, Any]
type Row = list[Any]

_ADDRESS = re.compile(r"(?:bolt|neo4j)(?:\+s|\+ssc)?://")
_PATIENCE = 3.0
"""Seconds that Neo4j may take to stop what has reached its limit: it looks now and then. After that we stop listening."""


class Database:
    """A connection pool to one Neo4j database. Make it with `Database.open`; close it with `close`."""

    def __init__(
        self, driver: AsyncDriver, name: str, timeout: float, planning_timeout: float = 30.0
    ) -> None:
        self._driver = driver
        self._name = name
        self.timeout = timeout
        self._planning = Planning(planning_timeout)

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
        pool: int = 50,
    ) -> Self:
        """Nothing is sent yet. `timeout` is the seconds that one read may run; see `read` for the other.

        Raises:
            GraphUnavailable: `uri` is no Neo4j address.
        """
        if not _ADDRESS.match(uri):  # the driver would take http:// too, and fails at it later
            raise GraphUnavailable(f"{uri!r} is no address of a Neo4j: it begins with bolt:// or neo4j://.")
        try:
            driver = AsyncGraphDatabase.driver(
                uri,
                auth=(user, password),
                max_connection_pool_size=pool,
                connection_acquisition_timeout=timeout,
                user_agent="videograph",
                notifications_min_severity="OFF",
            )
        except (ConfigurationError, ValueError) as error:
            raise GraphUnavailable(f"{uri!r} is no address of a Neo4j: {error}") from error
        return cls(driver, name, timeout, planning_timeout)

    async def close(self) -> None:
        await self._driver.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def time_left(self) -> float:
        """Seconds that the next read may take.

        Raises:
            QueryTimeout: the reads of this request have used up their time.
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
        """All rows of a read, each a list in the order of the statement's columns.

        Neo4j's time limit covers planning too, and what is stopped while it is planned is planned from the start the
        next time. So a statement that has not run yet and takes too long is planned by itself, once, with its own limit.

        Args:
            name: what the transaction is called in Neo4j's own lists (`SHOW TRANSACTIONS`) and logs.
            timeout: seconds, when it is not the database's own; less where less is left, see `deadline`.

        Raises:
            QueryTimeout, GraphUnavailable, VideographError
        """
        limit = timeout or self.timeout
        begin = monotonic()
        try:
            rows = await self._read(statement, parameters, name, deadline.cut(limit))
        except QueryTimeout:
            if statement in self._planning.known or self._planning.limit <= limit:
                raise
            with deadline.put_off():
                explain = partial(self._read, f"EXPLAIN {statement}", parameters, f"plan {name}")
                await self._planning.once(statement, explain)
            rows = await self._read(statement, parameters, name, deadline.cut(limit))
        if self._planning.is_new(statement):
            deadline.add(monotonic() - begin)  # Neo4j may have had to plan it
        return rows

    async def _read(
        self, statement: str, parameters: Parameters | None, name: str, timeout: float
    ) -> list[Row]:
        query = Query(_literal(statement), {"name": name}, timeout)
        with our_errors():
            async with asyncio.timeout(timeout + _PATIENCE):  # cuts the connection, at which Neo4j stops too
                try:
                    return await self._send(query, parameters)
                except (ServiceUnavailable, SessionExpired):
                    # Perhaps only this connection is gone, kept from before Neo4j was started anew. A read does no harm twice.
                    return await self._send(query, parameters)

    async def _send(self, query: Query, parameters: Parameters | None) -> list[Row]:
        async with self._driver.session(database=self._name, default_access_mode=READ_ACCESS) as session:
            result = await session.run(query, dict(parameters or {}))
            return [record.values() async for record in result]

    async def write[T](self, work: Callable[[Transaction], Awaitable[T]], *, name: str) -> T:
        """Run `work` in one transaction, again from its start when Neo4j reports a passing fault.

        So `work` must do nothing but what the transaction can take back.
        """

        async def unit(transaction: AsyncManagedTransaction) -> T:
            return await work(Transaction(transaction))

        unit.metadata = {"name": name}  # pyright: ignore[reportFunctionMemberAccess]  (read by the driver)
        with our_errors():
            async with self._driver.session(database=self._name, default_access_mode=WRITE_ACCESS) as session:
                return await session.execute_write(unit)

    async def run(self, statement: str, parameters: Parameters | None = None, *, name: str) -> list[Row]:
        """One auto-commit statement in WRITE mode: schema commands, and what opens its own transactions."""
        query = Query(_literal(statement), {"name": name})
        with our_errors():
            async with self._driver.session(database=self._name, default_access_mode=WRITE_ACCESS) as session:
                result = await session.run(query, dict(parameters or {}))
                return [record.values() async for record in result]

    async def explain(
        self, statement: str, parameters: Parameters | None = None, *, profile: bool = False
    ) -> Plan:
        """The plan (`profile`: after running it, with what each operator did)."""
        word = "PROFILE" if profile else "EXPLAIN"
        with our_errors():
            async with self._driver.session(database=self._name, default_access_mode=READ_ACCESS) as session:
                result = await session.run(_literal(f"{word} {statement}"), dict(parameters or {}))
                keys = list(result.keys())
                async for _ in result:
                    pass  # Neo4j profiles only what has been read to its end
                summary = await result.consume()
        tree = summary.profile if profile else summary.plan
        return Plan(keys, cast("dict[str, Any]", tree))

    async def verify(self) -> None:
        """Returns when the database answers a query.

        Raises:
            GraphUnavailable: it cannot be reached, or refuses the login.
        """
        await self.read("RETURN 1", name="verify")


class Transaction:
    """What the work of `Database.write` may do."""

    def __init__(self, transaction: AsyncManagedTransaction) -> None:
        self._transaction = transaction

    async def run(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        result = await self._transaction.run(_literal(statement), dict(parameters or {}))
        return [record.values() async for record in result]


class Plan:
    """A plan's operators, outermost first, as Neo4j names them; `tree` has all that Neo4j says."""

    def __init__(self, columns: list[str], tree: dict[str, Any]) -> None:
        self.columns = columns
        self.tree = tree

    @property
    def operators(self) -> list[str]:
        def walk(node: dict[str, Any]) -> list[str]:
            below = [name for child in node.get("children", []) for name in walk(child)]
            return [str(node["operatorType"]).partition("@")[0], *below]

        return walk(self.tree)


def _literal(statement: str) -> LiteralString:
    # The one cast: statements come from the .cypher files and from compose.py, values are parameters (or as `inlined` has them).
    return cast("LiteralString", statement)


@asynccontextmanager
async def opened(
    uri: str,
    user: str,
    password: str,
    *,
    name: str = "neo4j",
    timeout: float = 5.0,
    planning_timeout: float = 30.0,
) -> AsyncGenerator[Database]:
    """`Database.open` that has answered, and is closed at the end; raises as `verify`, with the address."""
    async with Database.open(
        uri, user, password, name=name, timeout=timeout, planning_timeout=planning_timeout
    ) as database:
        try:
            await database.verify()
        except GraphUnavailable as error:
            raise GraphUnavailable(f"{error.message} ({uri})") from error
        yield database
