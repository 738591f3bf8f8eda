"""graphql-core's own execution over the rows that a plan fetched: the reference, and the way of all errors.

It takes over where the compiled reader must not: a null in a non-null place, an argument that cannot be used,
a root field that failed, introspection.
"""

from dataclasses import dataclass
from typing import Any, assert_never

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

from service.api.operation.plan.entries import FaultEntry, PageInfoEntry, TypeName
from service.api.operation.plan.operation_plan import OperationPlan, RootPlan
from service.api.operation.plan.root_entries import (
    Arm,
    CorrectedQuery,
    Fetch,
    Highlights,
    HitEdges,
    HitEntry,
    HitNode,
    HitNodes,
    HitValue,
    SearchEntry,
    SearchPart,
    SuggestionList,
)
from service.api.response.answers import Answers, RootAnswer, fetched
from service.api.response.hits import FoundHit, HitPage, hit_page
from service.api.response.objects import FoundObject, Holder, Reads, entry_value, find_entry
from service.graph.compose.items import Item


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
            case CorrectedQuery():
                return self.page.corrected
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
