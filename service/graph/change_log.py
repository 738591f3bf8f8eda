"""The log of changes: what each transaction of this package changed, with numbers in the order of the commits.

The work of a transaction notes its changes where it makes them, and `write_changes` writes them at its end. A work
that is repeated starts without notes, so each change is written once.
"""

from collections.abc import Iterable

from service.domain.changes import ChangeKind
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement

_ON_ENTITIES: frozenset[ChangeKind] = frozenset(
    ("ENTITIES_MERGED", "ENTITIES_SEPARATED", "ENTITY_CORRECTED", "DECISION_UNDONE")
)
"""Changes after which their entities have other decisions."""


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
    entities = list(entities)
    if kind in _ON_ENTITIES:
        note_entities(transaction, entities)
    ids = {"videoIds": videos, "entityIds": entities, "decisionIds": decisions}
    transaction.changes.append(row | {key: list(dict.fromkeys(some)) for key, some in ids.items()})


def note_entities(transaction: Transaction, ids: Iterable[str]) -> None:
    """Notes that clients see something else of these entities now. The transaction holds their locks."""
    transaction.changed_entities.update(ids)


async def write_changes(transaction: Transaction) -> None:
    """Writes what was noted, as the last statement of a transaction: its lock is the last in the order of locks. The revision of the noted
    entities is then the number of this change."""
    if transaction.changes:
        entities = sorted(transaction.changed_entities)
        await run_statement(transaction, "change/create", rows=transaction.changes, entityIds=entities)
