"""Videos and what lies inside one: channel, speakers, summary, chapters, transcript."""

import strawberry

from service.api.schema.fields import Argument, field, page
from service.api.schema.inputs import (
    EntityWhere,
    RelationshipWhere,
    SegmentWhere,
    VideoWhere,
)
from service.api.schema.orders import VideoEntityOrder, VideoOrder
from service.api.schema.scalars import URL, Date, DateTime
from service.api.schema.types.base import EDGES, KINDS, NODE, NODES, Edge, KindCount, Node, Page
from service.api.schema.types.refs import (
    AnyEntity,
    AnyMention,
    AnyPerson,
    AnyTopic,
    VideoRelationships,
    VideoTopics,
)

LARGEST_TRANSCRIPT = 1000


@strawberry.type(description="Who publishes videos.")
class Channel(Node):
    slug: str = field("Readable and unique; good in addresses.")
    name: str = field("As published.")
    url: URL | None = field("Address of the channel.")
    videos: "VideoConnection" = page("Its videos, latest first.", where=VideoWhere, order=VideoOrder)


@strawberry.type(description="A voice in one video.")
class Speaker(Node):
    label: str = field("The source's name for the voice.")
    person: AnyPerson | None = field(
        "Whose voice it is, by its label or by what is said in the talk; null where neither tells."
    )
    speaking_seconds: float = field("How long it speaks in this video.")
    segment_count: int = field("In how many segments it speaks.")


@strawberry.type(description="One statement of a summary.")
class SummaryBullet(Node):
    index: int = field("Place in its section, from 0.")
    symbol: str | None = field("The emoji shown before the text.")
    text: str = field("The statement.")
    segments: list["Segment"] = field("The moments that the statement rests on, in playing order.")


@strawberry.type(description="A headed part of a summary.")
class SummarySection(Node):
    index: int = field("Place in the summary, from 0.")
    heading: str = field("Its heading.")
    start_seconds: float | None = field("Where the video begins to be about this.")
    bullets: list[SummaryBullet] = field("Its statements, in order.")


@strawberry.type(description="A stretch of a video under one title; chapters partition the video.")
class Chapter(Node):
    index: int = field("Place in the video, from 0.")
    title: str = field("What the stretch is about.")
    start_seconds: float = field("Its first moment.")
    end_seconds: float = field("Its last moment.")


@strawberry.type(description="One cue or turn of a transcript.")
class Segment(Node):
    index: int = field("Place in the transcript, from 0.")
    text: str = field("The words.")
    start_seconds: float = field("First moment.")
    end_seconds: float = field("Last moment.")
    speaker: Speaker | None = field("Who speaks; null when the source does not say.")
    video: "Video" = field("The video it is from.")
    url: URL | None = field("Link to the moment; null when the source cannot be opened at a moment.")
    mentions: list[AnyMention] = field("Entities that the words name, in the order of the words.")
    topics: list[AnyTopic] = field("Topics that it is about, by name.")


@strawberry.type(description="A file that a browser can play.")
class Media:
    url: URL = field("Address of the file.")
    media_type: str | None = field("MIME type, e.g. audio/mpeg; null where unknown.")


@strawberry.type(description="One talk.")
class Video(Node):
    slug: str = field("Readable and unique; good in addresses.")
    title: str = field("As published.")
    description: str | None = field("As published.")
    url: URL | None = field("Where it can be seen.")
    thumbnail_url: URL | None = field("A still picture.")
    media: Media | None = field("The file with its sound or picture; null where none is known.")
    published_on: Date | None = field("Day of publication.")
    duration_seconds: float | None = field("Length in seconds.")
    language: str | None = field("BCP 47 tag, e.g. en.")
    url_at: URL | None = field(
        "Link to the source at a moment, e.g. ...&t=93s. Null when the source cannot be opened at a moment.",
        seconds=Argument(float, "The moment, in seconds from the start; 0 or more."),
    )
    channel: Channel | None = field("Who published it.")
    speakers: list[Speaker] = field("Its voices, the one who speaks longest first.")
    summary: str | None = field("One paragraph; `sections` holds the headed parts.")
    sections: list[SummarySection] = field("The summary's headed parts, in order.")
    chapters: list[Chapter] = field("Its chapters, in playing order.")
    topics: VideoTopics = page("Topics that it discusses, the broadest first.")
    transcript: "SegmentConnection" = page(
        "In playing order. Up to 1000 segments a page, so that a talk is one page.",
        where=SegmentWhere,
        largest=LARGEST_TRANSCRIPT,
    )
    entities: "VideoEntityConnection" = page(
        "Entities that it speaks of, most salient first.", where=EntityWhere, order=VideoEntityOrder
    )
    relationships: VideoRelationships = page(
        "The relationships that have evidence in this video, best borne out first. What this video says of one is "
        "the `evidence` of its edge; that of the relationship itself is of all videos.",
        where=RelationshipWhere,
    )
    related: list["RelatedVideo"] = field(
        "Other videos that share entities with this one, closest first.",
        largest=100,
        first=Argument(int, "How many to return: 0 to 100.", default=10),
    )
    added_at: DateTime = field("When it was first imported.")
    updated_at: DateTime = field("When an import last changed it.")


@strawberry.type(description="Another video that shares entities with one.")
class RelatedVideo:
    video: Video = field("The other video.")
    score: float = field("How close it is: what is telling of both and rare elsewhere counts most.")
    shared_entities: list[AnyEntity] = field("What both feature, the one that says most first.")


@strawberry.type(description="A video in a page.")
class VideoEdge(Edge):
    node: Video = field(NODE)


@strawberry.type(description="A page of videos.")
class VideoConnection(Page):
    edges: list[VideoEdge] = field(EDGES)
    nodes: list[Video] = field(NODES)


@strawberry.type(description="A channel in a page.")
class ChannelEdge(Edge):
    node: Channel = field(NODE)


@strawberry.type(description="A page of channels.")
class ChannelConnection(Page):
    edges: list[ChannelEdge] = field(EDGES)
    nodes: list[Channel] = field(NODES)


@strawberry.type(description="A video that features an entity, and how.")
class EntityVideoEdge(Edge):
    node: Video = field(NODE)
    mention_count: int = field("Mentions of the entity in the video.")
    first_seconds: float | None = field("When it is first named; null when it only speaks.")
    salience: float = field("How much the video is about it, 0 to 1.")


@strawberry.type(description="A page of the videos that feature an entity.")
class EntityVideoConnection(Page):
    edges: list[EntityVideoEdge] = field(EDGES)
    nodes: list[Video] = field(NODES)


@strawberry.type(description="A video that discusses a topic, and how much.")
class TopicVideoEdge(Edge):
    node: Video = field(NODE)
    segment_count: int = field("Segments of the video about the topic.")
    first_seconds: float | None = field("When the topic first comes up.")


@strawberry.type(description="A page of the videos that discuss a topic.")
class TopicVideoConnection(Page):
    edges: list[TopicVideoEdge] = field(EDGES)
    nodes: list[Video] = field(NODES)


@strawberry.type(description="A segment in a page.")
class SegmentEdge(Edge):
    node: Segment = field(NODE)


@strawberry.type(description="A page of transcript segments.")
class SegmentConnection(Page):
    edges: list[SegmentEdge] = field(EDGES)
    nodes: list[Segment] = field(NODES)


@strawberry.type(description="An entity of one video, and how it comes up there.")
class VideoEntityEdge(Edge):
    node: AnyEntity = field(NODE)
    mention_count: int = field("Mentions in this video.")
    first_seconds: float | None = field("When it is first named; null when it only speaks.")
    salience: float = field("How much the video is about it, 0 to 1.")


@strawberry.type(description="A page of the entities of one video.")
class VideoEntityConnection(Page):
    edges: list[VideoEntityEdge] = field(EDGES)
    nodes: list[AnyEntity] = field(NODES)
    counts_by_kind: list[KindCount] = field(KINDS)
