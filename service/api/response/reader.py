"""The compiled reader: generates Python functions from a plan's selections that convert a record directly to the
response.

The source is generated once for each plan (`reader_source.py`). If the graph breaks a promise of the schema, a reader
raises `NullFound`, and graphql-core reports it at the right place.
"""

# graphql-core's generic types are used without arguments and checked at run time.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportMissingTypeArgument=false

from collections.abc import Callable
from typing import Any

from service.api.operation.plan import Entry
from service.api.response.hits import FoundHit, hit_page
from service.api.response.reader_source import ReaderSource
from service.api.response.reference import Answer, fetched

type Reader = Callable[[Answer], Any]


def compile_reader(entry: Entry) -> Reader:
    """Returns the reader of one root field without faults: it converts the record to the value of the response key."""
    source = ReaderSource()
    if entry.how in ("fetch", "fetches"):
        names = {id(selection): source.row(selection) for _, selection in entry.arms}
        functions = source.functions()

        def read_fetched(answer: Answer) -> Any:
            found = fetched(entry, answer)
            values = [
                None if one is None else functions[names[id(one[0])]](one[1], answer.reads) for one in found
            ]
            return values if entry.how == "fetches" else values[0]

        return read_fetched
    if entry.how == "search":
        return _search_reader(entry, source)
    if entry.how == "suggestions":
        return _suggestions_reader(entry, source)
    checks, expression = source.entry(entry, None)
    source.define("read", "r, b", checks, expression)
    read = source.functions()["read"]
    return lambda answer: read(answer.record, answer.reads)


type _OfHit = Callable[[FoundHit, Any], Any]


def _search_reader(entry: Entry, source: ReaderSource) -> Reader:
    """Returns the reader of a search: generated functions read the objects, the rest is written by hand."""
    assert entry.selection is not None
    (name, entries), *_ = entry.selection.types.items()
    uses = [one for one in entries if one.how == "nodes"]
    edges = {one.key: _only(one) for one in entries if one.how == "edges"}
    uses += [one for inner in edges.values() for one in inner if one.how == "node"]
    names = {id(use): [source.row(selection) for _, selection in use.arms] for use in uses}
    counts = {id(one): source.row(one.selection) for one in entries if one.how == "one" and one.selection}
    functions = source.functions()

    def objects(use: Entry) -> _OfHit:
        return _object(names[id(use)], functions)

    of_nodes = {id(use): objects(use) for use in uses}
    of_edges = {
        key: [
            (one.key, of_nodes[id(one)] if one.how == "node" else _fact(one, "SearchEdge")) for one in inner
        ]
        for key, inner in edges.items()
    }

    def read_hits(answer: Answer) -> dict[str, Any]:
        page = hit_page(entry, answer.record, answer.reads[entry.site])
        found: dict[str, Any] = {}
        for one in entries:
            match one.how:
                case "typename":
                    found[one.key] = name
                case "nodes":
                    found[one.key] = [of_nodes[id(one)](hit, answer.reads) for hit in page.hits]
                case "edges":
                    found[one.key] = [
                        {key: read(hit, answer.reads) for key, read in of_edges[one.key]} for hit in page.hits
                    ]
                case "corrected":
                    found[one.key] = page.corrected
                case "one":
                    assert one.child is not None
                    count = functions[counts[id(one)]]
                    found[one.key] = count(answer.record[one.child.column], answer.reads)
                case _:
                    found[one.key] = _named(one, page.info())
        return found

    return read_hits


def _suggestions_reader(entry: Entry, source: ReaderSource) -> Reader:
    """Returns the reader of a list of suggestions, which are read like the edges of a search."""
    asked = _only(entry)
    names = {id(one): [source.row(selection) for _, selection in one.arms] for one in asked}
    functions = source.functions()
    parts = [
        (one.key, _object(names[id(one)], functions) if one.how == "node" else _fact(one, "Suggestion"))
        for one in asked
    ]

    def read_suggestions(answer: Answer) -> list[dict[str, Any]]:
        page = hit_page(entry, answer.record, answer.reads[entry.site])
        return [{key: read(hit, answer.reads) for key, read in parts} for hit in page.hits]

    return read_suggestions


def _object(names: list[str], functions: dict[str, Callable[..., Any]]) -> _OfHit:
    """Reads hits with the functions of their arms."""
    arms = [functions[one] for one in names]
    return lambda hit, reads: arms[hit.place](hit.row, reads)


def _fact(one: Entry, type_name: str) -> _OfHit:
    if one.how == "typename":
        return lambda hit, reads: type_name
    if one.name == "highlights":
        return lambda hit, reads: [_named(one, found) for found in hit.fact(one.name)]
    return lambda hit, reads: hit.fact(one.name)


def _only(entry: Entry) -> list[Entry]:
    assert entry.selection is not None
    return next(iter(entry.selection.types.values()))


def _named(entry: Entry, values: dict[str, Any]) -> dict[str, Any]:
    """Returns plain values under the response keys of a selection of leaves."""
    assert entry.selection is not None
    (name, entries), *_ = entry.selection.types.items()
    return {one.key: name if one.how == "typename" else values[one.name] for one in entries}
