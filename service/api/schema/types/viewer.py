"""The client of a request."""

from enum import Enum

import strawberry

from service.api.schema.fields import field
from service.api.schema.scalars import DateTime


@strawberry.enum(description="What a client may do.")
class Scope(Enum):
    READ = strawberry.enum_value("READ", description="All queries.")
    INGEST = strawberry.enum_value("INGEST", description="Import and delete videos. Includes READ.")
    FETCH = strawberry.enum_value(
        "FETCH", description="With INGEST: import from addresses, which the service fetches. Includes READ."
    )
    CURATE = strawberry.enum_value("CURATE", description="Correct the graph. Includes READ.")
    ADMIN = strawberry.enum_value("ADMIN", description="Everything.")


@strawberry.enum(description="How a client was identified.")
class ViewerKind(Enum):
    LOCAL = strawberry.enum_value(
        "LOCAL",
        description="A request without a key from the machine that the API runs on, if the API listens on loopback.",
    )
    PUBLIC = strawberry.enum_value("PUBLIC", description="A request without a key or token.")
    KEY = strawberry.enum_value("KEY", description="An API key.")
    TOKEN = strawberry.enum_value("TOKEN", description="A token (JWT) of an identity provider.")


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
