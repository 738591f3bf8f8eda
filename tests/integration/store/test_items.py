"""Items of Wikidata: shown, decided, exported, and entities with different ones stay two whatever their names."""

from typing import Any

import pytest

from service.actions.entities import UpdateEntity, update_entity
from service.curation.load import import_document
from service.curation.undo_decisions import undo_decisions
from service.domain.document import VideoDocument
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.projections import find_drift
from service.graph.statement_runner import execute_whole
from service.store.export.video import export_video

pytestmark = pytest.mark.anyio

PLANET, ELEMENT = "Q308", "Q925"
SHOWN = """
    MATCH (entity:Entity)
    RETURN entity.name AS name, entity.wikidata AS item, entity.wikidataFrom AS `from`, entity.videoCount AS videos
    ORDER BY item
"""


def talk(id_: str, item: str | None, name: str = "Mercury") -> VideoDocument:
    mention = {"segment": 0, "startOffset": 0, "endOffset": len(name)}
    entity = {"key": "it", "name": name, "kind": "CONCEPT", "wikidata": item, "mentions": [mention]}
    return VideoDocument.model_validate(
        {
            "video": {"id": id_, "title": f"Talk {id_}"},
            "segments": [{"text": f"{name} moves.", "startSeconds": 0, "endSeconds": 9}],
            "entities": [entity],
        }
    )


async def shown(database: Database) -> list[list[Any]]:
    return await database.read(SHOWN, name="shown items")


async def test_entities_with_different_items_stay_two_over_imports(clean_database: Database) -> None:
    for document in (talk("a", PLANET), talk("b", ELEMENT), talk("c", ELEMENT), talk("d", None)):
        await import_document(clean_database, document)
    assert await shown(clean_database) == [
        ["Mercury", PLANET, "PERSON", 2],
        ["Mercury", ELEMENT, "PERSON", 2],
    ]
    [[ids]] = await clean_database.read("MATCH (entity:Entity) RETURN collect(entity.id)", name="ids")
    rows = await execute_whole(clean_database, "export/entities", label="export", ids=ids)
    assert sorted(row["more"]["sameAs"] for row in rows) == [
        f"http://www.wikidata.org/entity/{item}" for item in (PLANET, ELEMENT)
    ]
    exported = await export_video(clean_database, "c")
    assert exported.document.entities[0].wikidata == ELEMENT
    outcome = await import_document(clean_database, exported.document)
    assert outcome.outcome == "unchanged"

    # A talk that corrects its own item is not held to what it said before.
    await import_document(clean_database, talk("b", PLANET))
    assert [row[3] for row in await shown(clean_database)] == [3, 1]
    assert await find_drift(clean_database) == []


async def test_an_item_is_decided_and_the_decision_is_undone(clean_database: Database) -> None:
    await import_document(clean_database, talk("a", None))
    [[entity]] = await clean_database.read("MATCH (entity:Entity) RETURN entity.id AS id", name="id")
    with pytest.raises(InvalidInput, match="wikidata"):
        await update_entity(clean_database, UpdateEntity(entity, wikidata="mercury"))

    [report] = await update_entity(clean_database, UpdateEntity(entity, wikidata=PLANET))

    assert (report.sort, report.detail) == ("WIKIDATA", PLANET)
    assert await shown(clean_database) == [["Mercury", PLANET, "DECISION", 1]]
    await import_document(clean_database, talk("b", ELEMENT))
    assert [row[1:] for row in await shown(clean_database)] == [
        [PLANET, "DECISION", 1],
        [ELEMENT, "PERSON", 1],
    ]
    await undo_decisions(clean_database, [report.decision])
    assert [row[1:] for row in await shown(clean_database)] == [[ELEMENT, "PERSON", 1], [None, None, 1]]
    assert await find_drift(clean_database) == []
