"""Who asks for a change, why, and by which request, for the actions that are called in this context."""

from service.graph.driver.database import Database
from service.graph.statement_runner import execute
from service.ingest.curation.origin import AnsweredBeforeError, Key, Origin, current_origin, made_by

__all__ = ["AnsweredBeforeError", "Key", "Origin", "current_origin", "made_by", "read_answer"]


async def read_answer(database: Database, key: Key) -> str | None:
    """Returns what an earlier request with this idempotency key was answered; None if there is none.

    Raises: Conflict: it had another input.
    """
    for input_, answer in await execute(
        database, "idempotency_key/read", {"id": key.id}, label="idempotency key"
    ):
        key.require_input(input_)
        return answer
    return None
