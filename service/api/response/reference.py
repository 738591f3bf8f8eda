"""graphql-core's own execution over the rows of a plan: the reference implementation, and the path of all errors.

It answers whenever the compiled reader must not: a null in a non-null place, an invalid argument, a failed root
field, introspection.
"""

# graphql-core's generic types are used without arguments and checked at run time.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportMissingTypeArgument=false

from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLUnionType,
    execute_sync,
)

from service.api.operation.arguments import Read
from service.api.operation.plan import Entry, OperationPlan, Page, Selection
from service.api.response.hits import FoundHit, HitPage, hit_page
from service.domain.model import KINDS

type Answers = dict[str, "Answer | Exception"]
"""Maps the response key of a root field to its record, or to the error."""


@dataclass(frozen=True)
class Answer:
    """The record of a root field, and its arguments at this request, by site."""

    record: list[Any]
    reads: dict[int, Read]


@dataclass(frozen=True)
class _Row:
    """An object: a row and its selection."""

    selection: Selection
    row: list[Any]
    reads: dict[int, Read]
    page: "_PageRows | None" = None

    def value(self, entry: Entry) -> Any:
        reads = self.reads
        match entry.how:
            case "value" if entry.child is None:
                return self.row[self.selection.item.columns[entry.name]]  # pyright: ignore[reportOptionalMemberAccess]
            case "value":
                return self.row[entry.child.column]  # pyright: ignore[reportOptionalMemberAccess]
            case "one" | "many":
                found = self.row[entry.child.column]  # pyright: ignore[reportOptionalMemberAccess]
                selection = cast("Selection", entry.selection)
                if found is None or entry.how == "one":
                    return None if found is None else _Row(selection, found, reads)
                return [_Row(selection, row, reads) for row in found]
            case "page":
                selection = cast("Selection", entry.selection)
                return _PageRows(selection, cast("Page", selection.page), self.row, reads)
            case "node":
                return _Row(cast("Selection", entry.selection), self.row, reads)
            case "cursor":
                return cast("_PageRows", self.page).cursor(self.row)
            case _:
                rows = cast("_PageRows", self.page).page.rows
                return self.row[rows.fact_columns[entry.name]]  # pyright: ignore[reportOptionalMemberAccess]


@dataclass(frozen=True)
class _PageRows:
    """A connection."""

    selection: Selection
    page: Page
    parent: list[Any]
    reads: dict[int, Read]

    @property
    def read(self) -> Read:
        return self.reads[self.page.site]

    @property
    def all_rows(self) -> list[Any]:
        return self.parent[self.page.rows.column] if self.page.rows else []

    @property
    def rows(self) -> list[Any]:
        rows = self.all_rows[: self.read.size]
        return rows[::-1] if self.read.asked.backwards else rows

    def cursor(self, row: list[Any]) -> str:
        begin, end = self.page.rows.key_columns  # pyright: ignore[reportOptionalMemberAccess]
        return self.read.cursors.encode(row[begin:end])  # pyright: ignore[reportOptionalMemberAccess]

    def info(self) -> dict[str, Any]:
        asked, rows = self.read.asked, self.rows
        more = len(self.all_rows) > self.read.size
        return {
            # At the end where counting ends, there is more if the page was cut. At the other end, the item of the
            # cursor is there.
            "hasNextPage": asked.before if asked.backwards else more,
            "hasPreviousPage": more if asked.backwards else asked.after,
            "startCursor": self.cursor(rows[0]) if rows else None,
            "endCursor": self.cursor(rows[-1]) if rows else None,
        }

    def value(self, entry: Entry) -> Any:
        selection = cast("Selection", entry.selection)
        match entry.how:
            case "nodes":
                return [_Row(selection, row, self.reads) for row in self.rows]
            case "edges":
                return [_Row(selection, row, self.reads, self) for row in self.rows]
            case "info":
                return self.info()
            case "total":
                return self.parent[self.page.total.column]  # pyright: ignore[reportOptionalMemberAccess]
            case "capped":
                return self.parent[self.page.capped.column]  # pyright: ignore[reportOptionalMemberAccess]
            case _:
                counts = self.parent[self.page.kinds.column]  # pyright: ignore[reportOptionalMemberAccess]
                return [{"kind": kind, "count": count} for kind, count in counts]


@dataclass(frozen=True)
class _Hits:
    """A connection of hits."""

    selection: Selection
    found: HitPage
    record: list[Any]
    reads: dict[int, Read]

    def value(self, entry: Entry) -> Any:
        match entry.how:
            case "nodes":
                return [_hit_row(entry, hit, self.reads) for hit in self.found.hits]
            case "edges":
                selection = cast("Selection", entry.selection)
                return [_HitEdge(selection, hit, self.reads) for hit in self.found.hits]
            case "corrected":
                return self.found.corrected
            case "one":
                return _Row(self.selection, self.record, self.reads).value(entry)
            case _:
                return self.found.info()


@dataclass(frozen=True)
class _HitEdge:
    """A hit in a page."""

    selection: Selection
    found: FoundHit
    reads: dict[int, Read]

    def value(self, entry: Entry) -> Any:
        if entry.how == "node":
            return _hit_row(entry, self.found, self.reads)
        return self.found.fact(entry.name)


def _hit_row(entry: Entry, found: FoundHit, reads: dict[int, Read]) -> _Row:
    return _Row(entry.arms[found.place][1], found.row, reads)


def prepare(schema: GraphQLSchema) -> None:
    """Sets the two resolvers for all fields of the schema, and the resolver of types."""
    for named in schema.type_map.values():
        if isinstance(named, (GraphQLInterfaceType, GraphQLUnionType)):
            named.resolve_type = _type_of
        elif isinstance(named, GraphQLObjectType) and not named.name.startswith("__"):
            named.is_type_of = None
            for definition in named.fields.values():
                definition.resolve = _resolve_root if named is schema.query_type else _resolve


def execute_reference(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation_name: str | None,
    variables: dict[str, Any] | None,
    plan: OperationPlan,
    answers: Answers,
) -> ExecutionResult:
    """Returns the response of graphql-core over the same rows."""
    roots = {root.entry.key: root.entry for root in plan.roots}
    return execute_sync(
        schema,
        document,
        root_value=(roots, answers),
        variable_values=variables,
        operation_name=operation_name,
    )


def _resolve_root(source: Any, info: GraphQLResolveInfo, /, **_: Any) -> Any:
    roots, answers = cast("tuple[dict[str, Entry], Answers]", source)
    entry = roots[cast("str", info.path.key)]
    if entry.fault is not None:
        raise entry.fault
    answer = answers[entry.key]
    if isinstance(answer, Exception):
        raise answer
    if entry.how in ("fetch", "fetches"):
        found = fetched(entry, answer)
        rows = [None if one is None else _Row(one[0], one[1], answer.reads) for one in found]
        return rows if entry.how == "fetches" else rows[0]
    if entry.how == "suggestions":
        found = hit_page(entry, answer.record, answer.reads[entry.site])
        selection = cast("Selection", entry.selection)
        return [_HitEdge(selection, hit, answer.reads) for hit in found.hits]
    if entry.how == "search":
        found = hit_page(entry, answer.record, answer.reads[entry.site])
        return _Hits(cast("Selection", entry.selection), found, answer.record, answer.reads)
    return _Row(Selection({}), answer.record, answer.reads).value(entry)


def fetched(entry: Entry, answer: Answer) -> list[tuple[Selection, list[Any]] | None]:
    """Returns the selection and row of the object for each given id, in order."""
    found: dict[str, tuple[Selection, list[Any]]] = {}
    for child, selection in entry.arms:
        place = selection.item.columns["id"]  # pyright: ignore[reportOptionalMemberAccess]
        found |= {row[place]: (selection, row) for row in answer.record[child.column]}
    return [found.get(one) for one in answer.reads[entry.site].values["ids"]]


def _resolve(source: Any, info: GraphQLResolveInfo, /, **_: Any) -> Any:
    if isinstance(source, dict):
        return source[info.field_name]  # pyright: ignore[reportUnknownVariableType]
    holder = cast("_Row | _PageRows | _Hits | _HitEdge", source)
    for entry in holder.selection.types[info.parent_type.name]:
        if entry.key == info.path.key:
            if entry.fault is not None:
                raise entry.fault
            return holder.value(entry)
    raise KeyError(info.path.key)


def type_name(selection: Selection, row: list[Any]) -> str:
    """Returns the name of a row's type."""
    if not selection.kind:
        return next(iter(selection.types))
    return KINDS[row[selection.item.columns["kind"]]]  # pyright: ignore[reportOptionalMemberAccess]


def _type_of(value: Any, _info: Any, _abstract: Any) -> str:
    return type_name(value.selection, value.row)
