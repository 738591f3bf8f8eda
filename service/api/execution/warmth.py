"""Whether Neo4j can answer the first page in time, because it has planned it since its last start."""

import asyncio
from contextlib import suppress

from service.graph.driver.database import Database


class Warmth:
    """`service/api/warming.py` plans, and notes it here."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._warmed = 0
        self._asked = asyncio.Event()

    @property
    def is_warm(self) -> bool:
        return self._warmed == self._database.starts

    def note(self, starts: int) -> None:
        """Records that the first page was planned since so many starts of Neo4j."""
        self._warmed = starts

    def find_fault(self) -> str | None:
        """Returns why the service is not ready, and ends a `wait` at once; None if it is."""
        if self.is_warm:
            return None
        self._asked.set()
        return "Neo4j was started again and is planning the first page: try again in some seconds."

    async def wait(self, seconds: float) -> None:
        """Returns then, or as soon as somebody asks for a service that is not ready."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._asked.wait()
        self._asked.clear()
