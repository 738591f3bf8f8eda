"""Waits until a transaction waits."""

import anyio

from service.graph.driver.database import Database


async def until_blocked(database: Database, name: str) -> None:
    """Returns when a transaction of this name waits for a lock."""
    waiting = (
        "SHOW TRANSACTIONS YIELD metaData, status "
        f"WHERE metaData.name = '{name}' AND status STARTS WITH 'Blocked' RETURN count(*)"
    )
    with anyio.fail_after(60):
        while await database.read(waiting, name="waiting") == [[0]]:
            pass
