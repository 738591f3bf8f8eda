"""Exact answers of the lists that start at what is said: `relationships`, `evidence`, and the segments of all talks."""

from collections.abc import Iterator
from typing import Any

import pytest
from neo4j import Session

from service.graph.driver.database import Database
from support.backend import Neo4jServer
from support.composed_conditions import rows_of_conditions
from support.query_plans import knowing_session
from support.responses import ask, refusals
from support.seed import ANN, BO, CAFE, ENGINE, IDEA, ZOE

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def session(seed: Neo4jServer) -> Iterator[Session]:
    with knowing_session(seed) as opened:
        yield opened


WORKSHOP, FOLLOW_UP = "video:seed-workshop", "video:seed-follow-up"
RELATIONSHIPS = """query ($where: RelationshipWhere, $orderBy: [RelationshipOrder!], $first: Int = 100) {
  relationships(where: $where, orderBy: $orderBy, first: $first) {
    nodes { type source { name } target { name } firstSaidOn lastSaidOn } totalCount
  }
}"""
EVIDENCE = """query ($where: EvidenceWhere, $orderBy: [EvidenceOrder!], $first: Int = 100) {
  evidence(where: $where, orderBy: $orderBy, first: $first) { nodes { quote video { publishedOn } } totalCount }
}"""


async def related(database: Database, field: str = "", **where: Any) -> list[tuple[str, str, str]]:
    order = [{"field": field}] if field else None
    page = await ask(database, RELATIONSHIPS, {"where": where, "orderBy": order})
    assert page["totalCount"] == len(page["nodes"])
    return [(one["type"], one["source"]["name"], one["target"]["name"]) for one in page["nodes"]]


async def said(database: Database, **where: Any) -> list[str]:
    page = await ask(database, EVIDENCE, {"where": where})
    assert page["totalCount"] == len(page["nodes"])
    return [one["quote"] for one in page["nodes"]]


ABOUT_LLAMAS: dict[str, Any] = {"speakers": {"none": [ZOE]}, "topics": {"any": ["topic:llamas"]}}
LLAMAS_QUOTES = [
    "🦙 Llama runs on 﨎 Engine.",
    "﨎 Engine competes with 🦙 Llama",
    "🦙 Llama competes with 﨎 Engine.",
]
NEWEST = [
    ("SUPPORTS", "Zoë Łukasz", "Llama"),
    ("LEFT", "Bo Diaz", "Café Lumière"),
    ("FOUNDED", "Zoë Łukasz", "Café Lumière"),
    ("WORKS_AT", "Zoë Łukasz", "Café Lumière"),
    ("USES", "🦙 Llama", "﨎 Engine"),
    ("USES", "Café Lumière", "﨎 Engine"),
    ("LEADS", "Zoë Łukasz", "Café Lumière"),
    ("COMPETES_WITH", "﨎 Engine", "🦙 Llama"),
    ("BASED_ON", "﨎 Engine", "Llama"),
    ("RELATED_TO", "Pong Ltd", "Ping Ltd"),
    ("INFLUENCED", "Thing 00", "Thing 02"),
    ("INFLUENCED", "Thing 00", "Thing 01"),
    ("LEFT", "Bo Diaz", "Ghost"),  # nobody knows when
]


async def test_relationships_are_those_that_were_stated_last_first(seed_database: Database):
    assert await related(seed_database) == NEWEST
    turned = await ask(
        seed_database, RELATIONSHIPS, {"orderBy": [{"field": "LAST_SAID_ON", "direction": "ASC"}]}
    )
    assert [one["type"] for one in turned["nodes"]] == [type_ for type_, _, _ in reversed(NEWEST)]


async def test_what_was_new_is_asked_by_the_day_on_which_it_was_first_said(seed_database: Database):
    """LEFT and FOUNDED were said again in the newest talk, and were not new there."""
    new = await related(seed_database, "FIRST_SAID_ON")
    assert sorted(new) == sorted(NEWEST)
    assert new[:4] == [NEWEST[0], NEWEST[3], NEWEST[4], NEWEST[5]]
    for field in ("", "FIRST_SAID_ON"):
        assert await related(seed_database, field, firstSaidOn={"gte": "2026-01-01"}) == NEWEST[:1]
        assert await related(seed_database, field, firstSaidOn={"lt": "2024-01-01"}) == NEWEST[10:12]
        assert sorted(await related(seed_database, field, saidOn={"gte": "2026-01-01"})) == sorted(NEWEST[:3])
        assert sorted(await related(seed_database, field, saidOn={"lt": "2025-01-01"})) == sorted(
            NEWEST[9:12]
        )


async def test_newly_stated_since_a_year_about_companies_is_one_request(seed_database: Database):
    where = {"firstSaidOn": {"gte": "2024-01-01"}, "eitherKind": ["COMPANY"]}
    assert await related(seed_database, "FIRST_SAID_ON", **where) == [
        ("WORKS_AT", "Zoë Łukasz", "Café Lumière"),
        ("USES", "Café Lumière", "﨎 Engine"),
        ("LEFT", "Bo Diaz", "Café Lumière"),
        ("LEADS", "Zoë Łukasz", "Café Lumière"),
        ("FOUNDED", "Zoë Łukasz", "Café Lumière"),
        ("RELATED_TO", "Pong Ltd", "Ping Ltd"),
    ]


async def test_relationships_are_found_by_type_and_kinds(seed_database: Database):
    assert await related(seed_database, type=["USES", "BASED_ON"]) == [NEWEST[4], NEWEST[5], NEWEST[8]]
    assert len(await related(seed_database, includeCoMentions=True)) == len(NEWEST) + 3
    assert len(await related(seed_database, type=["MENTIONED_WITH"])) == 3
    assert await related(seed_database, kind=["PRODUCT"]) == [NEWEST[4], NEWEST[7]]
    assert await related(seed_database, sourceKind=["COMPANY"], targetKind=["PRODUCT"]) == [NEWEST[5]]
    # Of a symmetric type either end is the source.
    both = await related(seed_database, sourceKind=["EVENT"], type=["MENTIONED_WITH"], targetKind=["COMPANY"])
    assert both == [("MENTIONED_WITH", "Café Lumière", "NeurIPS")]
    assert await related(seed_database, past=True) == [NEWEST[3]]
    assert await related(seed_database, minEvidence=3) == [NEWEST[2]]


STATED = "[type(relationship), subject.name, object.name]"


def test_relationships_are_found_by_where_they_are_said(session: Session):
    of_follow_up = NEWEST[:3]
    cases: list[tuple[dict[str, Any], list[Any]]] = [
        ({"videos": {"any": [FOLLOW_UP]}}, of_follow_up),
        ({"videos": {"all": [FOLLOW_UP, WORKSHOP]}}, of_follow_up[1:]),
        ({"videos": {"any": [FOLLOW_UP], "none": [WORKSHOP]}}, of_follow_up[:1]),
        ({"voices": {"any": ["speaker:seed-follow-up#Łukasz"]}}, of_follow_up),
        ({"speakers": {"any": [BO, ANN]}}, []),
        ({"channels": {"none": ["channel:kanal-oel"]}}, NEWEST[10:]),
        ({"topics": {"any": ["topic:ping"]}}, [NEWEST[9]]),
    ]
    found = rows_of_conditions(session, RELATIONSHIPS, [where for where, _ in cases], STATED)
    assert [[tuple(row) for row in rows] for rows in found] == [rows for _, rows in cases]


async def test_relationships_are_led_to_by_where_they_are_said(seed_database: Database):
    assert await related(seed_database, videos={"any": [FOLLOW_UP], "none": [WORKSHOP]}) == NEWEST[:1]
    assert await related(
        seed_database, speakers={"any": [ZOE]}, topics={"any": ["topic:coffee"]}, videos={"any": [WORKSHOP]}
    ) == [NEWEST[1], NEWEST[2], NEWEST[3], NEWEST[6]]


async def test_pages_of_relationships_hold_each_once(seed_database: Database):
    query = """query ($field: RelationshipOrderField!, $after: String, $before: String, $first: Int, $last: Int) {
      relationships(orderBy: [{field: $field}], after: $after, before: $before, first: $first, last: $last) {
        nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }"""
    for field in ("LAST_SAID_ON", "FIRST_SAID_ON"):
        whole = await ask(seed_database, query, {"field": field, "first": 100})
        ids = [one["id"] for one in whole["nodes"]]
        assert len(set(ids)) == len(ids) == len(NEWEST)
        for size, cursor, place in (("first", "after", "endCursor"), ("last", "before", "startCursor")):
            found: list[str] = []
            at = None
            more = True
            while more:
                page = await ask(seed_database, query, {"field": field, size: 2, cursor: at})
                some = [one["id"] for one in page["nodes"]]
                found = found + some if size == "first" else some + found
                at = page["pageInfo"][place]
                more = page["pageInfo"]["hasNextPage" if size == "first" else "hasPreviousPage"]
            assert found == ids


async def test_a_second_sort_key_of_relationships_is_refused(seed_database: Database):
    order = [{"field": "LAST_SAID_ON"}, {"field": "FIRST_SAID_ON"}]
    assert await refusals(seed_database, RELATIONSHIPS, {"orderBy": order}) == [
        ("BAD_USER_INPUT", "`orderBy` has 2 keys: at most 1 is allowed.")
    ]


async def test_evidence_is_that_of_the_newest_talk_first(seed_database: Database):
    quotes = await said(seed_database)
    assert quotes[:4] == [
        "Zoe supports it.",
        "Bo Diaz left Café Lumière.",
        "Zoë Łukasz founded Café Lumière",
        "Łukasz worked there",
    ]
    assert (len(quotes), quotes[-1]) == (18, "Bo Diaz left Ghost.")
    assert len(await said(seed_database, includeCoMentions=True)) == 24
    oldest = await ask(
        seed_database, EVIDENCE, {"orderBy": [{"field": "SAID_ON", "direction": "ASC"}], "first": 1}
    )
    assert oldest["nodes"] == [{"quote": "Bo Diaz left Ghost.", "video": {"publishedOn": None}}]


def test_evidence_is_found_by_what_it_says_and_who_says_it(session: Session):
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"past": True}, ["Łukasz worked there", "🦙 Llama competes with 﨎 Engine."]),
        ({"type": ["LEFT"], "minConfidence": 0.1}, ["Bo Diaz left Café Lumière.", "Bo Diaz left Ghost."]),
        ({"saidOn": {"gte": "2026-01-01"}, "eitherKind": ["PRODUCT"]}, ["Zoe supports it."]),
        (
            {"saidOn": {"lt": "2023-06-01"}, "sourceKind": ["CONCEPT"], "targetKind": ["EVENT"]},
            ["Thing 00 and Thing 01 and Thing 02"],
        ),
        ({"videos": {"any": ["video:seed-bare"]}}, ["Bo Diaz left Ghost."]),
        (
            {"channels": {"any": ["channel:things-weekly"]}},
            ["Thing 00 and Thing 01 and Thing 02", "Thing 00 and Thing 01"],
        ),
        # Of words over two segments, the speaker is who says the first of them.
        (
            {"type": ["BASED_ON"], "voices": {"any": ["speaker:seed-workshop#Zoë"]}},
            ["﨎 Engine, which is based on llama the idea"],
        ),
        (ABOUT_LLAMAS, LLAMAS_QUOTES),
    ]
    found = rows_of_conditions(session, EVIDENCE, [where for where, _ in cases], "{item}.quote")
    assert found == [quotes for _, quotes in cases]


async def test_evidence_is_led_to_by_where_it_is_said(seed_database: Database):
    assert await said(seed_database, **ABOUT_LLAMAS) == LLAMAS_QUOTES
    both: dict[str, Any] = {"type": ["LEFT"], "videos": {"any": [FOLLOW_UP, "video:seed-bare"]}}
    assert await said(seed_database, **both, channels={"none": ["channel:kanal-oel"]}) == [
        "Bo Diaz left Ghost."
    ]


SEGMENTS = """query ($where: SegmentWhere, $orderBy: [SegmentOrder!], $first: Int = 100) {
  segments(where: $where, orderBy: $orderBy, first: $first) { nodes { id } totalCount }
}"""


async def spoken(database: Database, direction: str = "DESC", **where: Any) -> list[str]:
    order = [{"field": "PUBLISHED_ON", "direction": direction}]
    page = await ask(database, SEGMENTS, {"where": where, "orderBy": order})
    assert page["totalCount"] == len(page["nodes"])
    return [one["id"].removeprefix("segment:seed-") for one in page["nodes"]]


async def test_segments_of_the_oldest_talk_first_are_in_playing_order_too(seed_database: Database):
    named: dict[str, Any] = {"entities": {"any": [BO]}}
    assert await spoken(seed_database, **named) == [
        "follow-up#0",
        "workshop#2",
        "workshop#4",
        "workshop#7",
        "many#27",
        "bare#0",
        "bare#1",
    ]
    assert await spoken(seed_database, "ASC", **named) == [
        "bare#0",
        "bare#1",
        "many#27",
        "workshop#2",
        "workshop#4",
        "workshop#7",
        "follow-up#0",
    ]


async def test_segments_are_found_by_day_channel_and_groups(seed_database: Database):
    named: dict[str, Any] = {"entities": {"any": [BO]}}
    assert await spoken(seed_database, **named, publishedOn={"gte": "2026-01-01"}) == ["follow-up#0"]
    assert await spoken(seed_database, **named, publishedOn={"lt": "2025-01-01"}) == ["many#27"]
    assert await spoken(seed_database, **named, channels={"any": ["channel:things-weekly"]}) == ["many#27"]
    assert await spoken(seed_database, channels={"any": ["channel:silence"]}) == ["quiet#0"]
    assert await spoken(
        seed_database,
        **{
            "or": [{"channels": {"any": ["channel:silence"]}}, {"videos": {"any": ["video:seed-bare"]}}],
            "not": {"entities": {"any": [ZOE, CAFE, ENGINE, IDEA, BO]}},
        },
    ) == ["quiet#0"]
    assert await spoken(seed_database, "ASC", voices={"any": ["speaker:seed-follow-up#Łukasz"]}) == [
        "follow-up#0",
        "follow-up#1",
    ]


@pytest.mark.parametrize(
    "by",
    [
        {"id": "channel:kanal-oel"},
        {"slug": "kanal-oel"},
        {"name": "KANAL  ol"},
        {"url": "https://video.example/@oel"},
    ],
)
async def test_a_channel_is_found(seed_database: Database, by: dict[str, str]):
    query = "query ($by: ChannelLookup!) { channel(by: $by) { name videos { totalCount } } }"
    assert await ask(seed_database, query, {"by": by}) == {"name": "Kanal Öl", "videos": {"totalCount": 4}}
    [key] = by
    nothing = {"id": "channel:nothing", "slug": "nothing", "name": "nothing", "url": "https://no.where"}
    assert await ask(seed_database, query, {"by": {key: nothing[key]}}) is None


PARTS = """{ video(by: {id: "video:seed-workshop"}) {
  speakers { __typename id label } chapters { __typename id title }
  sections { __typename id heading bullets { __typename id text } }
  transcript { nodes { mentions { __typename id text startOffset entity { id } segment { index } } } }
} }"""
REFETCH = """query ($ids: [ID!]!) { nodes(ids: $ids) {
  __typename id
  ... on Speaker { label } ... on Chapter { title } ... on SummarySection { heading } ... on SummaryBullet { text }
  ... on Mention { text startOffset entity { id } segment { index } }
} }"""


async def test_every_part_of_a_talk_is_refetched_by_its_id(seed_database: Database):
    video = await ask(seed_database, PARTS)
    mentions = [one for segment in video["transcript"]["nodes"] for one in segment["mentions"]]
    bullets = [bullet for section in video["sections"] for bullet in section.pop("bullets")]
    parts = [*video["speakers"], *video["chapters"], *video["sections"], *bullets, *mentions]
    ids = [one["id"] for one in parts]
    assert len(set(ids)) == len(ids) == 28
    assert await ask(seed_database, REFETCH, {"ids": ids}) == parts
    one = "query ($id: ID!) { node(id: $id) { __typename id } }"
    for part in (video["speakers"][0], video["chapters"][0], video["sections"][0], bullets[0], mentions[0]):
        assert await ask(seed_database, one, {"id": part["id"]}) == {
            key: part[key] for key in ("__typename", "id")
        }
    gone = [
        "speaker:x#y",
        "chapter:x#0",
        "section:x#0",
        "bullet:x#0.0",
        "mention:x",
        "mention:x@0-1",
        mentions[0]["id"] + "@0",
    ]
    assert await ask(seed_database, REFETCH, {"ids": gone}) == [None] * len(gone)


async def test_parallel_relationships_count_as_one_path(seed_database: Database):
    """Zoë founded, leads and worked at the café: three relationships, one path, over the weightiest."""
    between = await related(seed_database, kind=["PERSON", "COMPANY"])
    assert [type_ for type_, one, other in between if (one, other) == ("Zoë Łukasz", "Café Lumière")] == [
        "FOUNDED",
        "WORKS_AT",
        "LEADS",
    ]
    query = "query ($source: ID!, $target: ID!) { paths(source: $source, target: $target, maxHops: 1, first: 10) { length hops { relationship { type } } } }"
    assert await ask(seed_database, query, {"source": ZOE, "target": CAFE}) == [
        {"length": 1, "hops": [{"relationship": {"type": "FOUNDED"}}]}
    ]
