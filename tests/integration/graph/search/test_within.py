"""Searches within videos, channels, speakers, topics and days: each condition on each kind of hit, held against the obvious way."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from service.access.scopes import ALL
from service.access.viewer import Viewer
from service.api.execution.engine import Engine
from service.errors import RateLimited
from service.graph.driver.database import Database
from service.graph.search import find
from service.graph.search.ranking import SCOPES
from service.graph.search.within import Within
from service.graph.statements import statement
from service.settings.limits import Limits
from support.backend import Neo4jServer
from support.query_plans import knowing_session, profile
from support.search_results import (
    COFFEE,
    LLAMAS,
    OEL,
    SEARCH_CONDITIONS,
    TWIN,
    WORKSHOP,
    corrected,
    marked,
    search,
    search_page,
)
from support.seed import IDEA, ZOE

pytestmark = pytest.mark.anyio

QUERIES = ("café", "llama", "coffee", "welcome")
"""Together they find hits of each kind."""
# Talk and place of each hit; those of entities and topics are moments, or talks.
_PLACES = {
    "VIDEO": "MATCH (v:Video {id: $id}) RETURN v, v",
    "CHAPTER": "MATCH (v:Video)-[:HAS_CHAPTER]->(:Chapter {id: $id}) RETURN v, v",
    "SUMMARY": "MATCH (v:Video) WHERE v.id = $id OR EXISTS { (v)-[:HAS_SECTION]->(s) WHERE s.id = $id "
    "OR EXISTS { (s)-[:HAS_BULLET]->({id: $id}) } } RETURN v, v",
    "TRANSCRIPT": "MATCH (v:Video)-[:HAS_SEGMENT]->(s:Segment {id: $id}) RETURN v, s",
    "ENTITY moments": "MATCH (v:Video)-[:HAS_SEGMENT]->(s)-[:MENTIONS]->(:Entity {id: $id}) RETURN v, s",
    "TOPIC moments": "MATCH (v:Video)-[:HAS_SEGMENT]->(s)-[:ABOUT]->(:Topic {id: $id}) RETURN v, s",
    "ENTITY": "MATCH (v:Video)-[:FEATURES]->(:Entity {id: $id}) RETURN v, v",
    "TOPIC": "MATCH (v:Video)-[:DISCUSSES]->(:Topic {id: $id}) RETURN v, v",
}
_PLACE = (
    "RETURN v.id, toString(v.publishedOn), [(c)-[:PUBLISHED]->(v) | c.id], "
    "[(p)-[:SPOKEN_BY|HAS_SPEAKER]->()-[:IS]->(e) | e.id], [(p)-[:ABOUT|DISCUSSES]->(t) | t.id]"
)


@dataclass(frozen=True)
class Place:
    video: str
    day: str | None
    channels: list[str]
    speakers: list[str]
    topics: list[str]

    def holds(self, where: dict[str, Any]) -> bool:
        there = {
            "videos": [self.video],
            "channels": self.channels,
            "speakers": self.speakers,
            "topics": self.topics,
        }
        day = where.get("publishedOn", {})
        return all(
            self.day is not None and (self.day >= bound if word == "gte" else self.day < bound)
            for word, bound in day.items()
        ) and all(
            {"any": bool(met), "all": met == set(ids), "none": not met}[word]
            for key, words in where.items()
            if key in there
            for word, ids in words.items()
            for met in [set(ids) & set(there[key])]
        )


async def places(database: Database, scope: str, id_: str, where: dict[str, Any]) -> list[Place]:
    moments = scope in ("ENTITY", "TOPIC") and where.keys() & {"speakers", "topics"}
    text = _PLACES[f"{scope} moments" if moments else scope].replace("RETURN v, v", "WITH v, v AS p")
    rows = await database.read(
        text.replace("RETURN v, s", "WITH v, s AS p") + " " + _PLACE, {"id": id_}, name="places"
    )
    return [Place(*row) for row in rows]


@pytest.mark.parametrize("where", SEARCH_CONDITIONS, ids=str)
async def test_what_stands_there_is_found_and_nothing_else(
    seed_database: Database, where: dict[str, Any]
) -> None:
    for query in QUERIES:
        everything = await search(seed_database, query, first=100)
        expected = [
            hit
            for hit in everything
            if any(place.holds(where) for place in await places(seed_database, hit.scope, hit.id, where))
        ]
        found = await search(seed_database, query, first=100, where=where)
        assert {(hit.scope, hit.id) for hit in found} == {(hit.scope, hit.id) for hit in expected}, query
        assert {hit.snippet for hit in found} <= {hit.snippet for hit in everything}


async def test_the_queries_find_each_kind(seed_database: Database) -> None:
    kinds = {hit.scope for query in QUERIES for hit in await search(seed_database, query, first=100)}
    assert kinds == set(SCOPES)


async def test_conditions_are_not_met_by_several_moments_together(seed_database: Database) -> None:
    """Bo Diaz is named by Zoë and in segments about llamas, but by Zoë in none about llamas."""
    names = {"in": ["ENTITY"]}
    assert await marked(
        seed_database, "diaz", where={"speakers": {"any": [ZOE]}, "topics": {"any": [COFFEE]}}, **names
    ) == [("ENTITY", "Bo [Diaz]")]
    assert (
        await marked(
            seed_database, "diaz", where={"speakers": {"any": [ZOE]}, "topics": {"any": [LLAMAS]}}, **names
        )
        == []
    )


async def test_kinds_of_hits_and_of_entities_go_with_it(seed_database: Database) -> None:
    where = {"videos": {"any": [WORKSHOP]}}
    assert [hit.id for hit in await search(seed_database, "llama", where=where, kind=["CONCEPT"])] == [IDEA]
    assert await marked(seed_database, "café welcome", where=where, **{"in": ["CHAPTER"]}) == [
        ("CHAPTER", "[Welcome]")
    ]


async def test_pages_of_it_neither_lose_nor_repeat(seed_database: Database) -> None:
    where = {"videos": {"any": [WORKSHOP]}}
    whole, after = await search_page(seed_database, "thing café diaz", first=100, where=where)
    assert (len(whole), after) == (12, None)

    hits, after = await search_page(seed_database, "thing café diaz", first=4, where=where)
    while after is not None:
        page, after = await search_page(seed_database, "thing café diaz", first=4, after=after, where=where)
        hits += page

    assert hits == whole


async def test_a_word_is_corrected_by_the_whole_archive(seed_database: Database) -> None:
    """A word that other videos contain is no spelling mistake, even if this video does not contain it."""
    assert await corrected(seed_database, "Łukazs", where={"videos": {"any": [WORKSHOP]}}) == "Łukasz"
    assert await corrected(seed_database, "Łukazs", where={"videos": {"any": [TWIN]}}) == "Łukasz"
    assert await corrected(seed_database, "ping", where={"videos": {"any": [WORKSHOP]}}) is None


@pytest.mark.parametrize(
    ("where", "message"),
    [
        (
            '{speakers: {any: ["zoe"]}}',
            "`where.speakers.any`: 'zoe' is no id of type Entity. "
            'Ask `entity(by: {name: "zoe"}) { id }` or `suggest` for one.',
        ),
        (
            '{channels: {none: ["x"]}}',
            "`where.channels.none`: 'x' is no id of type Channel. Ask `channel(by: {name: \"x\"}) { id }` or `channels` for one.",
        ),
    ],
)
async def test_what_is_no_id_is_refused(seed_database: Database, where: str, message: str) -> None:
    answer = await Engine(seed_database).execute(
        f'{{ search(query: "llama", where: {where}) {{ nodes {{ __typename }} }} }}'
    )
    assert [one["message"] for one in answer["errors"]] == [message]


async def test_a_combination_that_neo4j_has_not_planned_counts_as_a_new_statement(
    seed_database: Database,
) -> None:
    """With more conditions side by side than any other test has, so that it is new; the second time it is known."""
    conditions = " ".join(
        f'{key}: {{any: ["{id_}"], all: ["{id_}"], none: ["{id_}-other"]}}'
        for key, id_ in (("channels", OEL), ("speakers", ZOE), ("topics", COFFEE))
    )
    query = f'{{ search(query: "café", where: {{{conditions}}}) {{ nodes {{ __typename }} }} }}'
    refusing = Engine(seed_database, limits=Limits(new_statements=1))

    await refusing.execute("{ stats { videoCount } }", viewer=Viewer("PUBLIC", "a", ALL))
    with pytest.raises(RateLimited):
        await refusing.execute(query, viewer=Viewer("PUBLIC", "a", ALL))

    answer = await Engine(seed_database).execute(query)
    assert answer["data"]["search"]["nodes"] != []
    assert await refusing.execute(query, viewer=Viewer("PUBLIC", "a", ALL)) == answer


def test_indexes_answer(seed: Neo4jServer) -> None:
    words = {"names": '+("llama")', "prose": '+("llama")', "exact": "llama", "signs": ["l"], "texts": True}
    where = {
        "videos": {"any": [WORKSHOP]},
        "channels": {"none": [OEL]},
        "speakers": {"all": [ZOE]},
        "topics": {"any": [COFFEE]},
        "publishedOn": {"gte": date(2025, 1, 1)},
    }
    within = Within(where)
    asked = {"scopes": list(SCOPES), "kinds": [], "talks": None, "within": where, **words}
    ids = {scope: [] for scope in SCOPES} | {"TRANSCRIPT": ["segment:seed-workshop#3"]}
    facets = {"hits": ids, "wanted": ["topics", "years"], "talks": True, "moments": True, "within": where}
    statements = {
        within.statement("find_candidates_within"): {"asked": asked, "limit": 10},
        within.statement("find_by_letter_within"): {"asked": asked, "limit": 10},
        within.statement("count_facets"): {"asked": facets, "places": 10},
        statement("search/find_videos"): {"start": within.start, "limit": 10},
    }
    with knowing_session(seed, settled=True) as session:
        for text, parameters in statements.items():
            operators = {operator for operator, _ in profile(session, text, parameters)}
            assert not operators & {"AllNodesScan", "NodeByLabelScan", "CartesianProduct"}, text


async def test_many_talks_are_not_told_by_ids(
    seed_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = {"channels": {"any": [OEL]}}
    told = await search(seed_database, "café", first=100, where=where)
    monkeypatch.setattr(find, "_TALKS", 1)

    assert await search(seed_database, "café", first=100, where=where) == told
    assert len(told) == 10


async def test_a_condition_that_asks_nothing_changes_nothing(seed_database: Database) -> None:
    everything = await search(seed_database, "llama")
    for where in (
        {},
        {"videos": None},
        {"videos": {"all": []}},
        {"topics": {"none": []}},
        {"publishedOn": {}},
    ):
        assert await search(seed_database, "llama", where=where) == everything
