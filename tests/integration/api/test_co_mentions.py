"""The co-mentions of a map: none, the strongest of each entity, or all."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from plain import co_mentions
from plain.graph import Graph
from service.api.execution.engine import Engine
from service.graph.driver.database import Database, Row
from support.backend import Neo4jServer

pytestmark = pytest.mark.anyio

# In the first talk's eight segments a, c and d are mentioned three times, b twice. b and c are never in one segment: the
# sentence that names both runs over two. e is only in the second talk.
TALKS = {
    "video:one": ["abd", "ab", "ac", "cd", "cd", "", "", ""],
    "video:two": ["ae", "e", "", ""],
}
PAIRS = {"ab": ["one"], "ac": ["one"], "bc": ["one"], "cd": ["one"], "ad": ["one"], "ae": ["two"]}

WRITE = """
UNWIND $entities AS id
CREATE (:Entity:Concept {id: 'entity:' + id, slug: id, name: toUpper(id), kind: 'CONCEPT', mentionCount: 1})
WITH count(*) AS all
UNWIND keys($talks) AS video
CREATE (v:Video {id: video, slug: split(video, ':')[1], revision: 1})
WITH v, video
CALL (v, video) {
  MATCH (e:Entity) WHERE any(text IN $talks[video] WHERE text CONTAINS e.slug)
  CREATE (v)-[:FEATURES {salience: 0.5}]->(e)
}
UNWIND range(0, size($talks[video]) - 1) AS index
CREATE (v)-[:HAS_SEGMENT]->(s:Segment {id: 'segment:' + video + ':' + toString(index), index: index})
WITH s, $talks[video][index] AS text
MATCH (e:Entity) WHERE text CONTAINS e.slug
CREATE (s)-[:MENTIONS {startOffset: 0, endOffset: 1}]->(e)
CREATE (s)-[:MENTIONS {startOffset: 2, endOffset: 3}]->(e)
"""
CONNECT = """
UNWIND $pairs AS pair
MATCH (a:Entity {slug: pair.source}), (b:Entity {slug: pair.target})
CREATE (a)-[:MENTIONED_WITH {id: 'relationship:' + pair.source + pair.target, weight: pair.weight, evidenceCount: size(pair.videos)}]->(b)
WITH pair
UNWIND pair.videos AS video
MATCH (:Video {slug: video})-[:HAS_SEGMENT]->(s:Segment {index: 0})
CREATE (:Evidence {id: 'evidence:' + pair.source + pair.target + video, type: 'MENTIONED_WITH',
  relationshipId: 'relationship:' + pair.source + pair.target})-[:SAID_IN]->(s)
"""
STATED = """
MATCH (a:Entity {slug: 'a'}), (d:Entity {slug: 'd'}), (:Video {slug: 'one'})-[:HAS_SEGMENT]->(s:Segment {index: 0})
CREATE (a)-[:USES {id: 'relationship:stated', weight: 9.0, evidenceCount: 1}]->(d)
CREATE (:Evidence {id: 'evidence:stated', type: 'USES', relationshipId: 'relationship:stated'})-[:SAID_IN]->(s)
"""
MAP = """
query ($where: GraphWhere) { graph(where: $where) { nodes { name degree } links { id type } } }
"""
MARKED = """
query ($where: GraphWhere) { graph(where: $where) { lines: links { id kept: backbone } } }
"""


async def write(database: Database, talks: dict[str, list[str]], pairs: dict[str, list[str]]) -> None:
    entities = sorted({name for texts in talks.values() for text in texts for name in text})
    await database.run(WRITE, {"entities": entities, "talks": talks}, name="talks")
    rows = [
        {"source": ends[0], "target": ends[1], "videos": videos, "weight": float(len(videos))}
        for ends, videos in pairs.items()
    ]
    await database.run(CONNECT, {"pairs": rows}, name="pairs")


@pytest.fixture
async def talks(clean_database: Database) -> Database:
    await write(clean_database, TALKS, PAIRS)
    await clean_database.run(STATED, name="stated")
    return clean_database


@pytest.fixture
def plain(neo4j_server: Neo4jServer) -> Iterator[Graph]:
    with Graph(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as opened:
        yield opened


async def links(database: Database, **where: Any) -> list[str]:
    """The pairs that are linked, by their letters; `stated` for the one statement."""
    answer = await Engine(database).execute(MAP, {"where": where})
    assert "errors" not in answer, answer
    return [link["id"].removeprefix("relationship:") for link in answer["data"]["graph"]["links"]]


async def marked(database: Database, **where: Any) -> dict[str, bool]:
    """The pairs that are linked → whether they say that they are of the backbone."""
    answer = await Engine(database).execute(MARKED, {"where": where})
    assert "errors" not in answer, answer
    return {one["id"].removeprefix("relationship:"): one["kept"] for one in answer["data"]["graph"]["lines"]}


async def test_of_each_entity_the_two_strongest_co_mentions_of_a_talk(talks: Database, plain: Graph) -> None:
    one = {"any": ["video:one"]}
    entities = [f"entity:{letter}" for letter in "abcd"]
    known = {
        found["id"][-2:]: round(score, 4)
        for score, found, _ in co_mentions.strengths(plain, entities, ["video:one"])
    }
    # By hand: ab is log(8 * 2 / (3 * 2)) / log(8 / 2), cd log(8 * 2 / (3 * 3)) / log(8 / 2), ac log(8 * 1 / (3 * 3)) / log(8).
    assert known == {"ab": 0.7075, "ac": -0.0566, "bc": -1.0, "cd": 0.415, "ad": -0.0566}

    assert await links(talks, videos=one, coMentions="STRONGEST") == ["stated", "ab", "ac", "ad", "bc", "cd"]
    assert await links(talks, videos=one, kind=["CONCEPT"], coMentions="NONE") == ["stated"]


async def test_more_than_two_of_an_entity_are_left_out(clean_database: Database, plain: Graph) -> None:
    # h is said in all but two: each of the others goes better with its neighbors than with h.
    texts = ["hpq", "hpq", "hrs", "hrs", "hpr", "ht", "h", "", ""]
    pairs = {pair: ["one"] for pair in ("hp", "hq", "hr", "hs", "ht", "pq", "rs", "pr", "qr")}
    await write(clean_database, {"video:one": texts}, pairs)

    found = await links(clean_database, videos={"any": ["video:one"]}, coMentions="STRONGEST")

    # p: pq, hp; q: pq, hq; r: rs, hr; s: rs, hs; t: ht; h: hp, hr. Without pr and qr.
    assert found == ["hp", "hq", "hr", "hs", "ht", "pq", "rs"]
    entities = [f"entity:{letter}" for letter in "hpqrst"]
    assert {one[-2:] for one in co_mentions.strongest(plain, entities, ["video:one"])} == set(found)
    everything = await links(clean_database, videos={"any": ["video:one"]}, coMentions="ALL")
    assert everything == sorted(pairs)
    told = await marked(clean_database, videos={"any": ["video:one"]}, coMentions="ALL")
    assert told == {pair: pair in found for pair in pairs}


async def test_links_say_whether_they_are_of_the_backbone(talks: Database) -> None:
    one = {"any": ["video:one"]}
    backbone = dict.fromkeys(("stated", "ab", "ac", "ad", "bc", "cd"), True)

    assert await marked(talks, videos=one, coMentions="ALL") == backbone
    assert await marked(talks, videos=one, coMentions="STRONGEST") == backbone
    assert await marked(talks, videos=one, coMentions="NONE") == {"stated": True}
    assert await marked(talks, videos=one) == {"stated": True}
    assert await marked(talks, relationship={"type": ["MENTIONED_WITH"], "minEvidence": 2}) == {}


async def test_a_map_is_ranked_only_if_somebody_asks(
    talks: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    read = Database.read

    async def recorded(self: Database, text: str, parameters: Any = None, **more: Any) -> list[Row]:
        names.append(more["name"])
        return await read(self, text, parameters, **more)

    monkeypatch.setattr(Database, "read", recorded)
    walk = ["Query.graph nodes", "Query.graph links"]

    await links(talks, coMentions="ALL")
    assert names == [*walk, "Query.graph"]
    names.clear()
    await marked(talks, coMentions="ALL")
    assert names == [*walk, "Query.graph co-mentions", "Query.graph"]
    names.clear()
    await marked(talks, coMentions="NONE")
    assert names == [*walk, "Query.graph"]


async def test_parts_that_would_be_apart_are_joined_by_the_strongest(
    clean_database: Database, plain: Graph
) -> None:
    # Two groups of three that go together, and of the co-mentions between them one (cd) is stronger than the other (af).
    texts = ["abc", "abc", "def", "def", "cd", "ae", "a", "f", "", "", ""]
    pairs = {pair: ["one"] for pair in ("ab", "ac", "bc", "de", "df", "ef", "cd", "ae")}
    await write(clean_database, {"video:one": texts}, pairs)
    one = {"any": ["video:one"]}

    assert await links(clean_database, videos=one, coMentions="STRONGEST") == [
        "ab", "ac", "bc", "cd", "de", "df", "ef"
    ]  # fmt: skip
    # Where a statement joins them, no co-mention has to.
    await clean_database.run(STATED, name="stated")
    assert await links(clean_database, videos=one, coMentions="STRONGEST") == [
        "stated", "ab", "ac", "bc", "de", "df", "ef"
    ]  # fmt: skip


async def test_over_all_talks_other_co_mentions_are_the_strongest(talks: Database) -> None:
    # Of a: ab (0.61), ae (0.16); of c: cd (0.55), ac (0); of d: cd, ad (0).
    assert await links(talks, coMentions="STRONGEST") == ["stated", "ab", "ac", "ad", "ae", "bc", "cd"]
    assert await links(talks, kind=["CONCEPT"], around=["entity:a", "entity:d", "entity:c"], hops=0, coMentions="STRONGEST") == [
        "stated", "ac", "ad", "cd"
    ]  # fmt: skip


async def test_co_mentions_are_those_of_relationship_when_left_out(talks: Database) -> None:
    everything = ["stated", "ab", "ac", "ad", "ae", "bc", "cd"]
    assert await links(talks) == ["stated"]
    assert await links(talks, coMentions=None) == ["stated"]
    assert await links(talks, relationship={"includeCoMentions": True}) == everything
    assert await links(talks, relationship={"type": ["MENTIONED_WITH"]}) == everything[1:]
    assert await links(talks, coMentions="ALL") == everything
    assert await links(talks, relationship={"type": ["MENTIONED_WITH"]}, coMentions="NONE") == []
    assert await links(talks, relationship={"includeCoMentions": True}, coMentions="NONE") == ["stated"]
    assert await links(talks, relationship={"minEvidence": 2}, coMentions="STRONGEST") == []


async def test_the_walk_goes_along_what_relationship_allows(talks: Database) -> None:
    around: dict[str, Any] = {"around": ["entity:a"], "hops": 1}
    assert await links(talks, **around, coMentions="ALL") == ["stated", "ad"]
    walked = await links(talks, **around, coMentions="STRONGEST", relationship={"includeCoMentions": True})
    assert walked == ["stated", "ab", "ac", "ad", "ae", "bc", "cd"]


async def test_the_strongest_of_any_graph_are_those_of_the_plain_way(
    clean_database: Database, plain: Graph
) -> None:
    random = Random(23)
    letters = "abcdefghijkl"
    talks = {
        f"video:{number}": [
            "".join(random.sample(letters, random.choice((0, 1, 2, 3, 5)))) for _ in range(30)
        ]
        for number in ("one", "two", "three")
    }
    pairs: dict[str, list[str]] = {
        one + other: random.sample(("one", "two", "three"), random.randint(1, 3))
        for one in letters
        for other in letters
        if one < other and random.random() < 0.7
    }
    await write(clean_database, talks, pairs)
    entities = [f"entity:{letter}" for letter in letters]

    for videos in (None, ["video:one"], ["video:one", "video:three"]):
        where = {"videos": {"any": videos}} if videos else {}
        found = await links(clean_database, **where, coMentions="STRONGEST")
        backbone = co_mentions.backbone(plain, entities, videos)
        assert set(found) == {id_.removeprefix("relationship:") for id_, kept in backbone.items() if kept}
        everything = await marked(clean_database, **where, coMentions="ALL")
        assert {f"relationship:{id_}": kept for id_, kept in everything.items()} == backbone


async def test_up_to_300_entities_are_taken_without_a_walk(clean_database: Database) -> None:
    ids = [f"entity:{number:020}" for number in range(301)]
    await clean_database.run(
        "UNWIND $ids AS id CREATE (:Entity:Concept {id: id, slug: id, name: id, kind: 'CONCEPT', mentionCount: 1})",
        {"ids": ids},
        name="entities",
    )
    engine = Engine(clean_database)
    query = "query ($ids: [ID!], $hops: Int!) { graph(where: {around: $ids, hops: $hops}, maxNodes: 300) { totalNodes } }"

    answer = await engine.execute(query, {"ids": ids[:300], "hops": 0})
    assert answer == {"data": {"graph": {"totalNodes": 300}}}
    for few, hops, message in (
        (ids, 0, "301 values: at most 300 are allowed."),
        (ids[:51], 1, "51 entities: at most 50 are allowed."),
    ):
        answer = await engine.execute(query, {"ids": few, "hops": hops})
        assert [error["message"] for error in answer["errors"]] == [f"`where.around` has {message}"]
