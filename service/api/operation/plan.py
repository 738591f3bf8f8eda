"""What a planned operation is: for each root field a statement, and how its record becomes the response.

A `Selection` says, for each type that an object can have, which response keys it gets and where each value
stands. Two readers go by it: the compiled one (`reader.py`) and graphql-core (`reference.py`).
"""

from dataclasses import dataclass, field
from typing import Literal

from graphql import FieldNode, GraphQLError, GraphQLField, GraphQLOutputType

from service.api.operation.arguments import Read
from service.api.operation.cursors import Cursors
from service.errors import InvalidInput
from service.graph.composition.compose import Child, Item, Statement
from service.graph.composition.field_query import Asked
from service.graph.composition.fragment import Fragment

type Fault = InvalidInput | GraphQLError

SCOPES = {
    "VIDEO": "Video",
    "ENTITY": "Entity",
    "TOPIC": "Topic",
    "CHAPTER": "ChapterHit",
    "SUMMARY": "SummaryHit",
    "TRANSCRIPT": "Segment",
    "CHANNEL": "Channel",
}
"""Where a search or a suggestion looks → what it finds there, which is one of the field's arms."""

TEXTS = "texts"
"""The column of what a hit says."""

type How = Literal[
    "typename",  # the name of the object's type
    "value",  # a column of the row
    "one",  # the row of another object, or null
    "many",  # rows of other objects
    "page",  # a connection
    "edges",  # of a connection: its edges
    "nodes",  # of a connection: its items
    "info",  # of a connection: its pageInfo
    "total",  # of a connection: the count of all
    "corrected",  # of a connection of hits: the query that they are of, where it is not the one that was typed
    "capped",  # of a connection: whether its walk stopped at the cap
    "kinds",  # of a connection: the counts by kind
    "node",  # of an edge: its item
    "cursor",  # of an edge
    "fact",  # of an edge: a column that belongs to the pair
    "search",  # a connection of hits of several types
    "suggestions",  # a list of such hits
    "fetch",  # one object by its id
    "fetches",  # objects by their ids
    "fault",  # the arguments cannot be used
]


@dataclass(eq=False)
class Entry:
    """One response key. `name` is the field's own name, by which columns are found."""

    key: str
    name: str
    type: GraphQLOutputType
    how: How
    child: Child | None = None
    selection: "Selection | None" = None
    site: int = -1
    fault: Fault | None = None
    arms: "tuple[tuple[Child, Selection], ...]" = ()
    scopes: tuple[Child, ...] = ()
    """Arms: of `fetch` and `fetches` by label, of a search's `nodes` and `node` as its file names them. Scopes: the children of a search, in the same order."""


@dataclass(eq=False)
class Selection:
    """`types`: a type's name → its entries in the order of the response. `item` has the columns; None for
    what is no row of its own (a connection, an edge, a pageInfo). With `kind`, the row's kind names the type."""

    types: dict[str, list[Entry]]
    item: Item | None = None
    kind: bool = False
    page: "Page | None" = None


@dataclass(eq=False)
class Page:
    """Where the parts of a connection stand; each is asked for only when it is selected."""

    site: int
    rows: Child | None = None
    total: Child | None = None
    kinds: Child | None = None
    capped: Child | None = None


@dataclass(frozen=True, eq=False)
class Site:
    """A place where a field's arguments are read again at each request."""

    definition: GraphQLField
    node: FieldNode
    fragment: Fragment
    coordinate: str
    largest: int | None
    paged: bool
    cursors: Cursors


@dataclass(eq=False)
class RootPlan:
    """One root field: its entry, its statement, and the item whose row is the record.

    `fixed`: arguments without variables, read once. `asked`: the structure that was planned, by site: a request
    whose arguments ask for another needs another plan.
    """

    entry: Entry
    item: Item
    sites: dict[int, Site]
    fixed: dict[int, Read]
    asked: dict[int, Asked]
    statement: Statement | None = None
    faults: bool = False
    facets: dict[int, frozenset[str]] = field(default_factory=dict[int, frozenset[str]])
    """Of a search, by site: the facets that are asked for there."""
    selected: frozenset[str] = frozenset()
    """The fields that are selected two levels down, such as `links.backbone`: a look finds out only what is asked."""


@dataclass(eq=False)
class OperationPlan:
    """All root fields in the order of the response. `introspects`: graphql-core has to answer by itself."""

    roots: list[RootPlan] = field(default_factory=list[RootPlan])
    introspects: bool = False

    @property
    def faults(self) -> bool:
        """Whether some argument cannot be used: then graphql-core says so in its place."""
        return any(root.faults for root in self.roots)
