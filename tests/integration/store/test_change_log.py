"""The log of changes: each committed change is in it once, with the next number; nothing else is."""

from typing import Any

import anyio
import pytest

from service.curation.entities.corrections import drop_entity, take_back, update_entity
from service.curation.load import delete_video, import_document
from service.curation.merges.merge import merge_entities
from service.curation.merges.separate import take_back_apart, tell_apart
from service.domain.changes import CHANGE_KINDS
from service.graph.change_log import note_change
from service.graph.driver.database import Database, Row, Transaction
from service.graph.projections import find_drift, fingerprint, repair
from service.graph.statement_runner import run_statement
from service.graph.write_transaction import try_or_write
from service.store.duplicates.talks import keep_talks, take_back_talks
from support.talks import TOPICS, Sentence, make_document
from support.undoing import undo_merge

pytestmark = pytest.mark.anyio

ADA = Sentence("ada", ("loom", "lab"), ("ada", "WORKS_AT", "acme"), 0.1, frozenset(TOPICS[:2]))
ALAN = Sentence("alan", ("engine",), ("alan", "RELATED_TO", "ada"), 0.333, frozenset(TOPICS[2:]))
ONE, OTHER = make_document("one", [ADA, ALAN]), make_document("other", [ALAN])
LOG = """
    MATCH (change:Change)
    RETURN change.seq, change.kind, change.videoIds, change.entityIds, change.decisionIds ORDER BY change.seq
"""


async def log_of(database: Database) -> list[Row]:
    return await database.read(LOG, name="test")


async def kinds(database: Database) -> list[str]:
    return [row[1] for row in await log_of(database)]


async def id_of(database: Database, name: str) -> str:
    text = "MATCH (e:Entity) WHERE toLower(e.name) = $name RETURN e.id"
    [[id_]] = await database.read(text, {"name": name}, name="test")
    return id_


async def test_an_import_writes_one_change_and_the_same_again_none(clean_database: Database) -> None:
    await import_document(clean_database, ONE)
    await import_document(clean_database, ONE)
    changed = make_document("one", [ALAN])
    await import_document(clean_database, changed)
    await import_document(clean_database, OTHER)

    assert await log_of(clean_database) == [
        [1, "TALK_IMPORTED", ["video:one"], [], []],
        [2, "TALK_CHANGED", ["video:one"], [], []],
        [3, "TALK_IMPORTED", ["video:other"], [], []],
    ]


async def test_a_deletion_and_a_replacement(clean_database: Database) -> None:
    await import_document(clean_database, ONE)
    await delete_video(clean_database, "one", dry_run=True)
    await import_document(clean_database, OTHER, instead_of="video:one")
    await delete_video(clean_database, "other")

    assert await log_of(clean_database) == [
        [1, "TALK_IMPORTED", ["video:one"], [], []],
        [2, "TALK_DELETED", ["video:one"], [], []],
        [3, "TALK_IMPORTED", ["video:other"], [], []],
        [4, "TALK_DELETED", ["video:other"], [], []],
    ]


async def test_each_decision_and_its_undoing(clean_database: Database) -> None:
    database = clean_database
    await import_document(database, ONE)
    await import_document(database, OTHER)
    acme, lab, engine = [await id_of(database, name) for name in ("acme", "the lab", "engine no. 2")]
    ada, alan = [await id_of(database, name) for name in ("ada lovelace", "alan turing")]
    await database.run("MATCH (c:Change) DELETE c", name="test")

    await merge_entities(database, [lab], acme, dry_run=True)
    merged = await merge_entities(database, [lab], acme)
    await undo_merge(database, lab)
    apart = await tell_apart(database, [ada, alan])
    await take_back_apart(database, [ada, alan])
    [renamed] = await update_entity(database, ada, name="Ada Augusta")
    await take_back(database, "RENAME", ada)
    await drop_entity(database, engine)
    await keep_talks(database, ["one", "other"])
    await take_back_talks(database, ["one", "other"])

    rows = await log_of(database)
    assert renamed.entity.id == ada
    assert [row[:4] for row in rows] == [
        [3, "ENTITIES_MERGED", [], [acme, lab]],
        [4, "DECISION_UNDONE", [], [lab, acme]],
        [5, "ENTITIES_SEPARATED", [], [ada, alan]],
        [6, "DECISION_UNDONE", [], [ada, alan]],
        [7, "ENTITY_CORRECTED", [], [ada]],
        [8, "DECISION_UNDONE", [], [ada]],
        [9, "ENTITY_CORRECTED", [], [engine]],
        [10, "TALKS_KEPT", ["video:one", "video:other"], []],
        [11, "DECISION_UNDONE", ["video:one", "video:other"], []],
    ]
    made = [list(one.decisions) for one in (merged, merged, apart, apart)]
    assert [row[4] for row in rows[:4]] == made
    assert rows[4][4] == rows[5][4] == [renamed.decision]
    [[dropped]] = await database.read("MATCH (d:Decision {sort: 'DROP'}) RETURN d.id", name="test")
    [[kept]] = await database.read("MATCH (u:Decision {sort: 'KEEP_BOTH'}) RETURN u.id", name="test")
    assert rows[6][4] == [dropped]
    assert rows[7][4] == rows[8][4] == [kept]
    assert {row[1] for row in rows} <= CHANGE_KINDS.keys()


async def test_the_log_is_no_part_of_the_fingerprint(clean_database: Database) -> None:
    await import_document(clean_database, ONE)
    made = await fingerprint(clean_database)
    await delete_video(clean_database, "one")
    await import_document(clean_database, ONE)

    assert await fingerprint(clean_database) == made
    assert await kinds(clean_database) == ["TALK_IMPORTED", "TALK_DELETED", "TALK_IMPORTED"]


async def test_a_transaction_that_is_tried_again_writes_one(clean_database: Database) -> None:
    """Two transactions wait for each other, so that Neo4j ends one of them, and the driver runs it again."""
    attempts: list[str] = []
    both = anyio.Event()
    new = {"contentHash": "new", "authority": "EXTRACTED"}

    async def write(first: str, second: str) -> None:
        async def work(transaction: Transaction) -> None:
            attempts.append(first)
            note_change(transaction, "TALK_CHANGED", videos=[first])
            await run_statement(transaction, "video/lock_changed", rows=[{**new, "id": first}])
            if len(attempts) == 2:
                both.set()
            await both.wait()
            await run_statement(transaction, "video/lock_changed", rows=[{**new, "id": second}])

        await try_or_write(clean_database, work, name="test")

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(write, "video:a", "video:b")
        tasks.start_soon(write, "video:b", "video:a")

    assert len(attempts) == 3
    assert sorted(row[:3] for row in await log_of(clean_database)) in (
        [[1, "TALK_CHANGED", ["video:a"]], [2, "TALK_CHANGED", ["video:b"]]],
        [[1, "TALK_CHANGED", ["video:b"]], [2, "TALK_CHANGED", ["video:a"]]],
    )


async def test_eight_writers_at_once_have_numbers_without_gaps(clean_database: Database) -> None:
    talks = [make_document(f"talk {number}", [ADA, ALAN]) for number in range(24)]

    async def load(some: list[Any]) -> None:
        for talk in some:
            await import_document(clean_database, talk)

    async with anyio.create_task_group() as tasks:
        for number in range(8):
            tasks.start_soon(load, talks[number::8])

    rows = await log_of(clean_database)
    assert [row[0] for row in rows] == list(range(1, 25))
    assert sorted(row[2][0] for row in rows) == sorted(f"video:talk {number}" for number in range(24))
    times = await clean_database.read("MATCH (c:Change) RETURN c.at ORDER BY c.seq", name="test")
    assert times == sorted(times)
    assert await find_drift(clean_database) == []


@pytest.mark.parametrize(
    ("harm", "stored", "expected"),
    [
        ("MATCH (c:Change {seq: 2}) DELETE c", (3, 0), (3, 2)),
        ("MATCH (c:Change {seq: 3}) DELETE c", (3, 0), (3, 3)),
        ("MATCH (c:ChangeCounter) SET c.seq = 2", (2, 0), (3, 0)),
        ("MATCH (c:ChangeCounter) DELETE c", (0, 0), (3, 0)),
        ("MATCH (c:Change) DELETE c", (3, 0), (3, 3)),
    ],
)
async def test_doctor_finds_a_gap(
    clean_database: Database, harm: str, stored: tuple[int, int], expected: tuple[int, int]
) -> None:
    for talk in (ONE, OTHER, make_document("third", [ADA])):
        await import_document(clean_database, talk)
    assert await find_drift(clean_database) == []

    await clean_database.run(harm, name="test")

    [drift] = await find_drift(clean_database)
    names = ("seq", "expiredTo")
    assert (drift.noun, drift.stored, drift.expected) == (
        "change",
        [dict(zip(names, stored, strict=True))],
        [dict(zip(names, expected, strict=True))],
    )
    assert await repair(clean_database) == 1
    assert await find_drift(clean_database) == []
