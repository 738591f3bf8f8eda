"""Input types: filters and their keys, and orders. `cypher/filters/<Input>.cypher` defines each key of a filter in Cypher, an `order` line of a
list's file each field of an order."""

from typing import Any

import strawberry

from service.api.schema.enums import (
    ChangeKind,
    CoMentions,
    EntityKind,
    EntityOrderField,
    EvidenceOrderField,
    JobState,
    OrderDirection,
    RelationshipOrderField,
    RelationshipType,
    SegmentOrderField,
    VideoEntityOrderField,
    VideoOrderField,
)
from service.api.schema.scalars import Date


def filter_key(description: str) -> Any:
    return strawberry.field(description=description, default=strawberry.UNSET)


def _all_of() -> Any:
    return strawberry.field(name="and", description="All of these match.", default=strawberry.UNSET)


def _any_of() -> Any:
    description = "At least one of these matches. An empty list matches nothing."
    return strawberry.field(name="or", description=description, default=strawberry.UNSET)


def _none_of() -> Any:
    description = "This does not match. A condition on a missing value does not match."
    return strawberry.field(name="not", description=description, default=strawberry.UNSET)


@strawberry.input(description="Conditions on text, ignoring case and accents. All given keys must match.")
class StringFilter:
    eq: str | None = filter_key("Equal to this.")
    in_: list[str] | None = strawberry.field(
        name="in", description="Equal to one of these.", default=strawberry.UNSET
    )
    contains: str | None = filter_key("Contains this.")
    starts_with: str | None = filter_key("Begins with this.")


@strawberry.input(description="A range of dates. The end is excluded.")
class DateRange:
    gte: Date | None = filter_key("On or after this date.")
    lt: Date | None = filter_key("Before this date.")


@strawberry.input(description="A range of numbers. The end is excluded.")
class FloatRange:
    gte: float | None = filter_key("Greater than or equal to this.")
    lt: float | None = filter_key("Less than this.")


@strawberry.input(
    description="Matches by ids of related objects; at most 100 for each key. All given keys must match."
)
class IdFilter:
    any: list[strawberry.ID] | None = filter_key(
        "Related to at least one of these. An empty list matches nothing."
    )
    all: list[strawberry.ID] | None = filter_key("Related to every one of these.")
    none: list[strawberry.ID] | None = filter_key("Related to none of these.")


@strawberry.input(description="Conditions on videos. All given keys must match.")
class VideoWhere:
    title: StringFilter | None = filter_key("Its title.")
    published_on: DateRange | None = filter_key("Its publication date. Undated videos do not match.")
    duration_seconds: FloatRange | None = filter_key("Its duration.")
    language: StringFilter | None = filter_key("Its language tag. Videos without one do not match.")
    channels: IdFilter | None = filter_key("Channels that published it.")
    speakers: IdFilter | None = filter_key("Persons who speak in it.")
    entities: IdFilter | None = filter_key("Entities that it features.")
    topics: IdFilter | None = filter_key("Topics that it discusses.")
    and_: list["VideoWhere"] | None = _all_of()
    or_: list["VideoWhere"] | None = _any_of()
    not_: "VideoWhere | None" = _none_of()


@strawberry.input(description="Conditions on transcript segments. All given keys must match.")
class SegmentWhere:
    text: StringFilter | None = filter_key("The words.")
    videos: IdFilter | None = filter_key("The videos in which it is said.")
    channels: IdFilter | None = filter_key("Channels that published its video.")
    published_on: DateRange | None = filter_key(
        "Publication date of its video. A segment of an undated video does not match."
    )
    entities: IdFilter | None = filter_key("Entities that the segment mentions.")
    topics: IdFilter | None = filter_key("Topics of the segment.")
    speakers: IdFilter | None = filter_key("Persons who speak it.")
    voices: IdFilter | None = filter_key("Who speaks it: ids of speakers, each in one video.")
    start_seconds: FloatRange | None = filter_key("Its start in the video.")
    and_: list["SegmentWhere"] | None = _all_of()
    or_: list["SegmentWhere"] | None = _any_of()
    not_: "SegmentWhere | None" = _none_of()


@strawberry.input(description="Conditions on entities. All given keys must match.")
class EntityWhere:
    kind: list[EntityKind] | None = filter_key("Kind is one of these.")
    name: StringFilter | None = filter_key("Its name or one of its aliases.")
    videos: IdFilter | None = filter_key("Videos that feature it.")
    topics: IdFilter | None = filter_key("Topics whose segments mention it.")
    channels: IdFilter | None = filter_key("Channels of videos that feature it.")
    mentioned_on: DateRange | None = filter_key("A video published in this range features it.")
    min_mentions: int | None = filter_key("At least this many mentions in all videos.")
    and_: list["EntityWhere"] | None = _all_of()
    or_: list["EntityWhere"] | None = _any_of()
    not_: "EntityWhere | None" = _none_of()


@strawberry.input(description="Conditions on topics. All given keys must match.")
class TopicWhere:
    name: StringFilter | None = filter_key("Its name.")
    videos: IdFilter | None = filter_key("Videos that discuss it.")
    entities: IdFilter | None = filter_key("Entities mentioned in its segments.")


@strawberry.input(description="Conditions on relationships. All given keys must match.")
class RelationshipWhere:
    type: list[RelationshipType] | None = filter_key(
        "Type is one of these. MENTIONED_WITH is included if listed here."
    )
    kind: list[EntityKind] | None = filter_key("Both ends have one of these kinds.")
    source_kind: list[EntityKind] | None = filter_key(
        "The source has one of these kinds. In symmetric types either end can be the source."
    )
    target_kind: list[EntityKind] | None = filter_key(
        "The target has one of these kinds. In symmetric types either end can be the target."
    )
    either_kind: list[EntityKind] | None = filter_key("At least one end has one of these kinds.")
    videos: IdFilter | None = filter_key("Videos with evidence for it.")
    channels: IdFilter | None = filter_key("Channels of videos with evidence for it.")
    topics: IdFilter | None = filter_key("Topics of segments with evidence for it.")
    speakers: IdFilter | None = filter_key("Persons who say some evidence for it.")
    voices: IdFilter | None = filter_key("Speakers who say some evidence for it.")
    said_on: DateRange | None = filter_key(
        "The range from its first to its last evidence overlaps this range."
    )
    first_said_on: DateRange | None = filter_key(
        "Date of its earliest dated evidence, when it was new. Relationships without dated evidence do not match."
    )
    min_evidence: int | None = filter_key("Relationships with at least this many quotes.")
    past: bool | None = filter_key(
        "`true`: only relationships that are past, as `Relationship.past` says; `false`: only others."
    )
    include_co_mentions: bool = strawberry.field(
        description="Includes MENTIONED_WITH, which means only that two names were said together.",
        default=False,
    )


@strawberry.input(
    description="Conditions on the relationships and entities of a walk. All given keys must match."
)
class WalkWhere:
    type: list[RelationshipType] | None = filter_key(
        "Relationships of one of these types. MENTIONED_WITH is included if listed here."
    )
    kind: list[EntityKind] | None = filter_key(
        "Entities of one of these kinds. The ends of a path may have any kind."
    )
    said_on: DateRange | None = filter_key(
        "Relationships whose range from first to last evidence overlaps this range."
    )
    min_evidence: int | None = filter_key("Relationships with at least this many quotes.")
    past: bool | None = filter_key(
        "`true`: only relationships that are past, as `Relationship.past` says; `false`: only others."
    )
    include_co_mentions: bool = strawberry.field(
        description="The walk also follows MENTIONED_WITH. Default: false, because it connects nearly everything.",
        default=False,
    )


@strawberry.input(description="Selects the part of the graph. All given keys must match.")
class GraphWhere:
    around: list[strawberry.ID] | None = filter_key(
        "Starts from these entities: at most 50, or 300 with `hops: 0`. Default: the most mentioned entities that match the other keys."
    )
    hops: int = strawberry.field(
        description="Greatest distance from `around`: 0 to 3 relationships.", default=1
    )
    videos: IdFilter | None = filter_key(
        "Entities that these videos feature. Without `around`, the ends of what is stated in them are selected first, then the most salient."
    )
    topics: IdFilter | None = filter_key("Entities mentioned in segments about these topics.")
    kind: list[EntityKind] | None = filter_key("Entities of one of these kinds.")
    relationship: WalkWhere | None = filter_key("Conditions on the relationships that become links.")
    co_mentions: CoMentions | None = filter_key(
        "Which co-mentions (MENTIONED_WITH) become links. Default: all if `relationship` allows them, otherwise none. The walk from `around` follows `relationship` in both cases."
    )


@strawberry.input(
    description="Conditions on the place of a hit. All given keys must match. For a transcript segment, the speaker and the topics are its own. For a chapter, a part of a summary and a video, they are those of the video. An entity is found if one segment that mentions it meets all conditions; a topic, if one segment about it does. Without conditions on speakers and topics, a video that features the entity or discusses the topic is enough."
)
class SearchWhere:
    videos: IdFilter | None = filter_key("The video that it is in.")
    channels: IdFilter | None = filter_key("Channel of that video.")
    speakers: IdFilter | None = filter_key("Persons who speak there.")
    topics: IdFilter | None = filter_key("Topics discussed there.")
    published_on: DateRange | None = filter_key("Publication date of the video. Undated videos do not match.")


@strawberry.input(description="Conditions on mentions. All given keys must match.")
class MentionWhere:
    videos: IdFilter | None = filter_key("The videos in which it is said.")
    min_confidence: float | None = filter_key(
        "At least this confidence. Mentions without a confidence match."
    )


@strawberry.input(description="Conditions on evidence. All given keys must match.")
class EvidenceWhere:
    type: list[RelationshipType] | None = filter_key(
        "The relationship has one of these types. MENTIONED_WITH is included if listed here."
    )
    kind: list[EntityKind] | None = filter_key("Both ends of the relationship have one of these kinds.")
    source_kind: list[EntityKind] | None = filter_key(
        "The source has one of these kinds. In symmetric types either end can be the source."
    )
    target_kind: list[EntityKind] | None = filter_key(
        "The target has one of these kinds. In symmetric types either end can be the target."
    )
    either_kind: list[EntityKind] | None = filter_key("At least one end has one of these kinds.")
    videos: IdFilter | None = filter_key("The videos in which it is said.")
    channels: IdFilter | None = filter_key("Channels that published its video.")
    topics: IdFilter | None = filter_key("Topics of the segments in which it is said.")
    speakers: IdFilter | None = filter_key("Persons who say it, or a part of it.")
    voices: IdFilter | None = filter_key("Who says it, or a part of it: ids of speakers, each in one video.")
    said_on: DateRange | None = filter_key(
        "Publication date of its video. Evidence in an undated video does not match."
    )
    min_confidence: float | None = filter_key(
        "At least this confidence. Evidence without a confidence matches."
    )
    past: bool | None = filter_key("`true`: only evidence about the past; `false`: only other evidence.")
    include_co_mentions: bool = strawberry.field(
        description="In the root list `evidence`, includes MENTIONED_WITH, which means only that two names were said together. The evidence of one relationship is always complete.",
        default=False,
    )


@strawberry.input(description="Conditions on changes. All given keys must match.")
class ChangeWhere:
    kind: list[ChangeKind] | None = filter_key("Kind is one of these.")
    video: list[strawberry.ID] | None = filter_key("It is about one of these videos.")
    entity: list[strawberry.ID] | None = filter_key(
        "It is about one of these entities. An id that was merged into another one finds the changes that name it."
    )
    decision: list[strawberry.ID] | None = filter_key("One of these decisions was made or undone.")


@strawberry.input(description="Conditions on jobs. All given keys must match.")
class JobWhere:
    state: list[JobState] | None = filter_key("State is one of these.")


def _direction(description: str) -> Any:
    """Default: the direction of the order in the field's file."""
    return strawberry.field(description=f"Sort direction. Default: {description}.", default=strawberry.UNSET)


@strawberry.input(description="One sort key for segments.")
class SegmentOrder:
    field: SegmentOrderField = strawberry.field(description="The field to sort by.")
    direction: OrderDirection | None = _direction("descending")


@strawberry.input(description="One sort key for evidence.")
class EvidenceOrder:
    field: EvidenceOrderField = strawberry.field(description="The field to sort by.")
    direction: OrderDirection | None = _direction("descending")


@strawberry.input(description="One sort key for relationships.")
class RelationshipOrder:
    field: RelationshipOrderField = strawberry.field(description="The field to sort by.")
    direction: OrderDirection | None = _direction("descending")


@strawberry.input(description="One sort key for videos.")
class VideoOrder:
    field: VideoOrderField = strawberry.field(description="The field to sort by.")
    direction: OrderDirection | None = _direction("ascending for TITLE, descending for all others")


@strawberry.input(description="One sort key for entities.")
class EntityOrder:
    field: EntityOrderField = strawberry.field(description="The field to sort by.")
    direction: OrderDirection | None = _direction("ascending for NAME, descending for all others")


@strawberry.input(description="One sort key for the entities of one video.")
class VideoEntityOrder:
    field: VideoEntityOrderField = strawberry.field(description="The field to sort by.")
    direction: OrderDirection | None = _direction(
        "ascending for NAME and FIRST_SECONDS, descending for all others"
    )
