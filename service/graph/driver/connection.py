"""Sessions with one database of Neo4j, and repeating what failed while Neo4j was gone."""

# The driver types its **config only in part.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Awaitable, Callable
from copy import copy
from time import monotonic
from typing import TYPE_CHECKING

from neo4j import AsyncSession, Bookmarks

from service.errors import DiskFull, GraphUnavailable, OutcomeUnknown
from service.graph.driver import deadline
from service.graph.driver.availability import Availability
from service.graph.driver.drivers import Drivers
from service.graph.driver_errors import is_lost, our_errors

if TYPE_CHECKING:
    from embedded_neo4j import Server


class DatabaseConnections:
    """The connections of a `Database`. `forget_plans` is called when Neo4j was gone, because it plans anew then."""

    def __init__(
        self, drivers: Drivers, name: str, server: Server | None, forget_plans: Callable[[], None]
    ) -> None:
        self._drivers = drivers
        self._name = name
        self._forget_plans = forget_plans
        self._driver = drivers.current
        self.availability = Availability(drivers.address, self._probe, server)

    async def close(self) -> None:
        await self.availability.close()
        await self._drivers.close()

    def beside(self) -> DatabaseConnections:
        """Returns the same with a separate driver."""
        other = copy(self)
        other._drivers = Drivers.only(self._drivers.beside())
        other._driver = other._drivers.current
        return other

    def lasting(self) -> DatabaseConnections:
        """Returns the same over one connection, see `Drivers.lasting`."""
        other = copy(self)
        other._driver = self._drivers.lasting
        return other

    @property
    def opened(self) -> int:
        """See `Drivers.opened`."""
        return self._drivers.opened

    async def _probe(self) -> None:
        with our_errors():
            async with self._drivers.beside().session(database=self._name) as session:
                await (await session.run("RETURN 1")).consume()

    def session(self, access: str, after: Bookmarks | None = None) -> AsyncSession:
        """Opens a session. `after`: it sees what was committed at these bookmarks."""
        return self._driver().session(database=self._name, default_access_mode=access, bookmarks=after)

    async def insist[T](self, attempt: Callable[[], Awaitable[T]], patience: float) -> T:
        """Returns the result of `attempt`, and repeats it after Neo4j was gone, as long as there is patience."""
        until = monotonic() + (0.0 if deadline.is_set() else patience)
        while True:
            if monotonic() >= until or not await self.availability.wait(until):
                self.availability.require()
            try:
                return await attempt()
            except GraphUnavailable as error:
                if is_lost(error):
                    self._forget_plans()
                if isinstance(error, OutcomeUnknown):
                    raise
                known = await self.availability.note(error)
                if isinstance(known, DiskFull) or not is_lost(error) or monotonic() >= until:
                    raise known from error.__cause__
