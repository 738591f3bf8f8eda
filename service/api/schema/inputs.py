"""Input types. `cypher/filters/<Input>.cypher` defines each key in Cypher."""

from typing import Any

import strawberry

from service.api.schema.enums import ChangeKind, CoMentions, EntityKind, JobState, RelationshipType
from service.api.schema.scalars import URL, Date


def _key(description: str) -> Any:
    return strawberry.field(description=description, default=strawberry.UNSET)


def _group(name: str, description: str) -> Any:
    return strawberry.field(name=name, description=description, default=strawberry.UNSET)


@strawberry.input(description="Selects a video; give exactly one key.", one_of=True)
class VideoLookup:
    id: strawberry.ID | None = _key("The video's id.")
    slug: str | None = _key("The video's slug.")
    url: URL | None = _key("The video's address.")


@strawberry.input(description="Selects an entity; give exactly one key.", one_of=True)
class EntityLookup:
    id: strawberry.ID | None = _key("The entity's id.")
    slug: str | None = _key("The entity's slug.")
    name: str | None = _key("A name or alias, in any case, with or without accents.")


@strawberry.input(description="Selects a topic; give exactly one key.", one_of=True)
class TopicLookup:
    id: strawberry.ID | None = _key("The topic's id.")
    slug: str | None = _key("The topic's slug.")
    name: str | None = _key("The topic's name, in any case, with or without accents.")


@strawberry.input(description="Selects a channel; give exactly one key.", one_of=True)
class ChannelLookup:
    id: strawberry.ID | None = _key("The channel's id.")
    slug: str | None = _key("The channel's slug.")
    name: str | None = _key("The channel's name, in any case, with or without accents.")
    url: URL | None = _key("The channel's address.")


@strawberry.input(description="Conditions on text, ignoring case and accents. All given keys must match.")
class StringFilter:
    eq: str | None = _key("Equal to this.")
    in_: list[str] | None = strawberry.field(
        name="in", description="Equal to one of these.", default=strawberry.UNSET
    )
    contains: str | None = _key("Contains this.")
    starts_with: str | None = _key("Begins with this.")


@strawberry.input(description="A range of dates. The end is excluded.")
class DateRange:
    gte: Date | None = _key("On or after this date.")
    lt: Date | None = _key("Before this date.")


@strawberry.input(description="A range of numbers. The end is excluded.")
class FloatRange:
    gte: float | None = _key("Greater than or equal to this.")
    lt: float | None = _key("Less than this.")


@strawberry.input(
    description="Matches by ids of related objects; at most 100 for each key. All given keys must match."
)
class IdFilter:
    any: list[strawberry.ID] | None = _key("Related to at least one of these. An empty list matches nothing.")
    all: list[strawberry.ID] | None = _key("Related to every one of these.")
    none: list[strawberry.ID] | None = _key("Related to none of these.")


@strawberry.input(description="Conditions on videos. All given keys must match.")
class VideoWhere:
    title: StringFilter | None = _key("Its title.")
    published_on: DateRange | None = _key("Its publication date. Undated videos do not match.")
    duration_seconds: FloatRange | None = _key("Its duration.")
    language: StringFilter | None = _key("Its language tag. Videos without one do not match.")
    channels: IdFilter | None = _key("Channels that published it.")
    speakers: IdFilter | None = _key("Persons who speak in it.")
    entities: IdFilter | None = _key("Entities that it features.")
    topics: IdFilter | None = _key("Topics that it discusses.")
    and_: list["VideoWhere"] | None = _group("and", "All of these match.")
    or_: list["VideoWhere"] | None = _group(
        "or", "At least one of these matches. An empty list matches nothing."
    )
    not_: "VideoWhere | None" = _group(
        "not", "This does not match. A condition on a missing value does not match."
    )


@strawberry.input(description="Conditions on transcript segments. All given keys must match.")
class SegmentWhere:
    text: StringFilter | None = _key("The words.")
    videos: IdFilter | None = _key("The videos in which it is said.")
    channels: IdFilter | None = _key("Channels that published its video.")
    published_on: DateRange | None = _key(
        "Publication date of its video. A segment of an undated video does not match."
    )
    entities: IdFilter | None = _key("Entities that the segment mentions.")
    topics: IdFilter | None = _key("Topics of the segment.")
    speakers: IdFilter | None = _key("Persons who speak it.")
    voices: IdFilter | None = _key("Who speaks it: ids of speakers, each in one video.")
    start_seconds: FloatRange | None = _key("Its start in the video.")
    and_: list["SegmentWhere"] | None = _group("and", "All of these match.")
    or_: list["SegmentWhere"] | None = _group(
        "or", "At least one of these matches. An empty list matches nothing."
    )
    not_: "SegmentWhere | None" = _group(
        "not", "This does not match. A condition on a missing value does not match."
    )


@strawberry.input(description="Conditions on entities. All given keys must match.")
class EntityWhere:
    kind: list[EntityKind] | None = _key("Kind is one of these.")
    name: StringFilter | None = _key("Its name or one of its aliases.")
    videos: IdFilter | None = _key("Videos that feature it.")
    topics: IdFilter | None = _key("Topics whose segments mention it.")
    channels: IdFilter | None = _key("Channels of videos that feature it.")
    mentioned_on: DateRange | None = _key("A video published in this range features it.")
    min_mentions: int | None = _key("At least this many mentions in all videos.")
    and_: list["EntityWhere"] | None = _group("and", "All of these match.")
    or_: list["EntityWhere"] | None = _group(
        "or", "At least one of these matches. An empty list matches nothing."
    )
    not_: "EntityWhere | None" = _group(
        "not", "This does not match. A condition on a missing value does not match."
    )


@strawberry.input(description="Conditions on topics. All given keys must match.")
class TopicWhere:
    name: StringFilter | None = _key("Its name.")
    videos: IdFilter | None = _key("Videos that discuss it.")
    entities: IdFilter | None = _key("Entities mentioned in its segments.")


@strawberry.input(description="Conditions on relationships. All given keys must match.")
class RelationshipWhere:
    type: list[RelationshipType] | None = _key(
        "Type is one of these. MENTIONED_WITH is included if listed here."
    )
    kind: list[EntityKind] | None = _key("Both ends have one of these kinds.")
    source_kind: list[EntityKind] | None = _key(
        "The source has one of these kinds. In symmetric types either end can be the source."
    )
    target_kind: list[EntityKind] | None = _key(
        "The target has one of these kinds. In symmetric types either end can be the target."
    )
    either_kind: list[EntityKind] | None = _key("At least one end has one of these kinds.")
    videos: IdFilter | None = _key("Videos with evidence for it.")
    channels: IdFilter | None = _key("Channels of videos with evidence for it.")
    topics: IdFilter | None = _key("Topics of segments with evidence for it.")
    speakers: IdFilter | None = _key("Persons who say some evidence for it.")
    voices: IdFilter | None = _key("Speakers who say some evidence for it.")
    said_on: DateRange | None = _key("The range from its first to its last evidence overlaps this range.")
    first_said_on: DateRange | None = _key(
        "Date of its earliest dated evidence, when it was new. Relationships without dated evidence do not match."
    )
    min_evidence: int | None = _key("Relationships with at least this many quotes.")
    past: bool | None = _key(
        "`true`: only relationships whose evidence is all about the past; `false`: only others."
    )
    include_co_mentions: bool = strawberry.field(
        description="Includes MENTIONED_WITH, which means only that two names were said together.",
        default=False,
    )


@strawberry.input(
    description="Conditions on the relationships and entities of a walk. All given keys must match."
)
class WalkWhere:
    type: list[RelationshipType] | None = _key(
        "Relationships of one of these types. MENTIONED_WITH is included if listed here."
    )
    kind: list[EntityKind] | None = _key(
        "Entities of one of these kinds. The ends of a path may have any kind."
    )
    said_on: DateRange | None = _key(
        "Relationships whose range from first to last evidence overlaps this range."
    )
    min_evidence: int | None = _key("Relationships with at least this many quotes.")
    past: bool | None = _key(
        "`true`: only relationships whose evidence is all about the past; `false`: only others."
    )
    include_co_mentions: bool = strawberry.field(
        description="The walk also follows MENTIONED_WITH. Default: false, because it connects nearly everything.",
        default=False,
    )


@strawberry.input(description="Selects the part of the graph. All given keys must match.")
class GraphWhere:
    around: list[strawberry.ID] | None = _key(
        "Starts from these entities: at most 50, or 300 with `hops: 0`. Default: the most mentioned entities that match the other keys."
    )
    hops: int = strawberry.field(
        description="Greatest distance from `around`: 0 to 3 relationships.", default=1
    )
    videos: IdFilter | None = _key("Entities that these videos feature.")
    topics: IdFilter | None = _key("Entities mentioned in segments about these topics.")
    kind: list[EntityKind] | None = _key("Entities of one of these kinds.")
    relationship: WalkWhere | None = _key("Conditions on the relationships that become links.")
    co_mentions: CoMentions | None = _key(
        "Which co-mentions (MENTIONED_WITH) become links. Default: all if `relationship` allows them, otherwise none. The walk from `around` follows `relationship` in both cases."
    )


@strawberry.input(
    description="Conditions on the place of a hit. All given keys must match. For a transcript segment, the speaker and the topics are its own. For a chapter, a part of a summary and a video, they are those of the video. An entity is found if one segment that mentions it meets all conditions; a topic, if one segment about it does. Without conditions on speakers and topics, a video that features the entity or discusses the topic is enough."
)
class SearchWhere:
    videos: IdFilter | None = _key("The video that it is in.")
    channels: IdFilter | None = _key("Channel of that video.")
    speakers: IdFilter | None = _key("Persons who speak there.")
    topics: IdFilter | None = _key("Topics discussed there.")
    published_on: DateRange | None = _key("Publication date of the video. Undated videos do not match.")


@strawberry.input(description="Conditions on mentions. All given keys must match.")
class MentionWhere:
    videos: IdFilter | None = _key("The videos in which it is said.")
    min_confidence: float | None = _key("At least this confidence. Mentions without a confidence match.")


@strawberry.input(description="Conditions on evidence. All given keys must match.")
class EvidenceWhere:
    type: list[RelationshipType] | None = _key(
        "The relationship has one of these types. MENTIONED_WITH is included if listed here."
    )
    kind: list[EntityKind] | None = _key("Both ends of the relationship have one of these kinds.")
    source_kind: list[EntityKind] | None = _key(
        "The source has one of these kinds. In symmetric types either end can be the source."
    )
    target_kind: list[EntityKind] | None = _key(
        "The target has one of these kinds. In symmetric types either end can be the target."
    )
    either_kind: list[EntityKind] | None = _key("At least one end has one of these kinds.")
    videos: IdFilter | None = _key("The videos in which it is said.")
    channels: IdFilter | None = _key("Channels that published its video.")
    topics: IdFilter | None = _key("Topics of the segments in which it is said.")
    speakers: IdFilter | None = _key("Persons who say it.")
    voices: IdFilter | None = _key("Who says it: ids of speakers, each in one video.")
    said_on: DateRange | None = _key(
        "Publication date of its video. Evidence in an undated video does not match."
    )
    min_confidence: float | None = _key("At least this confidence. Evidence without a confidence matches.")
    past: bool | None = _key("`true`: only evidence about the past; `false`: only other evidence.")
    include_co_mentions: bool = strawberry.field(
        description="In the root list `evidence`, includes MENTIONED_WITH, which means only that two names were said together. The evidence of one relationship is always complete.",
        default=False,
    )


@strawberry.input(description="Conditions on changes. All given keys must match.")
class ChangeWhere:
    kind: list[ChangeKind] | None = _key("Kind is one of these.")
    video: list[strawberry.ID] | None = _key("It is about one of these videos.")
    entity: list[strawberry.ID] | None = _key(
        "It is about one of these entities. An id that was merged into another one finds the changes that name it."
    )
    decision: list[strawberry.ID] | None = _key("One of these decisions was made or undone.")


@strawberry.input(description="Conditions on jobs. All given keys must match.")
class JobWhere:
    state: list[JobState] | None = _key("State is one of these.")
