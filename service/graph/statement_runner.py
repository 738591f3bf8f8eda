"""Runs the statements of `cypher/statements` and `cypher/checks`. The access mode is that of a file's head, not of its caller."""

from typing import Any

from service.graph.driver.database import Database, Transaction
from service.graph.driver.transaction import Parameters, Row
from service.graph.statements import load_statement


async def run_statement(transaction: Transaction, name: str, /, **parameters: Any) -> list[dict[str, Any]]:
    """Runs a file inside a transaction and returns its rows, by the columns that its head names."""
    found = load_statement(name)
    rows = await transaction.run(found.text, parameters)
    return [dict(zip(found.columns, row, strict=True)) for row in rows]


async def execute(
    database: Database,
    name: str,
    parameters: Parameters | None = None,
    *,
    label: str,
    timeout: float | None = None,
    unlimited: bool = False,
) -> list[Row]:
    """Runs a file by itself, in the access mode of its head, and returns its rows as lists.

    Args:
        label: name of the transaction in Neo4j's lists and logs.
        timeout: seconds for a read, if not the database's own.
        unlimited: a read of the whole graph takes longer than one read may. Writes have no limit.
    """
    found = load_statement(name)
    if found.mode == "read" and not unlimited:
        return await database.read(found.text, parameters, name=label, timeout=timeout)
    return await database.run(found.text, parameters, name=label, access=found.mode)


async def execute_whole(
    database: Database, name: str, *, label: str, **parameters: Any
) -> list[dict[str, Any]]:
    """As `execute`, without a time limit; returns each row by the columns that the head names."""
    rows = await execute(database, name, parameters, label=label, unlimited=True)
    return [dict(zip(load_statement(name).columns, row, strict=True)) for row in rows]
