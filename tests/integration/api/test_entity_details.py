"""`updateEntity` with description, address and aliases: shown whatever talks say, found by searches and imports, undone exactly."""

from typing import Any

import pytest

from service.actions.decisions import list_decisions
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
FIELDS = "name aliases description url"
UPDATE = f"""mutation ($input: UpdateEntityInput!) {{ updateEntity(input: $input) {{
  ... on UpdatedEntity {{ entity {{ {FIELDS} }} videoCount dryRun }}
  ... on UserError {{ __typename message }} ... on InvalidInput {{ path }} }} }}"""


def described(document: VideoDocument, description: str) -> VideoDocument:
    told = tuple(one.model_copy(update={"description": description}) for one in document.entities)
    return document.model_copy(update={"entities": told})


ONE = described(talk("talk-one", (*ADA, "WORKS_AT", *ACME)), "As the first talk says.")
TWO = talk("talk-two", (*ADA, "WORKS_AT", "COMPANY", "Acme"), ("COMPANY", "Zeta", "COMPETES_WITH", *ACME))
THREE = talk("talk-three", (*ADA, "LEFT", "COMPANY", "The Acme Group"))


@pytest.fixture
async def database(clean_database: Database) -> Database:
    return await with_talks(clean_database, ONE, TWO)


@pytest.fixture
def engine(database: Database) -> Engine:
    return Engine(database)


async def update(engine: Engine, **input_: Any) -> Any:
    return await ask(engine, UPDATE, input={"entity": "acme-company", **input_})


async def shown(engine: Engine) -> Any:
    return await ask(engine, f'{{ entity(by: {{slug: "acme-company"}}) {{ {FIELDS} }} }}')


ALL = {"description": "Makes looms.", "url": "https://acme.example/", "aliases": ["Acme Group", "AG"]}
NOW = {
    "name": "Acme", "aliases": ["AG", "Acme", "Acme Group"], "description": "Makes looms.", "url": "https://acme.example/"
}  # fmt: skip


async def test_details_are_decided_and_undone(engine: Engine, database: Database) -> None:
    before, was = await fingerprint(database), await shown(engine)
    tried = await update(engine, **ALL, dryRun=True)
    assert await fingerprint(database) == before
    updated = await update(engine, **ALL, reason="Their site.")
    assert await find_drift(database) == []

    assert tried == {"entity": was, "videoCount": 0, "dryRun": True}
    assert updated == {"entity": NOW, "videoCount": 0, "dryRun": False}
    decided = await list_decisions(database)
    assert sorted((one.sort, one.detail, one.reason) for one in decided) == [
        ("alias", "AG", "Their site."),
        ("alias", "Acme Group", "Their site."),
        ("description", "Makes looms.", "Their site."),
        ("url", "https://acme.example/", "Their site."),
    ]
    found = await ask(engine, '{ suggest(prefix: "acme gr") { name } }')
    assert [one["name"] for one in found] == ["Acme"]

    again = await update(engine, description="Makes wheels.")
    gone = await update(engine, description=None)
    assert (again["entity"]["description"], gone["entity"]["description"]) == ("Makes wheels.", None)
    assert await find_drift(database) == []
    for one in reversed(await list_decisions(database)):  # the first ones first
        assert (await ask(engine, UNDO, id=one.id))["__typename"] == "UndoneDecisions"
        assert await find_drift(database) == []
    assert await shown(engine) == was
    assert await fingerprint(database) == before


async def test_details_outlive_imports(engine: Engine, database: Database) -> None:
    await update(engine, **ALL)
    after = await fingerprint(database)
    exported = [(await export_video(database, slug)).document for slug in ("talk-one", "talk-two")]

    await import_talk(database, TalkImport(THREE))
    named = "MATCH (:Alias {key: 'COMPANY:acme group', name: 'The Acme Group'})-[:NAMES]->(e:Entity) RETURN e.slug"
    assert await database.read(named, name="test") == [["acme-company"]]
    assert await find_drift(database) == []
    await delete_video(database, DeleteVideo("talk-three"))
    assert await fingerprint(database) == after
    await import_talk(database, TalkImport(described(ONE, "As the second version says.")))
    assert (await shown(engine))["description"] == "Makes looms."
    await import_talk(database, TalkImport(ONE))
    assert await fingerprint(database) == after

    for slug in ("talk-one", "talk-two"):
        await delete_video(database, DeleteVideo(slug))
    for document in (ONE, TWO):
        await import_talk(database, TalkImport(document))
    assert await fingerprint(database) == after
    assert await find_drift(database) == []
    await database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="test")
    for document in exported:
        await import_talk(database, TalkImport(document))
    assert await fingerprint(database) == after
    assert await find_drift(database) == []
