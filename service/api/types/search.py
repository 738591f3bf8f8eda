"""What a search finds."""

from typing import Annotated

import strawberry

from service.api.fields import field
from service.api.types.base import EDGES, NODE, NODES, Edge, PageInfo
from service.api.types.entity import Company, Concept, Event, Person, Product
from service.api.types.topic import Topic
from service.api.types.video import Chapter, Segment, SummaryBullet, SummarySection, Video


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


@strawberry.type(
    description="A page of hits. Counting every hit of a common word costs far more than the answer: no total."
)
class SearchConnection:
    edges: list[SearchEdge] = field(EDGES)
    nodes: list[SearchResult] = field(NODES)
    page_info: PageInfo = field("Where this page stands in its list.")
    corrected_query: str | None = field(
        "The query whose hits these are, where words of the one that was asked are found nowhere: with the most similar "
        "words instead. Null when the hits are those of the query as it was asked."
    )
