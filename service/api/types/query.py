"""The root fields."""

import strawberry

from service.api.enums import EntityKind
from service.api.fields import Argument, field, page
from service.api.inputs import (
    EntityLookup,
    EntityOrder,
    EntityWhere,
    TopicLookup,
    TopicWhere,
    VideoLookup,
    VideoOrder,
    VideoWhere,
)
from service.api.scalars import Date
from service.api.types.base import KindCount, Node, TypeCount
from service.api.types.entity import Entity, EntityConnection
from service.api.types.topic import Topic, TopicConnection
from service.api.types.video import Video, VideoConnection


@strawberry.type(description="What the data holds.")
class GraphStats:
    video_count: int = field("Videos.")
    segment_count: int = field("Transcript segments.")
    entity_count: int = field("Entities.")
    relationship_count: int = field("Relationships between entities, MENTIONED_WITH among them.")
    evidence_count: int = field("Pieces of evidence.")
    topic_count: int = field("Topics.")
    entities_by_kind: list[KindCount] = field("Entities by kind, the most frequent first.")
    relationships_by_type: list[TypeCount] = field("Relationships by type, the most frequent first.")
    first_published_on: Date | None = field("Day of the earliest dated video.")
    last_published_on: Date | None = field("Day of the latest dated video.")


@strawberry.type(description="Where every read begins.")
class Query:
    node: Node | None = field(
        "Refetch one object by its global id. Null when there is no such object.",
        id=Argument(strawberry.ID, "Its global id."),
    )
    nodes: list[Node | None] = field(
        "Same order and length as `ids`; null in the place of each id that is not found.",
        ids=Argument(list[strawberry.ID], "Global ids, at most 100."),
    )
    video: Video | None = field("One video. Null when there is none.", by=Argument(VideoLookup, "Which one."))
    videos: VideoConnection = page("Videos, latest first.", where=VideoWhere, order=VideoOrder)
    entity: Entity | None = field(
        "By name or alias: the most mentioned entity of that name; `kind` tells namesakes apart; "
        "`entities` lists them all. Null when there is none.",
        by=Argument(EntityLookup, "Which one."),
        kind=Argument(EntityKind | None, "Of this kind."),
    )
    entities: EntityConnection = page("Entities, most mentioned first.", where=EntityWhere, order=EntityOrder)
    topic: Topic | None = field("One topic. Null when there is none.", by=Argument(TopicLookup, "Which one."))
    topics: TopicConnection = page("Topics, the most discussed first.", where=TopicWhere)
    stats: GraphStats = field(
        "What the data holds: counts by kind, by relationship type, and the span of dates."
    )
