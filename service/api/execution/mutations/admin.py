"""Mutations of API keys and webhooks."""

from datetime import UTC, datetime
from typing import Any

from service.access.key_store import CreatedKey, create_key, find_key, revoke_key
from service.access.scopes import parse
from service.api.execution.mutations.faults import Result
from service.api.operation.plan.entries import RESULT_TYPE
from service.domain.changes import event_name
from service.errors import InvalidInput, NotFound
from service.graph.driver.database import Database
from service.settings import read_settings
from service.webhooks.store import (
    AddedWebhook,
    add_webhook,
    remove_webhook,
    resume_webhook,
    rotate_secret,
)


async def run_create_api_key(database: Database, given: dict[str, Any]) -> CreatedKey:
    until = given.get("expiresAt")
    scopes = parse(scope.lower() for scope in given["scopes"])
    return await create_key(database, given["name"], scopes, None if until is None else _moment(until))


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidInput(
            f"{text!r:.60} is no moment: write it as ISO 8601, such as 2027-01-31T12:00:00Z", ("expiresAt",)
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def created_api_key(report: CreatedKey) -> Result:
    return {RESULT_TYPE: "CreatedApiKey", "key": report.key, "apiKeyId": report.id}


async def run_revoke_api_key(database: Database, given: dict[str, Any]) -> str:
    if await find_key(database, given["apiKey"]) is None:
        raise NotFound(f"there is no API key with the id {given['apiKey']!r:.60}")
    await revoke_key(database, given["apiKey"])
    return given["apiKey"]


def revoked_api_key(id_: str) -> Result:
    return {RESULT_TYPE: "RevokedApiKey", "apiKeyId": id_}


async def run_add_webhook(database: Database, given: dict[str, Any]) -> AddedWebhook:
    events = [event_name(kind) for kind in given.get("kinds") or ()]
    # As the command, since both must refuse the same addresses.
    return await add_webhook(database, given["url"], events, private=read_settings().webhooks_private)


def added_webhook(report: AddedWebhook) -> Result:
    return {RESULT_TYPE: "AddedWebhook", "secret": report.secret, "webhookId": report.id}


async def run_remove_webhook(database: Database, given: dict[str, Any]) -> str:
    await remove_webhook(database, given["webhook"])
    return given["webhook"]


def removed_webhook(id_: str) -> Result:
    return {RESULT_TYPE: "RemovedWebhook", "id": id_}


async def run_resume_webhook(database: Database, given: dict[str, Any]) -> str:
    await resume_webhook(database, given["webhook"], skip=given["skip"])
    return given["webhook"]


def resumed_webhook(id_: str) -> Result:
    return {RESULT_TYPE: "ResumedWebhook", "webhookId": id_}


async def run_rotate_webhook_secret(database: Database, given: dict[str, Any]) -> tuple[str, str]:
    return given["webhook"], await rotate_secret(database, given["webhook"])


def rotated_webhook_secret(report: tuple[str, str]) -> Result:
    return {RESULT_TYPE: "RotatedWebhookSecret", "secret": report[1], "webhookId": report[0]}
