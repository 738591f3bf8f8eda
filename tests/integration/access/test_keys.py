"""API keys as the graph stores them."""

from datetime import UTC, datetime, timedelta

import pytest

from service.access.api_key import digest_of, generate
from service.access.key_store import (
    ADMIN_NAME,
    create_key,
    ensure_admin_key,
    find_key,
    has_keys,
    list_keys,
    note_use,
    revoke_key,
)
from service.access.scopes import Scope
from service.errors import InvalidInput, NotFound, SetupError
from service.graph.driver.database import Database
from service.graph.projections import fingerprint

pytestmark = pytest.mark.anyio


async def test_a_key_from_creation_to_revocation(clean_database: Database) -> None:
    before = await fingerprint(clean_database)
    assert not await has_keys(clean_database)

    created = await create_key(clean_database, " front end ", [Scope.INGEST, Scope.READ])

    assert (created.name, created.scopes, created.expires_at) == ("front end", ("read", "ingest"), None)
    stored = await find_key(clean_database, created.id)
    assert stored is not None
    assert (stored.hash, stored.scopes) == (digest_of(created.key), {Scope.READ, Scope.INGEST})
    assert (stored.expires_at, stored.revoked) == (None, False)
    assert await has_keys(clean_database)
    [listed] = await list_keys(clean_database)
    assert (listed.id, listed.state, listed.last_used_at) == (created.id, "active", None)
    [revoked] = await revoke_key(clean_database, created.id)
    [again] = await revoke_key(clean_database, created.id)
    assert revoked == again
    [listed] = await list_keys(clean_database)
    assert (listed.state, listed.revoked_at) == ("revoked", revoked.revoked_at)
    assert not await has_keys(clean_database)
    assert await fingerprint(clean_database) == before


async def test_the_graph_has_no_key_but_its_hash(clean_database: Database) -> None:
    created = await create_key(clean_database, "one", [Scope.READ])

    [[properties]] = await clean_database.read("MATCH (key:ApiKey) RETURN properties(key)", name="test")

    assert properties.keys() == {"id", "hash", "name", "scopes", "createdAt"}
    assert created.key.split("_")[2] not in str(properties)


async def test_expired_keys(clean_database: Database) -> None:
    soon = datetime.now(UTC) + timedelta(days=1)
    created = await create_key(clean_database, "one", [Scope.READ], soon)
    stored = await find_key(clean_database, created.id)
    assert stored is not None
    assert stored.expires_at == pytest.approx(soon.timestamp(), abs=0.001)
    expire = "MATCH (key:ApiKey) SET key.expiresAt = datetime() - duration({seconds: 1})"
    await clean_database.run(expire, name="test")

    [listed] = await list_keys(clean_database)

    assert listed.state == "expired"
    assert not await has_keys(clean_database)
    with pytest.raises(InvalidInput, match="expired already"):
        await create_key(clean_database, "two", [Scope.READ], datetime.now(UTC))


async def test_keys_that_cannot_be(clean_database: Database) -> None:
    for name in ("", " ", "a" * 101, "a\nb", "a\x1b[31m"):
        with pytest.raises(InvalidInput, match="name of 1 to 100 printable"):
            await create_key(clean_database, name, [Scope.READ])
    with pytest.raises(InvalidInput, match="at least one scope"):
        await create_key(clean_database, "one", [])
    with pytest.raises(NotFound, match="no key with the id or name 'nobody'"):
        await revoke_key(clean_database, "nobody")
    assert await list_keys(clean_database) == []


async def test_a_name_revokes_all_of_this_name(clean_database: Database) -> None:
    one, two, other = [await create_key(clean_database, name, [Scope.READ]) for name in ("a", "a", "b")]

    revoked = await revoke_key(clean_database, "a")

    assert [key.id for key in revoked] == sorted([one.id, two.id])
    assert {key.id: key.state for key in await list_keys(clean_database)} == {
        one.id: "revoked",
        two.id: "revoked",
        other.id: "active",
    }


async def test_the_last_use_is_written_rarely(clean_database: Database) -> None:
    created = await create_key(clean_database, "one", [Scope.READ])

    await note_use(clean_database, created.id)
    [first] = await list_keys(clean_database)
    await note_use(clean_database, created.id)
    [second] = await list_keys(clean_database)
    await clean_database.run(
        "MATCH (key:ApiKey) SET key.lastUsedAt = key.lastUsedAt - duration('PT10M1S')", name="test"
    )
    await note_use(clean_database, created.id)
    [third] = await list_keys(clean_database)

    assert first.last_used_at is not None
    assert first == second
    assert third.last_used_at is not None
    assert third.last_used_at > first.last_used_at


async def test_the_key_of_the_settings(clean_database: Database) -> None:
    key = generate()

    await ensure_admin_key(clean_database, key.text)
    await ensure_admin_key(clean_database, key.text)

    [listed] = await list_keys(clean_database)
    assert (listed.id, listed.name, listed.scopes) == (key.id, ADMIN_NAME, ("admin",))
    await revoke_key(clean_database, key.id)
    await ensure_admin_key(clean_database, key.text)
    [listed] = await list_keys(clean_database)
    assert listed.state == "revoked"
    with pytest.raises(SetupError, match="another key in the graph has: make a new key"):
        await ensure_admin_key(clean_database, key.text[:-32] + "0" * 32)
    with pytest.raises(SetupError, match="VIDEOGRAPH_ADMIN_KEY is not a key") as error:
        await ensure_admin_key(clean_database, "hunter2")
    assert "hunter2" not in error.value.message
