"""Merges as an earlier version stored them."""

from service.graph.driver.database import Database


async def forget_journal(database: Database) -> None:
    """Leaves of all merges what an earlier version stored."""
    for text in (
        "MATCH (m:MergedEntity) REMOVE m.changes, m.mergeId",
        "MATCH (d:DecidedName) REMOVE d.history",
        "MATCH (k:KeptDocument) DELETE k",
    ):
        await database.run(text, name="test")
