"""The plan of an operation: for each root field its statement, the places of its arguments, and its entry.

An entry is a response key: a dataclass that says where the value of the key is in the record. The reader (`reader.py`) distinguishes the
kinds with `match`. Each union has all kinds that are possible in one place, so that the type checker finds a kind that it forgets.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import FieldNode, GraphQLError, GraphQLField

from service.api.operation.arguments.cursors import Cursors
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.pre_query import PreQuery
from service.api.schema.graphql_types import TypeShape
from service.errors import InvalidInput
from service.graph.compose.field_query import FieldQuery
from service.graph.compose.fragment import Fragment
from service.graph.compose.items import Child, ComposedStatement, Item

RESULT_TYPE = "resultType"
"""The column with the type of a mutation's result."""
KIND = "kind"
"""The property that names the type of a node, if the field has an interface."""

# In an object.


@dataclass(frozen=True, eq=False, slots=True)
class TypeName:
    """`__typename`."""

    key: str
    type_name: str


@dataclass(frozen=True, eq=False, slots=True)
class ValueEntry:
    """A plain value of the row, in the column that its item has for `name`."""

    key: str
    name: str
    type: TypeShape


@dataclass(frozen=True, eq=False, slots=True)
class ComputedValue:
    """A plain value that the expression of a fragment computes by further reads."""

    key: str
    name: str
    type: TypeShape
    child: Child


@dataclass(frozen=True, eq=False, slots=True)
class One:
    """The row of another object, or null."""

    key: str
    name: str
    required: bool
    child: Child
    selection: "ObjectSelection"


@dataclass(frozen=True, eq=False, slots=True)
class Many:
    """Rows of other objects."""

    key: str
    name: str
    child: Child
    selection: "ObjectSelection"


@dataclass(frozen=True, eq=False, slots=True)
class ConnectionEntry:
    """A page of other objects. `rows`: the column of their rows; None if no part of the page needs them."""

    key: str
    name: str
    type_name: str
    site: int
    parts: "tuple[ConnectionPart, ...]"
    rows: Child | None


@dataclass(frozen=True, eq=False, slots=True)
class FaultEntry:
    """A field whose arguments are not valid."""

    key: str
    name: str
    error: InvalidInput | GraphQLError


type FieldEntry = ValueEntry | ComputedValue | One | Many | ConnectionEntry | FaultEntry

type ObjectEntry = TypeName | FieldEntry


@dataclass(frozen=True, eq=False, slots=True)
class ObjectSelection:
    """The selection on an object: for each type that it can have, the entries in the order of the response.

    `item` has the columns of the object's row. If the types differ, the value `tag` of the row names the type, by the table `tags`.
    """

    types: dict[str, tuple[ObjectEntry, ...]]
    item: Item
    tag: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def names(self) -> frozenset[str]:
        """The selected fields, without `__typename`."""
        return frozenset(
            entry.name
            for entries in self.types.values()
            for entry in entries
            if not isinstance(entry, TypeName)
        )


# In a connection, which has no row of its own.


@dataclass(frozen=True, eq=False, slots=True)
class Nodes:
    """The objects of the page."""

    key: str
    selection: ObjectSelection


@dataclass(frozen=True, eq=False, slots=True)
class Edges:
    """The edges of the page. `item`: the item of their nodes, which has the columns of nodes and edges."""

    key: str
    type_name: str
    item: Item
    entries: "tuple[EdgeEntry, ...]"


@dataclass(frozen=True, eq=False, slots=True)
class PageInfoEntry:
    key: str
    leaves: "Leaves"


@dataclass(frozen=True, eq=False, slots=True)
class TotalCount:
    key: str
    child: Child


@dataclass(frozen=True, eq=False, slots=True)
class Truncated:
    """Whether the walk of the connection stopped at its limit."""

    key: str
    child: Child


@dataclass(frozen=True, eq=False, slots=True)
class KindCounts:
    """Number of objects of each kind."""

    key: str
    child: Child
    leaves: "Leaves"


type ConnectionPart = TypeName | Nodes | Edges | PageInfoEntry | TotalCount | Truncated | KindCounts


@dataclass(frozen=True, eq=False, slots=True)
class Leaf:
    """A field of a type that has only plain values."""

    key: str
    name: str


@dataclass(frozen=True, eq=False, slots=True)
class Leaves:
    """The selection on a type that has only plain values: a pageInfo, a count by kind, a range of a text."""

    type_name: str
    entries: tuple[TypeName | Leaf, ...]


# In an edge, besides the entries of an object.


@dataclass(frozen=True, eq=False, slots=True)
class NodeEntry:
    """The object of the edge."""

    key: str
    selection: ObjectSelection


@dataclass(frozen=True, eq=False, slots=True)
class Cursor:
    key: str


@dataclass(frozen=True, eq=False, slots=True)
class EdgeValue:
    """A plain value of the pair of objects that the edge connects."""

    key: str
    name: str
    type: TypeShape


type EdgeEntry = ObjectEntry | NodeEntry | Cursor | EdgeValue


type Arm = tuple[Child, ObjectSelection]
"""A possible type of the objects: where its rows are, and the selection on them."""

# Of what a pre-query found (`pre_query.py`).


@dataclass(frozen=True, eq=False, slots=True)
class FoundNodes:
    """The objects that were found. `arms`: in the order of the field's own."""

    key: str
    arms: tuple[Arm, ...]


@dataclass(frozen=True, eq=False, slots=True)
class FoundNode:
    """The object that one edge is about."""

    key: str
    arms: tuple[Arm, ...]


@dataclass(frozen=True, eq=False, slots=True)
class FoundValue:
    """Another value of an edge or of the page. `leaves`: of a list of objects with only plain values."""

    key: str
    name: str
    leaves: Leaves | None = None


type FoundEntry = TypeName | FoundNode | FoundValue


@dataclass(frozen=True, eq=False, slots=True)
class FoundEdges:
    key: str
    entries: tuple[FoundEntry, ...]


type FoundPart = TypeName | FieldEntry | FoundNodes | FoundEdges | FoundValue | PageInfoEntry


@dataclass(frozen=True, eq=False, slots=True)
class FoundConnection:
    """A page of found objects. `members`: where the rows of each possible type are."""

    key: str
    name: str
    type_name: str
    parts: tuple[FoundPart, ...]
    members: tuple[Child, ...]


@dataclass(frozen=True, eq=False, slots=True)
class FoundList:
    """The edges of found objects, without a page around them."""

    key: str
    name: str
    entries: tuple[FoundEntry, ...]
    members: tuple[Child, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Fetch:
    """An object by its id, or with `many` a list of objects by their ids. `arms`: one for each label that the ids name."""

    key: str
    name: str
    many: bool
    arms: tuple[Arm, ...]


type RootEntry = FieldEntry | FoundConnection | FoundList | Fetch


TEXTS = "texts"
"""The column of the texts of a found object."""

ROOT_SITE = 0
"""The site of a root field's own arguments: they are read first."""


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
    pre_query: PreQuery | None = None


@dataclass(eq=False)
class RootPlan:
    """One root field: its entry, its statement, and the item whose row is the record.

    `fixed`: arguments without variables, read once. `asked`: the structure that was planned, by site. A request whose
    arguments have another structure needs another plan.
    """

    entry: RootEntry
    item: Item
    sites: dict[int, Site]
    fixed: dict[int, FieldArguments]
    asked: dict[int, FieldQuery]
    statement: ComposedStatement | None = None
    faults: list[InvalidInput | GraphQLError] = field(default_factory=list[InvalidInput | GraphQLError])
    below: dict[int, frozenset[str]] = field(default_factory=dict[int, frozenset[str]])
    """The sites below the root field that have a pre-query of their own, and the fields that are selected there."""
    selected: frozenset[str] = frozenset()
    """The fields that are selected two levels down, such as `links.backbone`: a pre-query finds out only what is asked."""
    root: str = "Query"
    runs: int = 0
    """How often its statement has run."""

    @property
    def name(self) -> str:
        """The name of its transaction in Neo4j, such as `Query.video`."""
        return f"{self.root}.{self.entry.name}"


@dataclass(eq=False)
class OperationPlan:
    """All root fields in the order of the response. `introspects`: graphql-core must answer. `mutates`: each root field
    runs its action before its statement, one after the other."""

    roots: list[RootPlan] = field(default_factory=list[RootPlan])
    introspects: bool = False
    mutates: bool = False

    @property
    def faults(self) -> list[InvalidInput | GraphQLError]:
        """Errors of arguments that are not valid. graphql-core reports them in their places."""
        return [fault for root in self.roots for fault in root.faults]
