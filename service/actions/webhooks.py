"""Adds, lists, removes, resumes webhooks, and gives them new secrets."""

from dataclasses import dataclass
from typing import Annotated

from service.access.scopes import Scope
from service.actions.declaration import ApiType, Doc, Id, Object, action
from service.domain.changes import event_name
from service.graph.driver.database import Database
from service.settings import read_settings
from service.webhooks import store
from service.webhooks.store import Delivery, list_webhooks, read_kinds
from service.webhooks.store import NewWebhook as Added
from service.webhooks.store import Webhook as ListedWebhook

__all__ = [
    "AddWebhook", "Added", "AddedWebhook", "Delivery", "ListedWebhook", "RemoveWebhook", "RemovedWebhook", "ResumeWebhook", "ResumedWebhook",
    "RotateWebhookSecret", "RotatedWebhookSecret", "add_webhook", "list_webhooks", "read_kinds", "remove_webhook", "resume_webhook",
    "rotate_webhook_secret",
]  # fmt: skip

_Webhook = Annotated[Id, Doc("Id of the webhook.")]
_Shown = Annotated[str, Object("Webhook"), Doc("The webhook.")]
_Secret = Annotated[
    str, Doc("The secret with which messages are signed, `whsec_…`. It cannot be shown again.")
]


@dataclass(frozen=True)
class AddWebhook:
    """An address to which changes are sent."""

    url: Annotated[str, Doc("The address, https://…, at most 2,000 characters.")]
    kinds: Annotated[
        tuple[Annotated[str, ApiType("ChangeKind")], ...], Doc("Only these changes. By default all.")
    ] = ()


@dataclass(frozen=True)
class AddedWebhook:
    """A webhook was added."""

    secret: _Secret
    webhook: _Shown

    @classmethod
    def of(cls, report: Added) -> "AddedWebhook":
        return cls(report.secret, report.id)


# No action here has an idempotency key: the first report would have to be stored with its secret.
@action(Scope.ADMIN, result=AddedWebhook.of, is_repeatable=False)
async def add_webhook(database: Database, request: AddWebhook) -> Added:
    """Adds an address to which each change is sent from now on, signed with a secret that only this result has.

    Raises: InvalidInput: the address cannot be used.
    """
    events = [event_name(kind) for kind in request.kinds]
    return await store.add_webhook(database, request.url, events, private=read_settings().webhooks_private)


@dataclass(frozen=True)
class RemoveWebhook:
    """A webhook to remove."""

    webhook: _Webhook


@dataclass(frozen=True)
class RemovedWebhook:
    """A webhook was removed."""

    id: Annotated[Id, Doc("Id that it had.")]


@action(Scope.ADMIN, is_repeatable=False)
async def remove_webhook(database: Database, request: RemoveWebhook) -> RemovedWebhook:
    """Removes a webhook. Nothing is sent to it any more.

    Raises: NotFound: there is no such webhook.
    """
    await store.remove_webhook(database, request.webhook)
    return RemovedWebhook(request.webhook)


@dataclass(frozen=True)
class ResumeWebhook:
    """A webhook that is to go on."""

    webhook: _Webhook
    skip: Annotated[bool, Doc("Leave out the change at which it failed.")] = False


@dataclass(frozen=True)
class ResumedWebhook:
    """A webhook goes on."""

    webhook: _Shown


@action(Scope.ADMIN, is_repeatable=False)
async def resume_webhook(database: Database, request: ResumeWebhook) -> ResumedWebhook:
    """Lets a webhook that fails or was stopped go on at once, with the change at which it failed.

    Raises: NotFound: there is no such webhook.
    """
    await store.resume_webhook(database, request.webhook, skip=request.skip)
    return ResumedWebhook(request.webhook)


@dataclass(frozen=True)
class RotateWebhookSecret:
    """A webhook that gets a new secret."""

    webhook: _Webhook


@dataclass(frozen=True)
class RotatedWebhookSecret:
    """A webhook has a new secret. For a day messages are signed with the one before too."""

    secret: _Secret
    webhook: _Shown


@action(Scope.ADMIN, is_repeatable=False)
async def rotate_webhook_secret(database: Database, request: RotateWebhookSecret) -> RotatedWebhookSecret:
    """Gives a webhook a new secret. For a day messages are signed with the one before too.

    Raises: NotFound: there is no such webhook.
    """
    secret = await store.rotate_secret(database, request.webhook)
    return RotatedWebhookSecret(secret, request.webhook)
