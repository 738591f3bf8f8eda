"""graphql-core's own execution over the rows that a plan fetched: the reference, and the way of all errors.

It takes over where the compiled reader must not: a null in a non-null place, an argument that cannot be used,
a root field that failed, introspection. Fields are resolved on objects, connections and edges, each over its row and the entries of
the plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, assert_never

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLUnionType,
    execute_sync,  # pyright: ignore[reportUnknownVariableType]
)

from service.api.operation.arguments.cursors import ListCursors
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan import (
    RESULT_TYPE,
    Arm,
    ComputedValue,
    ConnectionEntry,
    Cursor,
    Edges,
    EdgeValue,
    FaultEntry,
    Fetch,
    Highlights,
    HitEdges,
    HitEntry,
    HitNode,
    HitNodes,
    HitValue,
    KindCounts,
    Many,
    NodeEntry,
    Nodes,
    ObjectEntry,
    ObjectSelection,
    One,
    OperationPlan,
    PageInfoEntry,
    RootPlan,
    SearchEntry,
    SearchFact,
    SearchPart,
    SuggestionList,
    TotalCount,
    Truncated,
    TypeName,
    ValueEntry,
)
from service.api.response.answers import AnswerRow, Answers, FoundHit, HitPage, RootAnswer, fetched, hit_page
from service.domain.model import KINDS
from service.graph.compose.items import Child, Item

type Reads = dict[int, FieldArguments]


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


class Holder(Protocol):
    """Something whose fields are resolved."""

    def value(self, type_name: str, key: str | int) -> Any:
        """What stands under a response key."""
        ...


def find_entry[E: _Keyed](entries: Iterable[E], key: str | int) -> E:
    return next(entry for entry in entries if entry.key == key)


def entry_value(entry: ObjectEntry, item: Item, row: AnswerRow, reads: Reads) -> Any:
    """What an entry of an object asks for, out of the object's row."""
    match entry:
        case TypeName():
            return entry.type_name
        case ValueEntry():
            return row[item.columns[entry.name]]
        case ComputedValue():
            return row[entry.child.column]
        case One():
            child = entry.child
            if child.inline:
                there = child.column < 0 or row[child.column]
                return FoundObject(entry.selection, row, reads) if there else None
            found = row[child.column]
            return None if found is None else FoundObject(entry.selection, found, reads)
        case Many():
            rows = row[entry.child.column]
            return None if rows is None else [FoundObject(entry.selection, one, reads) for one in rows]
        case ConnectionEntry():
            return FoundConnection(entry, row, reads)
        case FaultEntry():
            raise entry.error
        case _:
            assert_never(entry)


@dataclass(frozen=True)
class FoundObject:
    """An object: its row, and what is asked of it."""

    selection: ObjectSelection
    row: AnswerRow
    reads: Reads

    @property
    def type_name(self) -> str:
        types, item = self.selection.types, self.selection.item
        if self.selection.by_result:
            return self.row[item.columns[RESULT_TYPE]]
        return KINDS[self.row[item.columns["kind"]]] if self.selection.by_kind else next(iter(types))

    def value(self, type_name: str, key: str | int) -> Any:
        entry = find_entry(self.selection.types[type_name], key)
        return entry_value(entry, self.selection.item, self.row, self.reads)


@dataclass(frozen=True)
class FoundConnection:
    """A connection, out of the row of the object that has it."""

    connection: ConnectionEntry
    row: AnswerRow
    reads: Reads

    @property
    def _read(self) -> FieldArguments:
        return self.reads[self.connection.site]

    @property
    def child(self) -> Child:
        """Where the rows of the page stand."""
        assert self.connection.rows is not None
        return self.connection.rows

    def _all(self) -> list[AnswerRow]:
        """The rows of the page, and one more if there is one."""
        found = self.row[self.child.column]
        return found[0] if self.child.keys == "ends" else found

    def _rows(self) -> list[AnswerRow]:
        rows = self._all()[: self._read.size]
        return rows[::-1] if self._read.asked.backwards else rows

    def cursor(self, row: AnswerRow) -> str:
        begin, end = self.child.key_columns
        return self._cursor_of(row[begin:end])

    def _cursor_of(self, keys: AnswerRow) -> str:
        cursors: ListCursors | None = self._read.cursors
        assert cursors is not None
        return cursors.encode(keys)

    def _end_cursor(self, *, last: bool) -> str | None:
        rows = self._rows()
        if not rows:
            return None
        if self.child.keys == "all":
            return self.cursor(rows[-1 if last else 0])
        place = (2 if self._has_more() else 3) if last != self._read.asked.backwards else 1
        return self._cursor_of(self.row[self.child.column][place])

    def _has_more(self) -> bool:
        return len(self._all()) > self._read.size

    def info(self, name: str) -> Any:
        """A value of its pageInfo."""
        asked = self._read.asked
        # What was cut decides at the end that was counted from; at the other, the item of the cursor lies beyond.
        match name:
            case "hasNextPage":
                return asked.before if asked.backwards else self._has_more()
            case "hasPreviousPage":
                return self._has_more() if asked.backwards else asked.after
            case _:
                return self._end_cursor(last=name == "endCursor")

    def value(self, type_name: str, key: str | int) -> Any:
        part = find_entry(self.connection.parts, key)
        match part:
            case TypeName():
                return part.type_name
            case Nodes():
                return [FoundObject(part.selection, row, self.reads) for row in self._rows()]
            case Edges():
                return [_ConnectionEdge(part, self, row) for row in self._rows()]
            case PageInfoEntry():
                return _FoundPageInfo(part, self)
            case TotalCount() | Truncated():
                return self.row[part.child.column]
            case KindCounts():
                return [{"kind": kind, "count": count} for kind, count in self.row[part.child.column]]
            case _:
                assert_never(part)


@dataclass(frozen=True)
class _FoundPageInfo:
    """Each value is found when it is asked for: what is not asked for was not read."""

    part: PageInfoEntry
    connection: FoundConnection

    def value(self, type_name: str, key: str | int) -> Any:
        leaf = find_entry(self.part.leaves.entries, key)
        return leaf.type_name if isinstance(leaf, TypeName) else self.connection.info(leaf.name)


@dataclass(frozen=True)
class _ConnectionEdge:
    """An edge: the row of its object, which has the columns of the edge too."""

    edges: Edges
    connection: FoundConnection
    row: AnswerRow

    def value(self, type_name: str, key: str | int) -> Any:
        entry, connection = find_entry(self.edges.entries, key), self.connection
        match entry:
            case NodeEntry():
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
    answer: RootAnswer

    def value(self, type_name: str, key: str | int) -> Any:
        part, reads = find_entry(self.parts, key), self.answer.reads
        match part:
            case HitNodes():
                return [_node(part.arms, hit, reads) for hit in self.page.hits]
            case HitEdges():
                return [FoundEdge(part.entries, hit, reads) for hit in self.page.hits]
            case SearchFact():
                return self.page.fact(part.name)
            case PageInfoEntry():
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
        entry = find_entry(self.entries, key)
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


def prepare(schema: GraphQLSchema) -> None:
    """Give the schema the two resolvers that serve every field, and the one that tells types."""
    for named in schema.type_map.values():
        if isinstance(named, (GraphQLInterfaceType, GraphQLUnionType)):
            named.resolve_type = _type_of
        elif isinstance(named, GraphQLObjectType) and not named.name.startswith("__"):
            named.is_type_of = None
            for definition in named.fields.values():
                is_root = named in (schema.query_type, schema.mutation_type)
                definition.resolve = _resolve_root if is_root else _resolve


def execute_reference(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation_name: str | None,
    variables: dict[str, Any] | None,
    plan: OperationPlan,
    answers: Answers,
) -> ExecutionResult:
    """The response of graphql-core over the same rows."""
    return execute_sync(
        schema,
        document,
        root_value={root.entry.key: (root, answers[root.entry.key]) for root in plan.roots},
        variable_values=variables,
        operation_name=operation_name,
    )


type _Roots = dict[str | int, tuple[RootPlan, RootAnswer | Exception]]


def _resolve_root(source: _Roots, info: GraphQLResolveInfo[Any], /, **_: Any) -> Any:
    root, answer = source[info.path.key]
    entry = root.entry
    if isinstance(entry, FaultEntry):
        raise entry.error
    if isinstance(answer, Exception):
        raise answer
    match entry:
        case Fetch():
            found = [
                None if one is None else FoundObject(*one, answer.reads) for one in fetched(entry, answer)
            ]
            return found if entry.many else found[0]
        case SuggestionList():
            page = hit_page(entry.scopes, answer)
            return [FoundEdge(entry.entries, hit, answer.reads) for hit in page.hits]
        case SearchEntry():
            return FoundHits(entry.parts, hit_page(entry.scopes, answer), root.item, answer)
        case _:
            return entry_value(entry, root.item, answer.record, answer.reads)


def _resolve(source: Holder | dict[str, Any], info: GraphQLResolveInfo[Any], /, **_: Any) -> Any:
    if isinstance(source, dict):
        return source[info.field_name]
    return source.value(info.parent_type.name, info.path.key)


def _type_of(found: FoundObject, _info: Any, _abstract: Any) -> str:
    return found.type_name
