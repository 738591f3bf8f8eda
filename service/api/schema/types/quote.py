"""Verified quotes."""

import strawberry

from service.api.schema.enums import QuoteDifferenceKind, QuoteStatus
from service.api.schema.fields import field
from service.api.schema.scalars import URL, DateTime, Permalink
from service.api.schema.types.refs import AnyDecision, AnySegment, AnySpeaker, AnyVideo


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
    speaker: AnySpeaker | None = field(
        "Who says it, or its beginning if it crosses a change of speakers; null if the source does not say."
    )
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
