"""The log of changes: what each transaction of this package changed, with numbers in the order of the commits.

The work of a transaction notes its changes where it makes them, and `write_changes` writes them at its end. A work
that is repeated starts without notes, so each change is written once.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from service.domain.changes import ChangeKind
from service.errors import CursorExpired, InvalidCursor
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement
from service.periodic import run_every

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


_GRACE = 300
"""Seconds between the moment from which cursors are refused and the deletion: longer than any read takes."""
_BATCH = 1000
_PAUSE = 0.1
_EVERY = 3600.0


@dataclass(frozen=True)
class ChangeRange:
    """`latest`: number of the latest change. `expired_to`: changes up to this number are deleted, or will be soon. 0 if there are
    none."""

    latest: int = 0
    expired_to: int = 0

    def require(self, after: int, argument: str) -> None:
        """Checks the number from which a reader goes on.

        Raises:
            CursorExpired: changes after it are deleted.
            InvalidCursor: the log has no such number, so it is of another graph.
        """
        if after < self.expired_to:
            raise CursorExpired(
                f"`{argument}` is too old: changes after it are deleted. Read what you need again, and go on from the "
                "`endCursor` of `changes(last: 1)`, taken before that."
            )
        if after > self.latest:
            raise InvalidCursor(
                f"`{argument}` is {after}, and the latest change is {self.latest}: it is of another graph, or of this one "
                "before it was restored. Read what you need again, and go on from the `endCursor` of `changes(last: 1)`."
            )


@dataclass(frozen=True)
class ChangeRecord:
    """One committed change. `slug`, `name`: of its first video or entity, None if the graph does not have it."""

    seq: int
    at: str
    kind: str
    video_ids: list[str]
    entity_ids: list[str]
    decision_ids: list[str]
    slug: str | None
    name: str | None


async def read_range(database: Database) -> ChangeRange:
    """Returns the numbers of the log. All changes up to `latest` are committed, so a later read finds them."""
    rows = await execute(database, "change/read_range", label="changes")
    return ChangeRange(*rows[0]) if rows else ChangeRange()


async def read_changes(database: Database, after: int | None, count: int) -> list[ChangeRecord]:
    """Returns at most `count` changes after a number, by default from the earliest one.

    Raises:
        CursorExpired, InvalidCursor: as `ChangeRange.require`.
    """
    found = await read_range(database)
    if after is not None:
        found.require(after, "after")
    first = found.expired_to if after is None else after
    asked = {"after": first, "latest": found.latest, "count": count}
    return [
        ChangeRecord(*row) for row in await execute(database, "change/list_after", asked, label="changes")
    ]


async def delete_old(database: Database, days: int) -> int:
    """Deletes changes that are older than so many days, in two steps: cursors before them are refused at once, and a
    later call deletes them. The latest change is always kept.

    Returns: How many were deleted.
    """
    await execute(database, "change/expire", {"days": days}, label="expire changes")
    total = 0
    while True:
        asked = {"seconds": _GRACE, "count": _BATCH}
        [[deleted]] = await execute(database, "change/delete_expired", asked, label="delete changes")
        total += deleted
        if deleted < _BATCH:
            return total
        await asyncio.sleep(_PAUSE)  # writers and readers have their turn


async def delete_old_forever(database: Database, days: int) -> None:
    """Runs `delete_old` now and every hour. A failure is logged, and the next hour tries again."""
    await run_every(_EVERY, lambda: delete_old(database, days), "old changes were not deleted")
