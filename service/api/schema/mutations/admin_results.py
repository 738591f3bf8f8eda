"""Results of mutations of API keys and webhooks. A secret is in the result of the mutation that makes it, and nowhere else."""

from typing import Annotated

import strawberry

from service.api.schema.fields import field
from service.api.schema.mutations.errors import Conflict, Forbidden, InvalidInput, NotFound
from service.api.schema.types.api_key import ApiKey
from service.api.schema.types.webhook import Webhook

_SECRET = "The secret with which messages are signed, `whsec_…`. It cannot be shown again."


@strawberry.type(description="An API key was created.")
class CreatedApiKey:
    key: str = field("The whole key. It cannot be shown again.")
    api_key: ApiKey = field("The key, without its secret part.")


CreateApiKeyResult = Annotated[
    CreatedApiKey | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("CreateApiKeyResult", description="Result of `createApiKey`."),
]


@strawberry.type(description="An API key was revoked. Every server of the graph refuses it within a minute.")
class RevokedApiKey:
    api_key: ApiKey = field("The key.")


RevokeApiKeyResult = Annotated[
    RevokedApiKey | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("RevokeApiKeyResult", description="Result of `revokeApiKey`."),
]


@strawberry.type(description="A webhook was added.")
class AddedWebhook:
    secret: str = field(_SECRET)
    webhook: Webhook = field("The webhook.")


AddWebhookResult = Annotated[
    AddedWebhook | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("AddWebhookResult", description="Result of `addWebhook`."),
]


@strawberry.type(description="A webhook was removed.")
class RemovedWebhook:
    id: strawberry.ID = field("Id that it had.")


RemoveWebhookResult = Annotated[
    RemovedWebhook | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("RemoveWebhookResult", description="Result of `removeWebhook`."),
]


@strawberry.type(description="A webhook goes on.")
class ResumedWebhook:
    webhook: Webhook = field("The webhook.")


ResumeWebhookResult = Annotated[
    ResumedWebhook | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("ResumeWebhookResult", description="Result of `resumeWebhook`."),
]


@strawberry.type(
    description="A webhook has a new secret. For a day messages are signed with the one before too."
)
class RotatedWebhookSecret:
    secret: str = field(_SECRET)
    webhook: Webhook = field("The webhook.")


RotateWebhookSecretResult = Annotated[
    RotatedWebhookSecret | InvalidInput | NotFound | Conflict | Forbidden,
    strawberry.union("RotateWebhookSecretResult", description="Result of `rotateWebhookSecret`."),
]
