"""Who asks for a change, why, and by which request, for the actions that are called in this context."""

from service.graph.driver.database import Database
from service.graph.statement_runner import execute
from service.ingest.curation.origin import AnsweredBeforeError, Key, Origin, made_by

__all__ = ["AnsweredBeforeError", "Key", "Origin", "made_by", "read_answer"]


async def read_answer(database: Database, id_: str) -> tuple[str, str] | None:
    """Returns the input and the answer of an earlier request with this idempotency key; None if there is none."""
    rows = await execute(database, "idempotency_key/read", {"id": id_}, label="idempotency key")
    return None if not rows else (rows[0][0], rows[0][1])
