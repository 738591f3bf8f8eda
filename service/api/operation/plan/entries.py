"""Response keys of a plan. Each kind is a dataclass that says where the value of the key is in the record.

Both readers distinguish them with `match`: the compiled one (`reader.py`) and graphql-core (`reference.py`). Each union
has all kinds that are possible in one place, so that the type checker finds a kind that a reader forgets. Kinds of root
fields only are in `root_entries.py`.
"""

from dataclasses import dataclass

from graphql import GraphQLError

from service.api.schema.graphql_types import TypeShape
from service.errors import InvalidInput
from service.graph.compose.items import Child, Item

RESULT_TYPE = "resultType"
"""The column with the type of a mutation's result."""

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

    `item` has the columns of the object's row. With `by_kind`, the kind in the row names the type; with `by_result`, the column
    `RESULT_TYPE` does: the object is the result of a mutation.
    """

    types: dict[str, tuple[ObjectEntry, ...]]
    item: Item
    by_kind: bool = False
    by_result: bool = False

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
