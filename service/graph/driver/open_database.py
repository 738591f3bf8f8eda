"""A connection that was tested, for the time of a block."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from service.errors import GraphUnavailable
from service.graph.driver.database import Database

if TYPE_CHECKING:
    from service.graph.server.embedded import RunningServer


@asynccontextmanager
async def open_database(
    uri: str,
    user: str,
    password: str,
    *,
    name: str = "neo4j",
    timeout: float = 5.0,
    planning_timeout: float = 30.0,
    patience: float = 0.0,
    server: RunningServer | None = None,
) -> AsyncGenerator[Database]:
    """Like `Database.open`, but tested and closed at the end. Raises as `verify`, with the address."""
    async with Database.open(
        uri,
        user,
        password,
        name=name,
        timeout=timeout,
        planning_timeout=planning_timeout,
        patience=0.0 if server is None else patience,
        server=server,
    ) as database:
        try:
            await database.verify()  # a wrong address is reported at once
        except GraphUnavailable as error:
            raise type(error)(error.message, local=f"{error.local_message} ({uri})") from error
        database.patience = patience
        yield database
