"""Further talks for some browser tests: real ones of the demo, beside the authored talk, and gone again afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from service.actions.imports.import_files import import_file
from service.curation.load import delete_video
from service.graph.driver.database import Database
from service.resources import demo_folder
from support import backend
from support.authored_graph import apart


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

    apart(add())
    yield
    apart(remove())
