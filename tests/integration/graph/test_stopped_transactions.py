"""Neo4j ends transactions by itself, as it does if the machine has too much to do: the work is done again, or named."""

from contextlib import nullcontext

import pytest

from service.errors import TransactionStopped
from service.graph.driver import database as driver
from service.graph.driver import deadline
from service.graph.driver.database import Database
from service.graph.driver.transaction import Transaction

pytestmark = pytest.mark.anyio

MESSAGE = (
    "Neo4j stopped the change before its end, and saved nothing of it: the machine has too much to do, or the change is too large. "
    "Try again in a while."
)


async def stop(database: Database, name: str) -> None:
    rows = await database.run(
        "SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData.name = $name RETURN transactionId",
        {"name": name},
        name="look",
    )
    await database.run("TERMINATE TRANSACTIONS $ids", {"ids": [row[0] for row in rows]}, name="stop")


async def count(database: Database) -> int:
    [[found]] = await database.read("MATCH (:Stopped) RETURN count(*)", name="count")
    return found


@pytest.mark.parametrize("stopped", [0, 1, 2])
async def test_a_change_that_neo4j_stopped_is_made_again_and_once(
    clean_database: Database, stopped: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "_PAUSE", 0.0)
    attempts: list[int] = []

    async def work(transaction: Transaction) -> str:
        attempts.append(1)
        await transaction.run("CREATE (:Stopped)")
        if len(attempts) <= stopped:
            await stop(clean_database, "unlucky")
        return "done"

    assert await clean_database.write(work, name="unlucky") == "done"
    assert (len(attempts), await count(clean_database)) == (stopped + 1, 1)


@pytest.mark.parametrize(("in_request", "tries"), [(False, 3), (True, 1)])
async def test_a_change_that_is_stopped_each_time_is_named_and_saves_nothing(
    clean_database: Database, in_request: bool, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "_PAUSE", 0.0)
    attempts: list[int] = []

    async def work(transaction: Transaction) -> None:
        attempts.append(1)
        await transaction.run("CREATE (:Stopped)")
        await stop(clean_database, "hopeless")
        await transaction.run("CREATE (:Stopped)")

    waits = deadline.within(60.0) if in_request else nullcontext()
    with waits, pytest.raises(TransactionStopped) as caught:
        await clean_database.write(work, name="hopeless")
    assert (caught.value.code, caught.value.message) == ("TIMEOUT", MESSAGE)
    assert (len(attempts), await count(clean_database)) == (tries, 0)
