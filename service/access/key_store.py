"""API keys in the graph: created, listed, revoked, found by id."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from service.access.api_key import KeyText, generate, read_key
from service.access.scopes import Scope, named, parse
from service.errors import InvalidInput, NotFound, SetupError
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement

USE_INTERVAL = 600
"""Seconds between two notes of a key's last use. Each note is a write, which changes every ETag of the API."""
ADMIN_NAME = "admin (from the settings)"
_LONGEST_NAME = 100


@dataclass(frozen=True)
class CreatedKey:
    """`key` is the whole key, which cannot be read again."""

    id: str
    name: str
    scopes: tuple[str, ...]
    expires_at: str | None
    key: str


@dataclass(frozen=True)
class ListedKey:
    """A key in a list. Times are ISO 8601; `state` is active, expired or revoked."""

    id: str
    name: str
    scopes: tuple[str, ...]
    state: str
    created_at: str
    expires_at: str | None
    revoked_at: str | None
    last_used_at: str | None


@dataclass(frozen=True)
class RevokedKey:
    id: str
    name: str
    revoked_at: str


@dataclass(frozen=True)
class StoredKey:
    """What decides whether a key is valid. `expires_at`: seconds since 1970."""

    hash: str
    name: str
    scopes: frozenset[Scope]
    expires_at: float | None
    revoked: bool


async def create_key(
    database: Database, name: str, scopes: Iterable[Scope], expires_at: datetime | None = None
) -> CreatedKey:
    """Creates a key. Only its hash is kept.

    Raises:
        InvalidInput: the name is empty or too long, there is no scope, or the time is in the past.
    """
    name, given = name.strip(), named(scopes)
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise InvalidInput(f"a key needs a name of 1 to {_LONGEST_NAME} printable characters", ("name",))
    if not given:
        raise InvalidInput(
            "a key needs at least one scope: read, ingest, fetch, curate or admin", ("scopes",)
        )
    if expires_at is not None and expires_at <= datetime.now(UTC):
        raise InvalidInput("the key would have expired already: give a moment in the future", ("expiresAt",))
    key = generate()
    until = None if expires_at is None else expires_at.isoformat()
    await _create(database, key, name, given, until)
    return CreatedKey(key.id, name, tuple(given), until, key.text)


async def ensure_admin_key(database: Database, text: str) -> None:
    """Stores the key of the settings with the scope `admin`, unless the graph has it. If it was revoked, it stays revoked.

    Raises:
        SetupError: it does not have the form of a key, or another key has its id.
    """
    key = read_key(text)
    if key is None:
        raise SetupError(
            "VIDEOGRAPH_ADMIN_KEY is not a key: a key has the form vkg_<8 letters or digits>_<32 letters or digits>. "
            "docs/guides/security.md has a command that makes one."
        )
    stored = await find_key(database, key.id)
    kept = await _create(database, key, ADMIN_NAME, [Scope.ADMIN], None) if stored is None else stored.hash
    if kept != key.digest:
        raise SetupError(
            f"VIDEOGRAPH_ADMIN_KEY has the id {key.id}, which another key in the graph has: make a new key."
        )


async def _create(
    database: Database, key: KeyText, name: str, scopes: Iterable[str], expires_at: str | None
) -> str:
    """Returns the stored hash, which differs if another key has this id."""

    async def create(transaction: Transaction) -> str:
        values = {
            "id": key.id,
            "hash": key.digest,
            "name": name,
            "scopes": list(scopes),
            "expiresAt": expires_at,
        }
        [row] = await run_statement(transaction, "api_key/create", **values)
        return row["hash"]

    return await database.write(create, name="create key")


async def list_keys(database: Database) -> list[ListedKey]:
    """Returns all keys, also revoked and expired ones, newest first."""
    rows = await execute(database, "api_key/list", label="list keys")
    return [_listed(*row) for row in rows]


def _listed(
    key: str, name: str, scopes: list[str], created: str, expires: str | None, revoked: str | None,
    used: str | None, expired: bool,
) -> ListedKey:  # fmt: skip
    state = "revoked" if revoked else "expired" if expired else "active"
    return ListedKey(key, name, tuple(named(parse(scopes))), state, created, expires, revoked, used)


async def revoke_key(database: Database, key: str) -> list[RevokedKey]:
    """Revokes the key with this id, or all keys with this name. Keys that are revoked already stay revoked.

    Raises:
        NotFound: there is no such key.
    """

    async def revoke(transaction: Transaction) -> list[dict[str, Any]]:
        return await run_statement(transaction, "api_key/revoke", key=key)

    rows = await database.write(revoke, name="revoke key")
    if not rows:
        raise NotFound(
            f"there is no key with the id or name {key!r:.120}: `videograph keys list` has all of them"
        )
    return [RevokedKey(row["id"], row["name"], row["revokedAt"]) for row in rows]


async def find_key(database: Database, key: str) -> StoredKey | None:
    rows = await execute(database, "api_key/find", {"id": key}, label="find key")
    if not rows:
        return None
    [[digest, name, scopes, expires_at, revoked]] = rows
    return StoredKey(digest, name, parse(scopes), expires_at, revoked)


async def has_keys(database: Database) -> bool:
    """Returns whether there is a valid key."""
    [[found]] = await execute(database, "api_key/exists", label="any key")
    return found


async def note_use(database: Database, key: str) -> None:
    """Notes that a key was used, unless that was done within the last ten minutes."""

    async def note(transaction: Transaction) -> None:
        await run_statement(transaction, "api_key/note_use", id=key, seconds=USE_INTERVAL)

    await database.write(note, name="note use of key")
