"""The id of a quote stays as long as the quote is there, whatever becomes of both ends of its connection."""

import pytest

from service.curation.entities.corrections import take_back, update_entity
from service.curation.load import delete_video, import_document
from service.curation.merges.merge import merge_entities
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.store.export.video import export_video
from support.talks import talk
from support.undoing import undo_merge

pytestmark = pytest.mark.anyio

TALK = talk(
    "one",
    ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Loom"),
    ("COMPANY", "Facebook", "USES", "PRODUCT", "Loom"),
    ("COMPANY", "FB", "USES", "PRODUCT", "Loom"),
)


async def quotes(database: Database) -> dict[str, str]:
    """Evidence id → id of its relationship."""
    rows = await database.read(
        """
        MATCH (e:Evidence)-[:SUBJECT]->(one:Entity), (e)-[:OBJECT]->(other:Entity)
        MATCH (one)-[r]-(other) WHERE type(r) = e.type
        RETURN DISTINCT e.id, r.id
        """,
        name="test",
    )
    return dict(rows)


async def test_of_renamed_and_other_kinds_and_back(clean_database: Database) -> None:
    await import_document(clean_database, TALK)
    before = await quotes(clean_database)
    assert len(before) == 3

    await update_entity(clean_database, "loom-product", name="Jacquard Loom")
    assert await quotes(clean_database) == before
    await update_entity(clean_database, "loom-product", kind="CONCEPT")
    after = await quotes(clean_database)
    assert after.keys() == before.keys()
    await take_back(clean_database, "KIND", "loom-product")
    assert await quotes(clean_database) == before


async def test_of_merged_ones_and_of_talks_that_are_imported_again(clean_database: Database) -> None:
    await import_document(clean_database, TALK)
    before = await quotes(clean_database)

    await merge_entities(clean_database, ["fb-company"], "facebook-company")
    merged = await quotes(clean_database)
    assert merged.keys() == before.keys()
    assert len(set(merged.values())) == 2
    exported = (await export_video(clean_database, "one")).document
    for document in (TALK, exported):
        await delete_video(clean_database, "one")
        await import_document(clean_database, document)
        assert await quotes(clean_database) == merged
    await undo_merge(clean_database, "fb-company")
    assert (await quotes(clean_database)).keys() == before.keys()


async def test_of_a_talk_with_other_cues(clean_database: Database) -> None:
    await import_document(clean_database, TALK)
    before = await quotes(clean_database)
    dump = TALK.model_dump(by_alias=True, exclude_none=True)
    for segment in dump["segments"]:
        segment["startSeconds"] += 10
        segment["endSeconds"] += 10
    opening = {"text": "Welcome.", "startSeconds": 0, "endSeconds": 5}
    dump["segments"] = [opening, *dump["segments"]]
    for entity in dump["entities"]:
        for mention in entity["mentions"]:
            mention["segment"] += 1
    for known in dump["relationships"]:
        for evidence in known["evidence"]:
            evidence["segment"] += 1

    await import_document(clean_database, VideoDocument.model_validate(dump))

    assert await quotes(clean_database) == before
