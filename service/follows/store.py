"""Follows and their episodes in the graph: added, listed, removed; and for who looks at a feed the lease and what is known."""

from dataclasses import dataclass
from typing import Any

from pydantic.alias_generators import to_snake

from service.access.scopes import named
from service.access.viewer import Viewer
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, execute_rows, run_statement
from service.graph.write_transaction import try_or_write


class LostFollowError(Exception):
    """Another process looks at the feed, or it is not followed any more."""


@dataclass(frozen=True)
class ListedFollow:
    """A follow in a list. `state`: active, failing or stopped. `episodes`: how many were seen, `imports`: how many of them have a job."""

    id: str
    url: str
    title: str
    state: str
    recordings: bool
    since: str | None
    extractor: str
    created_at: str
    by: str | None
    checked_at: str | None
    next_at: str
    failures: int
    failed_at: str | None
    error: str | None
    episodes: int
    imports: int


@dataclass(frozen=True)
class ClaimedFollow:
    """A follow that this process looks at. `most`: how many episodes of a first look are imported; `is_first`: it is that."""

    id: str
    url: str
    owner: str
    by: str | None
    scopes: tuple[str, ...]
    since: str | None
    most: int | None
    recordings: bool
    extractor: str
    etag: str | None
    modified: str | None
    failures: int
    seconds: float
    fence: int
    is_first: bool


@dataclass(frozen=True)
class Check:
    """An episode whose transcript is looked at again. `request`: what its job was asked."""

    id: str
    transcript: str
    sha256: str
    etag: str | None
    modified: str | None
    request: str


async def list_follows(database: Database) -> list[ListedFollow]:
    return [_listed(row) for row in await execute_rows(database, "follow/list", label="follows")]


def _listed(row: dict[str, Any]) -> ListedFollow:
    state = "stopped" if row.pop("stopped") else "failing" if row["failures"] else "active"
    return ListedFollow(state=state, **_in_snake_case(row))


def _in_snake_case(row: dict[str, Any]) -> dict[str, Any]:
    return {to_snake(key): value for key, value in row.items()}


async def find_follow(database: Database, reference: str) -> tuple[str, str] | None:
    """Returns the id and the owner of the follow with this id or address."""
    rows = await execute(database, "follow/find", {"reference": reference}, label="follow")
    return (rows[0][0], rows[0][1]) if rows else None


async def create(transaction: Transaction, id_: str, viewer: Viewer, **values: Any) -> str:
    """Follows a feed, or changes how it is followed; returns its id, which may be an earlier one."""
    [row] = await run_statement(
        transaction,
        "follow/create",
        id=id_,
        owner=viewer.owner,
        by=viewer.name,
        scopes=named(viewer.scopes),
        **values,
    )
    return row["id"]


async def delete(transaction: Transaction, id_: str) -> None:
    await run_statement(transaction, "follow/delete", id=id_)


async def list_due(database: Database) -> list[str]:
    return [row[0] for row in await execute(database, "follow/list_due", label="follows that are due")]


async def claim(database: Database, id_: str, lease: float) -> ClaimedFollow | None:
    """Takes the lease of a follow; None if another process was faster."""
    rows = await _write(database, "follow/claim", id=id_, seconds=lease)
    if not rows:
        return None
    known = _in_snake_case(rows[0])
    return ClaimedFollow(**{**known, "scopes": tuple(known["scopes"])})


async def lock(transaction: Transaction, claimed: ClaimedFollow, lease: float) -> None:
    """Locks a follow, and extends the lease.

    Raises: LostFollowError
    """
    if not await run_statement(transaction, "follow/lock", id=claimed.id, fence=claimed.fence, seconds=lease):
        raise LostFollowError


async def list_episodes(database: Database, claimed: ClaimedFollow) -> dict[str, tuple[str, str | None]]:
    """Returns the mark of each known episode, and the address by which its talk is identified."""
    rows = await execute(database, "follow/list_episodes", {"id": claimed.id}, label="episodes")
    return {id_: (mark, url) for id_, mark, url in rows}


async def list_checks(database: Database, claimed: ClaimedFollow, days: int, count: int) -> list[Check]:
    asked = {"id": claimed.id, "days": days, "count": count}
    return [
        Check(*row)
        for row in await execute(database, "follow/list_checks", asked, label="transcripts to look at")
    ]


async def finish(database: Database, claimed: ClaimedFollow, **values: Any) -> None:
    await _write(database, "follow/finish", id=claimed.id, fence=claimed.fence, **values)


async def fail(database: Database, claimed: ClaimedFollow, error: str, pause: float, *, stop: bool) -> None:
    await _write(
        database, "follow/fail", id=claimed.id, fence=claimed.fence, error=error, pause=pause, stop=stop
    )


async def give_back(database: Database, claimed: ClaimedFollow, pause: float) -> None:
    await _write(database, "follow/give_back", id=claimed.id, fence=claimed.fence, pause=pause)


async def _write(database: Database, statement: str, **values: Any) -> list[dict[str, Any]]:
    async def work(transaction: Transaction) -> list[dict[str, Any]]:
        return await run_statement(transaction, statement, **values)

    return await try_or_write(database, work, name=statement.replace("/", " "))
