"""The drivers of one database: the pool for queries, and separate connections for checking whether Neo4j is there and for the
revision."""

import asyncio
import logging
import re
from collections.abc import Callable
from typing import Any, Self

from neo4j import AsyncDriver, AsyncGraphDatabase
from neo4j.exceptions import ConfigurationError

from service.errors import GraphUnavailable

_ADDRESS = re.compile(r"(?:bolt|neo4j)(?:\+s|\+ssc)?://")
_PROBE_SECONDS = 1.0
_FOREVER = float(2**31)
"""Seconds."""
# Without a handler of the program's own, the driver's log would print a line for each connection that a restart of Neo4j breaks. Its
# errors are told by ours.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


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
        self._lasting: AsyncDriver | None = None
        self._closing: set[asyncio.Task[None]] = set()
        self.opened = 0
        """Connections that `lasting` has opened so far: what answers over a new one may be another Neo4j, or one with a backup."""

    @classmethod
    def only(cls, driver: AsyncDriver) -> Self:
        """Uses the given driver for everything."""
        drivers = cls.__new__(cls)
        drivers.address = lambda: drivers._uri
        drivers._uri = "bolt://127.0.0.1"
        drivers._main = drivers._beside = drivers._lasting = driver
        drivers._closing, drivers.opened = set(), 0
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

    def lasting(self) -> AsyncDriver:
        """For one query at a time, over one connection that is replaced only if it breaks."""
        self._follow()
        if self._lasting is None:
            self._lasting = self._make(
                1,
                self._acquisition_timeout,
                max_connection_lifetime=_FOREVER,
                resolver=self._note_opened,  # the driver replaces a connection that it finds closed, and says nothing
            )
        return self._lasting

    def _note_opened(self, address: Any) -> list[Any]:
        self.opened += 1
        return [address]

    async def close(self) -> None:
        for driver in (self._main, self._beside, self._lasting):
            if driver is not None:
                await driver.close()
        await asyncio.gather(*self._closing)

    def _follow(self) -> None:
        uri = self.address()
        if uri == self._uri:
            return
        for driver in (self._main, self._beside, self._lasting):
            if driver is not None:
                task = asyncio.create_task(driver.close())
                self._closing.add(task)
                task.add_done_callback(self._closing.discard)
        self._uri = uri
        self._main, self._beside = self._make(self._pool, self._acquisition_timeout), None
        self._lasting = None

    def _make(self, pool: int, acquisition_timeout: float, **config: Any) -> AsyncDriver:
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
                **config,
            )
        except (ConfigurationError, ValueError) as error:
            raise GraphUnavailable(f"{uri!r} is not an address of a Neo4j: {error}") from error
