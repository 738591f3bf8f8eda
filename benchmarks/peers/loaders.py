"""The loaders of the Strawberry peer: one for each field that leads to other nodes, each with a statement for many keys at once."""

from collections.abc import Callable
from typing import Any, LiteralString, cast

import neo4j
from strawberry.dataloader import DataLoader

ONE: dict[str, LiteralString] = {
    "video": """
        UNWIND $keys AS key MATCH (v:Video {id: key})
        RETURN key, v {.id, .slug, .title, .description, .url, .thumbnailUrl, .mediaUrl, .mediaType,
            publishedOn: toString(v.publishedOn), .durationSeconds, .language, .summary, .momentUrlTemplate}""",
    "channel": """
        UNWIND $keys AS key MATCH (:Video {id: key})<-[:PUBLISHED]-(c) RETURN key, c {.name, .url}""",
    "person": """
        UNWIND $keys AS key MATCH (:Speaker {id: key})-[:IS]->(p) RETURN key, p {.id, .slug, .name, .kind, .description}""",
    "entity": """
        UNWIND $keys AS key MATCH (e:Entity {id: key}) RETURN key, e {.id, .slug, .name, .kind, .description}""",
    "speaker_of_segment": """
        UNWIND $keys AS key MATCH (:Segment {id: key})-[:SPOKEN_BY]->(s) RETURN key, s {.id, .label, .speakingSeconds}""",
    "speaker_of_evidence": """
        UNWIND $keys AS key
        CALL (key) {
            MATCH (:Evidence {id: key})-[:SAID_IN]->(g) WITH g ORDER BY g.index LIMIT 1
            MATCH (g)-[:SPOKEN_BY]->(s) RETURN s
        }
        RETURN key, s {.id, .label, .speakingSeconds}""",
    "evidence": """
        UNWIND $keys AS key MATCH (e:Evidence {id: key}) RETURN key, e {.id, .quote, .label, .startSeconds}""",
}
"""Name → statement that finds one item for a key, or none."""

MANY: dict[str, LiteralString] = {
    "speakers": """
        UNWIND $keys AS key MATCH (:Video {id: key})-[:HAS_SPEAKER]->(s)
        WITH key, s ORDER BY s.speakingSeconds DESC, s.label
        RETURN key, collect(s {.id, .label, .speakingSeconds})""",
    "sections": """
        UNWIND $keys AS key MATCH (:Video {id: key})-[:HAS_SECTION]->(s)
        WITH key, s ORDER BY s.index RETURN key, collect(s {.id, .heading, .startSeconds})""",
    "bullets": """
        UNWIND $keys AS key MATCH (:SummarySection {id: key})-[:HAS_BULLET]->(b)
        WITH key, b ORDER BY b.index RETURN key, collect(b {.id, .symbol, .text})""",
    "segments_of_bullet": """
        UNWIND $keys AS key MATCH (:SummaryBullet {id: key})-[:RESTS_ON]->(g)
        WITH key, g ORDER BY g.index RETURN key, collect(g {.id, .index, .startSeconds, .endSeconds, .text})""",
    "chapters": """
        UNWIND $keys AS key MATCH (:Video {id: key})-[:HAS_CHAPTER]->(c)
        WITH key, c ORDER BY c.index RETURN key, collect(c {.title, .startSeconds, .endSeconds})""",
    "topics": """
        UNWIND $keys AS key MATCH (:Video {id: key})-[d:DISCUSSES]->(t)
        WITH key, d, t ORDER BY d.segmentCount DESC, t.searchName
        RETURN key, collect({segmentCount: d.segmentCount, firstSeconds: d.firstSeconds, node: t {.id, .slug, .name}})""",
    "segments": """
        UNWIND $keys AS key MATCH (:Video {id: key})-[:HAS_SEGMENT]->(g)
        WITH key, g ORDER BY g.index RETURN key, collect(g {.id, .index, .startSeconds, .endSeconds, .text})""",
    "mentions": """
        UNWIND $keys AS key MATCH (:Segment {id: key})-[m:MENTIONS]->(e)
        WITH key, m, e.id AS entity ORDER BY m.startOffset, m.endOffset, entity
        RETURN key, collect(m {.startOffset, .endOffset, entity: entity})""",
    "entities": """
        UNWIND $keys AS key MATCH (:Video {id: key})-[f:FEATURES]->(e)
        WITH key, f, e ORDER BY f.salience DESC, e.id DESC
        RETURN key, collect(f {.salience, .mentionCount, .firstSeconds, node: e {.id, .slug, .name, .kind, .description}})""",
    "relationships": """
        UNWIND $keys AS key MATCH (:Video {id: key})-[:HAS_SEGMENT]->()<-[:SAID_IN]-(e) WHERE e.type <> 'MENTIONED_WITH'
        WITH DISTINCT key, e ORDER BY e.sortConfidence DESC, e.sortSeconds DESC, e.id DESC
        MATCH (e)-[:SUBJECT]->(a), (e)-[:OBJECT]->(b)
        WITH key, a, b, e.relationshipId AS id, e.type AS type, collect(e.id) AS evidence
        MATCH (a)-[r]-(b) WHERE r.id = id
        WITH key, r, id, type, evidence, startNode(r).id AS source, endNode(r).id AS target ORDER BY r.weight DESC, id DESC
        RETURN key, collect({id: id, type: type, past: r.past, source: source, target: target, evidence: evidence})""",
}
"""Name → statement that finds a list for a key."""

type Loaders = dict[str, DataLoader[str, Any]]


def make_loaders(driver: neo4j.AsyncDriver) -> Loaders:
    """Returns new loaders, for one request."""
    one = {name: _loader(driver, text, lambda: None) for name, text in ONE.items()}
    many = {name: _loader(driver, text, list[Any]) for name, text in MANY.items()}
    return one | many


def _loader(
    driver: neo4j.AsyncDriver, statement: LiteralString, nothing: Callable[[], Any]
) -> DataLoader[str, Any]:
    async def load(keys: list[str]) -> list[Any]:
        async with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            result = await session.run(statement, {"keys": keys})
            found = {cast(str, record[0]): record[1] async for record in result}
        return [found[key] if key in found else nothing() for key in keys]

    return DataLoader(load_fn=load)
