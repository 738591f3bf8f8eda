"""The Cypher of a field or a query as runnable statements, for `videograph cypher`.

A field's file is only a part of a statement. This module completes it, so that it can be pasted into Neo4j Browser.
The statements of a whole query come from the engine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from graphql import GraphQLField, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema

from service.api.catalog import read_catalog
from service.api.execution.field_example import binding, rows_statement, value_statement
from service.api.execution.prepared_operations import Requests
from service.api.operation.arguments.argument_values import Argument
from service.api.operation.arguments.cursors import Cursors
from service.api.operation.plan import ROOT_SITE
from service.api.operation.planning.catalog import parameters_in
from service.api.pre_queries import PRE_QUERIES
from service.api.schema.build import graphql_schema
from service.api.schema.graphql_types import type_shape
from service.errors import InvalidInput
from service.graph.compose.fragment import Fragment
from service.graph.search.suggest import read_typed

_NEAR = 0.8
"""Minimum similarity of a suggested name: 0 to 1, by difflib."""
_MOST = 3

LOOKED = (
    "A walk or a search finds ids first, and this statement fetches them. Its parameters are empty here, so it returns nothing. "
    "To get an answer, run the query: videograph query FILE"
)
"""Notes on the statements of root fields with a pre-query."""
_LIMIT = 20
_SECONDS = 93
EXAMPLE_IDS = {
    "Channel": "channel:videograph-talks",
    "Chapter": "chapter:videograph-lecun-leaves-meta#0",
    "Decision": "decision:none",
    "Entity": "entity:c73a3e70abe52cee04fa",
    "Evidence": "evidence:a9b8d52c8dde4cffd7952a45",
    "Job": "job:none",
    "Mention": "mention:c73a3e70abe52cee04fa@149-159@videograph-lecun-leaves-meta#0",
    "Relationship": "relationship:94f62956f2ccf77d7570",
    "Segment": "segment:videograph-lecun-leaves-meta#0",
    "Speaker": "speaker:videograph-lecun-leaves-meta#Narrator",
    "SummaryBullet": "bullet:videograph-lecun-leaves-meta#0.0",
    "SummarySection": "section:videograph-lecun-leaves-meta#0",
    "Topic": "topic:world models",
    "Video": "video:videograph-lecun-leaves-meta",
    "ChapterHit": "chapter:videograph-lecun-leaves-meta#0",
    "SummaryHit": "bullet:videograph-lecun-leaves-meta#0.0",
}
"""Ids from the demo's authored talk, which nobody has decided on."""
_NODES = [label for label in EXAMPLE_IDS if not label.endswith("Hit")]


@dataclass(frozen=True)
class ExplainedStatement:
    """The statement of one root field. `key` is its response key, `note` a remark for the user."""

    root_field: str
    text: str
    parameters: dict[str, Any]
    key: str = ""
    note: str | None = None


@dataclass(frozen=True)
class Example:
    """A completed file: `columns` are its result."""

    title: str
    text: str
    parameters: dict[str, Any]
    columns: tuple[str, ...]
    note: str | None = None

    def __str__(self) -> str:
        """Returns the text for Neo4j Browser: title, note, parameters, statement."""
        notes = [f"// {self.note}"] if self.note else []
        given = [f":param {name} => {_literal(value)};" for name, value in self.parameters.items()]
        return "\n".join([f"// {self.title}", *notes, *given, f"{self.text};"])


def field_statement(coordinate: str) -> str:
    """Returns the Cypher of a field such as `Video.entities`, for Neo4j Browser.

    For `Query.node` and `Query.nodes`, the statements of all labels in sequence.

    Raises: InvalidInput: the field does not exist, or has no Cypher of its own.
    """
    return "\n\n".join(str(example) for example in field_examples(coordinate))


def field_examples(coordinate: str) -> list[Example]:
    """Like `field_statement`, in parts."""
    schema = graphql_schema()
    catalog = read_catalog()
    parent, _, name = coordinate.partition(".")
    definition = find_field(schema, parent, name)
    if coordinate in ("Query.node", "Query.nodes"):
        return [_fetch(coordinate, catalog.fetcher(label), label) for label in _NODES]
    fragment = catalog.fragment(parent, name)
    if fragment is not None and fragment.members:
        return [_fetch(coordinate, catalog.fetcher(label), label) for label in fragment.members]
    if fragment is not None and fragment.value is not None:
        return [_value(f"{coordinate}: {fragment.title}", parent, name, fragment.value)]
    if fragment is not None:
        shape = type_shape(definition)
        many = shape.is_list or catalog.is_connection(shape.named)
        rows = _rows(f"{coordinate}: {fragment.title}", binding(parent), fragment, many=many)
        return [replace(rows, note=_note(fragment))]
    if parent == "Suggestion":
        raise InvalidInput(f"{coordinate} is part of Query.suggestions: use that field.")
    if parent in ("PageInfo", "KindCount", "TypeCount", "Node") or parent.endswith(("Connection", "Edge")):
        raise InvalidInput(f"{coordinate} is part of a list: use the field of the list.")
    if parent == "GraphStats":
        raise InvalidInput(f"{coordinate} is part of Query.stats: use that field.")
    return [_value(f"{coordinate}: {definition.description}", parent, name, catalog.values(parent)[name])]


def query_statements(
    query: str, variables: dict[str, Any] | None = None, operation_name: str | None = None
) -> list[ExplainedStatement]:
    """Returns the statement of each root field of an operation, with its parameters.

    Raises: InvalidInput: the operation or an argument is not valid.
    """
    requests = Requests(graphql_schema(), read_catalog(), cursors=Cursors(None))
    return [
        ExplainedStatement(
            root.entry.name, text, parameters, root.entry.key, _note(root.sites[ROOT_SITE].fragment)
        )
        for root, text, parameters in requests.statements(query, variables, operation_name)
    ]


def _note(fragment: Fragment) -> str | None:
    asked = PRE_QUERIES.get(fragment.pre_query or "")
    return LOOKED if asked is not None and asked.run is not None else None


def _fetch(coordinate: str, fragment: Fragment, label: str) -> Example:
    return _rows(f"{coordinate}: {fragment.title}", [], fragment, many=True, ids=[EXAMPLE_IDS[label]])


def _rows(
    title: str, before: list[str], fragment: Fragment, *, many: bool, ids: Sequence[str] = ()
) -> Example:
    text = rows_statement(before, fragment, _LIMIT, ordered=many)
    return _example(title, text, tuple(fragment.yields), ids)


def _value(title: str, parent: str, name: str, expression: str) -> Example:
    return _example(title, value_statement(parent, name, expression), (name,))


def _example(title: str, text: str, columns: tuple[str, ...], ids: Sequence[str] = ()) -> Example:
    known: dict[str, Any] = {
        "seconds": _SECONDS,
        "ids": ids,
        "first": _LIMIT,
        "result": {},
        **{
            name: value
            for one in PRE_QUERIES.values()
            for name, value in one.nothing.items()
            if name != "ids"
        },
        **vars(read_typed("open", ())),
        "latest": 1_000_000,
    }
    return Example(title, text, {name: known[name] for name in sorted(parameters_in(text))}, columns)


def _literal(value: Argument) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_literal(one) for one in value)}]"
    if isinstance(value, dict):
        pairs = (f"{key}: {_literal(one)}" for key, one in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}'" if isinstance(value, str) else str(value)


def find_field(schema: GraphQLSchema, parent: str, name: str) -> GraphQLField:
    """Returns the field `name` of the type `parent`.

    Raises: InvalidInput: it does not exist; the message has the most similar ones, or all fields of the type.
    """
    types = {
        one.name: one
        for one in schema.type_map.values()
        if isinstance(one, (GraphQLObjectType, GraphQLInterfaceType)) and not one.name.startswith("__")
    }
    known = [
        f"{one}.{field}"
        for one, named in types.items()
        if not one.endswith(("Connection", "Edge"))
        for field in named.fields
    ]
    near = " or ".join(_nearest(f"{parent}.{name}" if name else parent, known))
    if parent not in types:
        what = "type" if name else "field"
        hint = f"Did you mean {near}?" if near else "`videograph schema` prints all types."
        raise InvalidInput(f"There is no {what} {parent!r}: give Type.field, such as Video.entities. {hint}")
    fields = types[parent].fields
    has = f"It has {', '.join(fields)}."
    if not name:
        raise InvalidInput(f"{parent} is a type: give one of its fields. {has}")
    if name not in fields:
        hint = f" Did you mean {near}?" if near else ""
        raise InvalidInput(f"{parent} has no field {name!r}.{hint} {has}")
    return fields[name]


def _nearest(wanted: str, known: Iterable[str]) -> list[str]:
    """Returns fields with similar type and name, in any case, the most similar first; for a name without a type, root
    fields first."""
    bare = "." not in wanted
    asked = wanted.casefold().split(".")

    def nearness(one: str) -> float:
        parts = one.casefold().split(".")[bare:]
        return min(SequenceMatcher(None, *pair).ratio() for pair in zip(parts, asked, strict=False))

    found = [one for one in known if nearness(one) >= _NEAR]
    return sorted(found, key=lambda one: (bare and not one.startswith("Query."), -nearness(one), one))[:_MOST]
