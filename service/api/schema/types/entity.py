"""Entities of five kinds, and their mentions."""

import strawberry

from service.api.schema.enums import Direction, EntityKind, Origin
from service.api.schema.fields import Argument, field, page
from service.api.schema.inputs import MentionWhere, RelationshipWhere, VideoOrder, VideoWhere, WalkWhere
from service.api.schema.scalars import URL, Date
from service.api.schema.types.base import KINDS, Connection, KindCount, Node
from service.api.schema.types.refs import (
    AnyEntity,
    AnySegment,
    AnyTopic,
    AnyVideo,
    Decisions,
    EntityVideos,
    Neighbors,
    Relationships,
    Topics,
    Videos,
)

SPOKEN = 20_000
"""Greatest number of counted segments of one person; the .cypher files have the same number."""


@strawberry.interface(
    description="Somebody or something that videos talk about. `kind` gives the kind without a fragment."
)
class Entity(Node):
    slug: str = field("Readable, unique name for addresses.")
    revision: int = field(
        "Another one, and a larger one, after each change of its name, kind, names, description, address, mentions, quotes, relationships or decisions. `ifRevision` of a mutation takes it."
    )
    name: str = field("Main name.")
    kind: EntityKind = field("Kind of entity.")
    aliases: list[str] = field("All names that videos use for it, sorted by name.")
    description: str | None = field("Who or what it is.")
    url: URL | None = field("A page about it.")
    wikidata: str | None = field("Its item in Wikidata, such as Q42: https://www.wikidata.org/wiki/Q42.")
    name_from: Origin = field("Where the name is from.")
    description_from: Origin | None = field("Where the description is from; null if there is none.")
    url_from: Origin | None = field("Where the address is from; null if there is none.")
    wikidata_from: Origin | None = field("Where the item is from; null if there is none.")
    mention_count: int = field("Number of mentions in all videos.")
    video_count: int = field("Videos that feature it.")
    relationship_count: int = field("Number of its stated relationships (all but MENTIONED_WITH).")
    first_mentioned_on: Date | None = field("Date of the earliest dated video that features it.")
    last_mentioned_on: Date | None = field("Date of the latest dated video that features it.")
    mentions: "Connection[Mention]" = page(
        "Places where it is named, latest video first.", where=MentionWhere
    )
    videos: EntityVideos = page("Videos that feature it, latest first.", where=VideoWhere, order=VideoOrder)
    topics: Topics = page("Topics whose segments mention it, the topic with the most such segments first.")
    relationships: Relationships = page(
        "Its relationships, the one with the strongest evidence first.",
        where=RelationshipWhere,
        direction=Argument(Direction, "Direction, seen from this entity.", default=Direction.BOTH),
    )
    neighbors: Neighbors = page(
        "Entities within a number of hops, each once: the nearest first, then the most mentioned. The walk stops at 2,000 entities.",
        where=WalkWhere,
        where_description="Conditions on the relationships and entities of the walk.",
        forwards=True,
        hops=Argument(int, "Greatest distance: 1 to 4 relationships.", default=1),
    )
    decisions: Decisions = page("Decisions on it, the latest first, with those that were undone.")
    timeline: list["TimelinePoint"] = field(
        "Mentions by month of publication, earliest first. Months without mentions are left out. Undated videos are left out too, although `mentionCount` includes them."
    )


@strawberry.type(description="Mentions in the videos of one month.")
class TimelinePoint:
    month: Date = field("First day of the month.")
    mention_count: int = field("Number of mentions in all videos of the month.")
    video_count: int = field("Number of videos of the month that feature the entity.")


@strawberry.type(description="A human being.")
class Person(Entity):
    speaks_in: Videos = page("Videos in which the person speaks, latest first.", order=VideoOrder)
    spoken_topics: list["SpokenTopic"] = field(
        f"Topics of the person's own segments, the most segments first. At most {SPOKEN:,} segments are counted.",
        largest=100,
        first=Argument(int, "Number of items to return: 0 to 100.", default=10),
    )
    spoken_entities: list["SpokenEntity"] = field(
        f"Entities that the person's own segments mention, the most segments first. At most {SPOKEN:,} segments are counted.",
        largest=100,
        first=Argument(int, "Number of items to return: 0 to 100.", default=10),
    )


@strawberry.type(description="A topic that a person speaks about, and how much.")
class SpokenTopic:
    topic: AnyTopic = field("The topic. Use its id in `segments(where: {topics})`.")
    segment_count: int = field("Number of the person's segments about it.")


@strawberry.type(description="An entity that a person mentions, and how often.")
class SpokenEntity:
    entity: AnyEntity = field("The entity. Use its id in `segments(where: {entities})`.")
    segment_count: int = field("Number of the person's segments that mention it.")


@strawberry.type(description="A company, institute, team or other organization.")
class Company(Entity):
    pass


@strawberry.type(description="An idea, method, field or term.")
class Concept(Entity):
    pass


@strawberry.type(description="Something made and named: software, model, device, book, language.")
class Product(Entity):
    pass


@strawberry.type(description="Something that happens once or repeatedly: a conference, an award, a launch.")
class Event(Entity):
    pass


@strawberry.type(
    description="An entity named in a segment. `startOffset` and `endOffset` count Unicode code points of the segment's text. JavaScript counts UTF-16 units; use `Array.from`."
)
class Mention(Node):
    entity: Entity = field("The named entity.")
    segment: AnySegment = field("The segment that names it.")
    video: AnyVideo = field("The video in which it is said.")
    text: str = field("The name as said.")
    start_offset: int = field("First code point of the name in the segment's text.")
    end_offset: int = field("First code point after the name.")
    start_seconds: float = field("Start of the segment.")
    confidence: float | None = field("Confidence of the extractor, 0 to 1.")


@strawberry.type(description="A page of entities.")
class EntityConnection(Connection[Entity]):
    counts_by_kind: list[KindCount] = field(KINDS)
