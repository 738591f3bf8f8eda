"""The root fields."""

import strawberry

from service.access.scopes import ANYBODY, Scope
from service.api.schema.enums import ChangeKind, EntityKind, OperationKind, SearchScope, SuggestionKind
from service.api.schema.fields import Argument, field, page
from service.api.schema.inputs import (
    ChangeWhere,
    EntityOrder,
    EntityWhere,
    EvidenceOrder,
    EvidenceWhere,
    GraphWhere,
    JobWhere,
    RelationshipOrder,
    RelationshipWhere,
    SearchWhere,
    SegmentOrder,
    SegmentWhere,
    TopicWhere,
    VideoOrder,
    VideoWhere,
    WalkWhere,
    filter_key,
)
from service.api.schema.scalars import URL, Cursor, Date, DateTime, Permalink
from service.api.schema.types.administration import ApiKey, Follow, Viewer, Webhook
from service.api.schema.types.base import Connection, KindCount, Node, TypeCount
from service.api.schema.types.decision import Decision
from service.api.schema.types.entity import Entity, EntityConnection
from service.api.schema.types.graph import GraphSlice, Path
from service.api.schema.types.job import Job
from service.api.schema.types.refs import AnyDecision, AnyEntity, AnyVideo
from service.api.schema.types.relationship import Evidence, QuoteCheck, Relationship
from service.api.schema.types.search import SchemaMatch, SchemaMember, SearchConnection, Suggestion
from service.api.schema.types.topic import Topic
from service.api.schema.types.video import (
    Channel,
    Segment,
    Video,
)
from service.graph.search.quotes import MOST_PLACES


@strawberry.type(description="One committed change of videos, entities, decisions or jobs.")
class Change:
    seq: Cursor = field(
        "Its number in the order of the commits, without gaps. It is also its cursor: pass it as `after` to go on from this change."
    )
    at: DateTime = field("When it was made.")
    kind: ChangeKind = field("What happened.")
    video_ids: list[strawberry.ID] = field(
        "Ids of the videos that it is about, the main one first. Those of deleted videos stay."
    )
    entity_ids: list[strawberry.ID] = field(
        "Ids of the entities that it is about, the main one first. Empty for imports."
    )
    decision_ids: list[strawberry.ID] = field("Ids of the decisions that were made or undone.")
    job_id: strawberry.ID | None = field("Id of the job that ended.")
    video: AnyVideo | None = field(
        "The first of its videos, as it is now. Null if it is about none, or the video was deleted."
    )
    entity: AnyEntity | None = field(
        "The first of its entities, as it is now. Null if it is about none, or the entity is not in the graph."
    )
    decision: AnyDecision | None = field(
        "The first of its decisions, as it is now: with `undoneAt` if it was undone. Null if it is about none, or what was decided on is not in the graph."
    )
    job: Job | None = field(
        "The job that ended, as it is now. Null if it is about none, or the job was deleted."
    )


@strawberry.input(description="Selects a video; give exactly one key.", one_of=True)
class VideoLookup:
    id: strawberry.ID | None = filter_key("The video's id.")
    slug: str | None = filter_key("The video's slug.")
    url: URL | None = filter_key("The video's address.")


@strawberry.input(description="Selects an entity; give exactly one key.", one_of=True)
class EntityLookup:
    id: strawberry.ID | None = filter_key("The entity's id.")
    slug: str | None = filter_key("The entity's slug.")
    name: str | None = filter_key("A name or alias, in any case, with or without accents.")


@strawberry.input(description="Selects a topic; give exactly one key.", one_of=True)
class TopicLookup:
    id: strawberry.ID | None = filter_key("The topic's id.")
    slug: str | None = filter_key("The topic's slug.")
    name: str | None = filter_key("The topic's name, in any case, with or without accents.")


@strawberry.input(description="Selects a quote.", one_of=True)
class QuoteLookup:
    permalink: Permalink | None = filter_key(
        "Its address, as `permalink` gives it, with or without the address of the service."
    )


@strawberry.input(description="Selects a channel; give exactly one key.", one_of=True)
class ChannelLookup:
    id: strawberry.ID | None = filter_key("The channel's id.")
    slug: str | None = filter_key("The channel's slug.")
    name: str | None = filter_key("The channel's name, in any case, with or without accents.")
    url: URL | None = filter_key("The channel's address.")


READ = Scope.READ


@strawberry.type(description="Counts over the whole graph.")
class GraphStats:
    video_count: int = field("Videos.")
    segment_count: int = field("Transcript segments.")
    entity_count: int = field("Entities.")
    relationship_count: int = field("Relationships between entities, including MENTIONED_WITH.")
    co_mention_count: int = field("Relationships of type MENTIONED_WITH. `relationshipCount` includes them.")
    evidence_count: int = field("Pieces of evidence.")
    topic_count: int = field("Topics.")
    entities_by_kind: list[KindCount] = field("Entities by kind, the most frequent first.")
    relationships_by_type: list[TypeCount] = field("Relationships by type, the most frequent first.")
    first_published_on: Date | None = field("Date of the earliest dated video.")
    last_published_on: Date | None = field("Date of the latest dated video.")


@strawberry.type(description="Root of all queries.")
class Query:
    node: Node | None = field(
        "Fetches one object by its global id. Null if there is no such object.",
        scope=READ,
        id=Argument(strawberry.ID, "Its global id."),
    )
    nodes: list[Node | None] = field(
        "Fetches objects by their global ids, in the order of `ids`. Null in place of each that is no id, or is not found.",
        scope=READ,
        ids=Argument(list[strawberry.ID], "Global ids, at most 100."),
    )
    video: Video | None = field(
        "One video. Null if there is none.", scope=READ, by=Argument(VideoLookup, "Selects it.")
    )
    videos: Connection[Video] = page("Videos, latest first.", scope=READ, where=VideoWhere, order=VideoOrder)
    segments: Connection[Segment] = page(
        "Transcript segments of all videos, latest video first. Segments of one video are in playing order.",
        scope=READ,
        where=SegmentWhere,
        order=SegmentOrder,
    )
    entity: Entity | None = field(
        "One entity. If several have the given name or alias, returns the most mentioned one; `kind` selects between them, and `entities` lists them all. Null if there is none.",
        scope=READ,
        by=Argument(EntityLookup, "Selects it."),
        kind=Argument(EntityKind | None, "Only an entity of this kind."),
    )
    entities: EntityConnection = page(
        "Entities, most mentioned first.", scope=READ, where=EntityWhere, order=EntityOrder
    )
    topic: Topic | None = field(
        "One topic. Null if there is none.", scope=READ, by=Argument(TopicLookup, "Selects it.")
    )
    topics: Connection[Topic] = page("Topics, the most discussed first.", scope=READ, where=TopicWhere)
    channel: Channel | None = field(
        "One channel. Null if there is none.", scope=READ, by=Argument(ChannelLookup, "Selects it.")
    )
    channels: Connection[Channel] = page("Channels, by name.", scope=READ)
    relationships: Connection[Relationship] = page(
        "Relationships of all entities, the most recently stated first. MENTIONED_WITH is left out by default.",
        scope=READ,
        where=RelationshipWhere,
        order=RelationshipOrder,
    )
    evidence: Connection[Evidence] = page(
        "Evidence of all relationships, the newest video first. MENTIONED_WITH is left out by default.",
        scope=READ,
        where=EvidenceWhere,
        order=EvidenceOrder,
    )
    search: SearchConnection = page(
        "Ranked full-text search for plain words; there is no query syntax except quotes. A hit in a transcript has its moment. Words that no video has are replaced by the most similar ones, unless they are in quotes: see `correctedQuery`.",
        scope=READ,
        forwards=True,
        query=Argument(str, "Words to search for, at most 256 characters."),
        where=SearchWhere,
        where_description="Conditions on the place of a hit. All given keys must match.",
        in_=Argument(list[SearchScope] | None, "Searches only for these kinds of hits. Default: all."),
        kind=Argument(list[EntityKind] | None, "Finds only entities of these kinds."),
    )
    verify_quote: QuoteCheck = field(
        "Checks a quote: whether the words were said so, with the differences if not, and where. All videos are compared unless `video` or `speaker` is given.",
        scope=READ,
        largest=MOST_PLACES,
        text=Argument(str, "The quoted words, at most 10,000 characters."),
        video=Argument(VideoLookup | None, "Counts only places in this video."),
        speaker=Argument(
            EntityLookup | None,
            "Counts only places where this person speaks. `name` may be the label of a speaker who is not a known person.",
        ),
        first=Argument(int, f"Number of places to return: 0 to {MOST_PLACES}.", default=5),
    )
    quote: QuoteCheck = field(
        "What became of a quote with an address: the words as they are in the transcript now, or when and by which decision it was withdrawn. If its video has another id now, or is not in the graph, all videos are compared.",
        scope=READ,
        largest=MOST_PLACES,
        by=Argument(QuoteLookup, "Selects it."),
        first=Argument(int, f"Number of places to return: 0 to {MOST_PLACES}.", default=5),
    )
    suggest: list[Entity] = field(
        "Entities whose names begin with the prefix or are similar to it, the best first. Fast enough for each key press.",
        scope=READ,
        largest=50,
        prefix=Argument(str, "The text typed so far."),
        kind=Argument(list[EntityKind] | None, "Kind is one of these."),
        first=Argument(int, "Number of items to return: 0 to 50.", default=8),
    )
    suggestions: list[Suggestion] = field(
        "Entities, videos, topics and channels with a name in which words begin with the prefix, the best first. If there is room, the best of each kind is included. If these are too few, similar names follow. Fast enough for each key press.",
        scope=READ,
        largest=50,
        prefix=Argument(str, "The text typed so far."),
        in_=Argument(list[SuggestionKind] | None, "Suggests only these kinds. Default: all."),
        first=Argument(int, "Number of items to return: 0 to 50.", default=8),
    )
    paths: list[Path] = field(
        "Paths between two entities over relationships in either direction, the shortest first. Empty if there is none within `maxHops`. Parallel relationships between two entities count as one hop, which has the relationship with the greatest weight.",
        scope=READ,
        largest=10,
        source=Argument(strawberry.ID, "Id of the entity where the paths start."),
        target=Argument(strawberry.ID, "Id of the entity where the paths end."),
        max_hops=Argument(int, "Greatest number of relationships in a path: 1 to 6.", default=4),
        first=Argument(int, "Number of paths to return: 0 to 10.", default=3),
        where=Argument(WalkWhere | None, "Conditions on the relationships and entities of the paths."),
        avoid=Argument(list[strawberry.ID] | None, "Ids of entities that no path may contain."),
    )
    graph: GraphSlice = field(
        "A part of the graph, for drawing a map: flat lists of nodes and links. `truncated` says whether entities were left out.",
        scope=READ,
        where=Argument(GraphWhere | None, "Selects the part. Default: the most mentioned entities."),
        max_nodes=Argument(int, "Number of entities to return: 1 to 500.", default=100),
    )
    changes: Connection[Change] = page(
        "Committed changes of videos, entities, decisions and jobs, the earliest first. To follow the graph, keep the last cursor and ask for what is after it: nothing is missed and nothing comes twice. Changes are kept for 90 days unless the service is set otherwise; an older cursor gives the error CURSOR_EXPIRED.",
        scope=READ,
        where=ChangeWhere,
        cursor=Cursor,
    )
    job: Job | None = field(
        "One job. Null if there is none.", scope=READ, id=Argument(strawberry.ID, "The job's id.")
    )
    jobs: Connection[Job] = page(
        "Imports that were accepted, the latest first. Those that ended are kept for 30 days unless the service is set otherwise.",
        scope=READ,
        where=JobWhere,
    )
    stats: GraphStats = field(
        "Counts over the whole graph: by kind, by relationship type, and the range of dates.", scope=READ
    )
    decisions: Connection[Decision] = page(
        "Decisions on all entities and videos, the latest first, with those that were undone.", scope=READ
    )
    api_keys: Connection[ApiKey] = page(
        "API keys, the newest first, with those that were revoked or have expired.", scope=Scope.ADMIN
    )
    follows: Connection[Follow] = page("Feeds that are followed, the oldest first.", scope=READ)
    webhooks: Connection[Webhook] = page(
        "Addresses to which changes are sent, the oldest first.", scope=Scope.ADMIN
    )
    schema_search: list[SchemaMatch] = field(
        "Members of this schema that fit words, the best first: which fields, types and arguments a query needs. Every client may ask this, as it may introspect.",
        scope=ANYBODY,
        largest=50,
        query=Argument(str, "Words for what is looked for, such as `quotes of a person`."),
        first=Argument(int, "Number of results to return: 0 to 50.", default=10),
        after=Argument(str | None, "Returns results after this cursor."),
        min_score=Argument(float | None, "Leaves out results with a lower score."),
        operation=Argument(
            OperationKind | None, "Searches only what operations of this kind can use. Default: all."
        ),
    )
    schema_definitions: list[SchemaMember] = field(
        "Members of this schema by their coordinates, in the order of `coordinates`. Every client may ask this, as it may introspect.",
        scope=ANYBODY,
        coordinates=Argument(
            list[str], "Such as `Video`, `Video.entities` or `Query.video(by:)`; at most 100."
        ),
    )
    viewer: Viewer = field(
        "The client that sends the request: its scopes and limits. Every client may ask this.",
        scope=ANYBODY,
        varies="viewer",
    )


@strawberry.type(
    description="Root of all subscriptions, over WebSocket (graphql-transport-ws) or server-sent events (graphql-sse)."
)
class Subscription:
    changes: Change = field(
        "Each committed change after a cursor, in order: first those that are there, then each new one. Nothing is missed and nothing comes twice. A cursor that is too old gives the error CURSOR_EXPIRED.",
        scope=Scope.READ,
        after=Argument(
            Cursor | None,
            "Starts after this change. Default: changes that are committed from now on.",
        ),
        where=Argument(ChangeWhere | None, "Sends only changes that match every given field."),
    )
    job: Job = field(
        "A job as it is now, and again each time it has changed. Ends when the job has ended.",
        scope=Scope.READ,
        id=Argument(strawberry.ID, "Its id."),
    )
