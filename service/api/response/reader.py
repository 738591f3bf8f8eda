"""The compiled reader: a plan's entries → Python functions that turn a record straight into the response.

The source is generated once for each plan (`reader_source.py`). Where the graph breaks a promise of the schema, a reader
raises `NullFound`; graphql-core then says so in the right place.
"""

from collections.abc import Callable, Mapping
from typing import Any, assert_never

from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan.entries import (
    ComputedValue,
    ConnectionEntry,
    FaultEntry,
    FieldEntry,
    Leaves,
    Many,
    One,
    PageInfoEntry,
    TypeName,
    ValueEntry,
)
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
    RootEntry,
    SearchEntry,
    SearchPart,
    SuggestionList,
)
from service.api.response.answers import Answers, RootAnswer, fetched
from service.api.response.hits import FoundHit, HitPage, hit_page
from service.api.response.reader_source import NullFound, ReaderSource
from service.graph.compose.items import Item

type Reader = Callable[[RootAnswer], Any]
type _HitReader = Callable[[FoundHit, Mapping[int, FieldArguments]], Any]
type _PartReader = Callable[[HitPage, RootAnswer], Any]


def compile_reader(root: RootPlan) -> Reader:
    """The reader of one root field without faults: its answer → the value under its response key."""
    source = ReaderSource()
    reader = _root_reader(root.entry, root.item, source)
    source.compile()
    return reader


def read_answers(plan: OperationPlan, readers: tuple[Reader, ...], answers: Answers) -> dict[str, Any] | None:
    """Returns the response of the compiled readers; None if graphql-core must answer."""
    data: dict[str, Any] = {}
    for root, reader in zip(plan.roots, readers, strict=True):
        answer = answers[root.entry.key]
        if isinstance(answer, Exception):
            return None
        try:
            data[root.entry.key] = reader(answer)
        except (NullFound, KeyError, TypeError):  # the last two: a null instead of a row or a kind
            return None
    return data


def _root_reader(entry: RootEntry, item: Item, source: ReaderSource) -> Reader:
    match entry:
        case Fetch():
            return _fetch_reader(entry, source)
        case SearchEntry():
            return _search_reader(entry, item, source)
        case SuggestionList():
            edge = _edge_reader(entry.entries, source)
            return lambda answer: [edge(hit, answer.reads) for hit in hit_page(entry.scopes, answer).hits]
        case ValueEntry() | ComputedValue() | One() | Many() | ConnectionEntry() | FaultEntry():
            return _record_reader(entry, item, source)
        case _:
            assert_never(entry)


def _record_reader(entry: FieldEntry, item: Item, source: ReaderSource) -> Reader:
    """The reader of what stands in the record itself."""
    checks, expression = source.field(entry, item)
    name, functions = source.name("read"), source.functions
    source.define(name, "r, b", checks, expression)
    return lambda answer: functions[name](answer.record, answer.reads)


def _fetch_reader(entry: Fetch, source: ReaderSource) -> Reader:
    names = {id(selection): source.row(selection) for _, selection in entry.arms}
    functions = source.functions

    def read_objects(answer: RootAnswer) -> list[Any]:
        return [
            None if one is None else functions[names[id(one[0])]](one[1], answer.reads)
            for one in fetched(entry, answer)
        ]

    return read_objects if entry.many else lambda answer: read_objects(answer)[0]


def _search_reader(search: SearchEntry, item: Item, source: ReaderSource) -> Reader:
    """The reader of a search: the objects by generated functions, what is around them by hand."""
    parts = [(part.key, _part_reader(part, item, source)) for part in search.parts]

    def read_hits(answer: RootAnswer) -> dict[str, Any]:
        page = hit_page(search.scopes, answer)
        return {key: read(page, answer) for key, read in parts}

    return read_hits


def _part_reader(part: SearchPart, item: Item, source: ReaderSource) -> _PartReader:
    """The reader of one response key of a search."""
    match part:
        case TypeName():
            return lambda page, answer: part.type_name
        case HitNodes():
            node = _node_reader(part.arms, source)
            return lambda page, answer: [node(hit, answer.reads) for hit in page.hits]
        case HitEdges():
            edge = _edge_reader(part.entries, source)
            return lambda page, answer: [edge(hit, answer.reads) for hit in page.hits]
        case CorrectedQuery():
            return lambda page, answer: page.corrected
        case PageInfoEntry():
            return lambda page, answer: _named(part.leaves, page.info())
        case ValueEntry() | ComputedValue() | One() | Many() | ConnectionEntry() | FaultEntry():
            read = _record_reader(part, item, source)
            return lambda page, answer: read(answer)
        case _:
            assert_never(part)


def _edge_reader(entries: tuple[HitEntry, ...], source: ReaderSource) -> _HitReader:
    """The reader of an edge of a search, or of a suggestion."""
    readers = [(entry.key, _entry_reader(entry, source)) for entry in entries]
    return lambda hit, reads: {key: read(hit, reads) for key, read in readers}


def _entry_reader(entry: HitEntry, source: ReaderSource) -> _HitReader:
    match entry:
        case TypeName():
            return lambda hit, reads: entry.type_name
        case HitNode():
            return _node_reader(entry.arms, source)
        case Highlights():
            return lambda hit, reads: [_named(entry.leaves, found) for found in hit.highlights]
        case HitValue():
            return lambda hit, reads: hit.value(entry.name)
        case _:
            assert_never(entry)


def _node_reader(arms: tuple[Arm, ...], source: ReaderSource) -> _HitReader:
    """The reader of what was found, by the function of its arm."""
    names = [source.row(selection) for _, selection in arms]
    functions = source.functions
    return lambda hit, reads: functions[names[hit.place]](hit.row, reads)


def _named(leaves: Leaves, values: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values under the response keys that are asked for."""
    return {
        one.key: one.type_name if isinstance(one, TypeName) else values[one.name] for one in leaves.entries
    }
