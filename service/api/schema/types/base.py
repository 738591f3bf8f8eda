"""What all types share: Node, and the parts of a page."""

import strawberry

from service.api.schema.enums import EntityKind, RelationshipType
from service.api.schema.fields import field


@strawberry.interface(
    description="Anything that can be refetched by a global id. Ids are opaque: store them, never parse them."
)
class Node:
    id: strawberry.ID = field("Global id; stays the same when name or kind are corrected.")


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    has_next_page: bool = field("Whether more follows behind this page.")
    has_previous_page: bool = field("Whether more lies in front of this page.")
    start_cursor: str | None = field("Cursor of the first edge; null on an empty page.")
    end_cursor: str | None = field("Cursor of the last edge; null on an empty page.")


@strawberry.type(description="An entity kind and how many there are.")
class KindCount:
    kind: EntityKind = field("The kind.")
    count: int = field("How many.")


@strawberry.type(description="A relationship type and how many there are.")
class TypeCount:
    type: RelationshipType = field("The type.")
    count: int = field("How many.")


NODES = "The page's items without their edges: a shortcut."
EDGES = "The page's items with their cursors and what belongs to the pair."
NODE = "The item."
KINDS = "Items on all pages by kind, the most frequent first; computed only when asked for."


@strawberry.type(description="What every connection has.")
class Page:
    page_info: PageInfo = field("Where this page stands in its list.")
    total_count: int = field("Items on all pages together; computed only when asked for.")


@strawberry.type(description="What every edge has.")
class Edge:
    cursor: str = field("Opaque place in the list, for `after` and `before`.")
