"""Decisions on entities while others import, merge or delete."""

from collections.abc import Iterable, Sequence

import anyio
import pytest

from service.errors import NotFound
from service.graph.database import Database, Transaction
from service.graph.projections import find_drift, fingerprint
from service.graph.writes import run_write
from service.ingest import anew, decisions, merge
from service.ingest.decisions import Found, find_survivors, tell_apart
from service.ingest.document import Kind, VideoDocument
from service.ingest.load import delete_video, import_document
from service.ingest.merge import merge_entities
from talks import Sentence as Said
from talks import make_document

pytestmark = pytest.mark.anyio

TALKS = [
    make_document(
        f"talk {number}",
        [
            Said("ada", ("loom", "lab"), ("ada", "WORKS_AT", "acme"), 0.1, frozenset()),
            Said("alan", ("engine",), ("acme", "COMPETES_WITH", "lab"), 0.333, frozenset()),
        ],
        spelling=number % 2,
        channel={"name": f"Looms {number % 3}"},
    )
    for number in range(8)
]


async def load(database: Database, talks: Sequence[VideoDocument]) -> None:
    for talk in talks:
        await import_document(database, talk)


async def companies(database: Database) -> list[list[object]]:
    return await database.read("MATCH (c:Company) RETURN c.slug, c.videoCount ORDER BY c.slug", name="test")


async def test_a_merge_amid_imports_is_one_before_or_after_them(clean_database: Database) -> None:
    await load(clean_database, TALKS[:4])
    (into, one) = sorted(str(slug) for slug, _ in await companies(clean_database))

    async with anyio.create_task_group() as tasks:
        for talk in TALKS[4:6]:
            tasks.start_soon(import_document, clean_database, talk)
        tasks.start_soon(merge_entities, clean_database, [one], into)
        for talk in TALKS[6:]:
            tasks.start_soon(import_document, clean_database, talk)

    assert await companies(clean_database) == [[into, 8]]
    assert await find_drift(clean_database) == []
    made = await fingerprint(clean_database)
    for talk in TALKS:
        await delete_video(clean_database, str(talk.video.id))
    await load(clean_database, TALKS)
    assert await fingerprint(clean_database) == made


async def test_a_talk_that_is_deleted_before_it_is_locked_stays_deleted(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(clean_database, TALKS[:1])
    (into, one) = sorted(str(slug) for slug, _ in await companies(clean_database))
    lock = merge._lock

    async def lock_one_more(transaction: Transaction, found: Sequence[Found], kind: Kind) -> list[str]:
        await run_write(transaction, "video/lock", id="video:deleted")
        return [*await lock(transaction, found, kind), "video:deleted"]

    async def in_doubt(_: Database) -> set[str]:
        return {"video:deleted"}

    monkeypatch.setattr(merge, "_lock", lock_one_more)
    monkeypatch.setattr(anew, "_in_doubt", in_doubt)

    assert (await merge_entities(clean_database, [one], into)).videos == 1
    assert await anew.decide_anew(clean_database) == []

    assert await clean_database.read("MATCH (v:Video) RETURN count(v)", name="test") == [[1]]


async def test_what_is_merged_meanwhile_is_not_told_apart(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(clean_database, TALKS[:1])
    (into, one) = sorted(str(slug) for slug, _ in await companies(clean_database))
    lock = decisions.lock_spellings

    async def lock_later(transaction: Transaction, keys: Iterable[str]) -> dict[str, list[str]]:
        await merge_entities(clean_database, [one], into)
        return await lock(transaction, keys)

    monkeypatch.setattr(decisions, "lock_spellings", lock_later)
    with pytest.raises(NotFound, match=f"was merged into {into}"):
        await tell_apart(clean_database, [one, into])

    assert await clean_database.read("MATCH (p:DecidedPair) RETURN count(p)", name="test") == [[0]]
    assert [found.slug for found in await find_survivors(clean_database, [one, into])] == [into, into]
