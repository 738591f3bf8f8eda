"""What a search finds."""

from typing import Annotated

import strawberry

from service.api.schema.enums import SearchScope
from service.api.schema.fields import Argument, field
from service.api.schema.types.base import EDGES, NODE, NODES, Edge, PageInfo
from service.api.schema.types.entity import Company, Concept, Event, Person, Product
from service.api.schema.types.topic import Topic
from service.api.schema.types.video import Channel, Chapter, Segment, SummaryBullet, SummarySection, Video
from service.graph.search.facets import LARGEST


@strawberry.type(description="A chapter that was found.")
class ChapterHit:
    video: Video = field("The video that it is of.")
    chapter: Chapter = field("The chapter.")


@strawberry.type(description="A piece of a summary that was found.")
class SummaryHit:
    video: Video = field("The video that it is of.")
    section: SummarySection | None = field("The section; null when the words are in the paragraph.")
    bullet: SummaryBullet | None = field(
        "The bullet; null when the words are in the heading or the paragraph."
    )


SearchResult = Annotated[
    Video | Person | Company | Concept | Product | Event | Topic | ChapterHit | SummaryHit | Segment,
    strawberry.union("SearchResult", description="What a search can find."),
]


SuggestionResult = Annotated[
    Video | Person | Company | Concept | Product | Event | Topic | Channel,
    strawberry.union("SuggestionResult", description="What can be suggested."),
]


@strawberry.type(description="A range of characters.")
class TextRange:
    start: int = field("First code point.")
    end: int = field("Code point behind the last.")


@strawberry.type(description="A hit.")
class SearchEdge(Edge):
    node: SearchResult = field(NODE)
    score: float = field("How well it fits, comparable within one search.")
    snippet: str = field("The words around, in plain text, never HTML.")
    highlights: list[TextRange] = field("Where in the snippet the words stand.")


@strawberry.type(description="What somebody may be about to type.")
class Suggestion:
    node: SuggestionResult = field("What is suggested.")
    text: str = field("The name that matches: the title, or a name or alias; plain text, never HTML.")
    highlights: list[TextRange] = field("Where in the text stands what has been typed.")


@strawberry.type(description="A kind of hit, and how many there are of it.")
class SearchKindCount:
    kind: SearchScope = field("The kind: what `in` takes.")
    count: int = field("How many hits.")


@strawberry.type(description="Somebody who speaks, and how many hits are of theirs.")
class SpeakerCount:
    person: Person = field("The person: `where.speakers` takes their id.")
    count: int = field("How many hits.")


@strawberry.type(description="A video, and how many hits are in it.")
class VideoCount:
    video: Video = field("The video: `where.videos` takes its id.")
    count: int = field("How many hits.")


@strawberry.type(description="A channel, and how many hits are of it.")
class ChannelCount:
    channel: Channel = field("The channel: `where.channels` takes its id.")
    count: int = field("How many hits.")


@strawberry.type(description="A topic, and how many hits are about it.")
class TopicCount:
    topic: Topic = field("The topic: `where.topics` takes its id.")
    count: int = field("How many hits.")


@strawberry.type(description="A year, and how many hits are of it.")
class YearCount:
    year: int = field("Year of publication.")
    count: int = field("How many hits.")


def _first() -> Argument:
    return Argument(int, f"How many to return: 0 to {LARGEST}.", default=10)


@strawberry.type(
    description="How many hits there are of each kind, speaker, video, channel, topic and year. Hits with all words of the query are counted, "
    "or, if there are none, those with some; of each kind of hit at most 2,000. A hit counts wherever one more condition of "
    "`where` would still find it: an entity with all who mention it."
)
class SearchFacets:
    kinds: list[SearchKindCount] = field("By kind of hit, the most frequent first.", expected=6)
    speakers: list[SpeakerCount] = field(
        "By speaker, the most frequent first; voices that are no known person are left out.",
        largest=LARGEST,
        first=_first(),
    )
    videos: list[VideoCount] = field("By video, the most frequent first.", largest=LARGEST, first=_first())
    channels: list[ChannelCount] = field(
        "By channel, the most frequent first.", largest=LARGEST, first=_first()
    )
    topics: list[TopicCount] = field("By topic, the most frequent first.", largest=LARGEST, first=_first())
    years: list[YearCount] = field(
        "By year of publication, latest first; undated videos are left out.", largest=LARGEST, first=_first()
    )
    counted_hits: int = field("Hits that were counted.")
    truncated: bool = field(
        "Whether there were more than were counted: more than 2,000 hits of a kind, or more than 20,000 talks and moments "
        "that the hits stand in. Counts are then too small."
    )


@strawberry.type(
    description="A page of hits. Counting every hit of a common word costs far more than the answer: no total."
)
class SearchConnection:
    edges: list[SearchEdge] = field(EDGES)
    nodes: list[SearchResult] = field(NODES)
    page_info: PageInfo = field("Where this page stands in its list.")
    facets: SearchFacets = field("Counts of all hits, not only of this page; computed only when asked for.")
    corrected_query: str | None = field(
        "The query whose hits these are, where words of the one that was asked are found nowhere: with the most similar "
        "words instead. Null when the hits are those of the query as it was asked."
    )
