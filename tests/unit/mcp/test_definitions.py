"""What agents read of the tools before they call one: short, complete, and as a linter of such definitions wants it."""

import json

from ctok import token_count
from graphql import parse, validate
from tdqs import lint_server, parse_tool_definitions

from service.access.scopes import Scope
from service.api.schema.build import graphql_schema
from service.mcp import api
from service.mcp.server import INSTRUCTIONS, TOOLS
from service.mcp.tools.arguments import schema_of

LISTED = {
    "tools": [one.tool.model_dump(mode="json", by_alias=True, exclude_none=True) for one in TOOLS.values()]
}
FAMILIES = ("3.0", "4.8")
"""Of tokenizers, the thriftiest and the most wasteful."""


def test_tools_and_their_scopes() -> None:
    assert {name: one.scope for name, one in TOOLS.items()} == {
        "search": Scope.READ,
        "resolve_entity": Scope.READ,
        "get_entity": Scope.READ,
        "find_connection": Scope.READ,
        "get_talk": Scope.READ,
        "get_moment": Scope.READ,
        "explore_schema": Scope.READ,
        "run_graphql": Scope.READ,
        "add_talk": Scope.INGEST,
        "get_job": Scope.INGEST,
        "reject_quote": Scope.CURATE,
    }


def test_definitions_cost_at_most_3000_tokens() -> None:
    listed = json.dumps(LISTED, ensure_ascii=False, separators=(",", ":"))
    counts = [token_count(listed, family) + token_count(INSTRUCTIONS, family) for family in FAMILIES]
    assert max(counts) <= 3000, counts


def test_linter_has_no_finding() -> None:
    report = lint_server(server_name="videograph", tools=parse_tool_definitions(LISTED).tools)
    assert [(one.severity, one.message) for one in report.findings] == []


def test_a_schema_has_what_an_agent_needs_and_no_more() -> None:
    assert schema_of(TOOLS["resolve_entity"].arguments) == {
        "type": "object",
        "properties": {
            "name": {"type": "string", "description": "Name, alias or a spelling near it."},
            "kind": {
                "type": "string",
                "enum": ["PERSON", "COMPANY", "CONCEPT", "PRODUCT", "EVENT"],
                "description": "Only this kind.",
            },
        },
        "required": ["name"],
    }


def test_only_what_changes_the_graph_is_no_reading() -> None:
    changing = {
        name
        for name, one in TOOLS.items()
        if not one.tool.annotations or not one.tool.annotations.read_only_hint
    }
    assert changing == {"add_talk", "reject_quote"}


def test_operations_fit_the_schema() -> None:
    files = sorted(api._OPERATIONS.glob("*.graphql"))  # pyright: ignore[reportPrivateUsage]
    assert len(files) == 19
    faults = {
        file.name: validate(graphql_schema(), parse(file.read_text(encoding="utf-8"))) for file in files
    }
    assert {name: found for name, found in faults.items() if found} == {}
