"""Results of a search in the graph and of one in the schema."""

from typing import Annotated

import strawberry

from service.api.schema.enums import SchemaMemberKind, SearchScope
from service.api.schema.fields import Argument, field
from service.api.schema.types.base import EDGES, NODES, Edge, PageInfo
from service.api.schema.types.entity import Company, Concept, Event, Person, Product
from service.api.schema.types.topic import Topic
from service.api.schema.types.video import Channel, Chapter, Segment, SummaryBullet, SummarySection, Video
from service.graph.search.facets import LARGEST


@strawberry.type(description="An argument of a field of the schema.")
class SchemaArgument:
    name: str = field("Its name.")
    signature: str = field("Name, type and default, as in the schema, such as `first: Int! = 10`.")
    description: str = field("Its description; empty if it has none.")


@strawberry.type(description="A type of this schema, or a member of a type.")
class SchemaMember:
    coordinate: str = field("Its schema coordinate, such as `Video`, `Video.entities` or `Query.video(by:)`.")
    kind: SchemaMemberKind = field("What it is.")
    name: str = field("Its name.")
    signature: str = field(
        "Its definition as in the schema, without the members of a type: `type Video implements Node`, `entities(first: Int): EntityConnection!`."
    )
    description: str = field("Its description; empty if it has none.")
    arguments: list[SchemaArgument] = field("Arguments of a field, in the schema's order.", expected=3)
    members: list["SchemaMember"] = field(
        "Fields, input fields or values of a type, in the schema's order. Empty for scalars and unions, and for what is no type.",
        expected=20,
    )


@strawberry.type(description="A member of the schema that words found.")
class SchemaMatch:
    coordinate: str = field("Its schema coordinate.")
    member: SchemaMember = field("The member.")
    paths_to_root: list[str] = field(
        "The shortest paths of fields by which an operation reaches the type that has the member, such as `Query.video.entities.nodes`. Empty for root types, and for what only arguments have."
    )
    score: float = field("How well it fits the words: BM25 as a share of the highest possible score, 0 to 1.")
    cursor: str = field("Opaque position, for `after`.")


@strawberry.type(description="A chapter that a search found.")
class ChapterHit:
    video: Video = field("The video that it belongs to.")
    chapter: Chapter = field("The chapter.")


@strawberry.type(description="A part of a summary that a search found.")
class SummaryHit:
    video: Video = field("The video that it belongs to.")
    section: SummarySection | None = field("The section; null if the words are in the paragraph.")
    bullet: SummaryBullet | None = field("The bullet; null if the words are in the heading or the paragraph.")


SearchResult = Annotated[
    Video | Person | Company | Concept | Product | Event | Topic | ChapterHit | SummaryHit | Segment,
    strawberry.union("SearchResult", description="What a search can find."),
]


SuggestionResult = Annotated[
    Video | Person | Company | Concept | Product | Event | Topic | Channel,
    strawberry.union("SuggestionResult", description="What can be suggested."),
]


@strawberry.type(description="A range of characters in a text.")
class TextRange:
    start: int = field("First code point.")
    end: int = field("Code point after the last.")


@strawberry.type(description="A hit of a search.")
class SearchEdge(Edge[SearchResult]):
    score: float = field("Relevance; comparable within one search.")
    has_all_words: bool = field(
        "Whether the hit has all words of the query, or of the corrected one. Hits that lack a word come after all others."
    )
    snippet: str = field("The matching passage as plain text, never HTML.")
    highlights: list[TextRange] = field("Positions of the words in the snippet.")


@strawberry.type(description="A suggestion while somebody types.")
class Suggestion:
    node: SuggestionResult = field("The suggested object.")
    text: str = field("The matching title, name or alias as plain text, never HTML.")
    highlights: list[TextRange] = field("Positions of the typed text.")


@strawberry.type(description="A kind of hit, and its number of hits.")
class SearchKindCount:
    kind: SearchScope = field("The kind. Use it in `in`.")
    count: int = field("Number of hits.")


@strawberry.type(description="A person who speaks, and their number of hits.")
class SpeakerCount:
    person: Person = field("The person. Use their id in `where.speakers`.")
    count: int = field("Number of hits.")


@strawberry.type(description="A video, and its number of hits.")
class VideoCount:
    video: Video = field("The video. Use its id in `where.videos`.")
    count: int = field("Number of hits.")


@strawberry.type(description="A channel, and its number of hits.")
class ChannelCount:
    channel: Channel = field("The channel. Use its id in `where.channels`.")
    count: int = field("Number of hits.")


@strawberry.type(description="A topic, and its number of hits.")
class TopicCount:
    topic: Topic = field("The topic. Use its id in `where.topics`.")
    count: int = field("Number of hits.")


@strawberry.type(description="A year, and its number of hits.")
class YearCount:
    year: int = field("Year of publication.")
    count: int = field("Number of hits.")


def _first() -> Argument:
    return Argument(int, f"Number of items to return: 0 to {LARGEST}.", default=10)


@strawberry.type(
    description="Numbers of hits by kind, speaker, video, channel, topic and year. Counts hits with all words of the query or, if there are none, with some of them; at most 2,000 of each kind of hit. A hit counts in every facet value that would still find it as a condition of `where`. For example, an entity counts for all speakers who mention it."
)
class SearchFacets:
    kinds: list[SearchKindCount] = field("By kind of hit, the most frequent first.", expected=6)
    speakers: list[SpeakerCount] = field(
        "By speaker, the most frequent first. Speakers who are not a known person are left out.",
        largest=LARGEST,
        first=_first(),
    )
    videos: list[VideoCount] = field("By video, the most frequent first.", largest=LARGEST, first=_first())
    channels: list[ChannelCount] = field(
        "By channel, the most frequent first.", largest=LARGEST, first=_first()
    )
    topics: list[TopicCount] = field("By topic, the most frequent first.", largest=LARGEST, first=_first())
    years: list[YearCount] = field(
        "By year of publication, latest first. Undated videos are left out.", largest=LARGEST, first=_first()
    )
    counted_hits: int = field("Number of counted hits.")
    truncated: bool = field(
        "Whether some hits were not counted: there were more than 2,000 hits of a kind, or more than 20,000 places of hits. The counts are then too small."
    )


@strawberry.type(
    description="A page of hits. There is no total, because counting every hit of a common word costs much more than the answer."
)
class SearchConnection:
    edges: list[SearchEdge] = field(EDGES)
    nodes: list[SearchResult] = field(NODES)
    page_info: PageInfo = field("Position of this page in its list.")
    facets: SearchFacets = field("Counts of all hits, not only of this page; computed only if selected.")
    has_all_words: bool = field(
        "Whether any hit, of this page or another, has all words of the query, or of the corrected one. If not, each hit lacks at least one of them."
    )
    corrected_query: str | None = field(
        "The corrected query that gave these hits: words that no video has are replaced by the most similar ones. Null if the query was not corrected."
    )
