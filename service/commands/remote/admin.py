"""API keys and webhooks of a distant Videograph: listing them, and revoking keys by name."""

from typing import Any

from service.actions.keys import ListedKey, RevokeApiKey, RevokedKey, revoke_api_key
from service.actions.webhooks import Delivery, ListedWebhook
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.mutations import all_nodes, mutate
from service.domain.changes import CHANGE_KINDS, event_name
from service.errors import NotFound


async def list_keys(videograph: RemoteVideograph) -> list[ListedKey]:
    return [
        ListedKey(
            node["id"], node["name"], tuple(scope.lower() for scope in node["scopes"]), node["state"].lower(), node["createdAt"],
            node["expiresAt"], node["revokedAt"], node["lastUsedAt"],
        )
        for node in await all_nodes(videograph, "apiKeys")
    ]  # fmt: skip


async def revoke_keys(videograph: RemoteVideograph, key: str) -> tuple[RevokedKey, ...]:
    listed = await list_keys(videograph)
    found = sorted(one.id for one in listed if one.id == key or (one.name == key and one.revoked_at is None))
    if not found:
        raise NotFound(
            f"there is no key with the id or name {key!r:.120}: `videograph keys list` has all of them"
        )
    return tuple([await mutate(videograph, revoke_api_key, RevokeApiKey(id_)) for id_ in found])


async def list_webhooks(videograph: RemoteVideograph) -> list[ListedWebhook]:
    return [_webhook(node) for node in await all_nodes(videograph, "webhooks")]


def _webhook(node: dict[str, Any]) -> ListedWebhook:
    return ListedWebhook(
        id=node["id"],
        url=node["url"],
        on=tuple(event_name(kind) for kind in node["kinds"] or CHANGE_KINDS),
        state=node["state"].lower(),
        cursor=int(node["cursor"]),
        waiting=node["waiting"],
        created_at=node["createdAt"],
        sent_at=node["sentAt"],
        failures=node["failures"],
        failed_at=node["failedAt"],
        error=node["error"],
        next_at=node["nextAt"],
        deliveries=tuple(
            Delivery(one["at"], int(one["seq"]), one["status"], one["milliseconds"], one["attempt"], one["error"])
            for one in node["deliveries"]
        ),
    )  # fmt: skip
