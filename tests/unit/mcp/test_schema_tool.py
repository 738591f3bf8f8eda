"""From twenty questions to right queries by `explore_schema`: what it costs in tokens, against the whole schema."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from graphql import get_named_type, is_composite_type, is_required_argument, parse, validate

from service.access.scopes import ALL
from service.api.catalog import read_catalog
from service.api.execution.prepared_operations import Requests
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.pre_query import PreQueryContext
from service.api.pre_queries import look_for_definitions, look_for_matches
from service.api.schema.build import graphql_schema, sdl
from service.errors import NotFound
from service.graph.compose.field_query import FieldQuery
from service.graph.search.find import admit_all
from service.mcp.answer import count_tokens
from service.mcp.api import Api
from service.mcp.server import call
from service.mcp.tools.schema import examples
from service.settings.limits import Limits
from support.schema_questions import QUESTIONS

pytestmark = pytest.mark.anyio


async def execute(query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """Answers the two operations of the tool without Neo4j, which would send back what it gets."""
    read = FieldArguments(FieldQuery(0), {})
    asked = PreQueryContext(admit_all, (), Limits())
    if "words" in variables:
        given = {"query": variables["words"], "first": variables["first"], "operation": "QUERY"}
        found = await look_for_matches(None, replace(read, values=given), asked)  # pyright: ignore[reportArgumentType]
        return {"data": {"schemaSearch": found.values["found"]}}
    try:
        found = await look_for_definitions(None, replace(read, values=dict(variables)), asked)  # pyright: ignore[reportArgumentType]
    except NotFound as error:
        return {"errors": [{"message": error.message, "extensions": {"code": error.code}}]}
    return {"data": {"schemaDefinitions": found.values["found"]}}


async def explore(**arguments: str) -> tuple[dict[str, Any], int]:
    """Returns the structure of an answer, and the tokens of both halves."""
    answer = await call(Api(execute, ALL, "https://talks.example.org"), "explore_schema", arguments)
    return answer.structure, count_tokens(answer.text) + count_tokens(str(answer.structure))


def query_along(path: str) -> str:
    """A query for a path such as `Query.video.topics`, with a variable for each argument that is needed."""
    schema = graphql_schema()
    type_, fields, variables = schema.query_type, [], []
    for name in path.split(".")[1:]:
        assert type_ is not None
        owner = type_
        if name not in type_.fields:  # of one of the kinds
            owner = next(one for one in schema.get_possible_types(type_) if name in one.fields)  # pyright: ignore[reportArgumentType]
        field = owner.fields[name]
        needed = [key for key, one in field.args.items() if is_required_argument(one)]
        variables += [f"${name}_{key}: {field.args[key].type}" for key in needed]
        arguments = ", ".join(f"{key}: ${name}_{key}" for key in needed)
        spread = f"... on {owner.name} {{ " if owner is not type_ else ""
        fields.append(f"{spread}{name}{f'({arguments})' if arguments else ''}")
        type_ = get_named_type(field.type)
    end = "{ __typename }" if is_composite_type(type_) else ""
    text = " { ".join(fields) + f" {end} " + "} " * (len(fields) - 1 + sum("... on" in one for one in fields))
    return f"query {f'({", ".join(variables)})' if variables else ''} {{ {text} }}"


@pytest.mark.parametrize(("words", "coordinate"), [(words, one) for words, (one, _) in QUESTIONS.items()])
async def test_an_answer_leads_to_a_valid_query(words: str, coordinate: str) -> None:
    answer, _ = await explore(query=words)
    found = next(one for one in answer["definitions"] if one["name"].startswith(coordinate))
    owner, _, name = coordinate.partition(".")
    if owner.endswith("Where"):
        assert "paths" not in found
        return
    path = f"{found['paths'][0]}.{name}" if owner != "Query" else coordinate
    assert validate(graphql_schema(), parse(query_along(path))) == []


@pytest.mark.parametrize(
    ("words", "example"),
    [
        ("paths between two entities", "'query paths { paths( source: "),  # a root field
        ("quotes of evidence", "'query relationships { relationships(first: 3) { "),  # a field below one
        ("condition on the date of videos", "'query video { video(by: "),  # an input first, and then a field
    ],
)
async def test_the_example_is_of_the_best_definition(words: str, example: str) -> None:
    answer = await call(Api(execute, ALL, "https://talks.example.org"), "explore_schema", {"query": words})
    assert answer.text.splitlines()[-1].startswith(f"Example: run_graphql(query={example}")


async def test_twenty_questions_cost_a_small_part_of_the_schema() -> None:
    whole = count_tokens(sdl())
    spent = [(await explore(query=words))[1] for words in QUESTIONS]
    assert max(spent) <= 2000
    assert sum(spent) / len(spent) < whole / 40


async def test_root_fields_types_and_members() -> None:
    roots, _ = await explore()
    assert roots["totals"] == {"definitions": len(graphql_schema().query_type.fields)}  # pyright: ignore[reportOptionalMemberAccess]
    lookup, _ = await explore(name="TopicLookup")
    assert lookup == {
        "name": "TopicLookup",
        "definition": "input TopicLookup @oneOf",
        "about": "Selects a topic; give exactly one key.",
        "definitions": [
            {"name": "TopicLookup.id: ID", "about": "The topic's id."},
            {"name": "TopicLookup.slug: String", "about": "The topic's slug."},
            {"name": "TopicLookup.name: String", "about": "The topic's name, in any case, with or without accents."},
        ],
        "totals": {"definitions": 3},
    }  # fmt: skip
    member, _ = await explore(name="Query.topic")
    assert member == {
        "definitions": [{"name": "Query.topic(by: TopicLookup!): Topic", "about": "One topic. Null if there is none."}]
    }  # fmt: skip
    missing, _ = await explore(name="Vidoe")
    assert missing["error"]["code"] == "NOT_FOUND"
    assert (
        missing["error"]["next_step"] == "Call `explore_schema` with `query` and words of what you look for."
    )
    nothing, _ = await explore(query="xyzzy of the")
    assert nothing == {"definitions": []}


def test_every_root_field_of_queries_has_an_example() -> None:
    schema = graphql_schema()
    assert schema.query_type is not None
    assert [*examples()] == [*schema.query_type.fields]
    requests = Requests(schema, read_catalog())
    for one in examples().values():
        assert validate(schema, parse(one)) == []
        assert requests.prepare(one).cost < 5000, one
