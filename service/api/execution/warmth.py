"""Whether Neo4j can answer the first page in time, because it has planned it since its last start."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress

from service.graph.driver.database import Database


class Warmth:
    """`service/api/warming.py` plans, and notes it here."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._warmed = 0

    @property
    def is_warm(self) -> bool:
        return self._warmed == self._database.starts

    def note(self, starts: int) -> None:
        """Records that the first page was planned since so many starts of Neo4j."""
        self._warmed = starts

    def find_fault(self) -> str | None:
        """Returns why the service is not ready; None if it is."""
        if self.is_warm:
            return None
        return "Neo4j was started again and is planning the first page: try again in some seconds."

    async def while_warm(self, work: Awaitable[None]) -> None:
        """Does the work, and gives it up as soon as Neo4j is gone: a new one must plan the first page before anything else."""
        tasks = asyncio.ensure_future(work), asyncio.create_task(self._database.wait_for_start(self._warmed))
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await tasks[0]
