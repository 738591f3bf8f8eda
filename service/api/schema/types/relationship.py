"""Relationships between entities, and the evidence for them."""

import strawberry

from service.api.schema.enums import RelationshipType
from service.api.schema.fields import field, page
from service.api.schema.inputs import EvidenceWhere
from service.api.schema.scalars import URL, Date
from service.api.schema.types.base import EDGES, NODE, NODES, Edge, Node, Page
from service.api.schema.types.refs import AnyEntity, AnySegment, AnySpeaker, AnyVideo


@strawberry.type(
    description="A typed, directed link between two entities. (In GraphQL, connection means a page of results.)"
)
class Relationship(Node):
    type: RelationshipType = field("What connects the two.")
    source: AnyEntity = field("The entity that it leads from.")
    target: AnyEntity = field("The entity that it leads to.")
    past: bool = field(
        'Whether all its evidence tells it of a time that is over ("worked at"). What happened once and stays so ("founded") is not past.'
    )
    evidence_count: int = field("Quotes that bear it out.")
    video_count: int = field("Videos that those are from.")
    weight: float = field("Sum of the confidence of its evidence, 1 for each without one.")
    first_said_on: Date | None = field("Day of the earliest dated video among them.")
    last_said_on: Date | None = field("Day of the latest dated video among them.")
    evidence: "EvidenceConnection" = page(
        "The quotes that bear it out, of all videos, strongest first.", where=EvidenceWhere
    )


@strawberry.type(description="Why we say so: the words, who said them, where and when, and what found them.")
class Evidence(Node):
    relationship: Relationship = field("What it bears out.")
    quote: str = field("The words, verbatim.")
    label: str = field("The source's own word for what connects the two.")
    past: bool = field("Whether the words tell it of a time that is over.")
    segments: list[AnySegment] = field("One, or consecutive ones when the words run over a cue.", expected=2)
    video: AnyVideo = field("The video it is said in.")
    speaker: AnySpeaker | None = field("Who says it; null when the source does not say.")
    start_seconds: float = field("Start of the first of the segments.")
    end_seconds: float = field("End of the last of the segments.")
    url: URL | None = field("Link to the moment; null when the source cannot be opened at a moment.")
    confidence: float | None = field("0 to 1, as the extractor sees it.")
    extractor: str = field("What found it: name and version, or `person`.")


@strawberry.type(description="A relationship in a page.")
class RelationshipEdge(Edge):
    node: Relationship = field(NODE)


@strawberry.type(description="A page of relationships.")
class RelationshipConnection(Page):
    edges: list[RelationshipEdge] = field(EDGES)
    nodes: list[Relationship] = field(NODES)


@strawberry.type(description="A relationship that has evidence in one video, and that evidence.")
class VideoRelationshipEdge(Edge):
    node: Relationship = field(NODE)
    evidence: "EvidenceConnection" = page(
        "The quotes of this video that bear it out, strongest first.", where=EvidenceWhere
    )


@strawberry.type(description="A page of the relationships that have evidence in one video.")
class VideoRelationshipConnection(Page):
    edges: list[VideoRelationshipEdge] = field(EDGES)
    nodes: list[Relationship] = field(NODES)


@strawberry.type(description="A piece of evidence in a page.")
class EvidenceEdge(Edge):
    node: Evidence = field(NODE)


@strawberry.type(description="A page of evidence.")
class EvidenceConnection(Page):
    edges: list[EvidenceEdge] = field(EDGES)
    nodes: list[Evidence] = field(NODES)
