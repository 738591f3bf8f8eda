"""Reads of `duplicates` for entities and for talks."""

from typing import Any

from service.graph.driver.database import Database
from service.graph.statement_runner import execute_whole


async def ask(database: Database, verb: str, **parameters: Any) -> list[dict[str, Any]]:
    """Returns the rows of `cypher/statements/duplicate/VERB.cypher`, by their columns."""
    return await execute_whole(database, f"duplicate/{verb}", label=f"duplicates {verb}", **parameters)


async def read_apart(database: Database) -> set[tuple[str, str]]:
    """Returns pairs of ids that were decided to be two."""
    return {(row["one"], row["other"]) for row in await ask(database, "list_decided_pairs")}


def moment_url(template: str | None, start_seconds: float | None) -> str | None:
    """Returns the link to a second of a video, if its template and the second are known."""
    if template is None or start_seconds is None:
        return None
    return template.replace("{seconds}", str(int(start_seconds)))
