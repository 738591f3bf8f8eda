"""Suggestions of every kind while one types, on the seed."""

from typing import Any

import pytest

from service.api.execution.engine import Engine
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.search.suggestions import find_suggestions
from support.seed import CAFE

pytestmark = pytest.mark.anyio

QUERY = """query ($prefix: String!, $in: [SuggestionKind!], $first: Int!) {
  suggestions(prefix: $prefix, in: $in, first: $first) {
    text
    highlights { start end }
    node { __typename ... on Entity { name kind } ... on Topic { name } ... on Video { title } ... on Channel { name } }
  }
}"""


async def ask(database: Database, prefix: str, *, first: int = 8, **variables: Any) -> list[dict[str, Any]]:
    given = {"prefix": prefix, "first": first, **variables}
    answer = await Engine(database).execute(QUERY, given)
    assert "errors" not in answer, answer
    return answer["data"]["suggestions"]


async def shown(database: Database, prefix: str, **variables: Any) -> list[str]:
    """Type and name of each, with what was typed in brackets."""
    lines: list[str] = []
    for one in await ask(database, prefix, **variables):
        text = one["text"]
        for place in reversed(one["highlights"]):
            start, end = place["start"], place["end"]
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
        lines.append(f"{one['node']['__typename']}: {text}")
    return lines


@pytest.mark.parametrize(
    ("prefix", "lines"),
    [
        ("caf", ["Company: [Caf]é Lumière", "Video: Ünïcode Workshop: [Caf]é & 🦙"]),
        ("CAFÉ", ["Company: [café]", "Video: Ünïcode Workshop: [Café] & 🦙"]),
        ("luk", ["Person: [Łuk]asz"]),
        ("bo d", ["Person: [Bo] [D]iaz"]),
        ("diaz", ["Person: Bo [Diaz]"]),
        ("öl", ["Topic: [Öl] & More", "Channel: Kanal [Öl]"]),
        ("ol", ["Topic: [Öl] & More", "Channel: Kanal [Öl]"]),
        ("kan", ["Channel: [Kan]al Öl"]),
        ("unicode", ["Video: [ünicode] follow-up", "Video: [Ünïcode] Workshop: Café & 🦙"]),
        ("unicode fol", ["Video: [ünicode] [fol]low-up"]),
        ("workshop unic", ["Video: [Ünïc]ode [Workshop]: Café & 🦙"]),
        ("coffee", ["Topic: [Coffee]"]),
        ("cofee", ["Topic: [Coffee]"]),
        ("kanla", ["Channel: [Kanal] Öl"]),
        ("qqqq", []),
        ("!?", []),
        ("*", []),
    ],
)
async def test_what_has_been_typed(seed_database: Database, prefix: str, lines: list[str]) -> None:
    assert await shown(seed_database, prefix) == lines


async def test_of_some_kinds_only(seed_database: Database) -> None:
    assert await shown(seed_database, "llam", **{"in": ["TOPIC"]}) == ["Topic: [Llam]as"]
    assert await shown(seed_database, "caf", **{"in": ["VIDEO", "CHANNEL"]}) == [
        "Video: Ünïcode Workshop: [Caf]é & 🦙"
    ]
    assert await shown(seed_database, "caf", **{"in": []}) == []


async def test_the_best_of_each_kind_is_among_the_first(seed_database: Database) -> None:
    every = await ask(seed_database, "p", first=50)
    assert {one["node"]["__typename"] for one in every} == {"Company", "Topic"}

    few = await ask(seed_database, "p", first=2)
    assert [one["node"]["__typename"] for one in few] == ["Company", "Topic"]
    assert [one["text"] for one in await ask(seed_database, "p", first=1)] == [few[0]["text"]]


async def test_without_a_prefix(seed_database: Database) -> None:
    found = await ask(seed_database, "", first=4)
    assert found[0]["node"] == {"__typename": "Company", "name": "Café Lumière", "kind": "COMPANY"}
    assert {one["node"]["__typename"] for one in found} >= {"Topic", "Video"}
    assert all(one["highlights"] == [] for one in found)
    assert await ask(seed_database, "", first=0) == []


async def test_the_entity_is_whole(seed_database: Database) -> None:
    answer = await Engine(seed_database).execute(
        '{ suggestions(prefix: "caf", in: [ENTITY]) { node { ... on Node { id } ... on Company { aliases } } } }'
    )
    [found] = answer["data"]["suggestions"]
    assert found["node"]["id"] == CAFE


async def test_a_long_prefix_is_refused(seed_database: Database) -> None:
    with pytest.raises(InvalidInput, match="at most 256 characters"):
        await find_suggestions(seed_database, "x" * 257, kinds=("ENTITY",), first=5)
    answer = await Engine(seed_database).execute('{ suggestions(prefix: "a", first: 51) { text } }')
    assert [one["message"] for one in answer["errors"]] == [
        "`first` is 51: at most 50 fit a page. Go on with `after`."
    ]
