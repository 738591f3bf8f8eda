"""Creates, lists and revokes API keys."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from service.access import key_store
from service.access.key_store import CreatedKey, ListedKey, RevokedKey, list_keys
from service.access.scopes import Scope
from service.actions.declaration import Doc, Id, Object, action
from service.errors import InvalidInput, NotFound
from service.graph.driver.database import Database

__all__ = [
    "CreateApiKey", "CreatedApiKey", "CreatedKey", "ListedKey", "RevokeApiKey", "RevokedApiKey", "RevokedKey", "create_api_key", "list_keys",
    "revoke_api_key", "revoke_keys",
]  # fmt: skip

_Key = Annotated[str, Object("ApiKey")]


@dataclass(frozen=True)
class CreateApiKey:
    """An API key to create."""

    name: Annotated[str, Doc("A name for the key, such as its user. At most 100 characters.")]
    scopes: Annotated[tuple[Scope, ...], Doc("What it allows, at least one scope.")]
    expires_at: Annotated[
        str | None,
        Doc(
            "When it stops working, as ISO 8601 such as `2027-01-31` or `2027-01-31T12:00:00Z`. By default never."
        ),
    ] = None


@dataclass(frozen=True)
class CreatedApiKey:
    """An API key was created."""

    key: Annotated[str, Doc("The whole key. It cannot be shown again.")]
    api_key: Annotated[_Key, Doc("The key, without its secret part.")]

    @classmethod
    def of(cls, report: CreatedKey) -> "CreatedApiKey":
        return cls(report.key, report.id)


# No action here has an idempotency key: the first report would have to be stored with its secret.
@action(Scope.ADMIN, result=CreatedApiKey.of, is_repeatable=False)
async def create_api_key(database: Database, request: CreateApiKey) -> CreatedKey:
    """Creates an API key. The result has the whole key, which cannot be shown again.

    Raises: InvalidInput: the name, the scopes or the time cannot be used.
    """
    until = request.expires_at
    return await key_store.create_key(
        database, request.name, request.scopes, None if until is None else _moment(until)
    )


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidInput(
            f"{text!r:.60} is no moment: write it as ISO 8601, such as 2027-01-31T12:00:00Z", ("expiresAt",)
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(frozen=True)
class RevokeApiKey:
    """An API key to revoke."""

    api_key: Annotated[Id, Doc("Id of the key.")]


@dataclass(frozen=True)
class RevokedApiKey:
    """An API key was revoked. Every server of the graph refuses it within a minute."""

    api_key: Annotated[_Key, Doc("The key.")]

    @classmethod
    def of(cls, report: RevokedKey) -> "RevokedApiKey":
        return cls(report.id)


@action(Scope.ADMIN, result=RevokedApiKey.of, is_repeatable=False)
async def revoke_api_key(database: Database, request: RevokeApiKey) -> RevokedKey:
    """Revokes an API key. A revoked key stays in the list.

    Raises: NotFound: there is no key with this id.
    """
    if await key_store.find_key(database, request.api_key) is None:
        raise NotFound(f"there is no API key with the id {request.api_key!r:.60}")
    revoked = await key_store.revoke_key(database, request.api_key)
    return next(one for one in revoked if one.id == request.api_key)  # others may have this name


async def revoke_keys(database: Database, key: str) -> tuple[RevokedKey, ...]:
    """Revokes the key with this id, or all keys with this name.

    Raises: NotFound: there is none.
    """
    return tuple(await key_store.revoke_key(database, key))
