"""Further talks for some browser tests: real ones of the demo, beside the authored talk, and gone again afterwards."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import anyio

from service.actions.import_files import import_file
from service.graph.driver.database import Database
from service.ingest.load import delete_video
from service.resources import demo_folder
from support import backend


@contextmanager
def holding(server: backend.Neo4jServer, *talks: str) -> Iterator[None]:
    """The graph of the tests holds these talks of the demo too; names are those of their files."""

    async def add() -> None:
        async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
            for talk in talks:
                result = await import_file(database, demo_folder() / "talks" / f"{talk}.document.json")
                assert result.error is None

    async def remove() -> None:
        async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
            for talk in talks:
                await delete_video(database, talk)

    _apart(add)
    yield
    _apart(remove)


def _apart(work: Any) -> None:
    """In a thread of its own: Playwright keeps an event loop running in that of the tests."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(anyio.run, work).result()
