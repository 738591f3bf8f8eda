"""Input types. What a key means in Cypher stands in `cypher/filters/<Input>.cypher`."""

from typing import Any

import strawberry

from service.api.schema.enums import CoMentions, EntityKind, RelationshipType
from service.api.schema.scalars import URL, Date

_UNSET: Any = strawberry.UNSET


def _key(description: str) -> Any:
    return strawberry.field(description=description, default=strawberry.UNSET)


def _group(name: str, description: str) -> Any:
    return strawberry.field(name=name, description=description, default=strawberry.UNSET)


@strawberry.input(description="Which video: exactly one key.", one_of=True)
class VideoLookup:
    id: strawberry.ID | None = _key("The video's id.")
    slug: str | None = _key("The video's slug.")
    url: URL | None = _key("The address under which the video was published.")


@strawberry.input(description="Which entity: exactly one key.", one_of=True)
class EntityLookup:
    id: strawberry.ID | None = _key("The entity's id.")
    slug: str | None = _key("The entity's slug.")
    name: str | None = _key("A name or alias, in any case, with or without accents.")


@strawberry.input(description="Which topic: exactly one key.", one_of=True)
class TopicLookup:
    id: strawberry.ID | None = _key("The topic's id.")
    slug: str | None = _key("The topic's slug.")
    name: str | None = _key("The topic's name, in any case, with or without accents.")


@strawberry.input(description="Which channel: exactly one key.", one_of=True)
class ChannelLookup:
    id: strawberry.ID | None = _key("The channel's id.")
    slug: str | None = _key("The channel's slug.")
    name: str | None = _key("The channel's name, in any case, with or without accents.")
    url: URL | None = _key("The channel's address.")


@strawberry.input(
    description="Conditions on text, without case and accents. All keys that are given must hold."
)
class StringFilter:
    eq: str | None = _key("Equal to this.")
    in_: list[str] | None = strawberry.field(name="in", description="Equal to one of these.", default=_UNSET)
    contains: str | None = _key("Has this in it.")
    starts_with: str | None = _key("Begins with this.")


@strawberry.input(description="A span of days, without its end.")
class DateRange:
    gte: Date | None = _key("On this day or later.")
    lt: Date | None = _key("Before this day.")


@strawberry.input(description="A span of numbers, without its end.")
class FloatRange:
    gte: float | None = _key("This or more.")
    lt: float | None = _key("Less than this.")


@strawberry.input(description="Match by related ids; at most 100 a key. All keys that are given must hold.")
class IdFilter:
    any: list[strawberry.ID] | None = _key("Related to at least one of these; nothing is, of an empty list.")
    all: list[strawberry.ID] | None = _key("Related to every one of these.")
    none: list[strawberry.ID] | None = _key("Related to not one of these.")


@strawberry.input(description="Conditions on videos. All keys that are given must hold.")
class VideoWhere:
    title: StringFilter | None = _key("Its title.")
    published_on: DateRange | None = _key("Its day of publication; undated videos do not match.")
    duration_seconds: FloatRange | None = _key("Its length.")
    language: StringFilter | None = _key("Its language tag; videos without one do not match.")
    channels: IdFilter | None = _key("Who published it.")
    speakers: IdFilter | None = _key("Who speaks in it: ids of persons.")
    entities: IdFilter | None = _key("What it features.")
    topics: IdFilter | None = _key("What it discusses.")
    and_: list["VideoWhere"] | None = _group("and", "All of these hold.")
    or_: list["VideoWhere"] | None = _group("or", "At least one of these holds; of an empty list, none does.")
    not_: "VideoWhere | None" = _group("not", "This does not hold, or cannot be told.")


@strawberry.input(description="Conditions on transcript segments. All keys that are given must hold.")
class SegmentWhere:
    text: StringFilter | None = _key("The words.")
    videos: IdFilter | None = _key("The videos in which it is said.")
    channels: IdFilter | None = _key("Channels that published its video.")
    published_on: DateRange | None = _key(
        "Day of its video's publication. A segment of an undated video does not match."
    )
    entities: IdFilter | None = _key("What the segment mentions.")
    topics: IdFilter | None = _key("What the segment is about.")
    speakers: IdFilter | None = _key("Who speaks it: ids of persons.")
    voices: IdFilter | None = _key("Who speaks it: ids of speakers, each a voice of one video.")
    start_seconds: FloatRange | None = _key("When it begins.")
    and_: list["SegmentWhere"] | None = _group("and", "All of these hold.")
    or_: list["SegmentWhere"] | None = _group(
        "or", "At least one of these holds; of an empty list, none does."
    )
    not_: "SegmentWhere | None" = _group("not", "This does not hold, or cannot be told.")


@strawberry.input(description="Conditions on entities. All keys that are given must hold.")
class EntityWhere:
    kind: list[EntityKind] | None = _key("Of one of these kinds.")
    name: StringFilter | None = _key("Its name or one of its aliases.")
    videos: IdFilter | None = _key("Videos that feature it.")
    topics: IdFilter | None = _key("Topics in whose segments it is mentioned.")
    channels: IdFilter | None = _key("Channels of videos that feature it.")
    mentioned_on: DateRange | None = _key("Featured by a video published in this span.")
    min_mentions: int | None = _key("Mentioned at least so often in all videos.")
    and_: list["EntityWhere"] | None = _group("and", "All of these hold.")
    or_: list["EntityWhere"] | None = _group(
        "or", "At least one of these holds; of an empty list, none does."
    )
    not_: "EntityWhere | None" = _group("not", "This does not hold, or cannot be told.")


@strawberry.input(description="Conditions on topics. All keys that are given must hold.")
class TopicWhere:
    name: StringFilter | None = _key("Its name.")
    videos: IdFilter | None = _key("Videos that discuss it.")
    entities: IdFilter | None = _key("Entities mentioned in its segments.")


@strawberry.input(description="Conditions on relationships. All keys that are given must hold.")
class RelationshipWhere:
    type: list[RelationshipType] | None = _key(
        "Of one of these types; MENTIONED_WITH too, if it is named here."
    )
    kind: list[EntityKind] | None = _key("Both ends are of one of these kinds.")
    source_kind: list[EntityKind] | None = _key(
        "The source is of one of these kinds. In symmetric types either end can be the source."
    )
    target_kind: list[EntityKind] | None = _key(
        "The target is of one of these kinds. In symmetric types either end can be the target."
    )
    either_kind: list[EntityKind] | None = _key("At least one end is of one of these kinds.")
    videos: IdFilter | None = _key("Videos with evidence for it.")
    channels: IdFilter | None = _key("Channels of videos with evidence for it.")
    topics: IdFilter | None = _key("Topics of segments with evidence for it.")
    speakers: IdFilter | None = _key("Who says some evidence for it: ids of persons.")
    voices: IdFilter | None = _key("Who says some evidence for it: ids of speakers.")
    said_on: DateRange | None = _key("Its first to last evidence overlaps this span.")
    first_said_on: DateRange | None = _key(
        "Day of its earliest dated evidence: what was new then. Without dated evidence it does not match."
    )
    min_evidence: int | None = _key("Borne out by at least so many quotes.")
    past: bool | None = _key(
        "`true`: all its evidence tells it of a time that is over; `false`: some does not."
    )
    include_co_mentions: bool = strawberry.field(
        description="Also MENTIONED_WITH, which says only that two names were said together.", default=False
    )


@strawberry.input(description="What a walk may use. All keys that are given must hold.")
class WalkWhere:
    type: list[RelationshipType] | None = _key(
        "Relationships of one of these types; MENTIONED_WITH too, if it is named here."
    )
    kind: list[EntityKind] | None = _key("Entities of one of these kinds; the ends of a path may be of any.")
    said_on: DateRange | None = _key("Relationships whose first to last evidence overlaps this span.")
    min_evidence: int | None = _key("Relationships with at least this many quotes.")
    past: bool | None = _key(
        "`true`: only relationships that all their evidence tells of a time that is over; `false`: only others."
    )
    include_co_mentions: bool = strawberry.field(
        description="Also walk MENTIONED_WITH. Off by default: through it nearly everything is connected.",
        default=False,
    )


@strawberry.input(description="Which piece of the map. All keys that are given must hold.")
class GraphWhere:
    around: list[strawberry.ID] | None = _key(
        "Start from these entities, at most 50, or 300 with `hops: 0`; without them, from the most mentioned ones of what the other "
        "keys allow."
    )
    hops: int = strawberry.field(description="How far to go from `around`: 0 to 3 relationships.", default=1)
    videos: IdFilter | None = _key("Entities that these videos feature.")
    topics: IdFilter | None = _key("Entities mentioned in segments about these topics.")
    kind: list[EntityKind] | None = _key("Entities of one of these kinds.")
    relationship: WalkWhere | None = _key("Which relationships are links.")
    co_mentions: CoMentions | None = _key(
        "Which co-mentions (MENTIONED_WITH) are links. When left out: all if `relationship` allows them, else none. The walk from "
        "`around` follows `relationship` either way."
    )


@strawberry.input(
    description="Where hits must stand. All keys that are given must hold. A transcript segment is asked for its own speaker and topics; "
    "a chapter, a piece of a summary and a video for those of the video. An entity is found if a segment that mentions it "
    "fulfills all conditions, a topic if a segment about it does; without conditions on speakers and topics, if a video "
    "does that features the entity or discusses the topic."
)
class SearchWhere:
    videos: IdFilter | None = _key("The video that it is in.")
    channels: IdFilter | None = _key("Who published that video.")
    speakers: IdFilter | None = _key("Who speaks there: ids of persons.")
    topics: IdFilter | None = _key("What is talked about there.")
    published_on: DateRange | None = _key("When the video was published; undated videos do not match.")


@strawberry.input(description="Conditions on mentions. All keys that are given must hold.")
class MentionWhere:
    videos: IdFilter | None = _key("The videos in which it is said.")
    min_confidence: float | None = _key("At least this confidence; those without one match.")


@strawberry.input(description="Conditions on evidence. All keys that are given must hold.")
class EvidenceWhere:
    type: list[RelationshipType] | None = _key(
        "For a relationship of one of these types; MENTIONED_WITH too, if it is named here."
    )
    kind: list[EntityKind] | None = _key("Both ends of the relationship are of one of these kinds.")
    source_kind: list[EntityKind] | None = _key(
        "The source is of one of these kinds. In symmetric types either end can be the source."
    )
    target_kind: list[EntityKind] | None = _key(
        "The target is of one of these kinds. In symmetric types either end can be the target."
    )
    either_kind: list[EntityKind] | None = _key("At least one end is of one of these kinds.")
    videos: IdFilter | None = _key("The videos in which it is said.")
    channels: IdFilter | None = _key("Channels that published its video.")
    topics: IdFilter | None = _key("Topics of the segments in which it is said.")
    speakers: IdFilter | None = _key("Who says it: ids of persons.")
    voices: IdFilter | None = _key("Who says it: ids of speakers, each a voice of one video.")
    said_on: DateRange | None = _key(
        "Day of its video's publication. Evidence in an undated video does not match."
    )
    min_confidence: float | None = _key("At least this confidence; evidence without one matches.")
    past: bool | None = _key(
        "`true`: only what tells it of a time that is over; `false`: only what does not."
    )
    include_co_mentions: bool = strawberry.field(
        description="In the root list `evidence`, also MENTIONED_WITH, which says only that two names were said together. "
        "The evidence of one relationship is always all there.",
        default=False,
    )
