"""Facets of a search: what is counted, in which order, and that each count is what its condition finds."""

import json
from typing import Any

import pytest

from service.api.execution.engine import Engine, GraphqlRequest
from service.graph.driver.database import Database
from service.graph.search import facets as counting
from support.seed import ANN, ZOE

pytestmark = pytest.mark.anyio

QUERY = """query ($query: String!, $in: [SearchScope!], $where: SearchWhere) {
  search(query: $query, in: $in, where: $where, first: 100) {
    facets {
      kinds { kind count }
      speakers { person { id name } count }
      videos { video { id } count }
      channels { channel { id } count }
      topics { topic { id } count }
      years { year count }
      countedHits
      truncated
    }
    nodes { __typename }
  }
}"""


HEAD = QUERY.partition("{")[0]
COUNT = f"{HEAD}{{ search(query: $query, in: $in, where: $where, first: 0) {{ facets {{ countedHits }} }} }}"
KINDS = (
    f"{HEAD}{{ search(query: $query, in: $in, where: $where, first: 100) "
    "{ facets { kinds { kind count } } nodes { __typename } } }"
)
"""What a test looks at, and no more: each shape of a search is a statement that Neo4j plans."""


async def ask(database: Database, query: str, *, text: str = QUERY, **variables: Any) -> dict[str, Any]:
    answer = await Engine(database).execute(text, {"query": query, **variables})
    assert "errors" not in answer, answer
    return answer["data"]["search"]


def within(scope: str) -> dict[str, Any]:
    """The argument `in`, which is no name in Python."""
    return {"in": [scope]}


async def test_what_is_counted(seed_database: Database) -> None:
    found = await ask(seed_database, "café")

    assert found["facets"] == {
        "kinds": [
            {"kind": "TRANSCRIPT", "count": 6},
            {"kind": "SUMMARY", "count": 2},
            {"kind": "ENTITY", "count": 1},
            {"kind": "VIDEO", "count": 1},
        ],
        # Ann Other says nothing, but is a speaker of the workshop: of its title and its summary.
        "speakers": [
            {"person": {"id": ZOE, "name": "Zoë Łukasz"}, "count": 10},
            {"person": {"id": ANN, "name": "Ann Other"}, "count": 3},
        ],
        # The company is talked about in both talks.
        "videos": [
            {"video": {"id": "video:seed-workshop"}, "count": 8},
            {"video": {"id": "video:seed-follow-up"}, "count": 3},
        ],
        "channels": [{"channel": {"id": "channel:kanal-oel"}, "count": 10}],
        "topics": [
            {"topic": {"id": "topic:coffee"}, "count": 9},
            {"topic": {"id": "topic:öl & more"}, "count": 5},
            {"topic": {"id": "topic:llamas"}, "count": 3},
        ],
        # The company is talked about in both years.
        "years": [{"year": 2026, "count": 3}, {"year": 2025, "count": 8}],
        "countedHits": 10,
        "truncated": False,
    }


CONDITIONS: tuple[dict[str, Any], ...] = (
    {},
    {"publishedOn": {"lt": "2026-01-01"}},
    {"speakers": {"any": [ZOE]}},
)
OFTEN = (("café", 0), ("diaz", 0), ("ping", 2))


@pytest.mark.parametrize(
    ("query", "where"),
    [
        pytest.param(query, where, marks=() if (query, number) in OFTEN else pytest.mark.nightly)
        for query in ("café", "diaz", "llama", "ping", "coffee")
        for number, where in enumerate(CONDITIONS)
    ],
)
async def test_a_count_is_what_its_condition_finds(
    seed_database: Database, query: str, where: dict[str, Any]
) -> None:
    found = (await ask(seed_database, query, where=where))["facets"]
    conditions: list[tuple[dict[str, Any], int]] = [
        *(({"speakers": {"all": [one["person"]["id"]]}}, one["count"]) for one in found["speakers"]),
        *(({"videos": {"any": [one["video"]["id"]]}}, one["count"]) for one in found["videos"]),
        *(({"channels": {"any": [one["channel"]["id"]]}}, one["count"]) for one in found["channels"]),
        *(({"topics": {"any": [one["topic"]["id"]]}}, one["count"]) for one in found["topics"]),
        *(
            ({"publishedOn": {"gte": f"{one['year']}-01-01", "lt": f"{one['year'] + 1}-01-01"}}, one["count"])
            for one in found["years"]
        ),
    ]
    assert bool(conditions) == (found["countedHits"] > 0)
    for condition, count in conditions:
        both = {key: {**where.get(key, {}), **condition.get(key, {})} for key in where | condition}
        hits = (await ask(seed_database, query, text=COUNT, where=both))["facets"]
        assert hits["countedHits"] == count, condition
    for one in found["kinds"]:
        hits = await ask(seed_database, query, text=KINDS, where=where, **within(one["kind"]))
        assert len(hits["nodes"]) >= one["count"]
        assert hits["facets"]["kinds"] == [one]


async def test_an_empty_page_is_counted_as_any_other(seed_database: Database) -> None:
    counted = "facets { countedHits videos { count } kinds { kind count } }"
    query = f"""{{ none: search(query: "café", first: 0) {{ nodes {{ __typename }} {counted} }}
      some: search(query: "café", first: 1) {{ {counted} }} }}"""

    found = (await Engine(seed_database).execute(query))["data"]

    assert found["none"] == {"nodes": [], **found["some"]}
    assert found["some"]["facets"]["countedHits"] == 10


async def test_facets_have_their_sizes_and_names(seed_database: Database) -> None:
    query = """{ search(query: "café") {
      few: facets { speakers(first: 1) { person { name } } none: topics(first: 0) { count } }
      facets { years(first: 1) { __typename year } }
    } }"""
    answer = {
        "few": {"speakers": [{"person": {"name": "Zoë Łukasz"}}], "none": []},
        "facets": {"years": [{"__typename": "YearCount", "year": 2026}]},
    }
    assert await Engine(seed_database).execute(query) == {"data": {"search": answer}}


@pytest.mark.parametrize("query", ["", "qqqq", "!?"])
async def test_of_nothing_there_is_nothing_to_count(seed_database: Database, query: str) -> None:
    empty = {name: [] for name in ("kinds", "speakers", "videos", "channels", "topics", "years")}
    assert await ask(seed_database, query) == {
        "facets": {**empty, "countedHits": 0, "truncated": False},
        "nodes": [],
    }


async def test_what_is_corrected_is_counted(seed_database: Database) -> None:
    assert (await ask(seed_database, "Łukazs"))["facets"] == (await ask(seed_database, "Łukasz"))["facets"]


async def test_more_than_is_counted_is_said(seed_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "COUNTED", 3)
    found = (await ask(seed_database, "café", **within("TRANSCRIPT")))["facets"]
    assert (found["countedHits"], found["truncated"]) == (3, True)

    monkeypatch.undo()
    monkeypatch.setattr(counting, "PLACES", 2)
    found = (await ask(seed_database, "café", **within("TRANSCRIPT")))["facets"]
    assert (found["truncated"], sum(one["count"] for one in found["years"])) == (True, 2)


async def test_the_size_of_a_facet_is_bounded(seed_database: Database) -> None:
    engine = Engine(seed_database)
    answer = await engine.execute('{ search(query: "a") { facets { topics(first: 101) { count } } } }')
    assert [one["message"] for one in answer["errors"]] == [
        "`first` is 101: at most 100 fit a page. Go on with `after`."
    ]


async def test_facets_count_towards_the_cost(seed_database: Database) -> None:
    engine = Engine(seed_database)
    plain = '{ search(query: "c", first: 1) { nodes { __typename } } }'
    faceted = """{ search(query: "c", first: 1) { nodes { __typename } facets {
      kinds { count } speakers(first: 20) { person { id } } years { year } } } }"""
    objects = [
        json.loads((await engine.answer(GraphqlRequest(query, show_cost=True))).body)["extensions"]["objects"]
        for query in (plain, faceted)
    ]
    assert objects == [1, 1 + 1 + 6 + 2 * 20 + 10]
