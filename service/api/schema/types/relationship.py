"""Relationships between entities, and the evidence for them."""

import strawberry

from service.api.schema.enums import QuoteDifferenceKind, QuoteStatus, RelationshipType
from service.api.schema.fields import field, page
from service.api.schema.inputs import EvidenceWhere
from service.api.schema.scalars import URL, Date, DateTime, Permalink
from service.api.schema.types.base import EDGES, NODES, Connection, Edge, Node, Page
from service.api.schema.types.refs import AnyDecision, AnyEntity, AnySegment, AnySpeaker, AnyVideo, Decisions


@strawberry.type(
    description="A typed, directed link between two entities. (In GraphQL, a connection is a page of results.)"
)
class Relationship(Node):
    type: RelationshipType = field("Type of the relationship.")
    source: AnyEntity = field("The source entity.")
    target: AnyEntity = field("The target entity.")
    past: bool = field(
        'Whether it is over: all its evidence says so ("worked at"), or it is WORKS_AT or LEADS and the person has LEFT '
        'since. Events with a lasting result ("founded") are not past.'
    )
    evidence_count: int = field("Number of quotes that support it.")
    video_count: int = field("Number of videos with these quotes.")
    weight: float = field("Sum of the confidence of its evidence; evidence without a confidence counts as 1.")
    first_said_on: Date | None = field("Date of the earliest dated video among them.")
    last_said_on: Date | None = field("Date of the latest dated video among them.")
    evidence: "Connection[Evidence]" = page(
        "The quotes of all videos that support it, the strongest first, of equally strong ones the one that was said earlier in its video.",
        where=EvidenceWhere,
    )


@strawberry.type(description="What one speaker says of a quote.")
class QuoteTurn:
    speaker: AnySpeaker | None = field("Who says it; null if the source does not say.")
    words: str = field("The words, verbatim.")
    start_seconds: float = field("Start of the first of their segments.")


SPEAKER = "Who says all of it; null if several speakers do (see `turns`), or if the source does not say."
TURNS = "What each speaker says of it, in playing order: one turn, or several if the quote crosses a change of speakers."


@strawberry.type(
    description="Support for a relationship: the words, who said them, where and when, and what extracted them."
)
class Evidence(Node):
    relationship: Relationship = field("The relationship that it supports.")
    quote: str = field("The words, verbatim.")
    label: str = field("The source's own words for the relationship.")
    past: bool = field("Whether the words say that it is over.")
    segments: list[AnySegment] = field(
        "One segment, or consecutive ones if the quote crosses a cue.", expected=2
    )
    video: AnyVideo = field("The video in which it is said.")
    speaker: AnySpeaker | None = field(SPEAKER)
    turns: list[QuoteTurn] = field(TURNS, expected=1)
    start_seconds: float = field("Start of the first of the segments.")
    end_seconds: float = field("End of the last of the segments.")
    url: URL | None = field("Link to the moment; null if the source cannot be opened at a moment.")
    permalink: Permalink = field("Address of the quote that lasts. `quote` finds it again.")
    confidence: float | None = field("Confidence of the extractor, 0 to 1.")
    extractor: str = field("The extractor: name and version, or `person`.")
    decisions: Decisions = page("Decisions on this quote, the latest first, with those that were undone.")


@strawberry.type(description="A relationship with evidence in one video, and this evidence.")
class VideoRelationshipEdge(Edge[Relationship]):
    source_name: str = field("The video's own name for the source, as in `VideoEntityEdge.nameInVideo`.")
    target_name: str = field("The video's own name for the target, as in `VideoEntityEdge.nameInVideo`.")
    evidence: "Connection[Evidence]" = page(
        "The quotes of this video that support it, the strongest first, of equally strong ones the one that was said earlier.",
        where=EvidenceWhere,
    )


@strawberry.type(description="A page of the relationships with evidence in one video.")
class VideoRelationshipConnection(Page):
    edges: list[VideoRelationshipEdge] = field(EDGES)
    nodes: list[Relationship] = field(NODES)


@strawberry.type(description="Words of a quote that were said otherwise.")
class QuoteDifference:
    kind: QuoteDifferenceKind = field("How they differ.")
    said: str = field("The words as they were said; empty if the quote added some.")
    quoted: str = field("The words of the quote; empty if it left some out.")


@strawberry.type(description="A place where the words of a quote were said, or nearly these words.")
class QuotePlace:
    status: QuoteStatus = field("VERBATIM or ALTERED.")
    quote: str = field("The words as they were said there, verbatim.")
    differences: list[QuoteDifference] = field(
        "What the quote has changed, in the order of the words; empty if it is verbatim.", expected=3
    )
    likeness: float = field("Share of the words that are equal and in order, 0 to 1.")
    video: AnyVideo = field("The video in which it is said.")
    speaker: AnySpeaker | None = field(SPEAKER)
    turns: list[QuoteTurn] = field(TURNS, expected=1)
    segments: list[AnySegment] = field(
        "One segment, or consecutive ones if the quote crosses a cue.", expected=2
    )
    start_seconds: float = field("Start of the first of the segments.")
    end_seconds: float = field("End of the last of the segments.")
    url: URL | None = field("Link to the moment; null if the source cannot be opened at a moment.")
    permalink: Permalink = field("Address of the quote.")


@strawberry.type(description="Whether quoted words were said, where and by whom.")
class QuoteCheck:
    status: QuoteStatus = field(
        "That of the best place; ABSENT without one; WITHDRAWN if a decision has taken it away."
    )
    text: str = field("The quoted words, as given.")
    places: list[QuotePlace] = field(
        "Where they were said: the verbatim places, those in the earliest video first; or if there are none, those with other words, the most similar first.",
        expected=5,
    )
    withdrawn_at: DateTime | None = field("When it was withdrawn. Null unless it is WITHDRAWN.")
    decision: AnyDecision | None = field(
        "The decision by which it was withdrawn. Undoing it brings the quote back."
    )
    elsewhere: list[QuotePlace] = field(
        "The best places in other videos and of other speakers, if `video`, `speaker` or a citation names one and no place there is verbatim.",
        expected=5,
    )
