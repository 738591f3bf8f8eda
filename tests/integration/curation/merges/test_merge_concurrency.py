"""Decisions on entities while others import, merge or delete."""

from collections.abc import Iterable, Sequence
from typing import Any

import anyio
import pytest

from service.curation import re_resolve
from service.curation.load import delete_video, import_document
from service.curation.merges import merge, separate
from service.curation.merges.merge import merge_entities
from service.curation.merges.separate import tell_apart
from service.curation.stored_decisions import find_survivors
from service.curation.videos import replay
from service.domain.document import VideoDocument
from service.domain.identity import entity_id
from service.errors import NotFound
from service.graph.driver.database import Database, Transaction
from service.graph.projections import find_drift, fingerprint
from service.graph.statement_runner import run_statement
from service.store import write_document
from service.store.known_names import LockedNames, NamesToResolve
from service.store.write_document import Writing
from support.blocked import until_blocked
from support.talks import Sentence as Said
from support.talks import make_document, talk

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
    for document in talks:
        await import_document(database, document)


async def companies(database: Database) -> list[list[object]]:
    return await database.read("MATCH (c:Company) RETURN c.slug, c.videoCount ORDER BY c.slug", name="test")


async def test_a_merge_amid_imports_is_one_before_or_after_them(clean_database: Database) -> None:
    await load(clean_database, TALKS[:4])
    (into, one) = sorted(str(slug) for slug, _ in await companies(clean_database))

    async with anyio.create_task_group() as tasks:
        for document in TALKS[4:6]:
            tasks.start_soon(import_document, clean_database, document)
        tasks.start_soon(merge_entities, clean_database, [one], into)
        for document in TALKS[6:]:
            tasks.start_soon(import_document, clean_database, document)

    assert await companies(clean_database) == [[into, 8]]
    assert await find_drift(clean_database) == []
    made = await fingerprint(clean_database)
    for document in TALKS:
        await delete_video(clean_database, str(document.video.id))
    await load(clean_database, TALKS)
    assert await fingerprint(clean_database) == made


async def test_a_merge_and_an_import_do_not_wait_for_each_other(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The merge comes to the import's entities in the other order, talk by talk; the import names nothing that is merged."""
    last, first = sorted(
        ("Loom", "Wheel"), key=lambda name: entity_id(f"PRODUCT:{name.lower()}"), reverse=True
    )
    await load(
        clean_database,
        [
            talk("1", ("COMPANY", "Facebook", "CREATED", "PRODUCT", last)),
            talk("2", ("COMPANY", "Facebook", "CREATED", "PRODUCT", first)),
            talk("3", ("COMPANY", "Meta", "CREATED", "PRODUCT", "Engine")),
        ],
    )
    begun: list[str] = []
    done: list[str] = []
    write = replay.write_documents

    async def imported(transaction: Transaction, asked: Sequence[NamesToResolve]) -> LockedNames:
        begun.extend("import video:4" for one in asked if one.before.video == "video:4")
        return await lock_names(transaction, asked)

    async def merged(transaction: Transaction, writings: Sequence[Writing], *given: Any, **more: Any) -> Any:
        [one] = writings
        begun.append(f"merge {one.video}")
        written = await write(transaction, writings, *given, **more)
        if begun == ["merge video:1"]:
            tasks.start_soon(
                import_document, clean_database, talk("4", ("PRODUCT", first, "USES", "PRODUCT", last))
            )
            await until_blocked(clean_database, "import video")
        done.append(one.video)
        return written

    lock_names = write_document.lock_all_names
    monkeypatch.setattr(write_document, "lock_all_names", imported)
    monkeypatch.setattr(replay, "AT_ONCE", 1)
    monkeypatch.setattr(replay, "write_documents", merged)
    async with anyio.create_task_group() as tasks:
        await merge_entities(clean_database, ["facebook-company"], "meta-company")
        assert done == ["video:1", "video:2"]

    assert begun == ["merge video:1", "import video:4", "merge video:2"]  # neither was run again
    assert await companies(clean_database) == [["meta-company", 3]]
    assert await find_drift(clean_database) == []


async def test_a_talk_that_is_deleted_before_it_is_locked_stays_deleted(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(clean_database, TALKS[:1])
    (into, one) = sorted(str(slug) for slug, _ in await companies(clean_database))
    lock = merge.lock_all

    async def lock_one_more(transaction: Transaction, *rest: Any) -> list[str]:
        await run_statement(transaction, "video/lock_existing", ids=["video:deleted"])
        return [*await lock(transaction, *rest), "video:deleted"]

    async def in_doubt(_: Database) -> set[str]:
        return {"video:deleted"}

    monkeypatch.setattr(merge, "lock_all", lock_one_more)
    monkeypatch.setattr(re_resolve, "_in_doubt", in_doubt)

    assert (await merge_entities(clean_database, [one], into)).videos == 1
    assert await re_resolve.decide_anew(clean_database) == []

    assert await clean_database.read("MATCH (v:Video) RETURN count(v)", name="test") == [[1]]


async def test_nothing_stays_of_a_talk_that_is_deleted_before_a_name_is_locked(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(clean_database, TALKS[:2])
    run = replay.run_statement

    async def deleted(transaction: Transaction, name: str, **parameters: Any) -> list[Any]:
        if name == "video/lock_existing" and "video:talk 1" in parameters["ids"]:
            await delete_video(clean_database, "video:talk 1")
        return await run(transaction, name, **parameters)

    monkeypatch.setattr(replay, "run_statement", deleted)

    async def lock(transaction: Transaction) -> list[str]:
        return await replay.lock_listed_videos(transaction, [], [], ["video:talk 0", "video:talk 1"])

    await clean_database.write(lock, name="lock talks")

    assert await clean_database.read("MATCH (v:Video) RETURN v.id", name="test") == [["video:talk 0"]]
    assert await find_drift(clean_database) == []


async def test_what_is_merged_meanwhile_is_not_told_apart(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(clean_database, TALKS[:1])
    (into, one) = sorted(str(slug) for slug, _ in await companies(clean_database))
    lock = separate.lock_spellings

    async def lock_later(transaction: Transaction, keys: Iterable[str]) -> None:
        await merge_entities(clean_database, [one], into)
        await lock(transaction, keys)

    monkeypatch.setattr(separate, "lock_spellings", lock_later)
    with pytest.raises(NotFound, match=f"was merged into {into}"):
        await tell_apart(clean_database, [one, into])

    assert await clean_database.read("MATCH (p:Decision) RETURN count(p.pairKey)", name="test") == [[0]]
    assert [found.slug for found in await find_survivors(clean_database, [one, into])] == [into, into]
