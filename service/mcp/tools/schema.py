"""`explore_schema`, `run_graphql`: the API itself, for what no other tool answers."""

from typing import Any

import orjson
from graphql import GraphQLError, OperationDefinitionNode, OperationType, parse
from graphql.pyutils import did_you_mean, suggestion_list

from service.api.schema.build import graphql_schema
from service.mcp.answer import Entry, Section, ToolAnswer, count_tokens, quoted, visible
from service.mcp.api import Api, ToolError, data_of
from service.mcp.schema_search import Definition, definitions, kind_of, members_of, search_schema
from service.mcp.tools.arguments import ExploreSchema, RunGraphql

_MOST = 12
_OF_THE_QUERY = ("BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED")
_EXAMPLE = 'run_graphql(query="{ videos(first: 3) { nodes { title slug } } }")'


async def explore_schema(api: Api, asked: ExploreSchema) -> ToolAnswer:
    if asked.name:
        return _definition(asked.name)
    if asked.query:
        return _matches(asked.query)
    fields = graphql_schema().query_type
    assert fields is not None
    entries = [_entry(f"Query.{name}", *one) for name, one in members_of(fields).items()]
    return ToolAnswer(
        ["Root fields of Query. Pages are Relay connections: nodes, edges, pageInfo, totalCount."],
        {},
        [Section("definitions", "Fields", entries, total=len(entries))],
        [f'name="Video" has one type. Example: {_EXAMPLE}'],
        quotes=False,
    )


def _definition(name: str) -> ToolAnswer:
    schema = graphql_schema()
    type_name, _, field_name = name.partition(".")
    type_ = schema.type_map.get(type_name)
    if type_ is None:
        near = suggestion_list(type_name, [one for one in definitions() if "." not in one])
        raise ToolError(
            "NOT_FOUND",
            f"The schema has no type {quoted(type_name)}." + did_you_mean(near),
            "Call `explore_schema` with `query` and words of what you look for.",
        )
    members = members_of(type_)
    if field_name:
        if field_name not in members:
            raise ToolError(
                "NOT_FOUND",
                f"{type_name} has no {quoted(field_name)}. It has {', '.join(members)}.",
                "Make the same call with one of these.",
            )
        signature, description = members[field_name]
        return ToolAnswer(
            [f"{name}{signature}"],
            {},
            [Section("definitions", "Definition", [_entry(name, signature, description)])],
            quotes=False,
        )
    head = f"{kind_of(type_)} {type_name}: {type_.description or ''}"
    entries = [
        _entry(f"{type_name}.{one}", signature, description)
        for one, (signature, description) in members.items()
    ]
    return ToolAnswer(
        [head],
        {"name": type_name, "kind": kind_of(type_)},
        [Section("definitions", "Members", entries, total=len(entries))],
        quotes=False,
    )


def _matches(query: str) -> ToolAnswer:
    found = search_schema(query, _MOST)
    if not found:
        count = len(definitions())
        return ToolAnswer(
            [f"No definition has these words. Looked through {count} types and fields."],
            {"definitions": [], "looked_through": count},
            [],
            ["Call explore_schema without arguments for the root fields."],
            quotes=False,
        )
    entries = [_found(one.definition) for one in found]
    return ToolAnswer(
        [],
        {},
        [Section("definitions", f"Definitions for {quoted(query)}, best first", entries)],
        [f"Example: {_EXAMPLE}"],
        quotes=False,
    )


def _found(one: Definition) -> Entry:
    """With the way from `Query`, which a member of an object type needs."""
    way = f" [query: {one.paths[0]}]" if one.paths else ""
    entry = _entry(one.coordinate, one.signature, one.description)
    return Entry(entry.text + way, entry.value | ({"paths": list(one.paths)} if one.paths else {}))


def _entry(name: str, signature: str, description: str | None) -> Entry:
    about = " ".join((description or "").split())
    return Entry(
        f"- {name}{signature}" + (f" — {about}" if about else ""),
        {"name": f"{name}{signature}", "about": about},
    )


async def run_graphql(api: Api, asked: RunGraphql) -> ToolAnswer:
    try:
        document = parse(asked.query)
    except GraphQLError as error:
        place = error.locations[0] if error.locations else None
        where = f" at line {place.line}, column {place.column}" if place else ""
        raise ToolError(
            "BAD_USER_INPUT", f"{error.message}{where}", f"Mend the query. Example: {_EXAMPLE}"
        ) from None
    operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    if len(operations) != 1 or operations[0].operation != OperationType.QUERY:
        raise ToolError(
            "BAD_USER_INPUT",
            "This tool runs one query, and changes nothing: send one operation of type query.",
            "To change the graph, use the tools that do, if they are offered.",
        )
    response = await api.execute(asked.query, asked.variables or {})
    try:
        data = data_of(response)
    except ToolError as fault:
        raise ToolError(
            fault.code,
            fault.message,
            "Call `explore_schema` with the type's name, and mend the query."
            if fault.code in _OF_THE_QUERY
            else fault.next_step,
        ) from None
    shown = _visible(data)
    lines = list(_lines(shown))
    size = count_tokens("\n".join(lines)) + count_tokens(orjson.dumps(shown).decode())
    if size > asked.max_tokens - 100:
        raise ToolError(
            "ANSWER_TOO_LARGE",
            f"The answer has about {size} tokens, more than max_tokens {asked.max_tokens}.",
            "Ask for fewer fields, a smaller `first`, or give a larger max_tokens (at most 20000).",
        )
    return ToolAnswer(lines, {"data": shown})


def _visible(value: Any) -> Any:
    match value:
        case dict():
            return {key: _visible(one) for key, one in value.items()}
        case list():
            return [_visible(one) for one in value]
        case str():
            return visible(value)
        case _:
            return value


def _lines(value: Any, indent: str = "") -> Any:
    """The data as an outline: names of fields, and texts in quotation marks."""
    items = value.items() if isinstance(value, dict) else [("-", one) for one in value]
    for key, one in items:
        label = f"{indent}{key}" if key == "-" else f"{indent}{key}:"
        if isinstance(one, dict | list) and one:
            yield label
            yield from _lines(one, indent + " ")
        else:
            yield f"{label} {quoted(one) if isinstance(one, str) else orjson.dumps(one).decode()}"
