"""Videos and their parts: channel, speakers, summary, chapters, transcript."""

import strawberry

from service.api.schema.enums import Authority
from service.api.schema.fields import Argument, field, page
from service.api.schema.inputs import (
    EntityWhere,
    RelationshipWhere,
    SegmentWhere,
    VideoEntityOrder,
    VideoOrder,
    VideoWhere,
)
from service.api.schema.scalars import URL, Date, DateTime
from service.api.schema.types.base import EDGES, KINDS, NODES, Connection, Edge, KindCount, Node, Page
from service.api.schema.types.refs import (
    AnyEntity,
    AnyMention,
    AnyPerson,
    AnyTopic,
    Decisions,
    VideoRelationships,
    VideoTopics,
)

LARGEST_TRANSCRIPT = 1000


@strawberry.type(description="Who publishes videos.")
class Channel(Node):
    slug: str = field("Readable, unique name for addresses.")
    name: str = field("As published.")
    url: URL | None = field("Address of the channel.")
    videos: "Connection[Video]" = page("Its videos, latest first.", where=VideoWhere, order=VideoOrder)


@strawberry.type(description="Somebody who speaks in one video.")
class Speaker(Node):
    label: str = field("The source's label for the speaker.")
    person: AnyPerson | None = field(
        "The person who speaks, known from the label or from the words of the video; null if unknown."
    )
    speaking_seconds: float = field("Speaking time in this video, in seconds.")
    segment_count: int = field("Number of segments of this speaker.")


@strawberry.type(description="One statement of a summary.")
class SummaryBullet(Node):
    index: int = field("Position in its section, from 0.")
    symbol: str | None = field("The emoji shown before the text.")
    text: str = field("The statement.")
    verbatim: bool = field(
        "Whether the statement is a quote: its words stand in its segments, which say who speaks and when."
    )
    segments: list["Segment"] = field("The segments that support the statement, in playing order.")


@strawberry.type(description="A part of a summary, with a heading.")
class SummarySection(Node):
    index: int = field("Position in the summary, from 0.")
    heading: str = field("Its heading.")
    start_seconds: float | None = field("Second at which the video starts to discuss this.")
    bullets: list[SummaryBullet] = field("Its statements, in order.")


@strawberry.type(description="A titled part of a video. The chapters cover the video without gaps.")
class Chapter(Node):
    index: int = field("Position in the video, from 0.")
    title: str = field("What the chapter is about.")
    start_seconds: float = field("Start, in seconds from the start of the video.")
    end_seconds: float = field("End, in seconds from the start of the video.")


@strawberry.type(description="One cue or turn of a transcript.")
class Segment(Node):
    index: int = field("Position in the transcript, from 0.")
    text: str = field("The words.")
    start_seconds: float = field("Start, in seconds from the start of the video.")
    end_seconds: float = field("End, in seconds from the start of the video.")
    speaker: Speaker | None = field("Who speaks; null if the source does not say.")
    video: "Video" = field("The video that it belongs to.")
    url: URL | None = field("Link to the moment; null if the source cannot be opened at a moment.")
    mentions: list[AnyMention] = field("Entities that the segment names, in the order of the text.")
    topics: list[AnyTopic] = field("Topics that it is about, sorted by name.")


@strawberry.type(description="A file that a browser can play.")
class Media:
    url: URL = field(
        "Address of the file. A path, such as `/videos/a-talk/recording`, is on this service: it is a recording that the video was imported from."
    )
    media_type: str | None = field("MIME type, e.g. audio/mpeg; null if unknown.")


@strawberry.type(description="One video.")
class Video(Node):
    slug: str = field("Readable, unique name for addresses.")
    revision: int = field(
        "1 after the first import, one more after each change. `ifRevision` of a mutation takes it."
    )
    title: str = field("As published.")
    description: str | None = field("As published.")
    url: URL | None = field("Address where it can be watched.")
    thumbnail_url: URL | None = field("Address of a still image.")
    media: Media | None = field("The audio or video file; null if unknown.")
    published_on: Date | None = field("Publication date.")
    duration_seconds: float | None = field("Length in seconds.")
    language: str | None = field("BCP 47 tag, e.g. en.")
    recognizer: str | None = field(
        "Model that recognized the words in the recording, e.g. whisper-base. Null if there was a transcript."
    )
    diarizer: str | None = field(
        "What told the voices of the recording apart, e.g. resemblyzer: who speaks is then an estimate. Null otherwise."
    )
    url_at: URL | None = field(
        "Link to the source at a moment, e.g. ...&t=93s. Null if the source cannot be opened at a moment.",
        seconds=Argument(float, "The moment, in seconds from the start; 0 or more."),
    )
    channel: Channel | None = field("The channel that published it.")
    extractor: str = field(
        "What found its entities and relationships: name and version of the extractor, or `person`."
    )
    authority: Authority = field("Whose word its names, descriptions and addresses of entities are.")
    speakers: list[Speaker] = field("Its speakers, the one with the longest speaking time first.")
    summary: str | None = field("Summary in one paragraph; `sections` has the parts with headings.")
    sections: list[SummarySection] = field("The parts of the summary with headings, in order.")
    chapters: list[Chapter] = field("Its chapters, in playing order.")
    topics: VideoTopics = page("Topics that it discusses, the broadest first.")
    transcript: "Connection[Segment]" = page(
        "Transcript segments in playing order. A page has up to 1000 segments, enough for most videos.",
        where=SegmentWhere,
        largest=LARGEST_TRANSCRIPT,
    )
    entities: "VideoEntityConnection" = page(
        "Entities that it features, the most salient first.", where=EntityWhere, order=VideoEntityOrder
    )
    relationships: VideoRelationships = page(
        "Relationships with evidence in this video, the one with the strongest evidence first. The `evidence` of the edge has the quotes of this video; the `evidence` of the relationship has those of all videos.",
        where=RelationshipWhere,
    )
    related: list["RelatedVideo"] = field(
        "Other videos that share entities with this one, the most similar first.",
        largest=100,
        first=Argument(int, "Number of items to return: 0 to 100.", default=10),
    )
    decisions: Decisions = page("Decisions on it, the latest first, with those that were undone.")
    added_at: DateTime = field("Time of the first import.")
    updated_at: DateTime = field("Time of the last import that changed it.")


@strawberry.type(description="A video that shares entities with another one.")
class RelatedVideo:
    video: Video = field("The other video.")
    score: float = field(
        "Similarity. Entities that are salient in both videos and rare elsewhere count most."
    )
    shared_entities: list[AnyEntity] = field("Entities that both feature, the most significant first.")


@strawberry.type(description="A video that features an entity, and data about this.")
class EntityVideoEdge(Edge[Video]):
    mention_count: int = field("Number of mentions of the entity in the video.")
    first_seconds: float | None = field("Second of the first mention; null if it only speaks.")
    salience: float = field("How much the video is about the entity, 0 to 1.")


@strawberry.type(description="A page of the videos that feature an entity.")
class EntityVideoConnection(Page):
    edges: list[EntityVideoEdge] = field(EDGES)
    nodes: list[Video] = field(NODES)


@strawberry.type(description="A video that discusses a topic, and data about this.")
class TopicVideoEdge(Edge[Video]):
    segment_count: int = field("Number of segments of the video about the topic.")
    first_seconds: float | None = field("Second of the first segment about the topic.")


@strawberry.type(description="A page of the videos that discuss a topic.")
class TopicVideoConnection(Page):
    edges: list[TopicVideoEdge] = field(EDGES)
    nodes: list[Video] = field(NODES)


@strawberry.type(description="An entity of one video, and data about this.")
class VideoEntityEdge(Edge[AnyEntity]):
    name_in_video: str = field(
        "The video's own name for the entity, which may differ from `Entity.name`. If a person renamed the entity, its new name."
    )
    mention_count: int = field("Number of mentions in this video.")
    first_seconds: float | None = field("Second of the first mention; null if it only speaks.")
    salience: float = field("How much the video is about the entity, 0 to 1.")


@strawberry.type(description="A page of the entities of one video.")
class VideoEntityConnection(Page):
    edges: list[VideoEntityEdge] = field(EDGES)
    nodes: list[AnyEntity] = field(NODES)
    counts_by_kind: list[KindCount] = field(KINDS)
