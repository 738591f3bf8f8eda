"""A process that imports talks, for tests that kill it: `python import_process.py URI USER PASSWORD COUNT`."""

import asyncio
import sys
from collections.abc import Iterator

from service.curation.load import import_document
from service.graph.driver.database import Database
from support.talks import Sentence, make_document

ADA = Sentence("ada", ("loom", "lab"), ("ada", "WORKS_AT", "acme"), 0.1, frozenset())


async def import_talks(uri: str, user: str, password: str, count: int) -> None:
    """Imports `count` talks, four at a time. Those that the graph has are unchanged."""
    numbers = iter(range(count))

    async def work(database: Database, rest: Iterator[int]) -> None:
        for number in rest:
            await import_document(database, make_document(f"talk {number}", [ADA]))

    async with Database.open(uri, user, password, timeout=60) as database:
        await asyncio.gather(*(work(database, numbers) for _ in range(4)))


if __name__ == "__main__":
    _, address, user_name, secret, number = sys.argv
    asyncio.run(import_talks(address, user_name, secret, int(number)))
