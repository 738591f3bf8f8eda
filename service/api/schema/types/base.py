"""Common types: Node, and pages with their edges. `Connection[Topic]` is `TopicConnection` in GraphQL, and its edge `TopicEdge`."""

import strawberry

from service.api.schema.enums import EntityKind, RelationshipType
from service.api.schema.fields import field


@strawberry.interface(
    description="An object that can be fetched again by its global id. Ids are opaque: store them, but do not parse them."
)
class Node:
    id: strawberry.ID = field("Global id. It does not change when a name or kind is corrected.")


@strawberry.type(description="Position of a page in its list.")
class PageInfo:
    has_next_page: bool = field("Whether there are items after this page.")
    has_previous_page: bool = field("Whether there are items before this page.")
    start_cursor: str | None = field("Cursor of the first edge; null on an empty page.")
    end_cursor: str | None = field("Cursor of the last edge; null on an empty page.")


@strawberry.type(description="A kind of entity, and its number.")
class KindCount:
    kind: EntityKind = field("The kind.")
    count: int = field("Number.")


@strawberry.type(description="A relationship type, and its number.")
class TypeCount:
    type: RelationshipType = field("The type.")
    count: int = field("Number.")


NODES = "The items of this page without edges; a shortcut."
EDGES = "The items of this page, with their cursors and the data of the edge."
KINDS = "Number of items on all pages by kind, the most frequent first; computed only if selected."


@strawberry.type(description="What every edge has.")
class Edge[Item]:
    cursor: str = field("Opaque position in the list, for `after` and `before`.")
    node: Item = field("The item.")


@strawberry.type(description="What every page has.")
class Page:
    page_info: PageInfo = field("Position of this page in its list.")
    total_count: int = field("Number of items on all pages; computed only if selected.")


@strawberry.type(description="A page whose edges have nothing of their own.")
class Connection[Item](Page):
    edges: list[Edge[Item]] = field(EDGES)
    nodes: list[Item] = field(NODES)


PAGES = {
    "ApiKey": ("An API key", "API keys"),
    "Change": ("A change", "changes"),
    "Channel": ("A channel", "channels"),
    "Decision": ("A decision", "decisions"),
    "Entity": ("An entity", "entities"),
    "Evidence": ("A piece of evidence", "evidence"),
    "Follow": ("A followed feed", "followed feeds"),
    "Job": ("A job", "jobs"),
    "Mention": ("A mention", "mentions"),
    "Relationship": ("A relationship", "relationships"),
    "Segment": ("A segment", "transcript segments"),
    "Topic": ("A topic", "topics"),
    "Video": ("A video", "videos"),
    "Webhook": ("A webhook", "webhooks"),
}
"""Of the types that are items of a plain page: one and several of them, for the descriptions of edge and page."""
