"""What graphql-core resolves fields on: objects, connections and edges, each over its row and the entries of the plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, assert_never

from service.api.operation.arguments.cursors import ListCursors
from service.api.operation.arguments.field_arguments import Read
from service.api.operation.plan.entries import (
    RESULT_TYPE,
    ComputedValue,
    Connection,
    Cursor,
    Edges,
    EdgeValue,
    Fault,
    KindCounts,
    Many,
    Node,
    Nodes,
    ObjectEntry,
    One,
    PageInfo,
    Selection,
    TotalCount,
    Truncated,
    TypeName,
    Value,
)
from service.api.operation.plan.root_entries import (
    Arm,
    CorrectedQuery,
    Highlights,
    HitEdges,
    HitEntry,
    HitNode,
    HitNodes,
    HitValue,
    SearchPart,
)
from service.api.response.answers import Answer, Row
from service.api.response.hits import FoundHit, HitPage
from service.domain.model import KINDS
from service.graph.composition.items import Child, Item

type Reads = dict[int, Read]


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


class Holder(Protocol):
    """Something whose fields are resolved."""

    def value(self, type_name: str, key: str | int) -> Any:
        """What stands under a response key."""
        ...


def _find[E: _Keyed](entries: Iterable[E], key: str | int) -> E:
    return next(entry for entry in entries if entry.key == key)


def entry_value(entry: ObjectEntry, item: Item, row: Row, reads: Reads) -> Any:
    """What an entry of an object asks for, out of the object's row."""
    match entry:
        case TypeName():
            return entry.type_name
        case Value():
            return row[item.columns[entry.name]]
        case ComputedValue():
            return row[entry.child.column]
        case One():
            found = row[entry.child.column]
            return None if found is None else FoundObject(entry.selection, found, reads)
        case Many():
            rows = row[entry.child.column]
            return None if rows is None else [FoundObject(entry.selection, one, reads) for one in rows]
        case Connection():
            return FoundConnection(entry, row, reads)
        case Fault():
            raise entry.error
        case _:
            assert_never(entry)


@dataclass(frozen=True)
class FoundObject:
    """An object: its row, and what is asked of it."""

    selection: Selection
    row: Row
    reads: Reads

    @property
    def type_name(self) -> str:
        types, item = self.selection.types, self.selection.item
        if self.selection.by_result:
            return self.row[item.columns[RESULT_TYPE]]
        return KINDS[self.row[item.columns["kind"]]] if self.selection.by_kind else next(iter(types))

    def value(self, type_name: str, key: str | int) -> Any:
        entry = _find(self.selection.types[type_name], key)
        return entry_value(entry, self.selection.item, self.row, self.reads)


@dataclass(frozen=True)
class FoundConnection:
    """A connection, out of the row of the object that has it."""

    connection: Connection
    row: Row
    reads: Reads

    @property
    def _read(self) -> Read:
        return self.reads[self.connection.site]

    @property
    def child(self) -> Child:
        """Where the rows of the page stand."""
        assert self.connection.rows is not None
        return self.connection.rows

    def _rows(self) -> list[Row]:
        rows = self.row[self.child.column][: self._read.size]
        return rows[::-1] if self._read.asked.backwards else rows

    def cursor(self, row: Row) -> str:
        begin, end = self.child.key_columns
        cursors: ListCursors | None = self._read.cursors
        assert cursors is not None
        return cursors.encode(row[begin:end])

    def _info(self) -> dict[str, Any]:
        asked, rows = self._read.asked, self._rows()
        more = len(self.row[self.child.column]) > self._read.size
        return {
            # What was cut decides at the end that was counted from; at the other, the item of the cursor lies beyond.
            "hasNextPage": asked.before if asked.backwards else more,
            "hasPreviousPage": more if asked.backwards else asked.after,
            "startCursor": self.cursor(rows[0]) if rows else None,
            "endCursor": self.cursor(rows[-1]) if rows else None,
        }

    def value(self, type_name: str, key: str | int) -> Any:
        part = _find(self.connection.parts, key)
        match part:
            case TypeName():
                return part.type_name
            case Nodes():
                return [FoundObject(part.selection, row, self.reads) for row in self._rows()]
            case Edges():
                return [_ConnectionEdge(part, self, row) for row in self._rows()]
            case PageInfo():
                return self._info()
            case TotalCount() | Truncated():
                return self.row[part.child.column]
            case KindCounts():
                return [{"kind": kind, "count": count} for kind, count in self.row[part.child.column]]
            case _:
                assert_never(part)


@dataclass(frozen=True)
class _ConnectionEdge:
    """An edge: the row of its object, which has the columns of the edge too."""

    edges: Edges
    connection: FoundConnection
    row: Row

    def value(self, type_name: str, key: str | int) -> Any:
        entry, connection = _find(self.edges.entries, key), self.connection
        match entry:
            case Node():
                return FoundObject(entry.selection, self.row, connection.reads)
            case Cursor():
                return connection.cursor(self.row)
            case EdgeValue():
                return self.row[connection.child.fact_columns[entry.name]]
            case _:
                return entry_value(entry, self.edges.item, self.row, connection.reads)


@dataclass(frozen=True)
class FoundHits:
    """A connection of hits."""

    parts: tuple[SearchPart, ...]
    page: HitPage
    item: Item
    answer: Answer

    def value(self, type_name: str, key: str | int) -> Any:
        part, reads = _find(self.parts, key), self.answer.reads
        match part:
            case HitNodes():
                return [_node(part.arms, hit, reads) for hit in self.page.hits]
            case HitEdges():
                return [FoundEdge(part.entries, hit, reads) for hit in self.page.hits]
            case CorrectedQuery():
                return self.page.corrected
            case PageInfo():
                return self.page.info()
            case _:
                return entry_value(part, self.item, self.answer.record, reads)


@dataclass(frozen=True)
class FoundEdge:
    """A hit in a page, or a suggestion."""

    entries: tuple[HitEntry, ...]
    hit: FoundHit
    reads: Reads

    def value(self, type_name: str, key: str | int) -> Any:
        entry = _find(self.entries, key)
        match entry:
            case TypeName():
                return entry.type_name
            case HitNode():
                return _node(entry.arms, self.hit, self.reads)
            case Highlights():
                return self.hit.highlights
            case HitValue():
                return self.hit.value(entry.name)
            case _:
                assert_never(entry)


def _node(arms: tuple[Arm, ...], hit: FoundHit, reads: Reads) -> FoundObject:
    return FoundObject(arms[hit.place][1], hit.row, reads)
