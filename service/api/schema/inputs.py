"""Input types. `cypher/filters/<Input>.cypher` defines each key in Cypher."""

import strawberry

from service.api.schema.enums import ChangeKind, CoMentions, EntityKind, JobState, RelationshipType
from service.api.schema.filter_keys import (
    DateRange,
    FloatRange,
    IdFilter,
    StringFilter,
    filter_group,
    filter_key,
)


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
    and_: list["VideoWhere"] | None = filter_group("and", "All of these match.")
    or_: list["VideoWhere"] | None = filter_group(
        "or", "At least one of these matches. An empty list matches nothing."
    )
    not_: "VideoWhere | None" = filter_group(
        "not", "This does not match. A condition on a missing value does not match."
    )


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
    and_: list["SegmentWhere"] | None = filter_group("and", "All of these match.")
    or_: list["SegmentWhere"] | None = filter_group(
        "or", "At least one of these matches. An empty list matches nothing."
    )
    not_: "SegmentWhere | None" = filter_group(
        "not", "This does not match. A condition on a missing value does not match."
    )


@strawberry.input(description="Conditions on entities. All given keys must match.")
class EntityWhere:
    kind: list[EntityKind] | None = filter_key("Kind is one of these.")
    name: StringFilter | None = filter_key("Its name or one of its aliases.")
    videos: IdFilter | None = filter_key("Videos that feature it.")
    topics: IdFilter | None = filter_key("Topics whose segments mention it.")
    channels: IdFilter | None = filter_key("Channels of videos that feature it.")
    mentioned_on: DateRange | None = filter_key("A video published in this range features it.")
    min_mentions: int | None = filter_key("At least this many mentions in all videos.")
    and_: list["EntityWhere"] | None = filter_group("and", "All of these match.")
    or_: list["EntityWhere"] | None = filter_group(
        "or", "At least one of these matches. An empty list matches nothing."
    )
    not_: "EntityWhere | None" = filter_group(
        "not", "This does not match. A condition on a missing value does not match."
    )


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
    speakers: IdFilter | None = filter_key("Persons who say it.")
    voices: IdFilter | None = filter_key("Who says it: ids of speakers, each in one video.")
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
