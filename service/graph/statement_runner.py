"""Runs the statements of `cypher/statements` and `cypher/checks`. The access mode is that of a file's head, not of its caller."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from service.graph.driver.database import Database
from service.graph.driver.transaction import Parameters, Row, Transaction
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


async def execute_rows(
    database: Database,
    name: str,
    parameters: Parameters | None = None,
    *,
    label: str,
    unlimited: bool = False,
) -> list[dict[str, Any]]:
    """As `execute`; returns each row by the columns that the head names."""
    rows = await execute(database, name, parameters, label=label, unlimited=unlimited)
    return [dict(zip(load_statement(name).columns, row, strict=True)) for row in rows]


async def execute_whole(
    database: Database, name: str, *, label: str, **parameters: Any
) -> list[dict[str, Any]]:
    """As `execute_rows`, without a time limit."""
    return await execute_rows(database, name, parameters, label=label, unlimited=True)


type Call = tuple[str, Mapping[str, Any]]
"""Name of a statement, and its parameters."""

_PARAMETER = re.compile(r"\$(\w+)")


async def run_joined(transaction: Transaction, calls: Sequence[Call]) -> list[list[dict[str, Any]]]:
    """Returns the rows of each statement, by the columns of its head; none for a statement without columns.

    Later statements see what earlier ones have written, and wait for the locks that these take.
    """
    names = tuple(name for name, _ in calls)
    given = {_own(key, place): value for place, (_, own) in enumerate(calls) for key, value in own.items()}
    rows = await transaction.run(joined(names), {"given": given})
    found = iter(rows[0] if rows else ())
    columns = [load_statement(name).columns for name in names]
    return [[dict(zip(keys, row, strict=True)) for row in next(found)] if keys else [] for keys in columns]


@cache
def joined(names: tuple[str, ...]) -> str:
    """Returns the text of these statements as one. Each parameter is a key of `$given`, with the place of its statement in its name."""
    parts: list[str] = []
    results: list[str] = []
    for place, name in enumerate(names):
        found = load_statement(name)
        text = _PARAMETER.sub(lambda match, place=place: f"$given.{_own(match[1], place)}", found.text)
        if found.columns:
            results.append(f"result_{place}")
            text = f"CALL () {{\n{text}\n}}\nRETURN collect([{', '.join(found.columns)}]) AS result_{place}"
        parts.append(f"CALL () {{\n{text}\n}}")
    return "\n".join(parts) + (f"\nRETURN {', '.join(results)}" if results else "")


def _own(parameter: str, place: int) -> str:
    return f"{parameter}_{place}"
