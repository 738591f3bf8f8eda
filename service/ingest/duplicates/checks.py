"""What `duplicates` asks the graph, of entities and of talks alike."""

from typing import Any

from service.graph.driver.database import Database
from service.graph.statements import load_statement


async def ask(database: Database, verb: str, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of `cypher/checks/duplicate/VERB.cypher`, by their columns."""
    check = load_statement(f"checks/duplicate/{verb}")
    # Not `read`: all names and words of a large graph take longer than one read may.
    rows = await database.run(check.text, parameters, name=f"duplicates {verb}")
    return [dict(zip(check.columns, row, strict=True)) for row in rows]


async def read_apart(database: Database) -> set[tuple[str, str]]:
    """Pairs of ids that a person has decided are two."""
    return {(row["one"], row["other"]) for row in await ask(database, "apart")}


def moment_url(template: str | None, start_seconds: float | None) -> str | None:
    """Where a second of a video can be seen, if its template and the second are known."""
    if template is None or start_seconds is None:
        return None
    return template.replace("{seconds}", str(int(start_seconds)))
