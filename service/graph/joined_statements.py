"""Runs several statements of `cypher/statements` as one, in their order: for many small ones most of the time is the way to Neo4j and back.

Each statement stays a file of its own and becomes a subquery. The text follows from the names alone, so callers give a fixed
list, with empty rows where nothing is to be done: each other list would be another text that Neo4j has to plan. All parameters are in
one map, because Neo4j also plans again for lists of another order of size, for each parameter.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from service.graph.driver.transaction import Transaction
from service.graph.statements import load_statement

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
