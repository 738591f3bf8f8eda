"""Types for work in a transaction, and for Neo4j's plan of a statement. `database.py` opens the transactions."""

from collections.abc import Mapping
from typing import Any, LiteralString, cast

from neo4j import AsyncManagedTransaction

from service.graph.driver.origin import NOBODY, Origin

type Parameters = Mapping[str, Any]
type Row = list[Any]


class Transaction:
    """The interface for the work of `Database.write`. `doubtful`: it is unknown whether an earlier attempt was
    committed. `changes`: what the work notes for the log of changes, one row for each. `changed_entities`: ids of the
    entities that get a new revision. `origin`: who asks for the work, and why."""

    def __init__(
        self, transaction: AsyncManagedTransaction, *, doubtful: bool = False, origin: Origin = NOBODY
    ) -> None:
        self._transaction = transaction
        self.origin = origin
        self.doubtful = doubtful
        self.changes: list[Mapping[str, Any]] = []
        self.changed_entities: set[str] = set()

    async def run(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        result = await self._transaction.run(literal(statement), dict(parameters or {}))
        return [record.values() async for record in result]


class QueryPlan:
    """A plan: Neo4j's names of its operators, outermost first. `tree` is the full plan.

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
    # The only cast: statements come from the .cypher files and from compose.py, and values are parameters (or inlined
    # by `inlined`).
    return cast("LiteralString", statement)
