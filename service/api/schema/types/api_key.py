"""API keys, for who administers the service."""

from enum import Enum

import strawberry

from service.api.schema.fields import field
from service.api.schema.scalars import DateTime
from service.api.schema.types.base import EDGES, NODE, NODES, Edge, Page
from service.api.schema.types.viewer import Scope


@strawberry.enum(description="Whether an API key is valid.")
class ApiKeyState(Enum):
    ACTIVE = strawberry.enum_value("ACTIVE", description="It is valid.")
    EXPIRED = strawberry.enum_value("EXPIRED", description="Its time is over.")
    REVOKED = strawberry.enum_value("REVOKED", description="Somebody revoked it.")


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


@strawberry.type(description="An API key in a page.")
class ApiKeyEdge(Edge):
    node: ApiKey = field(NODE)


@strawberry.type(description="A page of API keys.")
class ApiKeyConnection(Page):
    edges: list[ApiKeyEdge] = field(EDGES)
    nodes: list[ApiKey] = field(NODES)
