"""The client of a request, and what administers the service: API keys, webhooks, feeds that are followed."""

import strawberry

from service.api.schema.enums import ApiKeyState, ChangeKind, FollowState, Scope, ViewerKind, WebhookState
from service.api.schema.fields import field
from service.api.schema.scalars import Cursor, Date, DateTime


@strawberry.type(description="Limits for one client. Null means no limit.")
class ViewerLimits:
    cost_per_operation: int = field("Highest cost of an operation.")
    cost_per_minute: int | None = field("Cost of all operations in a minute. Null for LOCAL.")
    new_statements_per_minute: int | None = field(
        "New statements that Neo4j plans for this client in a minute. Each 1,000 characters count as one."
    )


@strawberry.type(description="The client that sends the request.")
class Viewer:
    kind: ViewerKind = field("How it was identified.")
    name: str | None = field("Name of the key, or subject of the token.")
    scopes: list[Scope] = field("What it may do, with what its scopes include.")
    expires_at: DateTime | None = field("When its key or token stops working. Null: never.")
    limits: ViewerLimits = field("Its limits.")


@strawberry.type(description="An API key, without its secret part, of which the graph has only a hash.")
class ApiKey:
    id: strawberry.ID = field("The part of the key that is no secret.")
    name: str = field("What its owner calls it.")
    scopes: list[Scope] = field("What it allows.")
    state: ApiKeyState = field("Whether it is valid now.", varies="time")
    created_at: DateTime = field("When it was created.")
    expires_at: DateTime | None = field("When it stops working. Null: never.")
    revoked_at: DateTime | None = field("When it was revoked. Null if it was not.")
    last_used_at: DateTime | None = field(
        "When it was used last, to within ten minutes. Null if it never was."
    )


@strawberry.type(description="An attempt to send a change to a webhook.")
class WebhookDelivery:
    at: DateTime = field("When it began.")
    seq: Cursor = field("The cursor of the change.")
    status: int | None = field("Status of the answer. Null if there was none.")
    milliseconds: int = field("How long it took.")
    attempt: int = field("Which attempt of this change it was, from 1.")
    error: str | None = field("Why it failed. Null if it did not.")


@strawberry.type(description="An address to which changes are sent. Its secret cannot be read.")
class Webhook:
    id: strawberry.ID = field("Its id.")
    url: str = field("The address.")
    kinds: list[ChangeKind] = field("Changes that are sent. Empty: all.")
    state: WebhookState = field("Whether changes are sent to it.")
    cursor: Cursor = field("The last change that was sent or left out.")
    waiting: int = field("How many changes it is behind.")
    created_at: DateTime = field("When it was added.")
    sent_at: DateTime | None = field("When a change was sent last. Null: none was yet.")
    failures: int = field("How many attempts to send the next change have failed.")
    failed_at: DateTime | None = field("When the last of them failed.")
    error: str | None = field("Why, or why this service does not send to it.")
    next_at: DateTime | None = field("When it is tried again.")
    deliveries: list[WebhookDelivery] = field("The last ten attempts, the latest first.", expected=10)


@strawberry.type(description="A feed that is followed: each new episode becomes a job once.")
class Follow:
    id: strawberry.ID = field("Its id.")
    url: str = field("Address of the feed.")
    title: str = field("What the feed calls itself.")
    state: FollowState = field("Whether it is looked at.")
    recordings: bool = field("Whether episodes without a transcript are recognized from their recording.")
    since: Date | None = field("Episodes of days before are left out. Null: none are.")
    extractor: str = field("The extractor of its episodes.")
    created_at: DateTime = field("When somebody began to follow it.")
    by: str | None = field("Who did.")
    checked_at: DateTime | None = field("When it was read last, or found unchanged. Null: not yet.")
    next_at: DateTime = field("When it is looked at next.")
    failures: int = field("How many looks at it have failed since the last good one.")
    failed_at: DateTime | None = field("When the last of them failed.")
    error: str | None = field("Why; or what its next look waits for.")
    episode_count: int = field("How many of its episodes were seen.")
    import_count: int = field(
        "How many of them have a job. The others have nothing that can be imported, or were left out."
    )
