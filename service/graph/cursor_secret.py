"""The secret that signs the cursors of a graph. It is stored in the graph, so that all processes use the same one and
restarts change nothing."""

import hashlib
import secrets

from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement


async def cursor_key(database: Database, given: str | None = None) -> bytes:
    """Returns the key for this graph's cursors. A graph without a secret gets one.

    Args:
        given: the secret of the settings, which is used instead. Then the graph is not asked.
    """
    # A graph without migrations cannot store a secret, and has nothing to page through.
    secret = given or await _stored(database) or secrets.token_hex(32)
    return hashlib.sha256(b"cursor:" + secret.encode()).digest()


async def _stored(database: Database) -> str | None:
    rows = await execute(database, "cursor_secret/read", label="cursor secret")
    if not rows or rows[0][0] is not None:
        return rows[0][0] if rows else None
    fresh = secrets.token_hex(32)

    async def keep(transaction: Transaction) -> str:
        [row] = await run_statement(transaction, "cursor_secret/create", fresh=fresh)
        return row["secret"]

    return await database.write(keep, name="cursor secret")
