"""Joined statements against Neo4j: their order, their rows and their locks."""

import asyncio
from typing import Any

import pytest

from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import Call, run_joined, run_statement
from support.blocked import until_blocked

pytestmark = pytest.mark.anyio

LOOM = {"id": "topic:loom", "slug": "loom", "name": "Loom", "searchName": "loom"}


async def run(database: Database, calls: list[Call]) -> list[list[dict[str, Any]]]:
    async def work(transaction: Transaction) -> list[list[dict[str, Any]]]:
        return await run_joined(transaction, calls)

    return await database.write(work, name="joined")


async def test_later_statements_see_what_earlier_ones_wrote(clean_database: Database) -> None:
    shown = {"ids": ["topic:loom", "topic:none"]}
    renamed = {"id": "topic:loom", "name": "Looms", "searchName": "looms"}

    found = await run(
        clean_database,
        [
            ("topic/read_display", shown),
            ("topic/lock", {"rows": [LOOM]}),
            ("topic/read_display", shown),
            ("topic/set_display", {"rows": [renamed]}),
            ("topic/read_display", shown),
            ("topic/set_display", {"rows": []}),
        ],
    )

    assert found == [
        [],
        [],
        [{"id": "topic:loom", "name": "Loom", "nameFrom": None}],
        [],
        [{"id": "topic:loom", "name": "Looms", "nameFrom": None}],
        [],
    ]


async def test_rows_keep_the_order_of_their_statement(clean_database: Database) -> None:
    await clean_database.run(
        "UNWIND ['b', 'c', 'a'] AS name CREATE (:Decision {entityId: 'e', sort: 'ALIAS', detail: name})"
        " MERGE (:Entity {id: 'e', kind: 'COMPANY'})",
        name="test",
    )

    _, found = await run(
        clean_database,
        [("topic/lock", {"rows": [LOOM]}), ("renamed_entity/list_existing", {"ids": ["e"]})],
    )

    assert [row["name"] for row in found] == ["c", "b", "a"]


async def test_a_read_after_a_lock_sees_what_its_owner_wrote(clean_database: Database) -> None:
    locked = asyncio.Event()

    async def first(transaction: Transaction) -> None:
        await run_statement(transaction, "topic/lock", rows=[LOOM])
        locked.set()
        await until_blocked(clean_database, "joined")
        row = {"id": "topic:loom", "name": "Looms", "searchName": "looms"}
        await run_statement(transaction, "topic/set_display", rows=[row])

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(clean_database.write(first, name="first"))
        await locked.wait()
        read: Call = ("topic/read_display", {"ids": ["topic:loom"]})
        found = await run(clean_database, [("topic/lock", {"rows": [LOOM]}), read])

    assert found == [[], [{"id": "topic:loom", "name": "Looms", "nameFrom": None}]]
