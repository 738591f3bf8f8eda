"""Inputs of mutations of API keys and webhooks. They have no `idempotencyKey`: the first result would have to be stored with its secret."""

import strawberry

from service.api.schema.enums import ChangeKind
from service.api.schema.mutations.inputs import key, needed
from service.api.schema.types.viewer import Scope


@strawberry.input(description="An API key to create.")
class CreateApiKeyInput:
    name: str = needed("A name for the key, such as its user. At most 100 characters.")
    scopes: list[Scope] = needed("What it allows, at least one scope.")
    expires_at: str | None = key(
        "When it stops working, as ISO 8601 such as `2027-01-31` or `2027-01-31T12:00:00Z`. By default never."
    )


@strawberry.input(description="An API key to revoke.")
class RevokeApiKeyInput:
    api_key: strawberry.ID = needed("Id of the key.")


@strawberry.input(description="An address to which changes are sent.")
class AddWebhookInput:
    url: str = needed("The address, https://…, at most 2,000 characters.")
    kinds: list[ChangeKind] | None = key("Only these changes. By default all.")


@strawberry.input(description="A webhook to remove.")
class RemoveWebhookInput:
    webhook: strawberry.ID = needed("Id of the webhook.")


@strawberry.input(description="A webhook that is to go on.")
class ResumeWebhookInput:
    webhook: strawberry.ID = needed("Id of the webhook.")
    skip: bool = strawberry.field(description="Leave out the change at which it failed.", default=False)


@strawberry.input(description="A webhook that gets a new secret.")
class RotateWebhookSecretInput:
    webhook: strawberry.ID = needed("Id of the webhook.")
