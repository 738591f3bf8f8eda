"""`addStatement`: a connection by hand with its quote, kept over imports of the talk, told where its quote is gone, undone exactly."""

from typing import Any

import pytest

from service.actions.decisions import list_decisions
from service.actions.entities import MergeEntities, merge_entities
from service.actions.imports.import_talk import TalkImport, import_talk
from service.actions.videos import DeleteVideo, delete_video
from service.api.execution.engine import Engine
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.store.export.video import export_video
from support.curator import UNDO, ask
from support.imported import with_talks
from support.talks import talk

pytestmark = pytest.mark.anyio

ADA = ("PERSON", "Ada Lovelace")
ACME = ("COMPANY", "Acme")
ONE = talk("talk-one", (*ADA, "WORKS_AT", *ACME), (*ADA, "CREATED", "PRODUCT", "Loom"))
TWO = talk("talk-two", (*ADA, "WORKS_AT", *ACME), (*ACME, "COMPETES_WITH", "COMPANY", "Zeta"))
ADD = """mutation ($input: AddStatementInput!) { addStatement(input: $input) {
  ... on AddedStatement { startSeconds dryRun source { name kind } target { name kind } video { slug }
    evidence { id quote label past extractor startSeconds relationship { type evidenceCount } decisions { nodes { kind by missing } } }
    decisions { kind detail by reason entities { name } evidence { quote } } }
  ... on UserError { __typename message } ... on InvalidInput { path } } }"""
QUOTE = "Acme Ada Lovelace and Loom"
"""Across the end of a segment."""


@pytest.fixture
async def database(clean_database: Database) -> Database:
    return await with_talks(clean_database, ONE, TWO)


@pytest.fixture
def engine(database: Database) -> Engine:
    return Engine(database)


async def add(engine: Engine, source: Any, type_: str, target: Any, quote: str, **more: Any) -> Any:
    ends = {"source": source, "target": target}
    return await ask(engine, ADD, input={"video": "talk-one", "type": type_, "quote": quote, **ends, **more})


async def undo_all(engine: Engine, database: Database) -> None:
    for one in reversed(await list_decisions(database)):
        assert (await ask(engine, UNDO, id=one.id))["__typename"] == "UndoneDecisions"
        assert await find_drift(database) == []


async def test_a_statement_is_added_and_undone(engine: Engine, database: Database) -> None:
    before = await fingerprint(database)
    zeta = {"entity": "zeta-company"}  # of another talk
    new = {"name": "Enigma", "kind": "PRODUCT"}

    tried = await add(engine, zeta, "CREATED", new, QUOTE, dryRun=True)
    assert await fingerprint(database) == before
    added = await add(engine, zeta, "CREATED", new, QUOTE, reason="Said so.", label="builds")
    known = await add(
        engine, {"entity": "ada-lovelace"}, "WORKS_AT", {"entity": "acme-company"}, "and Acme", past=True
    )
    twice = await add(
        engine, {"entity": "ada-lovelace"}, "WORKS_AT", {"entity": "acme-company"}, "Ada Lovelace and Acme"
    )

    ends = {"source": {"name": "Zeta", "kind": "COMPANY"}, "video": {"slug": "talk-one"}, "startSeconds": 0.0}
    assert tried == ends | {"target": None, "evidence": None, "decisions": [], "dryRun": True}
    evidence = added["evidence"]
    assert evidence.pop("id").startswith("evidence:")
    assert evidence == {
        "quote": QUOTE, "label": "builds", "past": False, "extractor": "person", "startSeconds": 0.0,
        "relationship": {"type": "CREATED", "evidenceCount": 1},
        "decisions": {"nodes": [{"kind": "ADD_STATEMENT", "by": "curator", "missing": False}]},
    }  # fmt: skip
    assert added["target"] == {"name": "Enigma", "kind": "PRODUCT"}
    assert added["decisions"] == [
        {
            "kind": "ADD_STATEMENT", "detail": f"Zeta CREATED Enigma: “{QUOTE}”", "by": "curator", "reason": "Said so.",
            "entities": [{"name": "Enigma"}, {"name": "Zeta"}], "evidence": [{"quote": QUOTE}],
        }
    ]  # fmt: skip
    assert (known["evidence"]["label"], known["evidence"]["past"]) == ("works at", True)
    assert (twice["__typename"], twice["message"].split(" or")[0]) == (
        "Conflict", "The talk has this quote for this connection already,"
    )  # fmt: skip
    assert await find_drift(database) == []
    featured = "MATCH (:Video {slug: 'talk-one'})-[:FEATURES]->(e:Entity) RETURN e.name ORDER BY e.name"
    assert [name for (name,) in await database.read(featured, name="test")] == [
        "Acme", "Ada Lovelace", "Enigma", "Loom", "Zeta"
    ]  # fmt: skip

    await undo_all(engine, database)
    assert await fingerprint(database) == before
    kinds = await database.read("MATCH (c:Change) RETURN c.kind ORDER BY c.seq", name="test")
    assert [kind for (kind,) in kinds][2:] == [*["STATEMENT_ADDED"] * 2, *["DECISION_UNDONE"] * 2]


def without(document: VideoDocument, words: str) -> VideoDocument:
    """The talk with another text of the first segment, and without what it states there."""
    told = document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    told["segments"][0]["text"] = words
    for entity in told["entities"]:
        entity["mentions"] = [one for one in entity["mentions"] if one["segment"] > 0]
    told["relationships"] = told["relationships"][1:]
    told["entities"] = [one for one in told["entities"] if one["mentions"]]
    return VideoDocument.model_validate(told)


async def test_a_statement_outlives_imports(engine: Engine, database: Database) -> None:
    await add(engine, {"entity": "zeta-company"}, "CREATED", {"name": "Enigma", "kind": "PRODUCT"}, QUOTE)
    after = await fingerprint(database)
    exported = [(await export_video(database, slug)).document for slug in ("talk-one", "talk-two")]
    assert len(exported[0].relationships) == 2  # as the talk says

    for video in ("talk-one", "talk-two"):
        await delete_video(database, DeleteVideo(video))
    for document in (ONE, TWO):
        await import_talk(database, TalkImport(document))
    assert await fingerprint(database) == after

    # The talk has lost the words: that is said, and they are found when they are back.
    changed = (await import_talk(database, TalkImport(without(ONE, "Nothing.")))).imported
    assert changed.missing == (f"Zeta CREATED Enigma: “{QUOTE}”",)
    assert [one.missing for one in await list_decisions(database) if one.sort == "add statement"] == [True]
    assert (
        await database.read(
            "MATCH (e:Evidence {extractor: 'person'}) WHERE e.quote = $quote RETURN e",
            {"quote": QUOTE},
            name="test",
        )
        == []
    )
    back = (await import_talk(database, TalkImport(ONE))).imported
    assert back.missing == ()
    assert await fingerprint(database) == after
    assert await find_drift(database) == []

    await database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="test")
    for document in exported:
        await import_talk(database, TalkImport(document))
    assert await fingerprint(database) == after


async def test_a_statement_follows_a_merge_and_can_be_rejected(engine: Engine, database: Database) -> None:
    zeta = {"entity": "zeta-company"}
    added = await add(engine, zeta, "CREATED", {"entity": "loom-product"}, "Ada Lovelace and Loom")
    await merge_entities(database, MergeEntities("acme-company", ("zeta-company",)))
    merged = await fingerprint(database)
    assert await find_drift(database) == []
    for video in ("talk-one", "talk-two"):
        await delete_video(database, DeleteVideo(video))
    for document in (ONE, TWO):
        await import_talk(database, TalkImport(document))
    assert await fingerprint(database) == merged

    mine = "MATCH (e:Evidence) WHERE e.decisionId IS NOT NULL RETURN e.id"
    [[id_]] = await database.read(mine, name="test")
    reject = "mutation ($id: ID!) { rejectEvidence(input: {evidence: $id}) { __typename ... on UserError { message } } }"
    assert (await ask(engine, reject, id=id_))["__typename"] == "RejectedEvidence"
    assert await database.read(mine, name="test") == []
    assert added["evidence"]["quote"] == "Ada Lovelace and Loom"
    decided = [one for one in await list_decisions(database) if one.sort != "delete talk"]
    assert [one.sort for one in decided] == ["reject evidence", "one", "add statement"]
    await ask(engine, UNDO, id=decided[0].id)
    assert await fingerprint(database) == merged
