"""The drivers of one database: the pool for queries, and a separate connection for checking whether Neo4j is there."""

import asyncio
import re
from collections.abc import Callable
from typing import Self

from neo4j import AsyncDriver, AsyncGraphDatabase
from neo4j.exceptions import ConfigurationError

from service.errors import GraphUnavailable

_ADDRESS = re.compile(r"(?:bolt|neo4j)(?:\+s|\+ssc)?://")
_PROBE_SECONDS = 1.0


class Drivers:
    """Creates new drivers if `address` has changed: a restarted embedded Neo4j may have other ports.

    Raises:
        GraphUnavailable: `address` is no address of a Neo4j.
    """

    def __init__(
        self, address: Callable[[], str], user: str, password: str, pool: int, acquisition_timeout: float
    ) -> None:
        self.address = address
        self._login = user, password
        self._pool = pool
        self._acquisition_timeout = acquisition_timeout
        self._uri = address()
        self._main = self._make(pool, acquisition_timeout)
        self._beside: AsyncDriver | None = None
        self._closing: set[asyncio.Task[None]] = set()

    @classmethod
    def only(cls, driver: AsyncDriver) -> Self:
        """Uses the given driver for everything."""
        drivers = cls.__new__(cls)
        drivers.address = lambda: drivers._uri
        drivers._uri = "bolt://127.0.0.1"
        drivers._main = drivers._beside = driver
        drivers._closing = set()
        return drivers

    def current(self) -> AsyncDriver:
        self._follow()
        return self._main

    def beside(self) -> AsyncDriver:
        """For one or two queries at a time, independent of the pool."""
        self._follow()
        if self._beside is None:
            self._beside = self._make(2, _PROBE_SECONDS)
        return self._beside

    async def close(self) -> None:
        await self._main.close()
        if self._beside is not None:
            await self._beside.close()
        await asyncio.gather(*self._closing)

    def _follow(self) -> None:
        uri = self.address()
        if uri == self._uri:
            return
        for driver in (self._main, self._beside):
            if driver is not None:
                task = asyncio.create_task(driver.close())
                self._closing.add(task)
                task.add_done_callback(self._closing.discard)
        self._uri = uri
        self._main, self._beside = self._make(self._pool, self._acquisition_timeout), None

    def _make(self, pool: int, acquisition_timeout: float) -> AsyncDriver:
        uri = self._uri
        if not _ADDRESS.match(uri):  # the driver accepts http:// too, and fails later
            raise GraphUnavailable(
                f"{uri!r} is not an address of a Neo4j: it must begin with bolt:// or neo4j://."
            )
        try:
            return AsyncGraphDatabase.driver(  # pyright: ignore[reportUnknownMemberType]
                uri,
                auth=self._login,
                max_connection_pool_size=pool,
                connection_acquisition_timeout=acquisition_timeout,
                user_agent="videograph",
                notifications_min_severity="OFF",
            )
        except (ConfigurationError, ValueError) as error:
            raise GraphUnavailable(f"{uri!r} is not an address of a Neo4j: {error}") from error
