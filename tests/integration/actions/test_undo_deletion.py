"""A deletion undone: the talk is in the graph as it was, with the decisions on it, and with what no document says of it."""

from dataclasses import replace
from typing import Any

import pytest

from service.access.scopes import ALL
from service.access.viewer import Viewer, viewed_by
from service.actions.decisions import Undo, list_decisions, undo
from service.actions.entities import MergeEntities, UpdateEntity, merge_entities, update_entity
from service.actions.imports.import_talk import TalkImport, import_talk
from service.actions.statements import RejectEvidence, reject_evidence
from service.actions.videos import (
    DeleteReport,
    DeleteVideo,
    ExportVideo,
    UpdateVideo,
    delete_video,
    export_decisions,
    export_video,
    update_video,
)
from service.errors import Conflict
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
TWO = talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme Works"))
CHANGED = talk("one", ("PERSON", "Ada Lovelace", "LEADS", "COMPANY", "Acme"))
SOMEBODY = Viewer("KEY", "key:abc", ALL, "somebody")


@pytest.fixture
async def database(clean_database: Database) -> Database:
    with viewed_by(SOMEBODY):
        return await with_talks(clean_database, ONE, TWO)


async def values(database: Database, query: str) -> list[Any]:
    return await database.read(query, name="test")


async def state(database: Database) -> list[Any]:
    return (
        await values(
            database,
            "MATCH (v:Video {id: 'video:one'}) RETURN v.importedBy, toString(v.addedAt), v.contentHash, v.sourceHash, v.slug, v.revision",
        )
    )[0]


async def delete(database: Database) -> str:
    report = await delete_video(database, DeleteVideo("one"))
    assert report.decision is not None
    return report.decision


async def test_the_talk_is_as_it_was(database: Database) -> None:
    before, *kept, revision = await fingerprint(database), *await state(database)

    tried = await delete_video(database, DeleteVideo("one", dry_run=True))
    report = await delete_video(database, DeleteVideo("one"))

    assert isinstance(report, DeleteReport)
    assert report.until is not None
    assert replace(tried, decision=report.decision, until=report.until) == report
    [deleted] = await list_decisions(database)
    assert (deleted.id, deleted.sort, deleted.detail, deleted.end_ids) == (
        report.decision,
        "delete talk",
        "Talk one",
        ["video:one"],
    )
    assert deleted.can_be_undone
    [[days]] = await values(
        database,
        "MATCH (k:KeptDocument) WHERE k.keptUntil IS NOT NULL RETURN duration.inSeconds(datetime(), k.keptUntil).seconds / 86400.0",
    )
    assert round(days, 1) == 30.0

    undone = await undo(database, Undo((deleted.id,)))

    assert [one.decision for one in undone.undone] == [deleted]
    assert await fingerprint(database) == before
    assert await state(database) == [*kept, revision + 1]
    assert await find_drift(database) == []
    assert await list_decisions(database) == []
    assert await values(database, "MATCH (k:KeptDocument) WHERE k.keptUntil IS NOT NULL RETURN k.id") == []
    changes = await values(
        database, "MATCH (c:Change) RETURN c.kind, c.videoIds, c.decisionIds ORDER BY c.seq"
    )
    assert changes[-3:] == [
        ["TALK_DELETED", ["video:one"], [deleted.id]],
        ["TALK_IMPORTED", ["video:one"], []],
        ["DECISION_UNDONE", ["video:one"], [deleted.id]],
    ]
    again = await import_talk(database, TalkImport(ONE))
    assert again.imported.outcome == "unchanged"
    with pytest.raises(Conflict, match=f"the decision {deleted.id} was undone already"):
        await undo(database, Undo((deleted.id,)))


async def test_decisions_on_the_talk_hold_and_can_be_undone_after_it(database: Database) -> None:
    fresh = await fingerprint(database)
    [[quote]] = await values(database, "MATCH (e:Evidence {type: 'CREATED'}) RETURN e.id")
    await reject_evidence(database, RejectEvidence(quote))
    await update_video(database, UpdateVideo("one", title="On looms"))
    await update_entity(database, UpdateEntity("acme-company", name="Acme Incorporated"))
    works = await entity(database, "Acme Works")
    await merge_entities(database, MergeEntities("acme-company", (works.slug,)))
    before, decided = await fingerprint(database), await list_decisions(database)

    deleted = await delete(database)
    assert [one.id for one in await list_decisions(database)] == [deleted, *(one.id for one in decided)]
    await undo(database, Undo((deleted,)))

    assert await fingerprint(database) == before
    assert await list_decisions(database) == decided
    await undo(database, Undo(tuple(one.id for one in decided)))
    assert await fingerprint(database) == fresh
    assert await find_drift(database) == []


async def test_a_deletion_and_earlier_corrections_are_undone_at_once(database: Database) -> None:
    before = await fingerprint(database)
    updated = await update_video(database, UpdateVideo("one", title="On looms"))
    deleted = await delete(database)

    await undo(database, Undo((updated.decision, deleted)))

    assert await fingerprint(database) == before
    assert await list_decisions(database) == []


async def test_a_talk_that_was_imported_again_is_in_the_way(database: Database) -> None:
    before = await fingerprint(database)
    first = await delete(database)
    await import_talk(database, TalkImport(CHANGED))
    changed = await fingerprint(database)
    [decided] = await list_decisions(database)
    assert not decided.can_be_undone

    with pytest.raises(
        Conflict,
        match=r"^'Talk one' was imported again after it was deleted: to get the earlier version back, delete the talk first$",
    ):
        await undo(database, Undo((first,)))

    assert await fingerprint(database) == changed
    second = await delete(database)
    await undo(database, Undo((first,)))
    assert await fingerprint(database) == before
    await delete_video(database, DeleteVideo("one"))
    await undo(database, Undo((second,)))
    assert await fingerprint(database) == changed


async def test_after_its_time_the_document_is_gone_and_undo_says_so(database: Database) -> None:
    deleted = await delete(database)
    await database.run(
        "MATCH (k:KeptDocument) WHERE k.keptUntil IS NOT NULL SET k.keptUntil = datetime()", name="test"
    )
    gone = await fingerprint(database)

    with pytest.raises(
        Conflict,
        match=r"^'Talk one' was deleted on \d{4}-\d\d-\d\d, and its document is no longer kept: import the talk again$",
    ):
        await undo(database, Undo((deleted,)))
    assert await fingerprint(database) == gone

    await import_talk(database, TalkImport(CHANGED))
    await delete_video(
        database, DeleteVideo("one")
    )  # forgets what is expired, as the service does every hour
    later, earlier = await list_decisions(database)
    assert (earlier.id, earlier.missing, earlier.can_be_undone) == (deleted, True, False)
    assert (later.missing, later.can_be_undone) == (False, True)
    assert await values(database, "MATCH (k:KeptDocument) WHERE k.keptUntil IS NOT NULL RETURN k.id") == [
        [later.id]
    ]


async def test_without_days_a_deletion_is_final(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_DELETED_DAYS", "0")
    report = await delete_video(database, DeleteVideo("one"))

    assert (report.decision, report.until) == (None, None)
    assert await list_decisions(database) == []
    assert await values(database, "MATCH (k:KeptDocument) WHERE k.keptUntil IS NOT NULL RETURN k.id") == []


async def test_a_talk_that_must_be_imported_again_is_deleted_and_comes_back(database: Database) -> None:
    await database.run(
        "MATCH (v:Video {id: 'video:one'}) SET v.contentHash = '' REMOVE v.sourceHash", name="test"
    )
    words = "MATCH (v:Video {id: 'video:one'})-[:HAS_SEGMENT]->(s) RETURN s.id, s.text ORDER BY s.id"
    before = await values(database, words)

    deleted = await delete(database)
    assert await values(database, words) == []
    await undo(database, Undo((deleted,)))

    assert await values(database, words) == before
    assert await find_drift(database) == []


async def test_exports_have_no_deletion_but_that_it_was_undone(database: Database) -> None:
    deleted = await delete(database)
    assert (await export_decisions(database)).count() == 0

    await undo(database, Undo((deleted,)))

    for exported in (
        await export_decisions(database),
        (await export_video(database, ExportVideo("one"))).document.decisions,
    ):
        assert exported is not None
        assert [(one.id, one.sort, one.ends) for one in exported.undone] == [
            (deleted, "DELETE_VIDEO", ("video:one",))
        ]
        assert exported.count() == 1
