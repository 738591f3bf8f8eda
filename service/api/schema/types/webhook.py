"""Webhooks, for who administers the service."""

from enum import Enum

import strawberry

from service.api.schema.enums import ChangeKind
from service.api.schema.fields import field
from service.api.schema.scalars import Cursor, DateTime
from service.api.schema.types.base import EDGES, NODE, NODES, Edge, Page


@strawberry.enum(description="Whether changes are sent to a webhook.")
class WebhookState(Enum):
    ACTIVE = strawberry.enum_value("ACTIVE", description="They are.")
    FAILING = strawberry.enum_value(
        "FAILING", description="The next change was sent without success, and is tried again."
    )
    STOPPED = strawberry.enum_value(
        "STOPPED", description="It has failed for a day. `resumeWebhook` lets it go on."
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


@strawberry.type(description="A webhook in a page.")
class WebhookEdge(Edge):
    node: Webhook = field(NODE)


@strawberry.type(description="A page of webhooks.")
class WebhookConnection(Page):
    edges: list[WebhookEdge] = field(EDGES)
    nodes: list[Webhook] = field(NODES)
