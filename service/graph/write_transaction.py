"""Transactions that change the graph, and what all of them do: return the stored report of a request that was carried out before, store
their own report under the request's key, and write their changes to the log. A dry run makes the changes and rolls them back, so that
its report is exact."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import orjson

from service.graph.change_log import write_changes
from service.graph.driver.database import Database, Transaction
from service.graph.driver.origin import RequestKey
from service.graph.statement_runner import execute, run_statement


@dataclass(frozen=True)
class Guard[T]:
    """What a caller runs first and last in the transaction of a load: a job checks that it is still its own, and ends.

    Attributes:
        first: runs before everything else, and raises an error if the load must not be done. It takes its locks before those of the
            load. True: an earlier attempt, whose outcome was unknown, was committed, so nothing is left to do.
        last: runs after everything else, with the report. It takes no lock.
    """

    first: Callable[[Transaction], Awaitable[bool]]
    last: Callable[[Transaction, T], Awaitable[None]]


async def _nothing_first(_: Transaction) -> bool:
    return False


async def _nothing_last(_: Transaction, __: Any) -> None:
    pass


UNGUARDED: Guard[Any] = Guard(_nothing_first, _nothing_last)


class AnsweredBeforeError(Exception):
    """The same request was carried out before; `report` is what its action reported, as JSON."""

    def __init__(self, report: str) -> None:
        super().__init__()
        self.report = report


class TakenBack[T](Exception):
    """Ends a transaction without writing; `result` is returned."""

    def __init__(self, result: T) -> None:
        super().__init__()
        self.result = result


async def try_or_write[T](
    database: Database,
    work: Callable[[Transaction], Awaitable[T]],
    *,
    name: str,
    dry_run: bool = False,
    settle: bool = False,
) -> T:
    """Returns the result of `work`, or of `TakenBack`. With `dry_run` the graph does not change. Otherwise the report for the
    request's key, and the changes that `work` noted, are stored in the same transaction.

    Args:
        settle: as in `Database.write`.
    """

    async def tried(transaction: Transaction) -> T:
        if not dry_run:
            await _require_first(transaction)
        result = await work(transaction)
        if dry_run:
            raise TakenBack(result)
        await _note_report(transaction, result)
        await write_changes(transaction)
        return result

    try:
        return await database.write(tried, name=name, settle=settle)
    except TakenBack as back:  # pyright: ignore[reportUnknownVariableType]
        return back.result  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]


async def read_report(database: Database, key: RequestKey) -> str | None:
    """Returns what the action of an earlier request with this key reported, as JSON; None if there is none.

    Raises: Conflict: it had another input.
    """
    for input_, report in await execute(
        database, "idempotency_key/read", {"id": key.id}, label="idempotency key"
    ):
        key.require_input(input_)
        return report
    return None


async def _require_first(transaction: Transaction) -> None:
    """Takes the idempotency key of the request, if there is one.

    Raises:
        AnsweredBeforeError: the same request was carried out before.
        Conflict: another request with this key was.
    """
    key = transaction.origin.key
    if key is None:
        return
    await run_statement(transaction, "idempotency_key/delete_expired", id=key.id)
    [row] = await run_statement(transaction, "idempotency_key/take", id=key.id, input=key.input)
    key.require_input(row["input"])
    if row["answer"] is not None:
        raise AnsweredBeforeError(row["answer"])


async def _note_report(transaction: Transaction, report: object) -> None:
    """Stores what the same request gets if it is sent again."""
    key = transaction.origin.key
    if key is not None:
        answer = report_json(report).decode()
        await run_statement(transaction, "idempotency_key/set_answer", id=key.id, answer=answer)


def report_json(report: object) -> bytes:
    """Returns a report as JSON: objects with the names of the dataclass's fields."""
    return orjson.dumps(report, option=orjson.OPT_NON_STR_KEYS, default=str)
