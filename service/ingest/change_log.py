"""The log of changes: what each transaction of this package changed, with numbers in the order of the commits.

The work of a transaction notes its changes where it makes them, and `write_changes` writes them at its end. A work
that is repeated starts without notes, so each change is written once.
"""

from collections.abc import Iterable

from service.domain.changes import ChangeKind
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement


def note_change(
    transaction: Transaction,
    kind: ChangeKind,
    *,
    videos: Iterable[str] = (),
    entities: Iterable[str] = (),
    decisions: Iterable[str] = (),
    job: str | None = None,
) -> None:
    """Notes a change of this transaction.

    Args:
        videos, entities, decisions: ids of what it is about, the main one first.
        job: id of the job that ended.
    """
    row = {"kind": kind, "jobId": job}
    ids = {"videoIds": videos, "entityIds": entities, "decisionIds": decisions}
    transaction.changes.append(row | {key: list(dict.fromkeys(some)) for key, some in ids.items()})


async def write_changes(transaction: Transaction) -> None:
    """Writes what was noted, as the last statement of a transaction: its lock is the last in the order of locks."""
    if transaction.changes:
        await run_statement(transaction, "change/create", rows=transaction.changes)
