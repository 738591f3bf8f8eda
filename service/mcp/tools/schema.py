"""`explore_schema`, `run_graphql`: the API itself, for what no other tool answers."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from graphql import GraphQLError, OperationDefinitionNode, OperationType, parse, print_ast

from service.mcp.answer import Entry, Section, ToolAnswer, count_tokens, quoted, visible, without_nulls
from service.mcp.api import Api, ToolError, data_of
from service.mcp.statements import Row
from service.mcp.tools.arguments import ExploreSchema, RunGraphql

_MOST = 12
_OF_THE_QUERY = ("BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED")
_EXAMPLE = 'run_graphql(query="{ videos(first: 3) { nodes { title slug } } }")'


async def explore_schema(api: Api, asked: ExploreSchema) -> ToolAnswer:
    if asked.query and not asked.name:
        return await _matches(api, asked.query)
    try:
        data = await api.run("schema_definition", coordinates=[asked.name or "Query"])
    except ToolError as fault:
        step = "Call `explore_schema` with `query` and words of what you look for."
        raise ToolError(
            fault.code, fault.message, step if fault.code == "NOT_FOUND" else fault.next_step
        ) from None
    [found] = data["schemaDefinitions"]
    if not asked.name:
        head = "Root fields of Query. Pages are Relay connections: nodes, edges, pageInfo, totalCount."
        notes = [f'name="Video" has one type. Example: {_EXAMPLE}']
        return ToolAnswer([head], {}, [_members("Fields", found)], notes, quotes=False)
    if "." in found["coordinate"]:
        section = Section("definitions", "Definition", [_entry(found)])
        return ToolAnswer([], {}, [section], quotes=False)
    head = found["signature"] + (f": {found['description']}" if found["description"] else "")
    facts = {"name": found["coordinate"], "definition": found["signature"], "about": found["description"]}
    return ToolAnswer([head], facts, [_members("Members", found)], quotes=False)


def _members(title: str, found: Row) -> Section:
    entries = [_entry(one) for one in found["members"]]
    return Section("definitions", title, entries, total=len(entries))


async def _matches(api: Api, query: str) -> ToolAnswer:
    found = (await api.run("schema_search", words=query, first=_MOST))["schemaSearch"]
    if not found:
        return ToolAnswer(
            ["No definition of the schema has these words."],
            {"definitions": []},
            [],
            ["Call explore_schema without arguments for the root fields."],
            quotes=False,
        )
    entries = [_entry(one["member"] | {"coordinate": one["coordinate"]}, one["pathsToRoot"]) for one in found]
    section = Section("definitions", f"Definitions for {quoted(query)}, best first", entries)
    return ToolAnswer([], {}, [section], [f"Example: {_example(found)}"], quotes=False)


@cache
def examples() -> dict[str, str]:
    """The example of each root field of queries, by its name."""
    text = (Path(__file__).parents[1] / "examples.graphql").read_text(encoding="utf-8")
    return {
        one.name.value: print_ast(one)
        for one in parse(text).definitions
        if isinstance(one, OperationDefinitionNode) and one.name is not None
    }


def _example(found: Sequence[Row]) -> str:
    """Returns a call with the example of the root field that leads to the best definition; inputs and enums have none."""
    for one in found:
        if path := ([one["coordinate"]] if one["coordinate"].startswith("Query.") else one["pathsToRoot"]):
            query = " ".join(examples()[path[0].split(".")[1]].split())
            return f"run_graphql(query='{query}')"
    return _EXAMPLE


def _entry(member: Row, paths: Sequence[str] = ()) -> Entry:
    """`paths`: by which a query reaches what has the member, which a field of an object type needs."""
    owner, dot, _ = member["coordinate"].rpartition(".")
    name = f"{owner}{dot}{member['signature']}"
    about = member["description"]
    path = f" [query: {paths[0].removeprefix('Query.')}]" if paths else ""
    text = f"- {name}" + (f" — {about}" if about else "") + path
    return Entry(text, without_nulls({"name": name, "about": about, "paths": list(paths)}))


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
