"""`updateVideo`: title, date, address, channel and speakers of a video, kept over imports, undone exactly."""

from typing import Any

import pytest

from service.actions.decisions import list_decisions
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
from support.curator import UNDO, ask
from support.imported import with_talks
from support.talks import talk

pytestmark = pytest.mark.anyio

ADA = ("PERSON", "Ada Lovelace")
ACME = ("COMPANY", "Acme")
SPOKEN = talk(
    "talk-one",
    (*ADA, "WORKS_AT", *ACME),
    (*ADA, "CREATED", "PRODUCT", "Loom"),
    url="https://talks.example/one",
    publishedOn="2024-05-01",
    channel={"name": "Looms"},
).model_dump(mode="json", by_alias=True, exclude_defaults=True)
for place, one in enumerate(SPOKEN["segments"]):
    one["speaker"] = f"SPEAKER_0{place}"
SPOKEN["speakers"] = [{"label": "SPEAKER_00", "person": "PERSON Ada Lovelace"}, {"label": "SPEAKER_01"}]
ONE = VideoDocument.model_validate(SPOKEN)
TWO = talk("talk-two", (*ADA, "WORKS_AT", *ACME), url="https://talks.example/two", channel={"name": "Wheels"})
FIELDS = "title slug publishedOn url channel { name } speakers { label person { name } }"
UPDATE = f"""mutation ($input: UpdateVideoInput!) {{ updateVideo(input: $input) {{
  ... on UpdatedVideo {{ changed dryRun video {{ {FIELDS} }} decisions {{ kind detail by videos {{ slug }} }} }}
  ... on UserError {{ __typename message code }} ... on InvalidInput {{ path }} }} }}"""


@pytest.fixture
async def database(clean_database: Database) -> Database:
    return await with_talks(clean_database, ONE, TWO)


@pytest.fixture
def engine(database: Database) -> Engine:
    return Engine(database)


async def update(engine: Engine, **input_: Any) -> Any:
    return await ask(engine, UPDATE, input={"video": "talk-one", **input_})


ALL = {
    "title": "On looms",
    "publishedOn": "2024-06-02",
    "url": "https://talks.example/looms",
    "channel": "wheels",
    "speakers": [{"speaker": "SPEAKER_01", "name": "Alan Turing"}],
}
LOOMS = {
    "title": "On looms", "slug": "talk-one", "publishedOn": "2024-06-02", "url": "https://talks.example/looms",
    "channel": {"name": "Wheels"},
    "speakers": [
        {"label": "SPEAKER_00", "person": {"name": "Ada Lovelace"}},
        {"label": "SPEAKER_01", "person": {"name": "Alan Turing"}},
    ],
}  # fmt: skip


async def test_data_of_a_video_is_corrected_and_undone(engine: Engine, database: Database) -> None:
    before = await fingerprint(database)
    tried = await update(engine, **ALL, dryRun=True)
    assert await fingerprint(database) == before
    updated = await update(engine, **ALL, ifRevision=1)
    assert await find_drift(database) == []
    late = await update(engine, title="Another", ifRevision=1)

    assert (tried["video"]["title"], tried["dryRun"], tried["decisions"]) == ("Talk talk-one", True, [])
    assert updated == {
        "changed": ["title", "publishedOn", "url", "channel", "speakers"], "dryRun": False, "video": LOOMS,
        "decisions": [{
            "kind": "UPDATE_VIDEO", "by": "curator", "videos": [{"slug": "talk-one"}],
            "detail": "title: On looms; date: 2024-06-02; address: https://talks.example/looms; channel: Wheels; "
            "speaker SPEAKER_01: Alan Turing",
        }],
    }  # fmt: skip
    assert (late["__typename"], late["code"]) == ("Conflict", "CONFLICT")
    dates = "MATCH (e:Evidence)-[:SAID_IN]->()<-[:HAS_SEGMENT]-(:Video {slug: 'talk-one'}) RETURN DISTINCT toString(e.sortDate)"
    assert await database.read(dates, name="test") == [["2024-06-02"]]

    # A later correction, and one that removes values; then all are undone, the first one first.
    await update(engine, title="On weaving", speakers=[{"speaker": "SPEAKER_00"}])
    cleared = await update(engine, url=None, channel=None, publishedOn=None)
    assert cleared["changed"] == ["publishedOn", "url", "channel"]
    assert (cleared["video"]["url"], cleared["video"]["channel"], cleared["video"]["title"]) == (
        None,
        None,
        "On weaving",
    )
    assert await find_drift(database) == []
    for one in reversed(await list_decisions(database)):
        assert (await ask(engine, UNDO, id=one.id))["__typename"] == "UndoneDecisions"
        assert await find_drift(database) == []
    assert await fingerprint(database) == before
    kinds = await database.read("MATCH (c:Change) RETURN c.kind ORDER BY c.seq", name="test")
    assert [kind for (kind,) in kinds][2:] == [*["TALK_CORRECTED"] * 3, *["DECISION_UNDONE"] * 3]


async def test_corrected_data_outlives_imports(engine: Engine, database: Database) -> None:
    await update(engine, **ALL)
    after = await fingerprint(database)
    exported = [(await export_video(database, slug)).document for slug in ("talk-one", "talk-two")]
    all_ = read_decisions("decisions.json", decisions_text(await export_decisions(database)).encode())
    assert exported[0].video.title == "Talk talk-one"

    changed = ONE.model_copy(update={"summary": "Another summary."})
    assert (await import_talk(database, TalkImport(changed))).imported.outcome == "changed"
    query = f'{{ video(by: {{slug: "talk-one"}}) {{ summary {FIELDS} }} }}'
    assert await ask(engine, query) == LOOMS | {"summary": "Another summary."}
    await import_talk(database, TalkImport(ONE))
    assert await fingerprint(database) == after
    await delete_video(database, DeleteVideo("https://talks.example/looms"))
    await import_talk(database, TalkImport(ONE))
    assert await fingerprint(database) == after

    await database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="test")
    for document in exported:
        await import_talk(database, TalkImport(document))
    assert await fingerprint(database) == after
    await database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="test")
    for document in (ONE, TWO):
        await import_talk(database, TalkImport(document))
    assert (await apply_file(database, all_)).taken == 1
    assert await fingerprint(database) == after
    assert await find_drift(database) == []
