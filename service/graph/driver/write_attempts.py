"""Attempts to commit one write, and what is known of the last one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from neo4j import WRITE_ACCESS, AsyncManagedTransaction

from service.embedded.startup import is_panic
from service.errors import GraphUnavailable, OutcomeUnknown
from service.graph.driver.availability import SAVING_SECONDS
from service.graph.driver.connection import DatabaseConnections
from service.graph.driver.origin import Origin
from service.graph.driver.transaction import Transaction
from service.graph.driver_errors import our_errors

_UNKNOWN = (
    "The connection to Neo4j was lost while a change was being saved, so it is unknown whether it was saved. "
    "Run the command again: what was saved is not saved twice."
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
            OutcomeUnknown: the connection was lost during the commit.
        """
        self._finished = False
        availability = self._connection.availability
        try:
            with our_errors():
                return await availability.watch(self._commit(), SAVING_SECONDS)
        except GraphUnavailable as error:
            if self._finished and not is_panic(error.__cause__):
                await availability.note(error)
                raise OutcomeUnknown(_UNKNOWN) from error.__cause__
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
