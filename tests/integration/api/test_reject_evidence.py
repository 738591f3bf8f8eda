"""`rejectEvidence`: the quote goes and does not come back, its connection goes with its last quote, and undo restores all."""

from typing import Any

import pytest

from service.actions.decisions import list_decisions
from service.actions.entities import MergeEntities, merge_entities
from service.actions.imports.import_decisions import read_decisions
from service.actions.imports.import_talk import TalkImport, import_talk
from service.actions.videos import DeleteVideo, delete_video
from service.api.execution.engine import Engine
from service.curation.apply_decisions import apply_file
from service.domain.decision_records import decisions_text
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.store.export.decisions import export_decisions
from service.store.export.video import export_video
from support.curator import CURATOR, ask
from support.imported import with_talks
from support.talks import talk

pytestmark = pytest.mark.anyio

ADA = ("PERSON", "Ada Lovelace")
ACME = ("COMPANY", "Acme")
ONE = talk("talk-one", (*ADA, "WORKS_AT", *ACME), (*ADA, "CREATED", "PRODUCT", "Loom"))
TWO = talk("talk-two", (*ADA, "WORKS_AT", *ACME), (*ACME, "COMPETES_WITH", "COMPANY", "Zeta"))
REJECT = """mutation ($input: RejectEvidenceInput!) { rejectEvidence(input: $input) {
  ... on RejectedEvidence { id quote type source { name } target { name } video { slug } remainingEvidenceCount dryRun
    decisions { kind by reason detail entities { name } videos { slug } evidence { quote } } }
  ... on UserError { __typename message code } } }"""
UNDO = """mutation ($id: ID!) { undo(input: {decisions: [$id]}) { __typename
  ... on UndoneDecisions { entities { nodes { name } } } ... on UserError { message } } }"""


async def reject(engine: Engine, evidence: str, **more: Any) -> Any:
    return await ask(engine, REJECT, input={"evidence": evidence, **more})


async def quotes(database: Database) -> dict[tuple[str, str, str], str]:
    rows = await database.read(
        "MATCH (s:Entity)<-[:SUBJECT]-(e:Evidence)-[:OBJECT]->(o:Entity), (e)-[:SAID_IN]->()<-[:HAS_SEGMENT]-(v:Video) "
        "RETURN v.slug, e.type, o.name, e.id ORDER BY e.id",
        name="test",
    )
    return {(slug, type_, name): id_ for slug, type_, name, id_ in rows}


@pytest.fixture
async def database(clean_database: Database) -> Database:
    return await with_talks(clean_database, ONE, TWO)


@pytest.fixture
def engine(database: Database) -> Engine:
    return Engine(database)


async def connections(database: Database) -> list[list[Any]]:
    return await database.read(
        "MATCH (s:Entity)-[r]->(o:Entity) RETURN s.name, type(r), o.name, r.evidenceCount, r.videoCount ORDER BY s.name, type(r)",
        name="test",
    )


async def test_a_quote_is_rejected_and_that_is_undone(engine: Engine, database: Database) -> None:
    before, found = await fingerprint(database), await quotes(database)
    works, created = found["talk-one", "WORKS_AT", "Acme"], found["talk-one", "CREATED", "Loom"]

    tried = await reject(engine, works, dryRun=True)
    assert await fingerprint(database) == before
    first = await reject(engine, works, reason="She left.")
    last = await reject(engine, created)
    again = await reject(engine, created)

    result = {
        "id": works, "quote": "Ada Lovelace and Acme", "type": "WORKS_AT", "source": {"name": "Ada Lovelace"},
        "target": {"name": "Acme"}, "video": {"slug": "talk-one"}, "remainingEvidenceCount": 1,
    }  # fmt: skip
    decision = {
        "kind": "REJECT_EVIDENCE", "by": "curator", "reason": "She left.",
        "detail": "Ada Lovelace WORKS_AT Acme: “Ada Lovelace and Acme”",
        "entities": [{"name": "Acme"}, {"name": "Ada Lovelace"}], "videos": [{"slug": "talk-one"}], "evidence": [],
    }  # fmt: skip
    assert tried == result | {"dryRun": True, "decisions": []}
    assert first == result | {"dryRun": False, "decisions": [decision]}
    assert (last["remainingEvidenceCount"], last["target"]) == (0, {"name": "Loom"})
    assert (again["__typename"], again["code"]) == ("NotFound", "NOT_FOUND")
    assert await connections(database) == [
        ["Acme", "COMPETES_WITH", "Zeta", 1, 1],
        ["Ada Lovelace", "WORKS_AT", "Acme", 1, 1],
    ]
    assert await find_drift(database) == []
    decided = await list_decisions(database)
    assert [(one.sort, one.first.slug, one.by, one.reason) for one in decided] == [
        ("reject evidence", "talk-one", "curator", None),
        ("reject evidence", "talk-one", "curator", "She left."),
    ]

    # In the order in which they were made, not the other way round.
    for one in reversed(decided):
        undone = await ask(engine, UNDO, id=one.id)
        assert undone["__typename"] == "UndoneDecisions", undone
        assert await find_drift(database) == []
    assert await fingerprint(database) == before
    assert await quotes(database) == found
    changes = await database.read("MATCH (c:Change) RETURN c.kind ORDER BY c.seq", name="test")
    assert [kind for (kind,) in changes] == [
        *["TALK_IMPORTED"] * 2, *["EVIDENCE_REJECTED"] * 2, *["DECISION_UNDONE"] * 2
    ]  # fmt: skip
    of_quote = await engine.execute(
        "query ($id: ID!) { node(id: $id) { ... on Evidence { decisions { nodes { kind undoneBy } } } } "
        'video(by: {slug: "talk-one"}) { decisions { totalCount } } }',
        {"id": works},
        viewer=CURATOR,
    )
    assert of_quote == {
        "data": {
            "node": {"decisions": {"nodes": [{"kind": "REJECT_EVIDENCE", "undoneBy": "curator"}]}},
            "video": {"decisions": {"totalCount": 2}},
        }
    }


def extracted_again(document: VideoDocument) -> VideoDocument:
    """The same statements by another extractor: at other offsets, with other labels, names and confidences."""
    text = "Well, " + document.segments[0].text
    told = document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    told["extractor"] = "another/2"
    told["segments"][0]["text"] = text
    for entity in told["entities"]:
        entity["aliases"] = ["Countess Lovelace"] if entity["kind"] == "PERSON" else []
        for mention in entity["mentions"]:
            if mention["segment"] == 0:
                mention["startOffset"] += 6
                mention["endOffset"] += 6
    for known in told["relationships"]:
        known["evidence"][0] |= {"label": "works at", "confidence": 0.9}
    return VideoDocument.model_validate(told)


async def test_a_rejected_quote_does_not_come_back(engine: Engine, database: Database) -> None:
    works = (await quotes(database))["talk-one", "WORKS_AT", "Acme"]
    await reject(engine, works)
    after = await fingerprint(database)

    unchanged = await import_talk(database, TalkImport(ONE))
    assert (unchanged.imported.outcome, await fingerprint(database)) == ("unchanged", after)
    again = extracted_again(ONE)
    changed = await import_talk(database, TalkImport(again))
    assert changed.imported.outcome == "changed"
    assert ("talk-one", "WORKS_AT", "Acme") not in await quotes(database)
    assert ("talk-one", "CREATED", "Loom") in await quotes(database)
    await delete_video(database, DeleteVideo("talk-one"))
    await import_talk(database, TalkImport(ONE))
    assert await fingerprint(database) == after
    assert await find_drift(database) == []

    # Undone after another version was imported: the graph is that of this version.
    await import_talk(database, TalkImport(again))
    [decided] = [one for one in await list_decisions(database) if one.sort == "reject evidence"]
    await ask(engine, UNDO, id=decided.id)
    undone = await fingerprint(database)
    for slug in ("talk-one", "talk-two"):
        await delete_video(database, DeleteVideo(slug))
    for document in (TWO, again):
        await import_talk(database, TalkImport(document))
    assert await fingerprint(database) == undone


async def test_a_rejection_is_exported_with_its_talk(engine: Engine, database: Database) -> None:
    await reject(engine, (await quotes(database))["talk-one", "WORKS_AT", "Acme"], reason="She left.")
    after = await fingerprint(database)
    documents = [(await export_video(database, slug)).document for slug in ("talk-one", "talk-two")]
    [record] = documents[0].decisions.talks if documents[0].decisions else []
    all_ = read_decisions("decisions.json", decisions_text(await export_decisions(database)).encode())

    assert (record.sort, record.video_id, record.by, record.reason) == (
        "REJECT_EVIDENCE", "video:talk-one", "curator", "She left."
    )  # fmt: skip
    assert len(documents[0].relationships) == 2  # as the talk says
    assert documents[1].decisions is None
    await database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="test")
    for document in documents:
        await import_talk(database, TalkImport(document))
    assert await fingerprint(database) == after

    await database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="test")
    for document in (ONE, TWO):
        await import_talk(database, TalkImport(document))
    applied = await apply_file(database, all_)
    assert (applied.taken, applied.talks) == (1, 1)
    assert await fingerprint(database) == after
    assert (await apply_file(database, all_)).taken == 0
    assert await find_drift(database) == []


async def test_an_entity_that_only_a_rejected_quote_supports_goes(engine: Engine, database: Database) -> None:
    await database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="test")
    document = talk("talk-one", (*ADA, "WORKS_AT", *ACME))
    silent = tuple(entity.model_copy(update={"mentions": ()}) for entity in document.entities)
    await import_talk(database, TalkImport(document.model_copy(update={"entities": silent})))
    before = await fingerprint(database)

    rejected = await reject(engine, next(iter((await quotes(database)).values())))
    assert (rejected["source"], rejected["target"], rejected["remainingEvidenceCount"]) == (None, None, 0)
    assert await database.read("MATCH (n:Entity|Alias) RETURN n", name="test") == []
    assert await find_drift(database) == []
    [decided] = await list_decisions(database)
    await ask(engine, UNDO, id=decided.id)
    assert await fingerprint(database) == before


async def test_a_quote_of_a_merged_entity_is_rejected(engine: Engine, database: Database) -> None:
    slugs = dict(await database.read("MATCH (e:Entity) RETURN e.name, e.slug", name="test"))
    await merge_entities(database, MergeEntities(slugs["Zeta"], (slugs["Acme"],)))
    before = await fingerprint(database)
    works = (await quotes(database))["talk-one", "WORKS_AT", "Zeta"]

    rejected = await reject(engine, works)
    assert rejected["target"] == {"name": "Zeta"}
    assert await find_drift(database) == []
    decided = next(one for one in await list_decisions(database) if one.sort == "reject evidence")
    await ask(engine, UNDO, id=decided.id)
    assert await fingerprint(database) == before


async def test_a_rejection_is_sent_twice(engine: Engine, database: Database) -> None:
    works = (await quotes(database))["talk-one", "WORKS_AT", "Acme"]
    first = await reject(engine, works, idempotencyKey="k")
    again = await reject(engine, works, idempotencyKey="k")
    other = await reject(engine, works, idempotencyKey="k", reason="Another.")
    assert first == again
    assert first["remainingEvidenceCount"] == 1
    assert other["__typename"] == "Conflict"
