"""What is stored with a change beside what was decided: who makes it, why, and the report for the same request again."""

from collections.abc import Iterable

import orjson

from service.access.viewer import current_viewer
from service.decisions.decision_time import decision_time
from service.graph.driver.database import Database, Transaction
from service.graph.driver.origin import RequestKey
from service.graph.statement_runner import execute, run_statement


class AnsweredBeforeError(Exception):
    """The same request was carried out before; `report` is what its action reported, as JSON."""

    def __init__(self, report: str) -> None:
        super().__init__()
        self.report = report


def signature(transaction: Transaction) -> dict[str, str | None]:
    """Returns who decides (the name of a key, the subject of a token, otherwise None) and why, as properties of a decision."""
    return {"by": current_viewer().name, "reason": transaction.origin.reason}


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


async def require_first(transaction: Transaction) -> None:
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


async def note_report(transaction: Transaction, report: object) -> None:
    """Stores what the same request gets if it is sent again."""
    key = transaction.origin.key
    if key is not None:
        answer = report_json(report).decode()
        await run_statement(transaction, "idempotency_key/set_answer", id=key.id, answer=answer)


def report_json(report: object) -> bytes:
    """Returns a report as JSON: objects with the names of the dataclass's fields."""
    return orjson.dumps(report, option=orjson.OPT_NON_STR_KEYS, default=str)


async def keep_undone(transaction: Transaction, ids: Iterable[str]) -> None:
    """Keeps decisions as undone ones, under their ids, before they are deleted."""
    await run_statement(
        transaction, "undone_decision/create", ids=sorted(ids), at=decision_time(), by=current_viewer().name
    )
