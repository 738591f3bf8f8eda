"""Topics."""

import strawberry

from service.api.schema.fields import field, page
from service.api.schema.inputs import EntityWhere, SegmentOrder, SegmentWhere, VideoOrder, VideoWhere
from service.api.schema.types.base import EDGES, NODES, Edge, Node, Page
from service.api.schema.types.refs import Entities, Segments, TopicVideos


@strawberry.type(description="A theme that videos discuss.")
class Topic(Node):
    slug: str = field("Readable, unique name for addresses.")
    name: str = field("Name, in title case.")
    video_count: int = field("Videos that discuss it.")
    videos: TopicVideos = page("Videos that discuss it, latest first.", where=VideoWhere, order=VideoOrder)
    entities: Entities = page(
        "Entities that segments about it mention, the one in most segments first.", where=EntityWhere
    )
    segments: Segments = page(
        "Segments about it, latest video first. Segments of one video are in playing order.",
        where=SegmentWhere,
        order=SegmentOrder,
    )


@strawberry.type(description="A topic of one video, and data about this.")
class VideoTopicEdge(Edge[Topic]):
    segment_count: int = field("Number of segments of this video about it.")
    first_seconds: float | None = field("Second of the first segment about it.")


@strawberry.type(description="A page of the topics of one video.")
class VideoTopicConnection(Page):
    edges: list[VideoTopicEdge] = field(EDGES)
    nodes: list[Topic] = field(NODES)
