"""Entities of five kinds, and their mentions."""

import strawberry

from service.api.schema.enums import Direction, EntityKind
from service.api.schema.fields import Argument, field, page
from service.api.schema.inputs import MentionWhere, RelationshipWhere, VideoWhere, WalkWhere
from service.api.schema.orders import VideoOrder
from service.api.schema.scalars import URL, Date
from service.api.schema.types.base import EDGES, KINDS, NODE, NODES, Edge, KindCount, Node, Page
from service.api.schema.types.refs import (
    AnyEntity,
    AnySegment,
    AnyTopic,
    AnyVideo,
    EntityVideos,
    Neighbors,
    Relationships,
    Topics,
    Videos,
)

SPOKEN = 20_000
"""Segments of one person that are counted; the .cypher files have the same number."""


@strawberry.interface(
    description="Somebody or something that videos talk about. `kind` says which, without a fragment."
)
class Entity(Node):
    slug: str = field("Readable and unique; good in addresses.")
    name: str = field("Main name.")
    kind: EntityKind = field("What sort of thing it is.")
    aliases: list[str] = field("The names under which it is spoken of, by name.")
    description: str | None = field("Who or what it is.")
    url: URL | None = field("A page about it.")
    mention_count: int = field("Mentions in all videos.")
    video_count: int = field("Videos that feature it.")
    relationship_count: int = field("Typed relationships that it has, without MENTIONED_WITH.")
    first_mentioned_on: Date | None = field("Day of the earliest dated video that features it.")
    last_mentioned_on: Date | None = field("Day of the latest dated video that features it.")
    mentions: "MentionConnection" = page("Where it is named, latest video first.", where=MentionWhere)
    videos: EntityVideos = page("Videos that feature it, latest first.", where=VideoWhere, order=VideoOrder)
    topics: Topics = page("Topics in whose segments it is mentioned, the one with most of them first.")
    relationships: Relationships = page(
        "Its relationships, best borne out first.",
        where=RelationshipWhere,
        direction=Argument(Direction, "Seen from this entity.", default=Direction.BOTH),
    )
    neighbors: Neighbors = page(
        "Entities within some relationships of it, each once: nearest first, then the most mentioned. The walk "
        "stops at 2,000 entities.",
        where=WalkWhere,
        where_description="What the walk may use.",
        forwards=True,
        hops=Argument(int, "How far to go: 1 to 4 relationships.", default=1),
    )
    timeline: list["TimelinePoint"] = field(
        "Mentions by month of publication, earliest first; months without any are left out, and undated videos, which "
        "`mentionCount` counts too."
    )


@strawberry.type(description="Mentions in the videos of one month.")
class TimelinePoint:
    month: Date = field("First day of the month.")
    mention_count: int = field("Mentions in all videos of the month.")
    video_count: int = field("Videos of the month that feature the entity.")


@strawberry.type(description="A human being.")
class Person(Entity):
    speaks_in: Videos = page("Videos in which the person speaks, latest first.", order=VideoOrder)
    spoken_topics: list["SpokenTopic"] = field(
        f"Topics of the segments that the person speaks, most segments first; at most {SPOKEN:,} segments are counted.",
        largest=100,
        first=Argument(int, "How many to return: 0 to 100.", default=10),
    )
    spoken_entities: list["SpokenEntity"] = field(
        f"Entities that the person's own segments mention, most segments first; at most {SPOKEN:,} segments are counted.",
        largest=100,
        first=Argument(int, "How many to return: 0 to 100.", default=10),
    )


@strawberry.type(description="A topic that a person speaks about, and how much.")
class SpokenTopic:
    topic: AnyTopic = field("The topic: `segments(where: {topics})` takes its id.")
    segment_count: int = field("Segments about it that the person speaks.")


@strawberry.type(description="An entity that a person speaks of, and how often.")
class SpokenEntity:
    entity: AnyEntity = field("The entity: `segments(where: {entities})` takes its id.")
    segment_count: int = field("Segments mentioning it that the person speaks.")


@strawberry.type(description="A company, institute, team or other organisation.")
class Company(Entity):
    pass


@strawberry.type(description="An idea, method, field or term.")
class Concept(Entity):
    pass


@strawberry.type(description="Something made and named: software, model, device, book, language.")
class Product(Entity):
    pass


@strawberry.type(description="Something that happens once or again: a conference, an award, a launch.")
class Event(Entity):
    pass


@strawberry.type(
    description="An entity named in a segment. `startOffset` and `endOffset` count Unicode code points of the "
    "segment's text (JavaScript counts UTF-16 units: use `Array.from`)."
)
class Mention(Node):
    entity: Entity = field("Who or what is named.")
    segment: AnySegment = field("The segment whose words name it.")
    video: AnyVideo = field("The video it is said in.")
    text: str = field("The name as said.")
    start_offset: int = field("First code point of the name in the segment's text.")
    end_offset: int = field("Code point behind the name.")
    start_seconds: float = field("Start of the segment.")
    confidence: float | None = field("0 to 1, as the extractor sees it.")


@strawberry.type(description="An entity in a page.")
class EntityEdge(Edge):
    node: Entity = field(NODE)


@strawberry.type(description="A page of entities.")
class EntityConnection(Page):
    edges: list[EntityEdge] = field(EDGES)
    nodes: list[Entity] = field(NODES)
    counts_by_kind: list[KindCount] = field(KINDS)


@strawberry.type(description="A mention in a page.")
class MentionEdge(Edge):
    node: Mention = field(NODE)


@strawberry.type(description="A page of mentions.")
class MentionConnection(Page):
    edges: list[MentionEdge] = field(EDGES)
    nodes: list[Mention] = field(NODES)
