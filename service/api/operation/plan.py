"""The plan of an operation: for each root field a statement, and the mapping of its record to the response.

A `Selection` says for each possible type of an object which response keys it gets, and the position of each value.
Two readers use it: the compiled one (`reader.py`) and graphql-core (`reference.py`).
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
"""Maps the scope of a search or a suggestion to the type of its hits, one of the field's arms."""

TEXTS = "texts"
"""The column of a hit's texts."""

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
    "corrected",  # of a connection of hits: the corrected query
    "capped",  # of a connection: whether its walk stopped at the cap
    "kinds",  # of a connection: the counts by kind
    "node",  # of an edge: its item
    "cursor",  # of an edge
    "fact",  # of an edge: a column of the edge
    "search",  # a connection of hits of several types
    "suggestions",  # a list of such hits
    "fetch",  # one object by its id
    "fetches",  # objects by their ids
    "fault",  # the arguments are invalid
]


@dataclass(eq=False)
class Entry:
    """One response key. `name` is the field's name, which identifies columns."""

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
    """Arms: for `fetch` and `fetches` by label, for a search's `nodes` and `node` by name in its file. Scopes: the
    children of a search, in the same order."""


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
    """The columns of the parts of a connection; each exists only if it is selected."""

    site: int
    rows: Child | None = None
    total: Child | None = None
    kinds: Child | None = None
    capped: Child | None = None


@dataclass(frozen=True, eq=False)
class Site:
    """A site at which a field's arguments are read again at each request."""

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

    `fixed`: arguments without variables, read once. `asked`: the planned structure, by site; a request with another
    structure needs another plan.
    """

    entry: Entry
    item: Item
    sites: dict[int, Site]
    fixed: dict[int, Read]
    asked: dict[int, Asked]
    statement: Statement | None = None
    faults: bool = False
    facets: dict[int, frozenset[str]] = field(default_factory=dict[int, frozenset[str]])
    """For a search, by site: the selected facets."""
    selected: frozenset[str] = frozenset()
    """The fields that are selected two levels below, such as `links.backbone`, so that a pre-query computes only what
    is selected."""


@dataclass(eq=False)
class OperationPlan:
    """All root fields in the order of the response. `introspects`: graphql-core must answer."""

    roots: list[RootPlan] = field(default_factory=list[RootPlan])
    introspects: bool = False

    @property
    def faults(self) -> bool:
        """Whether an argument is invalid; then graphql-core reports it."""
        return any(root.faults for root in self.roots)
