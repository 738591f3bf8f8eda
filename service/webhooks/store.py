"""Webhooks in the graph: added, listed, removed; and for the sender the lease, the cursor and what went wrong."""

import asyncio
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from service.domain.changes import CHANGE_KINDS, event_name
from service.errors import InvalidInput, NotFound
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement
from service.graph.statements import load_statement
from service.webhooks.address import require_reachable
from service.webhooks.signature import new_secret

_KINDS = {event_name(kind): kind for kind in CHANGE_KINDS}


@dataclass(frozen=True)
class NewWebhook:
    """`secret` cannot be shown again."""

    id: str
    url: str
    on: tuple[str, ...]
    secret: str


@dataclass(frozen=True)
class Webhook:
    """A webhook in a list. `state`: active, failing or stopped. `cursor`: the last change that was sent or left out."""

    id: str
    url: str
    on: tuple[str, ...]
    state: str
    cursor: int
    waiting: int
    created_at: str
    sent_at: str | None
    failures: int
    failed_at: str | None
    error: str | None
    next_at: str | None
    deliveries: tuple["Delivery", ...]


@dataclass(frozen=True)
class Delivery:
    """One attempt to send a change. `status`: of the answer, None if there was none. `attempt`: of this change, from 1. `error`: why it
    failed."""

    at: str
    seq: int
    status: int | None
    milliseconds: int
    attempt: int
    error: str | None

    @property
    def stored(self) -> str:
        """As it is in the graph, where Cypher can split it."""
        values = (self.at, self.seq, self.status, self.milliseconds, self.attempt, self.error)
        return "\t".join("" if one is None else str(one) for one in values)

    @classmethod
    def read(cls, stored: str) -> "Delivery":
        at, seq, status, milliseconds, attempt, error = stored.split("\t", 5)
        return cls(
            at, int(seq), int(status) if status else None, int(milliseconds), int(attempt), error or None
        )


@dataclass(frozen=True)
class WebhookClaim:
    """A webhook that this process sends for now. `failures`: attempts of the next change that failed; `failing_for`: seconds since the first one."""

    id: str
    url: str
    kinds: frozenset[str]
    secrets: tuple[str, ...]
    cursor: int
    fence: int
    failures: int
    failing_for: float


def read_kinds(names: Iterable[str]) -> list[str]:
    """Returns the kinds of these event names (`talk.imported`); all if there is none.

    Raises: InvalidInput: there is no such event.
    """
    for name in names:
        if name not in _KINDS:
            raise InvalidInput(f"{name!r:.60} is no event: write one of {', '.join(_KINDS)}", ("on",))
    return list(dict.fromkeys(_KINDS[name] for name in names)) or list(CHANGE_KINDS)


async def add_webhook(database: Database, url: str, on: Iterable[str], *, private: bool) -> NewWebhook:
    """Adds a webhook, which begins with the changes from now on.

    Raises:
        InvalidInput: the address or an event is not valid.
    """
    await asyncio.to_thread(require_reachable, url, private=private)
    names = list(on)
    kinds = read_kinds(names)
    id_, secret = f"webhook:{secrets.token_hex(5)}", new_secret()
    every = not names
    await _write(database, "webhook/create", id=id_, url=url, kinds=[] if every else kinds, secret=secret)
    return NewWebhook(id_, url, tuple(event_name(kind) for kind in kinds), secret)


async def list_webhooks(database: Database) -> list[Webhook]:
    rows = await execute(database, "webhook/list", label="webhooks")
    names = load_statement("webhook/list").columns
    return [_listed(dict(zip(names, row, strict=True))) for row in rows]


def _listed(row: dict[str, Any]) -> Webhook:
    kinds: list[str] = row["kinds"] or list(CHANGE_KINDS)
    state = "stopped" if row["stopped"] else "failing" if row["failures"] else "active"
    return Webhook(
        row["id"],
        row["url"],
        tuple(event_name(kind) for kind in kinds),
        state,
        row["cursor"],
        row["waiting"],
        row["createdAt"],
        row["sentAt"],
        row["failures"],
        row["failedAt"],
        row["error"],
        row["nextAt"],
        tuple(Delivery.read(one) for one in row["deliveries"]),
    )


async def remove_webhook(database: Database, id_: str) -> None:
    """Raises: NotFound"""
    _require(await _write(database, "webhook/delete", id=id_), id_)


async def rotate_secret(database: Database, id_: str) -> str:
    """Returns a new secret, which cannot be shown again. For a day messages are signed with the one before too.

    Raises: NotFound
    """
    secret = new_secret()
    _require(await _write(database, "webhook/rotate", id=id_, secret=secret), id_)
    return secret


async def resume_webhook(database: Database, id_: str, *, skip: bool) -> None:
    """Lets a webhook that failed or was stopped go on at once.

    Args:
        skip: leave out the change at which it failed.

    Raises: NotFound
    """
    _require(await _write(database, "webhook/resume", id=id_, skip=1 if skip else 0), id_)


async def find_webhook(database: Database, id_: str) -> tuple[str, tuple[str, ...]]:
    """Returns the address and the secrets that are valid now. Raises: NotFound"""
    rows = await execute(database, "webhook/find", {"id": id_}, label="webhook")
    _require(rows, id_)
    return rows[0][0], tuple(rows[0][1])


async def list_due(database: Database) -> list[str]:
    """Returns the ids of webhooks that have something to send now, and that no process sends."""
    return [row[0] for row in await execute(database, "webhook/list_due", label="webhooks that are due")]


async def claim(database: Database, id_: str, seconds: float) -> WebhookClaim | None:
    """Takes the lease of a webhook; None if another process was faster."""
    rows = await _write(database, "webhook/claim", id=id_, seconds=seconds)
    if not rows:
        return None
    row = rows[0]
    kinds = frozenset[str](row["kinds"])
    return WebhookClaim(
        id_,
        row["url"],
        kinds,
        tuple(row["secrets"]),
        row["cursor"],
        row["fence"],
        row["failures"],
        row["failingFor"],
    )


async def advance(
    database: Database, hook: WebhookClaim, cursor: int, seconds: float, delivery: Delivery | None = None
) -> bool:
    """Notes that all changes up to this one were sent or left out; returns False if another process has the lease.

    Args:
        delivery: of the last one; None if it was left out.
    """
    stored = None if delivery is None else delivery.stored
    values = {"id": hook.id, "fence": hook.fence, "cursor": cursor, "seconds": seconds, "delivery": stored}
    return bool(await _write(database, "webhook/advance", **values))


async def release(database: Database, hook: WebhookClaim, error: str | None = None) -> None:
    """Gives the lease back. `error`: why this process does not send what is waiting."""
    await _write(database, "webhook/release", id=hook.id, fence=hook.fence, error=error)


async def note_failure(
    database: Database, hook: WebhookClaim, error: str, pause: float | None, delivery: Delivery | None = None
) -> None:
    """Notes a failed attempt. `pause`: seconds until the next one; None stops the webhook."""
    await _write(
        database,
        "webhook/fail",
        id=hook.id,
        fence=hook.fence,
        error=error,
        pause=pause or 0.0,
        stop=pause is None,
        delivery=None if delivery is None else delivery.stored,
    )


async def _write(database: Database, statement: str, **values: Any) -> list[dict[str, Any]]:
    async def work(transaction: Transaction) -> list[dict[str, Any]]:
        return await run_statement(transaction, statement, **values)

    return await database.write(work, name=statement.replace("/", " "))


def _require(rows: list[Any], id_: str) -> None:
    if not rows:
        raise NotFound(f"there is no webhook {id_!r:.60}")
