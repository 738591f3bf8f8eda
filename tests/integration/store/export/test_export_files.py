"""The graph in the formats of exports: a script makes an equal graph, an archive goes out and back, a selection has all that its rows lead to."""

import json
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import delete_data
from service.actions.decisions import Undo, list_decisions, undo
from service.actions.exports import Export, VideoSelection, export_files
from service.curation.apply_decisions import apply_file
from service.curation.entities.corrections import drop_entity, update_entity
from service.curation.load import import_document
from service.curation.merges.merge import merge_entities
from service.curation.merges.separate import tell_apart
from service.domain.decision_records import DECISIONS_FILE, DecisionsFile
from service.domain.document import VideoDocument
from service.domain.identity import video_id
from service.errors import InvalidInput, NotFound
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.talks import ON_GRAPHS, documents, talk

pytestmark = pytest.mark.anyio

ONE = talk(
    "one",
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Facebook"),
    ("COMPANY", "Facebook", "COMPETES_WITH", "COMPANY", "Meta"),
    ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Loom"),
    publishedOn=date(1843, 9, 1),
    channel={"name": "Notes"},
)
TWO = talk("two", ("PERSON", "Alan Turing", "LEFT", "COMPANY", "Facebook"), publishedOn=date(1936, 5, 28))
THREE = talk("three", ("PERSON", "Alan Turing", "CREATED", "PRODUCT", "Loom"))


async def files_of(
    database: Database, name: str, selection: VideoSelection | None = None
) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    request = Export(name, "https://talks.example", selection or VideoSelection())
    async for file, data in export_files(database, request):
        found[file] = found.get(file, b"") + data
    return found


async def rows_of(database: Database, selection: VideoSelection, table: str) -> list[dict[str, object]]:
    files = await files_of(database, "jsonl", selection)
    return [json.loads(line) for line in files[f"{table}.jsonl"].splitlines()]


async def load(database: Database) -> None:
    await delete_data(database)
    for one in (ONE, TWO, THREE):
        await import_document(database, one)


async def run_script(database: Database, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            await database.run(statement, name="test")


async def test_the_script_makes_an_equal_graph(clean_database: Database) -> None:
    database = clean_database
    await load(database)
    await merge_entities(database, ["facebook-company"], "meta-company")
    await update_entity(database, "loom-product", name="Loom \\u0041 'No. 1'")
    await tell_apart(database, ["ada-lovelace", "alan-turing"])
    before, files = await fingerprint(database), await files_of(database, "cypher")
    await delete_data(database)

    await run_script(database, files["videograph.cypher"].decode())

    assert list(files) == ["videograph.cypher"]
    assert await fingerprint(database) == before
    assert await find_drift(database) == []
    assert await files_of(database, "cypher") == files


async def restore(database: Database, files: Mapping[str, bytes]) -> None:
    """Imports the files of an archive, as `ingest` does: decisions first."""
    if DECISIONS_FILE in files:
        await apply_file(database, DecisionsFile.model_validate_json(files[DECISIONS_FILE]))
    for name, data in files.items():
        if name != DECISIONS_FILE:
            await import_document(database, VideoDocument.model_validate_json(data))


async def test_an_archive_with_undone_decisions_goes_out_and_back(clean_database: Database) -> None:
    database = clean_database
    await load(database)
    await merge_entities(database, ["facebook-company"], "meta-company")
    undone = (await tell_apart(database, ["ada-lovelace", "alan-turing"])).decisions
    await drop_entity(database, "loom-product")
    await undo(database, Undo(undone))
    before, listed = await fingerprint(database), await list_decisions(database)
    files = await files_of(database, "document")
    assert [name.partition(".")[2] for name in files] == ["document.json"] * 3 + ["json"]

    await delete_data(database)
    await restore(database, files)

    assert await fingerprint(database) == before
    assert await list_decisions(database) == listed
    assert await files_of(database, "document") == files


@pytest.mark.nightly
@ON_GRAPHS
@given(
    talks=st.lists(documents(), min_size=1, max_size=3, unique_by=video_id),
    steps=st.lists(st.tuples(st.sampled_from("mark"), st.integers(0, 99), st.integers(0, 99)), max_size=3),
)
async def test_any_archive_gives_equal_bytes_again(
    clean_database: Database, talks: list[VideoDocument], steps: list[tuple[str, int, int]]
) -> None:
    """Steps: merge two entities, tell two apart, rename one, take the latest decision back."""
    database = clean_database
    await delete_data(database)
    for one in talks:
        await import_document(database, one)
    made: list[str] = []
    for step, first, second in steps:
        ids = [
            id_ for (id_,) in await database.read("MATCH (e:Entity) RETURN e.id ORDER BY e.id", name="test")
        ]
        if not ids:
            break
        one, other = ids[first % len(ids)], ids[second % len(ids)]
        try:
            if step == "m":
                made += (await merge_entities(database, [one], other)).decisions
            elif step == "a":
                made += (await tell_apart(database, [one, other])).decisions
            elif step == "r":
                await update_entity(database, one, name=f"Name {second}")
            elif made:
                await undo(database, Undo((made.pop(),)))
        except InvalidInput:
            continue  # the same one twice, or a person and something else
    before, files = await fingerprint(database), await files_of(database, "document")
    script = (await files_of(database, "cypher"))["videograph.cypher"]

    await delete_data(database)
    await restore(database, files)

    assert await fingerprint(database) == before
    assert await files_of(database, "document") == files
    await delete_data(database)
    await run_script(database, script.decode())
    assert await fingerprint(database) == before


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (VideoSelection(videos=("one", "video:three")), ["video:one", "video:three"]),
        (VideoSelection(channels=("Notes",)), ["video:one"]),
        (VideoSelection(entities=("alan-turing",)), ["video:three", "video:two"]),
        (VideoSelection(entities=("alan-turing", "Meta"), until=date(1936, 5, 28)), ["video:one"]),
        (VideoSelection(since=date(1936, 5, 28)), ["video:two"]),
        (VideoSelection(), ["video:one", "video:three", "video:two"]),
    ],
)
async def test_a_selection_has_the_talks_that_meet_all_conditions(
    clean_database: Database, selection: VideoSelection, wanted: list[str]
) -> None:
    await load(clean_database)

    assert [row["id"] for row in await rows_of(clean_database, selection, "videos")] == wanted


async def test_a_selection_has_what_its_rows_lead_to_and_nothing_else(clean_database: Database) -> None:
    await load(clean_database)
    chosen = VideoSelection(videos=("two",))

    entities = await rows_of(clean_database, chosen, "entities")
    relationships = await rows_of(clean_database, chosen, "relationships")
    evidence = await rows_of(clean_database, chosen, "evidence")

    assert sorted(str(one["name"]) for one in entities) == ["Alan Turing", "Facebook"]
    assert [(one["sourceName"], one["type"], one["targetName"]) for one in relationships] == [
        ("Alan Turing", "LEFT", "Facebook")
    ]
    assert [(one["relationshipId"], one["video"]) for one in evidence] == [
        (relationships[0]["id"], "video:two")
    ]
    assert evidence[0]["permalink"] == relationships[0]["permalink"]
    script = (await files_of(clean_database, "cypher", chosen))["videograph.cypher"].decode()
    await delete_data(clean_database)
    await run_script(clean_database, script)
    counted = "MATCH (n) WHERE NOT n:__Neo4jMigration RETURN labels(n)[0], count(*) ORDER BY labels(n)[0]"
    assert dict(await clean_database.read(counted, name="test")) == {
        "Alias": 2, "Entity": 2, "Evidence": 1, "Segment": 1, "Topic": 1, "Video": 1,
    }  # fmt: skip


async def test_what_is_not_there_is_said(clean_database: Database) -> None:
    await load(clean_database)
    unknown = VideoSelection(videos=("one", "nothing"), channels=("Nobody",))
    with pytest.raises(
        NotFound,
        match=r"^there is no talk with id, slug or url 'nothing', no channel with id, slug or name 'Nobody'$",
    ):
        await files_of(clean_database, "csv", unknown)
    with pytest.raises(InvalidInput, match="no talk meets all these conditions: give fewer"):
        await files_of(clean_database, "csv", VideoSelection(videos=("two",), channels=("Notes",)))
