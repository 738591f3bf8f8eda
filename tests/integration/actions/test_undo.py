"""Every kind of decision undone by its id: the graph is what it was before, and nothing is decided instead."""

import pytest

from service.actions.decisions import Undo, Undone, list_decisions, undo
from service.actions.entities import (
    MergeEntities,
    SeparateEntities,
    UpdateEntity,
    merge_entities,
    separate_entities,
    update_entity,
)
from service.actions.imports.import_talk import TalkImport, import_talk
from service.actions.videos import DeleteVideo, KeepTalks, KeptVideo, delete_video, keep_talks
from service.errors import Conflict, InvalidInput, NotFound
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.imported import entity, with_talks
from support.talks import talk

pytestmark = pytest.mark.anyio

ONE = talk(
    "one",
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"),
    ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Loom"),
)
TWO = talk("two", ("PERSON", "Alan Turing", "LEFT", "COMPANY", "Acme Works"))


@pytest.fixture
async def database(clean_database: Database) -> Database:
    return await with_talks(clean_database, ONE, TWO)


async def undo_only(database: Database) -> Undone:
    """The one decision there is, first tried and then undone; the trial says what the undoing does."""
    [decided] = await list_decisions(database)
    before = await fingerprint(database)
    tried = await undo(database, Undo((decided.id,), dry_run=True))
    assert await fingerprint(database) == before
    report = await undo(database, Undo((decided.id,)))
    assert report == tried
    [undone] = report.undone
    assert undone.decision == decided
    assert await list_decisions(database) == []
    assert await find_drift(database) == []
    return undone


async def nothing_decided(database: Database) -> bool:
    rows = await database.read(
        "RETURN COUNT { (:DecidedName) } + COUNT { MATCH (d:Decision) WHERE d.undoneAt IS NULL }",
        name="decided",
    )
    return rows == [[0]]


async def test_a_merge(database: Database) -> None:
    before = await fingerprint(database)
    works = await entity(database, "Acme Works")
    await merge_entities(database, MergeEntities("acme-company", (works.slug,)))

    report = await undo_only(database)

    assert report.correction is None
    assert await entity(database, "Acme Works") == works
    assert await fingerprint(database) == before
    assert await nothing_decided(database)


async def test_that_two_talks_stay(database: Database) -> None:
    rows = await database.read("MATCH (v:Video) RETURN v.id, v.slug, v.title ORDER BY v.id", name="videos")
    one, two = (KeptVideo(*row) for row in rows)
    with pytest.raises(InvalidInput):
        await keep_talks(database, KeepTalks(("one", "one")))
    assert await keep_talks(database, KeepTalks(("one", "two"))) == (one, two)

    await undo_only(database)

    assert await nothing_decided(database)


async def test_a_name_that_was_decided_before_stays_so_when_a_pair_is_undone(database: Database) -> None:
    names = "MATCH (d:DecidedName) RETURN d.key, d.entityId, d.name ORDER BY d.key"
    await update_entity(database, UpdateEntity("acme-company", name="Acme Incorporated"))
    decided = await database.read(names, name="decided names")
    [rename] = await list_decisions(database)
    await separate_entities(database, SeparateEntities(("acme-company", "acme-works-company")))
    [pair] = [one for one in await list_decisions(database) if one.sort == "two"]

    await undo(database, Undo((pair.id,)))

    assert await list_decisions(database) == [rename]
    assert [row[:2] for row in await database.read(names, name="decided names")] == [
        row[:2] for row in decided
    ]
    await undo(database, Undo((rename.id,)))
    assert (await entity(database, "Acme")).slug == "acme-company"
    assert await database.read(names, name="decided names") == []


async def test_the_latest_decision_is_listed_first(database: Database) -> None:
    """By its moment, not by the moment's text: Neo4j writes no zeros at the end of a fraction."""
    seconds = {"First": "59.9", "Second": "00.3", "Third": "00.385", "Fourth": "01"}
    for name in seconds:
        await update_entity(database, UpdateEntity("acme-company", name=name))
    times = [
        {"name": name, "at": f"2026-12-01T12:0{place > 0:d}:{second}Z"}
        for place, (name, second) in enumerate(seconds.items())
    ]
    set_times = (
        "UNWIND $times AS row MATCH (d:Decision {detail: row.name}) SET d.decidedAt = datetime(row.at)"
    )
    await database.run(set_times, {"times": times}, name="set times")

    assert [(one.detail, one.at[16:]) for one in await list_decisions(database)] == [
        ("Fourth", ":01Z"), ("Third", ":00.385Z"), ("Second", ":00.3Z"), ("First", ":59.9Z"),
    ]  # fmt: skip


async def test_what_cannot_be_undone(database: Database) -> None:
    with pytest.raises(NotFound):
        await undo(database, Undo(("decision:none",)))
    await update_entity(database, UpdateEntity("acme-company", name="First"))
    [first] = await list_decisions(database)
    await update_entity(database, UpdateEntity("acme-company", name="Second"))
    before = await fingerprint(database)
    [second, _] = await list_decisions(database)
    with pytest.raises(
        Conflict, match=f"a later decision|was renamed again later: undo {second.id} first"
    ) as raised:
        await undo(database, Undo((first.id,)))
    assert raised.value.decision == second.id
    assert await fingerprint(database) == before

    await separate_entities(database, SeparateEntities(("acme-company", "acme-works-company")))
    await delete_video(database, DeleteVideo("two"))
    [pair] = [one for one in await list_decisions(database) if one.sort == "two"]
    await undo(database, Undo((pair.id,)))  # also while one of the two is not in the graph
    assert [one.sort for one in await list_decisions(database)] == ["delete talk", "rename", "rename"]


async def test_a_merge_cannot_be_undone_while_its_entities_are_gone(database: Database) -> None:
    await merge_entities(database, MergeEntities("acme-company", ("acme-works-company",)))
    await separate_entities(database, SeparateEntities(("acme-company", "loom-product")))
    for slug in ("one", "two"):
        await delete_video(database, DeleteVideo(slug))

    gone = [one for one in await list_decisions(database) if one.sort != "delete talk"]
    assert [(one.sort, one.first.name, one.can_be_undone) for one in gone] == [
        ("two", "Acme", False),
        ("one", "Acme Works", False),
    ]
    for document in (ONE, TWO):
        await import_talk(database, TalkImport(document))
    back = [one for one in await list_decisions(database) if one.sort != "delete talk"]
    assert [(one.sort, one.can_be_undone) for one in back] == [("two", True), ("one", True)]
