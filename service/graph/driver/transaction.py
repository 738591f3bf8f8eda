"""What runs in a transaction, and the plan that Neo4j has for a statement. `database.py` opens the transactions."""

from collections.abc import Mapping
from typing import Any, LiteralString, cast

from neo4j import AsyncManagedTransaction

type Parameters = Mapping[str, Any]
type Row = list[Any]


class Transaction:
    """What the work of `Database.write` may do. `doubtful`: it is unknown whether an attempt before was committed."""

    def __init__(self, transaction: AsyncManagedTransaction, *, doubtful: bool = False) -> None:
        self._transaction = transaction
        self.doubtful = doubtful

    async def run(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        result = await self._transaction.run(literal(statement), dict(parameters or {}))
        return [record.values() async for record in result]


class Plan:
    """A plan's operators, outermost first, as Neo4j names them; `tree` has all that Neo4j says.

    `query_type` is Neo4j's: `r` reads, `w` writes, `rw` does both, `s` changes the schema or shows it.
    """

    def __init__(self, columns: list[str], tree: dict[str, Any], query_type: str) -> None:
        self.columns = columns
        self.query_type = query_type
        self.tree = tree

    @property
    def operators(self) -> list[str]:
        def walk(node: dict[str, Any]) -> list[str]:
            below = [name for child in node.get("children", []) for name in walk(child)]
            return [str(node["operatorType"]).partition("@")[0], *below]

        return walk(self.tree)


def literal(statement: str) -> LiteralString:
    # The one cast: statements come from the .cypher files and from compose.py, values are parameters (or as `inlined` has them).
    return cast("LiteralString", statement)
