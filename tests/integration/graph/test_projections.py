"""`find_drift` sees what was broken by hand, `repair` mends it, and the fingerprint tells graphs apart."""

from datetime import date

import pytest

from service.curation.load import import_document
from service.domain.text import search_form
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint, repair
from support.talks import Sentence, make_document

pytestmark = pytest.mark.anyio

TALK = [
    Sentence("ada", ("loom",), ("ada", "WORKS_AT", "acme"), 0.5, frozenset({"Steam Power"})),
    Sentence("Host", ("alan",), ("alan", "RELATED_TO", "ada"), None, frozenset({"Weaving"})),
]

# What somebody does by hand → the nouns that drift by it, each once for a thing that is wrong.
BREAKS = {
    "MATCH (e:Person {slug: 'ada-lovelace'}) SET e.mentionCount = 9, e.lastMentionedOn = date()": ["entity"],
    "MATCH (e:Person {slug: 'ada-lovelace'}) REMOVE e:Person": ["entity"],
    "MATCH (e:Person {slug: 'ada-lovelace'}) SET e:Company": ["entity"],
    "MATCH (e:Person {slug: 'ada-lovelace'}) SET e.kind = 'CONCEPT'": ["entity"],
    "MATCH (e:Person {slug: 'ada-lovelace'}) SET e.name = 'A.'": ["entity"],
    "MATCH ()-[r:WORKS_AT]->() SET r.weight = 7": ["relationship"],
    "MATCH ()-[r:WORKS_AT]->() DELETE r": ["relationship", "entity", "entity"],
    "MATCH (a:Person), (b:Company) CREATE (a)-[:FOUNDED]->(b)": ["relationship"] * 2 + ["entity"] * 3,
    "MATCH (a)-[r:WORKS_AT]->(b) CREATE (a)-[c:WORKS_AT]->(b) SET c = properties(r)": ["relationship"]
    + ["entity"] * 2,
    "MATCH (v:Evidence {type: 'WORKS_AT'}) SET v.relationshipId = 'relationship:x'": ["evidence"],
    "MATCH (v:Evidence {type: 'WORKS_AT'}) REMOVE v.sortConfidence": ["evidence"],
    "MATCH (v:Evidence {type: 'WORKS_AT'}) SET v.sortSeconds = v.startSeconds + 1": ["evidence"],
    "MATCH (v:Evidence {type: 'WORKS_AT'}) SET v.sortDate = date('0001-01-01')": ["evidence"],
    "MATCH (v:Evidence {type: 'WORKS_AT'}) REMOVE v.sortDate": ["evidence"],
    "MATCH ()-[f:FEATURES]->(:Concept) SET f.mentionCount = 3": ["features"],
    "MATCH ()-[f:FEATURES]->(:Company) SET f.sortDate = date('2000-01-01')": ["features"],
    "MATCH (v:Video) REMOVE v.sortDuration": ["video"],
    "MATCH (v:Video) SET v.sortDate = date('1900-01-01')": ["video"] + ["features"] * 4 + ["evidence"] * 2,
    "MATCH (e:Company) REMOVE e.sortDate": ["entity"],
    "MATCH ()-[d:DISCUSSES]->(:Topic {name: 'Weaving'}) DELETE d": ["discusses", "topic"],
    "MATCH ()-[d:DISCUSSES]->(:Topic {name: 'Weaving'}) SET d.segmentCount = 0": ["discusses"],
    "MATCH (:Topic {name: 'Weaving'})-[c:COVERS]->() DELETE c": ["covers"] * 2,
    "MATCH (t:Topic {name: 'Weaving'}), (e:Concept) CREATE (t)-[:COVERS {segmentCount: 1}]->(e)": ["covers"],
    "MATCH (t:Topic {name: 'Weaving'}) SET t.videoCount = 0": ["topic"],
    "CREATE (:Topic {id: 'topic:x', slug: 'x', name: 'X', searchName: 'x', videoCount: 0})": ["topic"],
    "CREATE (:Channel {id: 'channel:x', slug: 'x', name: 'X'})": ["channel"],
    "MATCH (c:Channel) SET c.name = 'Another'": ["channel"],
    "MATCH (c:Channel) REMOVE c.searchName": ["channel"],
    "CREATE (:Entity:Person {id: 'entity:x', slug: 'x', name: 'X'})": ["entity"],
    "CREATE (:Alias {key: 'PERSON:x', name: 'X', searchName: 'x'})": ["alias"],
    "MATCH (a:Alias {key: 'PERSON:ada lovelace'}) SET a.searchName = ''": ["alias"],
    "MATCH (a:Alias {key: 'PERSON:ada lovelace'}) REMOVE a.matchKey, a.firstKey": ["alias"],
    "MATCH (a:Alias {key: 'PERSON:ada lovelace'}) SET a.support = [0, 0, 0, 2, 0, 0]": ["alias"],
    "MATCH (s:Speaker {label: 'ada'}) SET s.segmentCount = 2": ["speaker"],
    "MATCH (s:Segment {index: 0}) SET s.searchText = s.text + ' '": ["form"],
    "MATCH (s:Segment) REMOVE s.searchText": ["form"] * 2,
    "MATCH (v:Video) SET v.searchTitle = 'x', v.searchSummary = 'never said'": ["form"] * 2,
    "CREATE (:Segment {id: 'segment:x#0', index: 0, text: 'lost', startSeconds: 0.0, endSeconds: 1.0})": [
        "part"
    ],
}


@pytest.mark.parametrize("statement", BREAKS)
async def test_what_was_broken_by_hand_is_found_and_mended(clean_database: Database, statement: str) -> None:
    talk = make_document("one", TALK, day=date(1843, 9, 1), spelling=1, channel={"name": "Looms"})
    await import_document(clean_database, talk)
    made = await fingerprint(clean_database)
    assert await find_drift(clean_database) == []

    await clean_database.run(statement, name="by hand")

    assert await fingerprint(clean_database) != made
    found = await find_drift(clean_database)
    assert [drift.noun for drift in found] == BREAKS[statement], [str(drift) for drift in found]
    assert await repair(clean_database) >= 1
    assert await find_drift(clean_database) == []
    assert await fingerprint(clean_database) == made


async def test_what_only_the_document_knew_is_taken_from_the_entity(clean_database: Database) -> None:
    await import_document(clean_database, make_document("one", TALK, spelling=1))
    await clean_database.run("MATCH ()-[f:FEATURES]->() DELETE f", name="by hand")

    assert await repair(clean_database) > 0

    assert await find_drift(clean_database) == []
    shown = """
        MATCH (:Video)-[f:FEATURES]->(e:Person) RETURN e.name, e.description, f.mentionCount, f.salience
        ORDER BY e.name
    """
    assert await clean_database.read(shown, name="test") == [
        ["ADA LOVELACE", "ada as one has it", 2, 0.0],
        ["Alan Turing", "alan as one has it", 2, 0.0],
    ]


async def test_a_drift_says_what_differs(clean_database: Database) -> None:
    talk = make_document("one", TALK)
    await import_document(clean_database, talk)
    await clean_database.run("MATCH (t:Topic {name: 'Weaving'}) SET t.videoCount = 5", name="by hand")
    await clean_database.run("CREATE (:Channel {id: 'channel:x', slug: 'x', name: 'X'})", name="by hand")

    await clean_database.run("MATCH (s:Segment {index: 1}) SET s.searchText = 'x'", name="by hand")

    said = search_form(talk.segments[1].text)
    assert [str(drift) for drift in await find_drift(clean_database)] == [
        f"form segment:one#1: searchText 'x'; should be searchText {said!r}",
        "topic topic:weaving: videoCount 5; should be videoCount 1",
        "channel channel:x: name 'X'; should be absent",
    ]
