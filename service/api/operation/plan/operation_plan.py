"""The plan of an operation: for each root field its statement, the places of its arguments, and its entry (`entries.py`)."""

from dataclasses import dataclass, field

from graphql import FieldNode, GraphQLError, GraphQLField

from service.api.operation.arguments.cursors import Cursors
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan.root_entries import RootEntry
from service.errors import InvalidInput
from service.graph.compose.field_query import FieldQuery
from service.graph.compose.fragment import Fragment
from service.graph.compose.items import ComposedStatement, Item

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
    facets: dict[int, frozenset[str]] = field(default_factory=dict[int, frozenset[str]])
    """Of a search, by site: the facets that are asked for there."""
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
