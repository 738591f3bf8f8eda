"""One hash over the imported graph. Equal graphs have equal hashes, in any order of imports."""

import hashlib
import json
from typing import Any

from service.graph.driver.database import Database
from service.graph.statement_runner import execute

_HISTORY = ("addedAt", "updatedAt", "writtenAt", "revision", "importedBy", "removedRows", "rowsAt")
"""Times and numbers of imports and of writing are not part of it, nor what corrections removed from talks: that is in the kept documents too."""


async def fingerprint(database: Database) -> str:
    """Returns the hash over labels, properties and relationships of the whole graph, without the history of imports
    and migrations."""
    total = 0
    for labels, properties in await _read(database, "graph/list_nodes"):
        lasting = {key: value for key, value in properties.items() if key not in _HISTORY}
        total += _hash([sorted(labels), lasting])
    for row in await _read(database, "graph/list_relationships"):
        total += _hash(row)
    return f"{total % 2**256:064x}"


async def _read(database: Database, name: str) -> list[list[Any]]:
    return await execute(database, name, label="fingerprint", unlimited=True)


def _hash(row: list[Any]) -> int:
    text = json.dumps(row, sort_keys=True, default=str, ensure_ascii=False)
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
