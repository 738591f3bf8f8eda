"""Feeds that are followed."""

from enum import Enum

import strawberry

from service.api.schema.fields import field
from service.api.schema.scalars import Date, DateTime
from service.api.schema.types.base import EDGES, NODE, NODES, Edge, Page


@strawberry.enum(description="Whether a followed feed is looked at.")
class FollowState(Enum):
    ACTIVE = strawberry.enum_value("ACTIVE", description="It is.")
    FAILING = strawberry.enum_value(
        "FAILING",
        description="The last look at it failed. It is tried again, after longer and longer pauses.",
    )
    STOPPED = strawberry.enum_value(
        "STOPPED", description="Its server says that it is gone for good. `followFeed` begins again."
    )


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


@strawberry.type(description="A followed feed in a page.")
class FollowEdge(Edge):
    node: Follow = field(NODE)


@strawberry.type(description="A page of followed feeds.")
class FollowConnection(Page):
    edges: list[FollowEdge] = field(EDGES)
    nodes: list[Follow] = field(NODES)
