"""Reads for the plain executor: one small Cypher query each, nodes and relationships as dicts."""

from collections.abc import Hashable
from datetime import date, datetime
from types import TracebackType
from typing import Any, LiteralString, Self

from neo4j import READ_ACCESS, GraphDatabase
from neo4j.graph import Node, Relationship

KINDS = ("Person", "Company", "Concept", "Product", "Event")

type Thing = dict[str, Any]
"""Properties, and the GraphQL type as `__typename`."""


class Graph:
    """A connection that remembers what it has read: the seed does not change while tests read it."""

    def __init__(self, uri: str, user: str, password: str) -> None:
        self._driver = GraphDatabase.driver(uri, auth=(user, password))
        self._session = self._driver.session(default_access_mode=READ_ACCESS)
        self._known: dict[Hashable, list[list[Any]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._session.close()
        self._driver.close()

    def rows(self, query: LiteralString, **parameters: Any) -> list[list[Any]]:
        """Returns all rows of a query as plain Python values."""
        key = (query, repr(parameters))
        if key not in self._known:
            result = self._session.run(query, parameters)
            self._known[key] = [[_plain(value) for value in record.values()] for record in result]
        return self._known[key]

    def column(self, query: LiteralString, **parameters: Any) -> list[Any]:
        """The first column."""
        return [row[0] for row in self.rows(query, **parameters)]

    def one(self, query: LiteralString, **parameters: Any) -> Any:
        """The first value, or None."""
        return next(iter(self.column(query, **parameters)), None)


def _plain(value: Any) -> Any:
    if isinstance(value, Node):
        labels = set(value.labels)
        name = next((kind for kind in KINDS if kind in labels), None) or next(iter(labels))
        return {"__typename": name, **{key: _plain(one) for key, one in value.items()}}
    if isinstance(value, Relationship):
        return {
            "__typename": "Relationship",
            "type": value.type,
            **{key: _plain(one) for key, one in value.items()},
        }
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.to_native() if hasattr(value, "to_native") else value


def leaf(value: Any) -> Any:
    """A value as the API gives it: dates and times as text."""
    if isinstance(value, datetime):
        text = value.isoformat(timespec="milliseconds").replace("+00:00", "")
        return (text.rstrip("0").rstrip(".") if "." in text else text) + "Z"
    return value.isoformat() if isinstance(value, date) else value
