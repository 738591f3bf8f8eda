"""Old changes: cursors before them are refused first, and later they are deleted."""

import asyncio
from contextlib import suppress

import pytest

from service.curation.load import import_document
from service.errors import CursorExpired, GraphUnavailable
from service.graph.change_log import delete_old, delete_old_forever, read_changes
from service.graph.driver.database import Database
from service.graph.projections import find_drift
from support.talks import Sentence, make_document

pytestmark = pytest.mark.anyio

ADA = Sentence("ada", ("loom", "lab"), ("ada", "WORKS_AT", "acme"), 0.1, frozenset())


async def import_at_ages(database: Database, *days: int) -> None:
    for number, age in enumerate(days, 1):
        await import_document(database, make_document(f"talk {number}", [ADA]))
        await database.run(
            "MATCH (c:Change {seq: $seq}) SET c.at = c.at - duration({days: $age})",
            {"seq": number, "age": age},
            name="test",
        )


async def seqs(database: Database) -> list[int]:
    rows = await database.read("MATCH (c:Change) RETURN c.seq ORDER BY c.seq", name="test")
    return [row[0] for row in rows]


async def let_grace_pass(database: Database) -> None:
    back = "MATCH (c:ChangeCounter) SET c.expiredAt = c.expiredAt - duration({minutes: 6})"
    await database.run(back, name="test")


async def test_old_changes_are_refused_first_and_deleted_later(clean_database: Database) -> None:
    await import_at_ages(clean_database, 100, 91, 89, 0)

    assert await delete_old(clean_database, 90) == 0
    assert await seqs(clean_database) == [1, 2, 3, 4]
    with pytest.raises(CursorExpired):
        await read_changes(clean_database, 1, 10)
    assert [one.seq for one in await read_changes(clean_database, 2, 10)] == [3, 4]
    assert [one.seq for one in await read_changes(clean_database, None, 10)] == [3, 4]
    assert await find_drift(clean_database) == []

    assert await delete_old(clean_database, 90) == 0  # a read that began before may still be under way
    await let_grace_pass(clean_database)
    assert await delete_old(clean_database, 90) == 2
    assert await seqs(clean_database) == [3, 4]
    assert await delete_old(clean_database, 90) == 0
    assert await find_drift(clean_database) == []


async def test_the_latest_change_is_always_kept(clean_database: Database) -> None:
    """The latest change is kept, so that `changes(last: 1)` has a cursor."""
    await import_at_ages(clean_database, 400, 300)

    await delete_old(clean_database, 90)
    await let_grace_pass(clean_database)

    assert await delete_old(clean_database, 90) == 1
    assert await seqs(clean_database) == [2]
    await import_document(clean_database, make_document("talk 3", [ADA]))
    assert [one.seq for one in await read_changes(clean_database, 1, 10)] == [2, 3]


async def test_an_empty_log_has_nothing_to_delete(clean_database: Database) -> None:
    assert await delete_old(clean_database, 90) == 0
    assert await read_changes(clean_database, None, 10) == []
    assert await read_changes(clean_database, 0, 10) == []


async def test_the_service_tries_again_after_a_failure(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await import_at_ages(clean_database, 100, 0)
    calls: list[int] = []

    async def fail_once(database: Database, days: int) -> int:
        calls.append(days)
        if len(calls) == 1:
            raise GraphUnavailable("Neo4j cannot be reached: is it running?")
        task.cancel()
        return 0

    monkeypatch.setattr("service.graph.change_log.delete_old", fail_once)
    monkeypatch.setattr("service.graph.change_log._EVERY", 0.0)
    task = asyncio.create_task(delete_old_forever(clean_database, 90))
    with suppress(asyncio.CancelledError):
        await task

    assert calls == [90, 90]
    assert [record.message for record in caplog.records] == [
        "old changes were not deleted: Neo4j cannot be reached: is it running?"
    ]
