"""Plans a GraphQL operation: composes the tree of its fields into one statement for each root field."""

import re

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)
from graphql.execution.values import VariableValues

from service.api.operation.arguments.argument_values import label_of
from service.api.operation.arguments.cursors import Cursors
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.collect import Collector
from service.api.operation.plan import (
    TEXTS,
    Arm,
    FaultEntry,
    Fetch,
    FoundConnection,
    FoundEdges,
    FoundEntry,
    FoundList,
    FoundNode,
    FoundNodes,
    FoundPart,
    FoundValue,
    Many,
    One,
    OperationPlan,
    PageInfoEntry,
    RootEntry,
    RootPlan,
    TypeName,
)
from service.api.operation.planning.catalog import Catalog
from service.api.operation.planning.selection_planner import FieldPlace, SelectionPlanner
from service.api.operation.planning.sites import Sites
from service.api.schema.graphql_types import as_object, fields_of, named_type
from service.graph.compose.compose import compose
from service.graph.compose.fragment import Fragment
from service.graph.compose.items import Child, Item


class FoundPlanner:
    """Plans a field whose objects a pre-query finds. All its types are fetched, whether selected or not, so that the statement stays the same."""

    def __init__(self, selections: SelectionPlanner, item: Item) -> None:
        self._selections = selections
        self._collector = selections.collector
        self._item = item
        self._members: dict[str, Child] = {}
        self.below: dict[int, frozenset[str]] = {}
        """See `RootPlan`."""

    def entry(
        self, query: GraphQLObjectType, fragment: Fragment, key: str, nodes: list[FieldNode]
    ) -> FoundConnection | FoundList | FaultEntry:
        field = nodes[0].name.value
        definition = query.fields[field]
        read = self._selections.sites.read(query.name, definition, nodes[0], fragment)
        if not isinstance(read, FieldArguments):
            return FaultEntry(key, field, read)
        for label in fragment.members:
            self._members[label] = self._member(label, read)
        self._item.children += self._members.values()
        named = as_object(named_type(definition))
        sets, members = self._collector.selections(nodes), tuple(self._members.values())
        if "edges" in named.fields:
            return FoundConnection(key, field, named.name, self._parts(named, sets), members)
        return FoundList(key, field, self._entries(named, sets), members)

    def _member(self, label: str, read: FieldArguments) -> Child:
        catalog = self._selections.catalog
        fetcher = catalog.fetcher(label)
        values = {"id": "this.id", TEXTS: _texts(fetcher)} | catalog.values(label)
        return Child(fetcher, "many", read.asked, Item(values, {"id", TEXTS}))

    def _parts(self, named: GraphQLObjectType, sets: list[SelectionSetNode]) -> tuple[FoundPart, ...]:
        """Returns the selection on a page of found objects."""
        parts: list[FoundPart] = []
        for key, found in self._collector.fields(named, sets).items():
            name, below = found[0].name.value, self._collector.selections(found)
            match name:
                case "__typename":
                    parts.append(TypeName(key, named.name))
                case "nodes":
                    parts.append(FoundNodes(key, self._arms(below)))
                case "edges":
                    parts.append(FoundEdges(key, self._entries(named_type(named.fields[name]), below)))
                case "pageInfo":
                    leaves = self._selections.leaves(named_type(named.fields[name]), below)
                    parts.append(PageInfoEntry(key, leaves))
                case _ if self._selections.catalog.fragment(named.name, name) is None:
                    parts.append(self._value(named, key, found))
                case _:
                    entry = self._selections.field(named, FieldPlace(named.name, self._item), key, found)
                    parts.append(entry)
                    if isinstance(entry, One):
                        self.below[entry.child.asked.site] = entry.selection.names
        return tuple(parts)

    def _entries(self, edge: GraphQLNamedType, sets: list[SelectionSetNode]) -> tuple[FoundEntry, ...]:
        """Returns the selection on an edge."""
        entries: list[FoundEntry] = []
        for key, found in self._collector.fields(as_object(edge), sets).items():
            match found[0].name.value:
                case "__typename":
                    entries.append(TypeName(key, edge.name))
                case "node":
                    entries.append(FoundNode(key, self._arms(self._collector.selections(found))))
                case _:
                    entries.append(self._value(edge, key, found))
        return tuple(entries)

    def _value(self, parent: GraphQLNamedType, key: str, nodes: list[FieldNode]) -> FoundValue:
        name, below = nodes[0].name.value, self._collector.selections(nodes)
        leaves = self._selections.leaves(named_type(fields_of(parent)[name]), below) if below else None
        return FoundValue(key, name, leaves)

    def _arms(self, sets: list[SelectionSetNode]) -> tuple[Arm, ...]:
        types = self._selections.schema.type_map
        return tuple(
            (child, self._selections.of(types[label], sets, child.item))
            for label, child in self._members.items()
        )


def _texts(fragment: Fragment) -> str:
    """Returns the texts of an object of this fragment, as an expression over `this`."""
    return re.sub(rf"\b{fragment.item}\b", "this", f"[{', '.join(fragment.texts)}]")


def plan_operation(
    schema: GraphQLSchema,
    catalog: Catalog,
    operation: OperationDefinitionNode,
    fragments: dict[str, FragmentDefinitionNode],
    variables: VariableValues,
    cursors: Cursors,
) -> OperationPlan:
    """Returns the plan of a validated operation for the structure of these coerced variables. Its statements are still to be composed."""
    collector = Collector(schema, fragments, variables)
    plan = OperationPlan()
    plan.mutates = operation.operation is OperationType.MUTATION
    query = schema.mutation_type if plan.mutates else schema.query_type
    assert query is not None
    for key, nodes in collector.fields(query, [operation.selection_set]).items():
        if nodes[0].name.value.startswith("__"):
            plan.introspects = True
            continue
        sites = Sites(catalog, variables, cursors)
        plan.roots.append(_root(query, SelectionPlanner(schema, catalog, collector, sites), key, nodes))
    return plan


def compose_statements(plan: OperationPlan) -> None:
    """Composes the statements of a plan, which takes as long as all else: what costs too much is refused before."""
    for root in plan.roots:
        if root.item.children:
            root.statement = compose(root.item)


def _root(
    query: GraphQLObjectType, selections: SelectionPlanner, key: str, nodes: list[FieldNode]
) -> RootPlan:
    """Returns the plan of one root field."""
    item, sites = Item(), selections.sites
    below: dict[int, frozenset[str]] = {}
    name = nodes[0].name.value
    fragment = selections.catalog.fragment(query.name, name)
    entry: RootEntry
    if name in ("node", "nodes"):
        entry = _fetch(query, selections, item, key, nodes)
    elif fragment is not None and fragment.members:
        planner = FoundPlanner(selections, item)
        entry = planner.entry(query, fragment, key, nodes)
        below = planner.below
    else:
        entry = selections.field(query, FieldPlace(query.name, item), key, nodes)
    return RootPlan(
        entry,
        item,
        sites.sites,
        sites.fixed,
        sites.asked,
        faults=sites.faults,
        below=below,
        selected=_selected(entry),
        root=query.name,
    )


def _fetch(
    query: GraphQLObjectType, selections: SelectionPlanner, item: Item, key: str, nodes: list[FieldNode]
) -> Fetch | FaultEntry:
    """`node` and `nodes`: one arm for each label that the ids name. Their arguments are the same for each."""
    name, catalog = nodes[0].name.value, selections.catalog
    read = selections.sites.read(query.name, query.fields[name], nodes[0], catalog.any_fetcher())
    if not isinstance(read, FieldArguments):
        return FaultEntry(key, name, read)
    arms: list[Arm] = []
    for label in sorted({label for one in read.values["ids"] if (label := label_of(catalog.model, one))}):
        named = selections.schema.type_map[label]
        selection = selections.of(named, selections.collector.selections(nodes))
        selection.item.wanted.add("id")
        child = Child(catalog.fetcher(label), "many", read.asked, selection.item)
        item.children.append(child)
        arms.append((child, selection))
    return Fetch(key, name, name == "nodes", tuple(arms))


def _selected(entry: RootEntry) -> frozenset[str]:
    """Returns the fields that are selected two levels below an object, such as `links.backbone`."""
    if not isinstance(entry, One | Many):
        return frozenset()
    return frozenset(
        f"{one.name}.{name}"
        for entries in entry.selection.types.values()
        for one in entries
        if isinstance(one, One | Many)
        for name in one.selection.names
    )
