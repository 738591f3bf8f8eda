"""The root fields."""

import strawberry

from service.api.schema.enums import EntityKind, SearchScope, SuggestionKind
from service.api.schema.fields import Argument, field, page
from service.api.schema.inputs import (
    ChannelLookup,
    EntityLookup,
    EntityWhere,
    EvidenceWhere,
    GraphWhere,
    RelationshipWhere,
    SearchWhere,
    SegmentWhere,
    TopicLookup,
    TopicWhere,
    VideoLookup,
    VideoWhere,
    WalkWhere,
)
from service.api.schema.orders import EntityOrder, EvidenceOrder, RelationshipOrder, SegmentOrder, VideoOrder
from service.api.schema.scalars import Date
from service.api.schema.types.base import KindCount, Node, TypeCount
from service.api.schema.types.entity import Entity, EntityConnection
from service.api.schema.types.graph import GraphSlice, Path
from service.api.schema.types.relationship import EvidenceConnection, RelationshipConnection
from service.api.schema.types.search import SearchConnection, Suggestion
from service.api.schema.types.topic import Topic, TopicConnection
from service.api.schema.types.video import (
    Channel,
    ChannelConnection,
    SegmentConnection,
    Video,
    VideoConnection,
)


@strawberry.type(description="What the data holds.")
class GraphStats:
    video_count: int = field("Videos.")
    segment_count: int = field("Transcript segments.")
    entity_count: int = field("Entities.")
    relationship_count: int = field("Relationships between entities, MENTIONED_WITH among them.")
    co_mention_count: int = field(
        "Relationships of type MENTIONED_WITH, which `relationshipCount` counts too."
    )
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
    segments: SegmentConnection = page(
        "Transcript segments of all videos, latest video first, in playing order within one.",
        where=SegmentWhere,
        order=SegmentOrder,
    )
    entity: Entity | None = field(
        "By name or alias: the most mentioned entity of that name; `kind` tells namesakes apart; "
        "`entities` lists them all. Null when there is none.",
        by=Argument(EntityLookup, "Which one."),
        kind=Argument(EntityKind | None, "Of this kind."),
    )
    entities: EntityConnection = page("Entities, most mentioned first.", where=EntityWhere, order=EntityOrder)
    topic: Topic | None = field("One topic. Null when there is none.", by=Argument(TopicLookup, "Which one."))
    topics: TopicConnection = page("Topics, the most discussed first.", where=TopicWhere)
    channel: Channel | None = field(
        "One channel. Null when there is none.", by=Argument(ChannelLookup, "Which one.")
    )
    channels: ChannelConnection = page("Channels, by name.")
    relationships: RelationshipConnection = page(
        "Relationships of all entities, the one that was stated last first. MENTIONED_WITH is left out unless it is asked for.",
        where=RelationshipWhere,
        order=RelationshipOrder,
    )
    evidence: EvidenceConnection = page(
        "What all videos say of two entities, the newest video first. MENTIONED_WITH is left out unless it is asked for.",
        where=EvidenceWhere,
        order=EvidenceOrder,
    )
    search: SearchConnection = page(
        "Ranked full-text search. Plain words: no query syntax. A hit in a transcript carries its moment. Words that are found "
        "nowhere are taken for the most similar ones, unless they are in quotes: see `correctedQuery`.",
        forwards=True,
        query=Argument(str, "Words, at most 256 characters."),
        where=SearchWhere,
        where_description="Find only what stands where all keys that are given hold.",
        in_=Argument(
            list[SearchScope] | None, "Find these kinds of hits only: look in these; everywhere by default."
        ),
        kind=Argument(list[EntityKind] | None, "Of entities, find these kinds only."),
    )
    suggest: list[Entity] = field(
        "Entities whose names begin with, or are close to, what has been typed so far; best first. "
        "Built to answer at each key press.",
        largest=50,
        prefix=Argument(str, "What has been typed so far."),
        kind=Argument(list[EntityKind] | None, "Of one of these kinds."),
        first=Argument(int, "How many to return: 0 to 50.", default=8),
    )
    suggestions: list[Suggestion] = field(
        "Entities, videos, topics and channels of which a name, or words of it, begin with what has been typed so far; best first, "
        "and the best of each kind among them if there is room. Names that are nearly so follow where these are too few. "
        "Built to answer at each key press.",
        largest=50,
        prefix=Argument(str, "What has been typed so far."),
        in_=Argument(list[SuggestionKind] | None, "Suggest these kinds only; all by default."),
        first=Argument(int, "How many to return: 0 to 50.", default=8),
    )
    paths: list[Path] = field(
        "How two entities are connected: shortest paths first, over relationships in either direction. Empty when "
        "there is none within `maxHops`. Parallel relationships between two entities count as one path: a hop has the one "
        "with the greatest weight.",
        largest=10,
        source=Argument(strawberry.ID, "Where the paths begin: an entity's id."),
        target=Argument(strawberry.ID, "Where they end: another entity's id."),
        max_hops=Argument(int, "How many relationships a path may have: 1 to 6.", default=4),
        first=Argument(int, "How many paths to return: 0 to 10.", default=3),
        where=Argument(WalkWhere | None, "What the paths may use."),
        avoid=Argument(list[strawberry.ID] | None, "Entities that no path may touch."),
    )
    graph: GraphSlice = field(
        "A bounded piece of the map, for drawing: flat nodes and links. `truncated` says when something was left out.",
        where=Argument(GraphWhere | None, "Which piece; the most mentioned entities by default."),
        max_nodes=Argument(int, "How many entities to return: 1 to 500.", default=100),
    )
    stats: GraphStats = field(
        "What the data holds: counts by kind, by relationship type, and the span of dates."
    )
