"""Types for work in a transaction, for Neo4j's plan of a statement, and for what the driver is given. `database.py` opens the transactions."""

from collections.abc import Mapping
from logging import DEBUG, getLogger
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
        result = await self._transaction.run(query_text(statement), query_parameters(parameters))
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


def query_text(statement: str) -> LiteralString:
    """Returns the statement as the driver takes it."""
    # The only cast: statements come from the .cypher files and from compose.py, and values are parameters (or inlined
    # by `inlined`).
    return cast("LiteralString", _Text(statement))


def query_parameters(parameters: Parameters | None) -> dict[str, Any]:
    """Returns the parameters as the driver takes them."""
    return {key: _quiet(value) for key, value in (parameters or {}).items()}


# The driver makes the `repr` of each statement and its parameters for its debug log, also if that log is off. It takes as long as to
# send them: 5 % of the processor time of a talk's page.
_log = getLogger("neo4j.io")


class _ForLog:
    __slots__ = ()

    def __repr__(self) -> str:
        return super().__repr__() if _log.isEnabledFor(DEBUG) else ""


class _Text(_ForLog, str):
    __slots__ = ()

    def __str__(self) -> str:
        return self  # the driver asks for it, and it must keep its type


class _Map(_ForLog, dict[str, Any]):
    __slots__ = ()


class _List(_ForLog, list[Any]):
    __slots__ = ()


def _quiet(value: Any) -> Any:
    if type(value) is dict:
        return _Map(cast("dict[str, Any]", value))
    return _List(cast("list[Any]", value)) if type(value) is list else value
